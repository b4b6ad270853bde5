#pragma once

#include "ui/common/context.h"
#include "ui/ticket/catalogue.h"

G_BEGIN_DECLS

/**
 * GuichetHomeSearch:
 *
 * Looks for a need in all that the cache has of it at once: articles of the
 * FAQ, leaves of the catalogue, the person's own requests. Main thread.
 *
 * Signal: found: the three lists are those of the last text.
 */
#define GUICHET_TYPE_HOME_SEARCH (guichet_home_search_get_type ())

G_DECLARE_FINAL_TYPE (GuichetHomeSearch, guichet_home_search, GUICHET, HOME_SEARCH, GObject)

GuichetHomeSearch *guichet_home_search_new           (GuichetContext    *context);
void               guichet_home_search_set_catalogue (GuichetHomeSearch *self,
                                                      GuichetCatalogue  *catalogue);
void               guichet_home_search_set_text      (GuichetHomeSearch *self,
                                                      const char        *text);
/* Lent, possibly empty: GuichetReference, const GuichetCatalogueNode, GuichetTicket (thin). */
GPtrArray         *guichet_home_search_get_articles  (GuichetHomeSearch *self);
GPtrArray         *guichet_home_search_get_leaves    (GuichetHomeSearch *self);
GPtrArray         *guichet_home_search_get_requests  (GuichetHomeSearch *self);

G_END_DECLS

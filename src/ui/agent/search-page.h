#pragma once

#include <adwaita.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetSearchPage:
 *
 * All results of a search in the tickets of this computer, the best first, at
 * most 50, with where the words stand. Sets off portal.open-ticket.
 */
#define GUICHET_TYPE_SEARCH_PAGE (guichet_search_page_get_type ())

G_DECLARE_FINAL_TYPE (GuichetSearchPage, guichet_search_page, GUICHET, SEARCH_PAGE, AdwNavigationPage)

GtkWidget *guichet_search_page_new      (GuichetContext    *context);
void       guichet_search_page_set_text (GuichetSearchPage *self,
                                         const char        *text);
GArray    *guichet_search_page_dup_ids  (GuichetSearchPage *self);

G_END_DECLS

#pragma once

#include <glib-object.h>

#include "model/ticket.h"
#include "store/found.h"

G_BEGIN_DECLS

/**
 * GuichetSearchHit:
 *
 * A ticket that a search found, and, as soon as it is known, why. Signal:
 * "notify::found". Property: found (pointer to #GuichetFound, nullable).
 */
#define GUICHET_TYPE_SEARCH_HIT (guichet_search_hit_get_type ())

G_DECLARE_FINAL_TYPE (GuichetSearchHit, guichet_search_hit, GUICHET, SEARCH_HIT, GObject)

GuichetSearchHit   *guichet_search_hit_new        (GuichetTicket      *ticket);
GuichetTicket      *guichet_search_hit_get_ticket (GuichetSearchHit   *self);
const GuichetFound *guichet_search_hit_get_found  (GuichetSearchHit   *self);
void                guichet_search_hit_take_found (GuichetSearchHit   *self,
                                                   GuichetFound       *found);

G_END_DECLS

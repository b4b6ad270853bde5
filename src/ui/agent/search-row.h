#pragma once

#include <gtk/gtk.h>

#include "model/profile.h"
#include "ui/agent/search-hit.h"

G_BEGIN_DECLS

/**
 * GuichetSearchRow:
 *
 * A result of a search: the ticket, and where its words stand.
 */
#define GUICHET_TYPE_SEARCH_ROW (guichet_search_row_get_type ())

G_DECLARE_FINAL_TYPE (GuichetSearchRow, guichet_search_row, GUICHET, SEARCH_ROW, GtkBox)

GtkWidget *guichet_search_row_new     (void);
void       guichet_search_row_set_hit (GuichetSearchRow   *self,
                                       GuichetSearchHit   *hit,
                                       GuichetProfile     *profile,
                                       const char * const *words);

G_END_DECLS

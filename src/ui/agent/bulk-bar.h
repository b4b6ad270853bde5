#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GuichetBulkBar:
 *
 * Below a list of which several tickets are selected: how many, and what can
 * be done with all of them, by the actions of the page.
 */
#define GUICHET_TYPE_BULK_BAR (guichet_bulk_bar_get_type ())

G_DECLARE_FINAL_TYPE (GuichetBulkBar, guichet_bulk_bar, GUICHET, BULK_BAR, AdwBin)

void guichet_bulk_bar_show (GuichetBulkBar *self,
                            gboolean        selecting,
                            guint           n_selected);

G_END_DECLS

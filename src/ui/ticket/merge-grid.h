#pragma once

#include <gtk/gtk.h>

#include "model/resolution.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetMergeGrid:
 *
 * A resolution as a person chooses it: for each line what it was, what they
 * wanted and what the server has now. Where both sides changed it there are
 * two radios, which set keeps_mine of the line; the rest is said to be safe.
 *
 * Properties: narrow (boolean): one below the other instead of side by side.
 */
#define GUICHET_TYPE_MERGE_GRID (guichet_merge_grid_get_type ())

G_DECLARE_FINAL_TYPE (GuichetMergeGrid, guichet_merge_grid, GUICHET, MERGE_GRID, GtkWidget)

void guichet_merge_grid_show (GuichetMergeGrid  *self,
                              GuichetContext    *context,
                              GuichetResolution *resolution);

G_END_DECLS

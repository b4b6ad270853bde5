#pragma once

#include <gtk/gtk.h>

#include "model/week.h"

G_BEGIN_DECLS

/**
 * GuichetWeekGrid:
 *
 * A week in hours, each free or not: one stop for Tab, arrows between the
 * hours, Space or a click to change one. Days and hours beyond those of an
 * office are there when something is in them.
 *
 * Signal: changed (by a person).
 */
#define GUICHET_TYPE_WEEK_GRID (guichet_week_grid_get_type ())

G_DECLARE_FINAL_TYPE (GuichetWeekGrid, guichet_week_grid, GUICHET, WEEK_GRID, GtkWidget)

GtkWidget         *guichet_week_grid_new      (void);
const GuichetWeek *guichet_week_grid_get_week (GuichetWeekGrid   *self);
/* @guess: what is shown is not certain, and looks so. */
void               guichet_week_grid_set_week (GuichetWeekGrid   *self,
                                               const GuichetWeek *week,
                                               gboolean           guess);
/* For tests: the cell of an hour, %NULL where there is none. */
GtkWidget         *guichet_week_grid_get_cell (GuichetWeekGrid   *self,
                                               guint              day,
                                               guint              hour);

G_END_DECLS

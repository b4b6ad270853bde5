#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GuichetActivityPlot:
 *
 * Tickets that arrived, as bars, and that were resolved, as a line with
 * points, day by day: shapes that can be told apart without colour. A day is
 * looked at with the pointer or, with the focus, by the arrow keys.
 *
 * Property: caption (string, read-only): the day that is looked at in words,
 * or "" for none. A screen reader gets all days in words as description.
 */
#define GUICHET_TYPE_ACTIVITY_PLOT (guichet_activity_plot_get_type ())

G_DECLARE_FINAL_TYPE (GuichetActivityPlot, guichet_activity_plot, GUICHET, ACTIVITY_PLOT, GtkWidget)

void  guichet_activity_plot_set_days (GuichetActivityPlot *self,
                                      GArray              *days);
guint guichet_activity_plot_find_step (guint                max);

G_END_DECLS

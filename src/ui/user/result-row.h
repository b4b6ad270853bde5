#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A row of the home page that leads somewhere.
 * @detail: (nullable)
 * @target: (transfer floating): of @action */
GtkWidget *guichet_result_row_new      (const char    *icon,
                                        const char    *title,
                                        const char    *detail,
                                        const char    *action,
                                        GVariant      *target);
void       guichet_result_row_set_lead (GtkListBoxRow *row,
                                        const char    *action,
                                        GVariant      *target);
void       guichet_result_row_follow   (GtkListBoxRow *row);

G_END_DECLS

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The check marks of a table in which one selects many rows. A click on one
 * adds its row to the selection or takes it away. */

GtkColumnViewColumn *guichet_check_column_new (void);
GtkWidget           *guichet_check_mark_new   (void);

G_END_DECLS

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A table of tickets as GTK alone would have it: the widgets and the style of
 * the list of tickets, and the texts of some of them over and over out of
 * memory. Nothing changes in it, nothing in it can be pressed. */
GtkWidget *bare_table_new (int width,
                           int height);

G_END_DECLS

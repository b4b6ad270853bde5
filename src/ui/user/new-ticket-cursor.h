#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

int  guichet_cursor_get (GtkWidget *focus);
void guichet_cursor_set (GtkWidget *focus,
                         int        position);

G_END_DECLS

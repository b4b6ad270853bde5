#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean guichet_focus_children (GtkWidget        *widget,
                                 GtkDirectionType  direction);

G_END_DECLS

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void guichet_tip_set (GtkWidget  *widget,
                      const char *text);

G_END_DECLS

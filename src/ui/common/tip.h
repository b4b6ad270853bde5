#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void guichet_tip_set (GtkWidget  *widget,
                      const char *text);
const char *
     guichet_tip_get (GtkWidget  *widget);

G_END_DECLS

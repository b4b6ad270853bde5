#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void guichet_label_wrap (GtkLabel *label);

G_END_DECLS

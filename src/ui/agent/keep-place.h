#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void guichet_keep_place (GtkScrollable *view);

G_END_DECLS

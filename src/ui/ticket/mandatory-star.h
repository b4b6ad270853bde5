#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *guichet_mandatory_star_new (void);

G_END_DECLS

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void guichet_show_toast (GtkWidget *near,
                         AdwToast  *toast);

G_END_DECLS

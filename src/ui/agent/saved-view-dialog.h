#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*GuichetNameFunc) (const char *name,
                                 gpointer    user_data,
                                 GtkWidget  *parent);

void guichet_saved_view_dialog_ask (GtkWidget       *parent,
                                    const char      *heading,
                                    const char      *name,
                                    const char      *verb,
                                    GuichetNameFunc  named,
                                    gpointer         user_data,
                                    GDestroyNotify   free_data);

G_END_DECLS

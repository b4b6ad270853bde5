#pragma once

#include <gtk/gtk.h>

#include "store/views.h"

G_BEGIN_DECLS

/* Saved views as a file for a colleague, chosen in a dialog of the desktop. */

void guichet_saved_view_file_export (GtkWidget    *near,
                                     GPtrArray    *views);
void guichet_saved_view_file_import (GtkWidget    *near,
                                     GuichetStore *store);

G_END_DECLS

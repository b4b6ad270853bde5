#pragma once

#include <gtk/gtk.h>

#include "model/file.h"

G_BEGIN_DECLS

/* Copies that other programs are given to open: in a folder of our own below the
 * user's cache, under safe names, gone when the account is closed. */

void     guichet_opened_files_launch_async  (GuichetFile          *file,
                                             GtkWindow            *parent,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean guichet_opened_files_launch_finish (GAsyncResult         *result,
                                             GError              **error);
void     guichet_opened_files_clear         (void);

G_END_DECLS

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A picture of the screen, made by the desktop where it offers that. */

void        guichet_screenshot_find_async   (GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
/* Returns: whether this desktop can make one */
gboolean    guichet_screenshot_find_finish  (GAsyncResult         *result);

void        guichet_screenshot_take_async   (GtkWidget            *widget,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
/* NULL without error when the person changed their mind. */
GdkTexture *guichet_screenshot_take_finish  (GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS

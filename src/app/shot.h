#pragma once

#include "app/account.h"
#include "app/window.h"

G_BEGIN_DECLS

/* A picture of a named page: sign-in, home, tickets, resolved, ticket, outbox,
 * user. Made in the process, without the frame of a window manager. */

gboolean guichet_shot_is_page (const char          *page);
void     guichet_shot_take    (GuichetWindow       *window,
                               GuichetAccount      *account,
                               const char          *page,
                               const char          *file,
                               int                  width,
                               int                  height,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data);
gboolean guichet_shot_finish  (GAsyncResult        *result,
                               GError             **error);

G_END_DECLS

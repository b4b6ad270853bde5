#pragma once

#include <gio/gio.h>

#include "model/identity.h"

G_BEGIN_DECLS

/**
 * guichet_door_find:
 * @out_door: (out): the door that lets this account in; REST where both do
 *
 * Blocking: asks the server which of its doors this account may use. Signing
 * in through it is the next step, and another one.
 *
 * Returns: %FALSE with @error set to the reason why there is none:
 *   UNREACHABLE, TLS, NOT_ITOP, MAINTENANCE, BAD_CREDENTIALS,
 *   SINGLE_SIGN_ON (something in front wants a browser),
 *   MISSING_PROFILE (right secret, but no door is open to the account),
 *   RETRY_LATER, %G_IO_ERROR_CANCELLED
 */
gboolean guichet_door_find        (const char           *server,
                                   const char           *login,
                                   const char           *secret,
                                   GuichetDoor          *out_door,
                                   GCancellable         *cancellable,
                                   GError              **error);
void     guichet_door_find_async  (const char           *server,
                                   const char           *login,
                                   const char           *secret,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gboolean guichet_door_find_finish (GAsyncResult         *result,
                                   GuichetDoor          *out_door,
                                   GError              **error);

G_END_DECLS

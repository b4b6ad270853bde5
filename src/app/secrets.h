#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The passwords of accounts in the keyring of the system, and nowhere else.
 * NO_KEYRING when there is none. */

void      guichet_secrets_probe_async   (GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean  guichet_secrets_probe_finish  (GAsyncResult         *result,
                                         GError              **error);
void      guichet_secrets_lookup_async  (const char           *server,
                                         const char           *login,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
char     *guichet_secrets_lookup_finish (GAsyncResult         *result,
                                         GError              **error);
void      guichet_secrets_store_async   (const char           *server,
                                         const char           *login,
                                         const char           *secret,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean  guichet_secrets_store_finish  (GAsyncResult         *result,
                                         GError              **error);
void      guichet_secrets_forget        (const char           *server,
                                         const char           *login);
void      guichet_secret_free           (char                 *secret);

G_END_DECLS

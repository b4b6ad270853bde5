#include "config.h"

#include "app/secrets.h"

#include "util/error.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

static const SecretSchema schema = {
  .name = GUICHET_APPLICATION_ID ".Account",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "login", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

/* Whatever goes wrong with the keyring, a person hears the same: it keeps
 * nothing. */
static gboolean
translate_error (GError  *failure,
                 GError **error)
{
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (failure));
  else
    g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_NO_KEYRING, "The keyring: %s", failure->message);

  return FALSE;
}

void
guichet_secrets_probe_async (GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  secret_service_get (SECRET_SERVICE_OPEN_SESSION, cancellable, callback, user_data);
}

gboolean
guichet_secrets_probe_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_autoptr(GError) failure = NULL;
  g_autoptr(SecretService) service = secret_service_get_finish (result, &failure);

  return service != NULL || translate_error (failure, error);
}

void
guichet_secrets_lookup_async (const char          *server,
                              const char          *login,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  secret_password_lookup (&schema, cancellable, callback, user_data,
                          "server", server, "login", login, NULL);
}

/**
 * guichet_secrets_lookup_finish:
 *
 * Returns: (nullable) (transfer full): the password; %NULL without error when
 *   the keyring has none. Free with guichet_secret_free()
 */
char *
guichet_secrets_lookup_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_autoptr(GError) failure = NULL;
  char *secret = secret_password_lookup_finish (result, &failure);

  if (failure != NULL)
    translate_error (failure, error);

  return secret;
}

void
guichet_secrets_store_async (const char          *server,
                             const char          *login,
                             const char          *secret,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  /* Translators: how the password is called in the keyring: account, server */
  g_autofree char *label = g_strdup_printf (_("Guichet: %s on %s"), login, server);

  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, secret, cancellable,
                         callback, user_data, "server", server, "login", login, NULL);
}

gboolean
guichet_secrets_store_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_autoptr(GError) failure = NULL;

  return secret_password_store_finish (result, &failure) || translate_error (failure, error);
}

static void
forgotten_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    g_debug ("The keyring did not forget a password: %s", error->message);
}

/* Signing out takes the password with it. */
void
guichet_secrets_forget (const char *server,
                        const char *login)
{
  secret_password_clear (&schema, NULL, forgotten_cb, NULL, "server", server, "login", login, NULL);
}

/* Wipes it. */
void
guichet_secret_free (char *secret)
{
  secret_password_free (secret);
}

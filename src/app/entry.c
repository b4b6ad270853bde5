#include "config.h"

#include "app/entry.h"

#include "app/secrets.h"
#include "sync/connection.h"
#include "util/data-dir.h"

GuichetEntry *
guichet_entry_new (const char *server,
                   const char *login,
                   const char *secret)
{
  GuichetEntry *self = g_new0 (GuichetEntry, 1);

  self->server = g_strdup (server);
  self->login = g_strdup (login);
  self->secret = g_strdup (secret);

  return self;
}

void
guichet_entry_free (gpointer data)
{
  GuichetEntry *self = data;

  g_free (self->server);
  g_free (self->login);
  guichet_secret_free (self->secret);
  g_free (self->folder);
  g_clear_object (&self->remote);
  if (self->store != NULL)
    guichet_store_close (self->store);
  g_clear_object (&self->store);
  g_clear_pointer (&self->identity, guichet_identity_unref);
  g_clear_pointer (&self->profile, guichet_profile_unref);
  g_free (self);
}

static GuichetConnection
describe_connection (const GuichetEntry *self)
{
  return (GuichetConnection) { .server = self->server, .login = self->login, .secret = self->secret };
}

/* Asks the server which door is open, who this is and how it is laid out. */
gboolean
guichet_entry_ask (GuichetEntry  *self,
                   GCancellable  *cancellable,
                   GError       **error)
{
  const GuichetConnection connection = describe_connection (self);

  g_clear_pointer (&self->identity, guichet_identity_unref);
  g_clear_pointer (&self->profile, guichet_profile_unref);
  self->remote = guichet_connection_sign_in (&connection, &self->identity, &self->profile, cancellable, error);

  return self->remote != NULL;
}

/* The account's folder is made only once the server knows who this is: a
 * misspelt name leaves no trace. */
static gboolean
open_store (GuichetEntry  *self,
            GError       **error)
{
  if (self->folder == NULL)
    self->folder = guichet_data_dir_for_login (self->server, self->login);

  return guichet_data_dir_make_private (self->folder, error) &&
         (self->store = guichet_store_open (self->folder, error)) != NULL;
}

/* A remote if an earlier sign-in is known, through the door that it took. */
static gboolean
restore_known (GuichetEntry  *self,
               GError       **error)
{
  const GuichetConnection connection = describe_connection (self);

  if (!open_store (self, error))
    return FALSE;

  self->identity = guichet_store_dup_identity (self->store);
  self->profile = guichet_store_dup_profile (self->store);
  if (!guichet_connection_can_resume (&connection, self->identity, self->profile))
    return TRUE;

  self->remote = guichet_connection_resume (&connection, self->identity, self->profile, error);

  return self->remote != NULL;
}

gboolean
guichet_entry_settle (GuichetEntry  *self,
                      GuichetStore  *store,
                      GCancellable  *cancellable,
                      GError       **error)
{
  const GuichetConnection connection = describe_connection (self);
  g_autoptr(GuichetIdentity) before = guichet_store_dup_identity (store);

  return guichet_connection_check_role (&connection, before, self->identity, cancellable, error) &&
         guichet_store_set_identity (store, self->identity, self->profile, error);
}

gboolean
guichet_entry_perform (GuichetEntry  *self,
                       GCancellable  *cancellable,
                       GError       **error)
{
  if (!self->must_ask && !restore_known (self, error))
    return FALSE;
  if (self->remote != NULL)
    return TRUE;

  if (!guichet_entry_ask (self, cancellable, error))
    return FALSE;
  if (self->store == NULL && !open_store (self, error))
    return FALSE;

  return guichet_entry_settle (self, self->store, cancellable, error);
}

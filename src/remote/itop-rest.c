#include "config.h"

#include "remote/itop-rest.h"

#include "remote/address.h"
#include "remote/itop-rest-private.h"

G_DEFINE_FINAL_TYPE (GuichetItopRest, guichet_itop_rest, GUICHET_TYPE_REMOTE)

static void
guichet_itop_rest_finalize (GObject *object)
{
  GuichetItopRest *self = GUICHET_ITOP_REST (object);

  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->login, g_free);
  g_clear_pointer (&self->transport, guichet_transport_free);
  g_clear_pointer (&self->identity, guichet_identity_unref);
  g_clear_pointer (&self->profile, guichet_profile_unref);
  g_clear_pointer (&self->codes, g_hash_table_unref);

  G_OBJECT_CLASS (guichet_itop_rest_parent_class)->finalize (object);
}

/* REST has no form: what the profile knows. */
static GuichetCreateForm *
read_create_form (GuichetRemote  *remote,
                  gint64          leaf,
                  GHashTable     *values,
                  GCancellable   *cancellable,
                  GError        **error)
{
  GuichetItopRest *self = GUICHET_ITOP_REST (remote);

  g_return_val_if_fail (self->profile != NULL, NULL);

  return guichet_create_form_new_from_profile (self->profile, leaf);
}

static void
guichet_itop_rest_class_init (GuichetItopRestClass *klass)
{
  GuichetRemoteClass *remote_class = GUICHET_REMOTE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = guichet_itop_rest_finalize;

  remote_class->sign_in = _guichet_itop_rest_sign_in;
  remote_class->pull = _guichet_itop_rest_pull;
  remote_class->read_references = _guichet_itop_rest_read_references;
  remote_class->read_attachments = _guichet_itop_rest_read_attachments;
  remote_class->read_file = _guichet_itop_rest_read_file;
  remote_class->send = _guichet_itop_rest_send;
  remote_class->find_created = _guichet_itop_rest_find_created;
  remote_class->find_attached = _guichet_itop_rest_find_attached;
  remote_class->read_create_form = read_create_form;
}

static void
guichet_itop_rest_init (GuichetItopRest *self)
{
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
}

static void
transfer_cb (gboolean sending,
             guint64  done,
             guint64  total,
             gpointer user_data)
{
  guichet_remote_tell_transfer (user_data, sending, done, total);
}

GuichetRemote *
guichet_itop_rest_new (const char  *server,
                       const char  *login,
                       const char  *secret,
                       GError     **error)
{
  g_autoptr(GUri) uri = guichet_address_parse (server, error);
  GuichetItopRest *self;

  if (uri == NULL)
    return NULL;

  self = g_object_new (GUICHET_TYPE_ITOP_REST, NULL);
  self->server = g_strdup (server);
  while (g_str_has_suffix (self->server, "/"))
    self->server[strlen (self->server) - 1] = '\0';
  self->login = g_strdup (login != NULL ? login : "");
  self->transport = guichet_transport_new (uri, login, secret);
  guichet_transport_set_progress (self->transport, transfer_cb, self);

  return GUICHET_REMOTE (self);
}

void
guichet_itop_rest_restore (GuichetItopRest *self,
                           GuichetIdentity *identity,
                           GuichetProfile  *profile)
{
  g_return_if_fail (GUICHET_IS_ITOP_REST (self));
  g_return_if_fail (identity != NULL && profile != NULL);

  g_clear_pointer (&self->identity, guichet_identity_unref);
  g_clear_pointer (&self->profile, guichet_profile_unref);
  self->identity = guichet_identity_ref (identity);
  self->profile = guichet_profile_ref (profile);
}

void
guichet_itop_rest_set_timeout (GuichetItopRest *self,
                               guint            milliseconds)
{
  g_return_if_fail (GUICHET_IS_ITOP_REST (self));
  g_return_if_fail (milliseconds > 0);

  guichet_transport_set_timeout (self->transport, milliseconds);
}

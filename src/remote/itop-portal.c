#include "config.h"

#include "remote/itop-portal.h"

#include "remote/address.h"
#include "remote/itop-portal-private.h"
#include "remote/itop-portal-thread.h"

G_DEFINE_FINAL_TYPE (GuichetItopPortal, guichet_itop_portal, GUICHET_TYPE_REMOTE)

static void
guichet_itop_portal_finalize (GObject *object)
{
  GuichetItopPortal *self = GUICHET_ITOP_PORTAL (object);

  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->login, g_free);
  g_clear_pointer (&self->transport, guichet_transport_free);
  g_clear_pointer (&self->identity, guichet_identity_unref);
  g_clear_pointer (&self->profile, guichet_profile_unref);
  g_clear_pointer (&self->layout, guichet_portal_layout_free);
  g_clear_pointer (&self->leaves, g_ptr_array_unref);
  g_clear_pointer (&self->levels, g_ptr_array_unref);
  g_clear_pointer (&self->snapshot, g_ptr_array_unref);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_clear_pointer (&self->create_page, guichet_portal_page_free);

  G_OBJECT_CLASS (guichet_itop_portal_parent_class)->finalize (object);
}

static void
guichet_itop_portal_class_init (GuichetItopPortalClass *klass)
{
  GuichetRemoteClass *remote_class = GUICHET_REMOTE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = guichet_itop_portal_finalize;

  remote_class->sign_in = _guichet_itop_portal_sign_in;
  remote_class->pull = _guichet_itop_portal_pull;
  remote_class->read_references = _guichet_itop_portal_read_references;
  remote_class->read_attachments = _guichet_itop_portal_read_attachments;
  remote_class->read_file = _guichet_itop_portal_read_file;
  remote_class->send = _guichet_itop_portal_send;
  remote_class->find_created = _guichet_itop_portal_find_created;
  remote_class->find_attached = _guichet_itop_portal_find_attached;
  remote_class->read_create_form = _guichet_itop_portal_read_create_form;
  remote_class->search_choices = _guichet_itop_portal_search_choices;
}

static void
guichet_itop_portal_init (GuichetItopPortal *self)
{
  self->layout = guichet_portal_layout_new ();
  self->attachments = guichet_attachments_new ();
  self->offset = GUICHET_PORTAL_NO_OFFSET;
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
guichet_itop_portal_new (const char  *server,
                         const char  *login,
                         const char  *secret,
                         GError     **error)
{
  g_autoptr(GUri) uri = guichet_address_parse (server, error);
  GuichetItopPortal *self;

  if (uri == NULL)
    return NULL;

  self = g_object_new (GUICHET_TYPE_ITOP_PORTAL, NULL);
  self->server = g_strdup (server);
  while (g_str_has_suffix (self->server, "/"))
    self->server[strlen (self->server) - 1] = '\0';
  self->login = g_strdup (login != NULL ? login : "");
  self->transport = guichet_transport_new (uri, login, secret);
  guichet_transport_keep_cookies (self->transport);
  guichet_transport_set_progress (self->transport, transfer_cb, self);

  return GUICHET_REMOTE (self);
}

void
guichet_itop_portal_restore (GuichetItopPortal *self,
                             GuichetIdentity   *identity,
                             GuichetProfile    *profile)
{
  GuichetPortalLayout *layout;

  g_return_if_fail (GUICHET_IS_ITOP_PORTAL (self));
  g_return_if_fail (identity != NULL && profile != NULL);

  g_clear_pointer (&self->identity, guichet_identity_unref);
  g_clear_pointer (&self->profile, guichet_profile_unref);
  self->identity = guichet_identity_ref (identity);
  self->profile = guichet_profile_ref (profile);
  layout = guichet_portal_layout_from_text (identity->layout);
  if (layout != NULL)
    {
      guichet_portal_layout_free (self->layout);
      self->layout = layout;
    }
}

void
guichet_itop_portal_set_timeout (GuichetItopPortal *self,
                                 guint              milliseconds)
{
  g_return_if_fail (GUICHET_IS_ITOP_PORTAL (self));
  g_return_if_fail (milliseconds > 0);

  guichet_transport_set_timeout (self->transport, milliseconds);
}

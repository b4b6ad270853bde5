#include "config.h"

#include "proxy-remote.h"

struct _ProxyRemote
{
  GuichetRemote  parent_instance;

  GuichetRemote *behind;
  ProxyFunc      func;
  gpointer       user_data;
};

G_DEFINE_FINAL_TYPE (ProxyRemote, proxy_remote, GUICHET_TYPE_REMOTE)

static gboolean
decide (ProxyRemote *self,
        gboolean     write)
{
  return self->func (write, self->user_data) == PROXY_CRASH;
}

static void
crash (GError **error)
{
  g_clear_error (error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "crash");
}

static GuichetIdentity *
proxy_sign_in (GuichetRemote   *remote,
               GuichetProfile **out_profile,
               GCancellable    *cancellable,
               GError         **error)
{
  return guichet_remote_sign_in (PROXY_REMOTE (remote)->behind, out_profile, cancellable, error);
}

static gboolean
proxy_pull (GuichetRemote      *remote,
            const GuichetPull  *pull,
            GuichetTicketFunc   func,
            gpointer            user_data,
            guint              *out_total,
            GCancellable       *cancellable,
            GError            **error)
{
  ProxyRemote *self = PROXY_REMOTE (remote);
  gboolean crashes = decide (self, FALSE);
  gboolean done = guichet_remote_pull (self->behind, pull, func, user_data, out_total, cancellable, error);

  if (!crashes)
    return done;

  crash (error);

  return FALSE;
}

static GPtrArray *
proxy_read_references (GuichetRemote         *remote,
                       GuichetReferenceKind   kind,
                       GCancellable          *cancellable,
                       GError               **error)
{
  return guichet_remote_read_references (PROXY_REMOTE (remote)->behind, kind, cancellable, error);
}

static GPtrArray *
proxy_read_attachments (GuichetRemote  *remote,
                        const char     *since,
                        gint64          ticket_id,
                        GCancellable   *cancellable,
                        GError        **error)
{
  return guichet_remote_read_attachments (PROXY_REMOTE (remote)->behind, since, ticket_id, cancellable, error);
}

static GBytes *
proxy_read_file (GuichetRemote  *remote,
                 gint64          attachment_id,
                 char          **out_name,
                 char          **out_mime,
                 GCancellable   *cancellable,
                 GError        **error)
{
  return guichet_remote_read_file (PROXY_REMOTE (remote)->behind, attachment_id, out_name, out_mime,
                                   cancellable, error);
}

static GuichetTicket *
proxy_send (GuichetRemote        *remote,
            const GuichetIntent  *intent,
            GCancellable         *cancellable,
            GError              **error)
{
  ProxyRemote *self = PROXY_REMOTE (remote);
  gboolean crashes = decide (self, TRUE);
  GuichetTicket *ticket = guichet_remote_send (self->behind, intent, cancellable, error);

  if (!crashes)
    return ticket;

  g_clear_pointer (&ticket, guichet_ticket_unref);
  crash (error);

  return NULL;
}

static GuichetTicket *
proxy_find_created (GuichetRemote        *remote,
                    const GuichetIntent  *intent,
                    GCancellable         *cancellable,
                    GError              **error)
{
  ProxyRemote *self = PROXY_REMOTE (remote);
  gboolean crashes = decide (self, FALSE);
  GuichetTicket *ticket = guichet_remote_find_created (self->behind, intent, cancellable, error);

  if (!crashes)
    return ticket;

  g_clear_pointer (&ticket, guichet_ticket_unref);
  crash (error);

  return NULL;
}

static gint64
proxy_find_attached (GuichetRemote        *remote,
                     const GuichetIntent  *intent,
                     GCancellable         *cancellable,
                     GError              **error)
{
  ProxyRemote *self = PROXY_REMOTE (remote);
  gboolean crashes = decide (self, FALSE);
  gint64 id = guichet_remote_find_attached (self->behind, intent, cancellable, error);

  if (!crashes)
    return id;

  crash (error);

  return 0;
}

static void
proxy_remote_finalize (GObject *object)
{
  g_clear_object (&PROXY_REMOTE (object)->behind);

  G_OBJECT_CLASS (proxy_remote_parent_class)->finalize (object);
}

static void
proxy_remote_class_init (ProxyRemoteClass *klass)
{
  GuichetRemoteClass *remote_class = GUICHET_REMOTE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = proxy_remote_finalize;
  remote_class->sign_in = proxy_sign_in;
  remote_class->pull = proxy_pull;
  remote_class->read_references = proxy_read_references;
  remote_class->read_attachments = proxy_read_attachments;
  remote_class->read_file = proxy_read_file;
  remote_class->send = proxy_send;
  remote_class->find_created = proxy_find_created;
  remote_class->find_attached = proxy_find_attached;
}

static void
proxy_remote_init (ProxyRemote *self)
{
}

GuichetRemote *
proxy_remote_new (GuichetRemote *behind,
                  ProxyFunc      func,
                  gpointer       user_data)
{
  ProxyRemote *self = g_object_new (PROXY_TYPE_REMOTE, NULL);

  self->behind = g_object_ref (behind);
  self->func = func;
  self->user_data = user_data;

  return GUICHET_REMOTE (self);
}

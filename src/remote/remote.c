#include "config.h"

#include "remote/remote.h"

#include "util/error.h"

typedef struct
{
  GuichetTransferFunc func;
  gpointer            user_data;
} GuichetRemotePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GuichetRemote, guichet_remote, G_TYPE_OBJECT)

/* Where the server has no search of its own, its references are in the cache. */
static GPtrArray *
search_nothing (GuichetRemote  *self,
                const char     *code,
                const char     *words,
                GHashTable     *values,
                GCancellable   *cancellable,
                GError        **error)
{
  g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "This server has no search for %s", code);

  return NULL;
}

static GuichetCreateForm *
read_no_form (GuichetRemote  *self,
              gint64          leaf,
              GHashTable     *values,
              GCancellable   *cancellable,
              GError        **error)
{
  g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "This server has no form for new tickets");

  return NULL;
}

static void
guichet_remote_class_init (GuichetRemoteClass *klass)
{
  klass->read_create_form = read_no_form;
  klass->search_choices = search_nothing;
}

static void
guichet_remote_init (GuichetRemote *self)
{
}

void
guichet_remote_set_transfer (GuichetRemote       *self,
                             GuichetTransferFunc  func,
                             gpointer             user_data)
{
  GuichetRemotePrivate *priv;

  g_return_if_fail (GUICHET_IS_REMOTE (self));

  priv = guichet_remote_get_instance_private (self);
  priv->func = func;
  priv->user_data = user_data;
}

void
guichet_remote_tell_transfer (GuichetRemote *self,
                              gboolean       sending,
                              guint64        done,
                              guint64        total)
{
  GuichetRemotePrivate *priv;

  g_return_if_fail (GUICHET_IS_REMOTE (self));

  priv = guichet_remote_get_instance_private (self);
  if (priv->func != NULL)
    priv->func (sending, done, total, priv->user_data);
}

GuichetIdentity *
guichet_remote_sign_in (GuichetRemote   *self,
                        GuichetProfile **out_profile,
                        GCancellable    *cancellable,
                        GError         **error)
{
  g_return_val_if_fail (GUICHET_IS_REMOTE (self), NULL);

  return GUICHET_REMOTE_GET_CLASS (self)->sign_in (self, out_profile, cancellable, error);
}

gboolean
guichet_remote_pull (GuichetRemote      *self,
                     const GuichetPull  *pull,
                     GuichetTicketFunc   func,
                     gpointer            user_data,
                     guint              *out_total,
                     GCancellable       *cancellable,
                     GError            **error)
{
  g_return_val_if_fail (GUICHET_IS_REMOTE (self), FALSE);
  g_return_val_if_fail (pull != NULL, FALSE);
  g_return_val_if_fail (pull->what != GUICHET_PULL_SINCE || pull->since != NULL, FALSE);
  g_return_val_if_fail (pull->what != GUICHET_PULL_IDS || pull->ids != NULL, FALSE);

  return GUICHET_REMOTE_GET_CLASS (self)->pull (self, pull, func, user_data, out_total, cancellable, error);
}

static void
keep_ticket_cb (GuichetTicket *ticket,
                gpointer       user_data)
{
  GuichetTicket **found = user_data;

  if (*found == NULL)
    *found = guichet_ticket_ref (ticket);
}

GuichetTicket *
guichet_remote_read_ticket (GuichetRemote  *self,
                            gint64          id,
                            GCancellable   *cancellable,
                            GError        **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GuichetPull pull = { .what = GUICHET_PULL_IDS, .detail = GUICHET_DETAIL_FULL, .ids = ids };
  g_autoptr(GuichetTicket) ticket = NULL;

  g_return_val_if_fail (GUICHET_IS_REMOTE (self), NULL);

  g_array_append_val (ids, id);
  if (!guichet_remote_pull (self, &pull, keep_ticket_cb, &ticket, NULL, cancellable, error))
    return NULL;
  if (ticket == NULL)
    g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND,
                 "Ticket %" G_GINT64_FORMAT " does not exist or is not visible", id);

  return g_steal_pointer (&ticket);
}

GPtrArray *
guichet_remote_read_references (GuichetRemote         *self,
                                GuichetReferenceKind   kind,
                                GCancellable          *cancellable,
                                GError               **error)
{
  g_return_val_if_fail (GUICHET_IS_REMOTE (self), NULL);
  g_return_val_if_fail (kind < GUICHET_N_REFERENCE_KINDS, NULL);

  return GUICHET_REMOTE_GET_CLASS (self)->read_references (self, kind, cancellable, error);
}

GPtrArray *
guichet_remote_read_attachments (GuichetRemote  *self,
                                 const char     *since,
                                 gint64          ticket_id,
                                 GCancellable   *cancellable,
                                 GError        **error)
{
  g_return_val_if_fail (GUICHET_IS_REMOTE (self), NULL);

  return GUICHET_REMOTE_GET_CLASS (self)->read_attachments (self, since, ticket_id, cancellable, error);
}

GBytes *
guichet_remote_read_file (GuichetRemote  *self,
                          gint64          attachment_id,
                          char          **out_name,
                          char          **out_mime,
                          GCancellable   *cancellable,
                          GError        **error)
{
  g_return_val_if_fail (GUICHET_IS_REMOTE (self), NULL);

  return GUICHET_REMOTE_GET_CLASS (self)->read_file (self, attachment_id, out_name, out_mime, cancellable, error);
}

GuichetTicket *
guichet_remote_send (GuichetRemote        *self,
                     const GuichetIntent  *intent,
                     GCancellable         *cancellable,
                     GError              **error)
{
  g_return_val_if_fail (GUICHET_IS_REMOTE (self), NULL);
  g_return_val_if_fail (intent != NULL, NULL);

  return GUICHET_REMOTE_GET_CLASS (self)->send (self, intent, cancellable, error);
}

GuichetTicket *
guichet_remote_find_created (GuichetRemote        *self,
                             const GuichetIntent  *intent,
                             GCancellable         *cancellable,
                             GError              **error)
{
  g_return_val_if_fail (GUICHET_IS_REMOTE (self), NULL);
  g_return_val_if_fail (intent != NULL && intent->kind == GUICHET_INTENT_CREATE, NULL);

  return GUICHET_REMOTE_GET_CLASS (self)->find_created (self, intent, cancellable, error);
}

gint64
guichet_remote_find_attached (GuichetRemote        *self,
                              const GuichetIntent  *intent,
                              GCancellable         *cancellable,
                              GError              **error)
{
  g_return_val_if_fail (GUICHET_IS_REMOTE (self), 0);
  g_return_val_if_fail (intent != NULL && intent->kind == GUICHET_INTENT_ATTACH, 0);

  return GUICHET_REMOTE_GET_CLASS (self)->find_attached (self, intent, cancellable, error);
}

GuichetCreateForm *
guichet_remote_read_create_form (GuichetRemote  *self,
                                 gint64          leaf,
                                 GHashTable     *values,
                                 GCancellable   *cancellable,
                                 GError        **error)
{
  g_return_val_if_fail (GUICHET_IS_REMOTE (self), NULL);

  return GUICHET_REMOTE_GET_CLASS (self)->read_create_form (self, leaf, values, cancellable, error);
}

GPtrArray *
guichet_remote_search_choices (GuichetRemote  *self,
                               const char     *code,
                               const char     *words,
                               GHashTable     *values,
                               GCancellable   *cancellable,
                               GError        **error)
{
  g_return_val_if_fail (GUICHET_IS_REMOTE (self), NULL);
  g_return_val_if_fail (code != NULL && words != NULL, NULL);

  return GUICHET_REMOTE_GET_CLASS (self)->search_choices (self, code, words, values, cancellable, error);
}

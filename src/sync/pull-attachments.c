#include "config.h"

#include "sync/pull-private.h"

#include "store/cache.h"
#include "sync/server-clock.h"
#include "util/error.h"

/* How often the files of ongoing tickets are looked for one by one. */
#define ROUND_MS (3600 * G_GINT64_CONSTANT (1000))

/* All that the server has beside one ticket. */
gboolean
_guichet_puller_read_attachments (GuichetPuller  *self,
                                  gint64          ticket_id,
                                  GCancellable   *cancellable,
                                  GError        **error)
{
  g_autoptr(GPtrArray) attachments =
    guichet_remote_read_attachments (self->context->remote, NULL, ticket_id, cancellable, error);

  return attachments != NULL &&
         guichet_store_replace_attachments (self->context->store, ticket_id, attachments, error);
}

/* ---- by their dates */

static const char *
find_newest (GPtrArray          *attachments,
             GuichetSyncContext *context,
             const char         *newest)
{
  for (guint i = 0; i < attachments->len; i++)
    {
      const GuichetAttachment *attachment = g_ptr_array_index (attachments, i);

      if (g_strcmp0 (attachment->date, newest) > 0 && guichet_server_clock_is_plausible (context, attachment->date))
        newest = attachment->date;
    }

  return newest;
}

/* A new attachment does not move its ticket's last_update: it has a cursor of
 * its own (ITOP-PROTOCOL §9). */
static gboolean
read_by_date (GuichetPuller  *self,
              GCancellable   *cancellable,
              GError        **error)
{
  g_autoptr(GPtrArray) attachments = NULL;
  g_autofree char *cursor = NULL;
  g_autofree char *since = NULL;
  const char *newest;

  if (!_guichet_puller_read_cursor (self, GUICHET_CURSOR_ATTACHED, &cursor, error))
    return FALSE;

  if (cursor != NULL)
    since = guichet_server_clock_begin (self->context, cursor);
  attachments = guichet_remote_read_attachments (self->context->remote, since, 0, cancellable, error);
  if (attachments == NULL)
    return FALSE;

  newest = find_newest (attachments, self->context, cursor);

  return guichet_store_merge_attachments (self->context->store, attachments,
                                          newest != NULL ? &(GuichetCursor) { GUICHET_CURSOR_ATTACHED, newest } : NULL,
                                          error);
}

/* ---- ticket by ticket, where nobody can ask for all of them */

/* A round goes through the ongoing tickets; those of the others are read when
 * somebody opens them. */
static gboolean
begin_round (GuichetPuller  *self,
             GError        **error)
{
  gboolean due = FALSE;

  if (!_guichet_puller_is_due_in (self, GUICHET_CURSOR_ROUND, ROUND_MS, &due, error))
    return FALSE;

  return !due || (self->round = guichet_store_list_ongoing (self->context->store, error)) != NULL;
}

/**
 * _guichet_puller_take_attachments:
 *
 * A ticket that was read through the web portal told of its files, too: they
 * come from the remote without another request.
 */
gboolean
_guichet_puller_take_attachments (GuichetPuller  *self,
                                  GCancellable   *cancellable,
                                  GError        **error)
{
  g_autoptr(GPtrArray) attachments = NULL;

  if (!guichet_sync_context_is_portal (self->context))
    return TRUE;

  attachments = guichet_remote_read_attachments (self->context->remote, NULL, 0, cancellable, error);

  return attachments != NULL && guichet_store_merge_attachments (self->context->store, attachments, NULL, error);
}

/* A ticket that cannot be read is the business of the sweep; one that fails
 * otherwise waits for the next round, and does not stand before the rest. */
static gboolean
read_next (GuichetPuller  *self,
           GCancellable   *cancellable,
           GError        **error)
{
  gint64 id = g_array_index (self->round, gint64, self->round->len - 1);
  g_autoptr(GError) failure = NULL;

  g_array_set_size (self->round, self->round->len - 1);
  if (_guichet_puller_read_attachments (self, id, cancellable, &failure) ||
      g_error_matches (failure, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

/* Somebody's file moves nothing on its ticket: those of ongoing tickets are
 * looked for once an hour. A new start begins a round again. */
static gboolean
read_by_ticket (GuichetPuller  *self,
                gboolean       *out_more,
                GCancellable   *cancellable,
                GError        **error)
{
  guint n;

  if (self->round == NULL && !begin_round (self, error))
    return FALSE;
  if (self->round == NULL)
    return TRUE;

  n = MIN (self->round->len, guichet_sync_context_get_batch_size (self->context, self->round->len));
  for (guint i = 0; i < n; i++)
    if (!read_next (self, cancellable, error))
      return FALSE;

  *out_more = self->round->len > 0;
  if (*out_more)
    return TRUE;

  g_clear_pointer (&self->round, g_array_unref);

  return _guichet_puller_mark_done (self, GUICHET_CURSOR_ROUND, error);
}

gboolean
_guichet_puller_run_attachments (GuichetPuller  *self,
                                 gboolean       *out_more,
                                 GCancellable   *cancellable,
                                 GError        **error)
{
  *out_more = FALSE;

  return guichet_sync_context_is_portal (self->context)
           ? read_by_ticket (self, out_more, cancellable, error)
           : read_by_date (self, cancellable, error);
}

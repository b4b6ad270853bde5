#include "config.h"

#include "sync/pull.h"

#include "store/cache.h"
#include "store/marks.h"
#include "sync/pull-private.h"
#include "sync/server-clock.h"
#include "util/error.h"
#include "util/text.h"

#define DAY_MS (24 * 3600 * G_GINT64_CONSTANT (1000))

/* Before any ticket: where the delta begins on a server that had none. */
#define DAWN "1970-01-01 00:00:00"

GuichetPuller *
guichet_puller_new (GuichetSyncContext *context)
{
  GuichetPuller *self = g_new0 (GuichetPuller, 1);

  self->context = context;
  self->refetch = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->last_texts = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->stuck = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->lost_files = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  return self;
}

void
guichet_puller_free (GuichetPuller *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->refetch);
  g_array_unref (self->last_texts);
  g_hash_table_unref (self->stuck);
  g_hash_table_unref (self->lost_files);
  g_clear_pointer (&self->known, g_array_unref);
  g_clear_pointer (&self->round, g_array_unref);
  g_free (self);
}

void
guichet_puller_set_focus (GuichetPuller *self,
                          gint64         ticket_id)
{
  self->focus = ticket_id;
}

void
guichet_puller_set_prefetch (GuichetPuller *self,
                             gboolean       prefetch)
{
  self->prefetch = prefetch;
}

gboolean
guichet_puller_has_focus (GuichetPuller *self)
{
  return self->focus != 0;
}

/* ---- cursors */

/* FALSE on a failure only: a cursor that was never saved is NULL. */
gboolean
_guichet_puller_read_cursor (GuichetPuller  *self,
                             const char     *name,
                             char          **out_value,
                             GError        **error)
{
  g_autoptr(GError) failure = NULL;

  *out_value = guichet_store_read_cursor (self->context->store, name, &failure);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

/* Whether what @cursor dates was done @interval ms ago or never; a date in the
 * future is that of a clock which was wrong. */
gboolean
_guichet_puller_is_due_in (GuichetPuller  *self,
                           const char     *cursor,
                           gint64          interval,
                           gboolean       *out_due,
                           GError        **error)
{
  gint64 now = guichet_sync_context_now (self->context);
  g_autofree char *value = NULL;
  gint64 done;

  if (!_guichet_puller_read_cursor (self, cursor, &value, error))
    return FALSE;

  *out_due = !guichet_text_parse_int64 (value, &done) || now - done >= interval || done > now;

  return TRUE;
}

gboolean
_guichet_puller_is_due (GuichetPuller  *self,
                        const char     *cursor,
                        gboolean       *out_due,
                        GError        **error)
{
  return _guichet_puller_is_due_in (self, cursor, DAY_MS, out_due, error);
}

gboolean
_guichet_puller_mark_done (GuichetPuller  *self,
                           const char     *cursor,
                           GError        **error)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, guichet_sync_context_now (self->context));

  return guichet_store_save_cursor (self->context->store, &(GuichetCursor) { cursor, now }, error);
}

/**
 * guichet_puller_is_loaded:
 *
 * Whether the first load is over: before, there is nothing to compare with.
 */
gboolean
guichet_puller_is_loaded (GuichetPuller  *self,
                          gboolean       *out_loaded,
                          GError        **error)
{
  g_autofree char *value = NULL;

  if (!_guichet_puller_read_cursor (self, GUICHET_CURSOR_LOAD, &value, error))
    return FALSE;

  *out_loaded = g_strcmp0 (value, GUICHET_CURSOR_DONE) == 0;

  return TRUE;
}

/* Balances the beginning of bulk mode by the first load. */
gboolean
guichet_puller_end_bulk (GuichetPuller  *self,
                         GError        **error)
{
  if (!self->bulk)
    return TRUE;

  self->bulk = FALSE;

  return guichet_store_end_bulk (self->context->store, error);
}

/* ---- by ids */

static gboolean
vanish_absent (GuichetPuller  *self,
               GArray         *ids,
               GPtrArray      *tickets,
               GError        **error)
{
  g_autoptr(GHashTable) came = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GArray) absent = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < tickets->len; i++)
    {
      gint64 id = guichet_ticket_get_id (g_ptr_array_index (tickets, i));

      g_hash_table_add (came, g_memdup2 (&id, sizeof id));
    }
  for (guint i = 0; i < ids->len; i++)
    if (!g_hash_table_contains (came, &g_array_index (ids, gint64, i)))
      g_array_append_val (absent, g_array_index (ids, gint64, i));

  return absent->len == 0 || guichet_store_vanish_tickets (self->context->store, absent, error);
}

/* Whole tickets by id; those that do not come are gone or no longer ours. */
gboolean
_guichet_puller_fetch (GuichetPuller  *self,
                       GArray         *ids,
                       GCancellable   *cancellable,
                       GError        **error)
{
  g_auto(GuichetBatch) batch = { 0 };
  GuichetPull pull = { .what = GUICHET_PULL_IDS, .detail = GUICHET_DETAIL_FULL, .ids = ids };

  if (ids->len == 0)
    return TRUE;

  guichet_batch_init (&batch, self->context);

  return guichet_batch_pull (&batch, &pull, NULL, cancellable, error) &&
         vanish_absent (self, ids, batch.tickets, error) &&
         guichet_batch_merge (&batch, NULL, NULL, error) &&
         _guichet_puller_take_attachments (self, cancellable, error);
}

/* A batch of what was found wanting. The ids leave the list only when they are
 * in the cache; a list lost in a crash is made again by the next sweep. */
gboolean
_guichet_puller_fetch_wanted (GuichetPuller  *self,
                              gboolean       *out_more,
                              GCancellable   *cancellable,
                              GError        **error)
{
  guint n = MIN (self->refetch->len, guichet_sync_context_get_batch_size (self->context, GUICHET_PULL_IDS_MAX));
  g_autoptr(GArray) ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);

  g_array_append_vals (ids, self->refetch->data, n);
  if (!_guichet_puller_fetch (self, ids, cancellable, error))
    return FALSE;

  g_array_remove_range (self->refetch, 0, n);
  *out_more = self->refetch->len > 0;

  return TRUE;
}

static gboolean
run_focus (GuichetPuller  *self,
           gboolean       *out_more,
           GCancellable   *cancellable,
           GError        **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  *out_more = FALSE;
  if (self->focus <= 0)
    return TRUE;

  g_array_append_val (ids, self->focus);

  return _guichet_puller_fetch (self, ids, cancellable, error) &&
         _guichet_puller_read_attachments (self, self->focus, cancellable, error);
}

/* ---- delta */

/* More than a page changed: all of it in one answer without texts, which is
 * one moment of the server. Pages are offsets there: between two of them a
 * ticket can slip from one to the other (ITOP-PROTOCOL §3). */
static gboolean
pull_whole_delta (GuichetPuller  *self,
                  GuichetBatch   *batch,
                  const char     *since,
                  GArray         *ids,
                  GCancellable   *cancellable,
                  GError        **error)
{
  GuichetPull pull = { .what = GUICHET_PULL_SINCE, .detail = GUICHET_DETAIL_LIGHT, .since = since };

  /* The cursor must not know what only the first page had told of. */
  g_clear_pointer (&batch->newest, g_free);
  batch->ids = ids;

  return guichet_batch_merge (batch, NULL, NULL, error) &&
         guichet_batch_pull (batch, &pull, NULL, cancellable, error);
}

/* The cursor only moves forward, and with the rows that it covers. Tickets
 * that came without texts are read whole behind it, if there was news at all:
 * their stamps need not tell that a journal changed in the same second. */
static gboolean
end_delta (GuichetPuller  *self,
           GuichetBatch   *batch,
           const char     *cursor,
           GArray         *ids,
           GError        **error)
{
  if (g_strcmp0 (batch->newest, cursor) <= 0)
    return guichet_batch_merge (batch, NULL, NULL, error);

  if (ids->len > 0)
    g_array_append_vals (self->refetch, ids->data, ids->len);

  return guichet_batch_merge (batch, GUICHET_CURSOR_UPDATED, batch->newest, error);
}

/* What the first load brought is no news; what changes from here on is. */
static gboolean
begin_unread (GuichetPuller  *self,
              GError        **error)
{
  gboolean loaded;

  return guichet_puller_is_loaded (self, &loaded, error) &&
         (!loaded || guichet_store_begin_unread (self->context->store, error));
}

static gboolean
run_delta (GuichetPuller  *self,
           gboolean       *out_more,
           GCancellable   *cancellable,
           GError        **error)
{
  g_auto(GuichetBatch) batch = { 0 };
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *cursor = NULL;
  g_autofree char *since = NULL;
  GuichetPull pull = {
    .what = GUICHET_PULL_SINCE,
    .detail = GUICHET_DETAIL_FULL,
    .limit = GUICHET_BATCH_SIZE,
  };
  guint total = 0;

  if (self->refetch->len > 0)
    return _guichet_puller_fetch_wanted (self, out_more, cancellable, error);

  guichet_batch_init (&batch, self->context);
  if (!begin_unread (self, error) || !_guichet_puller_read_cursor (self, GUICHET_CURSOR_UPDATED, &cursor, error))
    return FALSE;

  pull.since = since = guichet_server_clock_begin (self->context, cursor != NULL ? cursor : DAWN);
  if (!guichet_batch_pull (&batch, &pull, &total, cancellable, error) ||
      (total > MAX (GUICHET_BATCH_SIZE, batch.count) &&
       !pull_whole_delta (self, &batch, since, ids, cancellable, error)) ||
      !end_delta (self, &batch, cursor, ids, error) || !_guichet_puller_take_attachments (self, cancellable, error))
    return FALSE;

  *out_more = self->refetch->len > 0;

  return TRUE;
}

/* ---- references */

/* A kind that this account may not read or this server does not have is left
 * alone until tomorrow. */
static gboolean
is_closed_kind (const GError *error)
{
  return g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_REJECTED) ||
         g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_INVALID) ||
         g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND) ||
         g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_RIGHT_OR_READ_ONLY);
}

static gboolean
read_kind (GuichetPuller         *self,
           GuichetReferenceKind   kind,
           const char            *cursor,
           GCancellable          *cancellable,
           GError               **error)
{
  g_autoptr(GError) failure = NULL;
  g_autoptr(GPtrArray) references = guichet_remote_read_references (self->context->remote, kind,
                                                                    cancellable, &failure);

  if (references == NULL && !is_closed_kind (failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  if (references == NULL)
    g_debug ("No references of the kind %s: %s", guichet_reference_kind_to_nick (kind), failure->message);
  else if (!guichet_store_replace_references (self->context->store, kind, references, error))
    return FALSE;

  return _guichet_puller_mark_done (self, cursor, error);
}

/* One kind a unit. */
static gboolean
run_references (GuichetPuller  *self,
                gboolean       *out_more,
                GCancellable   *cancellable,
                GError        **error)
{
  g_autoptr(GuichetProfile) profile = guichet_store_dup_profile (self->context->store);

  *out_more = FALSE;
  for (guint kind = 0; profile != NULL && kind < GUICHET_N_REFERENCE_KINDS; kind++)
    {
      g_autofree char *cursor = g_strconcat (GUICHET_CURSOR_REFERENCES, guichet_reference_kind_to_nick (kind), NULL);
      gboolean due = FALSE;

      if (guichet_profile_get_reference_source (profile, kind) == NULL)
        continue;
      if (!_guichet_puller_is_due (self, cursor, &due, error))
        return FALSE;
      if (due)
        {
          *out_more = TRUE;
          return read_kind (self, kind, cursor, cancellable, error);
        }
    }

  return TRUE;
}

static gboolean
run_index (GuichetPuller  *self,
           gboolean       *out_more,
           GCancellable   *cancellable,
           GError        **error)
{
  return guichet_store_index_step (self->context->store, out_more, error);
}

/**
 * guichet_puller_run:
 * @out_more: whether @task has more to do at once
 *
 * Does one unit of @task. A unit that fails, or that a crash cuts, is done
 * again as a whole the next time and leaves the same cache (I6, I7).
 */
gboolean
guichet_puller_run (GuichetPuller    *self,
                    GuichetPullTask   task,
                    gboolean         *out_more,
                    GCancellable     *cancellable,
                    GError          **error)
{
  static gboolean (* const runs[GUICHET_N_PULL_TASKS]) (GuichetPuller *, gboolean *, GCancellable *, GError **) = {
    [GUICHET_PULL_TASK_LOAD] = _guichet_puller_run_load,
    [GUICHET_PULL_TASK_DELTA] = run_delta,
    [GUICHET_PULL_TASK_FOCUS] = run_focus,
    [GUICHET_PULL_TASK_SWEEP] = _guichet_puller_run_sweep,
    [GUICHET_PULL_TASK_ATTACHMENTS] = _guichet_puller_run_attachments,
    [GUICHET_PULL_TASK_REFERENCES] = run_references,
    [GUICHET_PULL_TASK_TEXTS] = _guichet_puller_run_texts,
    [GUICHET_PULL_TASK_HISTORY] = _guichet_puller_run_history,
    [GUICHET_PULL_TASK_AUDIT] = _guichet_puller_run_audit,
    [GUICHET_PULL_TASK_FILES] = _guichet_puller_run_files,
    [GUICHET_PULL_TASK_INDEX] = run_index,
  };

  g_return_val_if_fail (task < GUICHET_N_PULL_TASKS, FALSE);

  *out_more = FALSE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  return runs[task] (self, out_more, cancellable, error);
}

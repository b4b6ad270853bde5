#include "config.h"

#include "sync/pull-private.h"

#include "store/cache.h"
#include "util/text.h"

/* Ids a request, backwards through what is resolved and closed. */
#define HISTORY_WINDOW 500

/* ---- the first load */

/* The delta must begin before the first load does: what changes while later
 * pages are read is stamped after everything in the first answer. An older
 * cursor, of a load that was cut, is as good. */
static gboolean
begin_delta (GuichetPuller  *self,
             GuichetBatch   *batch,
             GCancellable   *cancellable,
             GError        **error)
{
  GuichetPull newest = { .what = GUICHET_PULL_NEWEST, .detail = GUICHET_DETAIL_LIGHT };
  g_autofree char *cursor = NULL;

  if (!_guichet_puller_read_cursor (self, GUICHET_CURSOR_UPDATED, &cursor, error))
    return FALSE;
  if (cursor != NULL)
    return TRUE;

  if (batch->newest == NULL && !guichet_batch_pull (batch, &newest, NULL, cancellable, error))
    return FALSE;
  if (batch->newest == NULL)
    return TRUE;

  return guichet_store_save_cursor (self->context->store,
                                    &(GuichetCursor) { GUICHET_CURSOR_UPDATED, batch->newest }, error);
}

static gboolean
begin_bulk (GuichetPuller  *self,
            GError        **error)
{
  if (self->bulk)
    return TRUE;

  self->bulk = TRUE;

  return guichet_store_begin_bulk (self->context->store, error);
}

static gboolean
load_page (GuichetPuller  *self,
           guint           page,
           gboolean       *out_more,
           GCancellable   *cancellable,
           GError        **error)
{
  g_auto(GuichetBatch) batch = { 0 };
  g_autofree char *number = g_strdup_printf ("%u", page);
  GuichetPull pull = {
    .what = GUICHET_PULL_ONGOING,
    .detail = GUICHET_DETAIL_LIGHT,
    .limit = GUICHET_BATCH_SIZE,
    .page = page,
  };
  guint total = 0;

  guichet_batch_init (&batch, self->context);
  if (!guichet_batch_pull (&batch, &pull, &total, cancellable, error) ||
      (page == 1 && !begin_delta (self, &batch, cancellable, error)))
    return FALSE;

  *out_more = batch.count > 0 && page * GUICHET_BATCH_SIZE < total;
  guichet_sync_context_tell_progress (self->context, MIN (page * GUICHET_BATCH_SIZE, total), total);

  return guichet_batch_merge (&batch, GUICHET_CURSOR_LOAD, *out_more ? number : GUICHET_CURSOR_DONE, error);
}

/* Pages may slip while tickets come and go; the first sweep mends that. */
gboolean
_guichet_puller_run_load (GuichetPuller  *self,
                          gboolean       *out_more,
                          GCancellable   *cancellable,
                          GError        **error)
{
  g_autofree char *value = NULL;
  gint64 pages = 0;

  if (!_guichet_puller_read_cursor (self, GUICHET_CURSOR_LOAD, &value, error))
    return FALSE;
  if (g_strcmp0 (value, GUICHET_CURSOR_DONE) == 0)
    return TRUE;

  guichet_text_parse_int64 (value, &pages);

  return begin_bulk (self, error) &&
         load_page (self, (guint) CLAMP (pages, 0, G_MAXINT32) + 1, out_more, cancellable, error);
}

/* ---- texts and journals */

static gboolean
has_id (GArray *ids,
        gint64  id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

/* The next ids to ask for. What was asked for last and is still wanting would
 * be asked for without end: it is passed over from now on. */
static GArray *
choose_texts (GuichetPuller *self,
              GArray        *wanting)
{
  g_autoptr(GArray) chosen = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint max = guichet_sync_context_get_batch_size (self->context, GUICHET_PULL_IDS_MAX);

  for (guint i = 0; i < wanting->len && chosen->len < max; i++)
    {
      gint64 id = g_array_index (wanting, gint64, i);

      if (has_id (self->last_texts, id))
        g_hash_table_add (self->stuck, g_memdup2 (&id, sizeof id));
      if (!g_hash_table_contains (self->stuck, &id))
        g_array_append_val (chosen, id);
    }

  return g_steal_pointer (&chosen);
}

gboolean
_guichet_puller_run_texts (GuichetPuller  *self,
                           gboolean       *out_more,
                           GCancellable   *cancellable,
                           GError        **error)
{
  guint limit = GUICHET_PULL_IDS_MAX * 2 + g_hash_table_size (self->stuck);
  g_autoptr(GArray) wanting = guichet_store_list_without_texts (self->context->store, limit, error);
  g_autoptr(GArray) chosen = NULL;

  if (wanting == NULL)
    return FALSE;

  chosen = choose_texts (self, wanting);
  g_array_set_size (self->last_texts, 0);
  if (!_guichet_puller_fetch (self, chosen, cancellable, error))
    return FALSE;

  if (chosen->len > 0)
    g_array_append_vals (self->last_texts, chosen->data, chosen->len);
  *out_more = chosen->len > 0;

  return TRUE;
}

/* ---- history */

static gboolean
find_highest (GuichetPuller  *self,
              gint64         *out_id,
              GCancellable   *cancellable,
              GError        **error)
{
  g_auto(GuichetBatch) batch = { 0 };
  GuichetPull pull = { .what = GUICHET_PULL_NEWEST, .detail = GUICHET_DETAIL_LIGHT };

  guichet_batch_init (&batch, self->context);
  if (!guichet_batch_pull (&batch, &pull, NULL, cancellable, error))
    return FALSE;

  *out_id = 0;
  for (guint i = 0; i < batch.tickets->len; i++)
    *out_id = MAX (*out_id, guichet_ticket_get_id (g_ptr_array_index (batch.tickets, i)));

  return TRUE;
}

static gboolean
read_window (GuichetPuller  *self,
             gint64          low,
             gint64          high,
             GCancellable   *cancellable,
             GError        **error)
{
  g_auto(GuichetBatch) batch = { 0 };
  g_autofree char *rest = g_strdup_printf ("%" G_GINT64_FORMAT, low);
  GuichetPull pull = {
    .what = GUICHET_PULL_WINDOW,
    .detail = GUICHET_DETAIL_LIGHT,
    .low = low,
    .high = high,
  };

  guichet_batch_init (&batch, self->context);

  return guichet_batch_pull (&batch, &pull, NULL, cancellable, error) &&
         guichet_batch_merge (&batch, GUICHET_CURSOR_HISTORY, low > 0 ? rest : GUICHET_CURSOR_DONE, error);
}

/* Downwards by windows of ids, which nothing can shift. The first window is
 * open at the top, for "newest" is the server's order of references as text
 * and not that of ids. */
gboolean
_guichet_puller_run_history (GuichetPuller  *self,
                             gboolean       *out_more,
                             GCancellable   *cancellable,
                             GError        **error)
{
  g_autofree char *value = NULL;
  gint64 high = 0;
  gint64 low = 0;

  if (!_guichet_puller_read_cursor (self, GUICHET_CURSOR_HISTORY, &value, error))
    return FALSE;
  if (g_strcmp0 (value, GUICHET_CURSOR_DONE) == 0)
    return TRUE;

  if (guichet_text_parse_int64 (value, &high) && high > 0)
    low = MAX (high - HISTORY_WINDOW, 0);
  else if (find_highest (self, &low, cancellable, error))
    high = G_MAXINT64;
  else
    return FALSE;

  *out_more = low > 0;

  return read_window (self, low, high, cancellable, error);
}

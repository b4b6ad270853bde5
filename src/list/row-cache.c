#include "config.h"

#include "list/row-cache.h"

#include "list/summaries.h"
#include "store/marks.h"
#include "store/reading.h"

/* Requests of one frame go together. */
#define GATHER_MS 8

/* A row that somebody holds; the table has no reference of its own. */
typedef struct
{
  GuichetRowCache  *cache;
  GuichetTicketRow *row;
  gint64            id;
} HeldRow;

struct _GuichetRowCache
{
  GObject parent_instance;

  GuichetStore     *store;
  GHashTable       *rows;       /* &HeldRow.id → HeldRow */
  GuichetSummaries *summaries;
  GArray           *wanted;     /* of gint64, the newest last */
  GCancellable     *cancellable;
  guint             gather_source;
  guint             n_reading;          /* answers that are on their way */
  GPtrArray        *tickets;            /* nullable: those that wait for their marks */
  GPtrArray        *marks;              /* nullable: those that wait for their tickets */
};

G_DEFINE_FINAL_TYPE (GuichetRowCache, guichet_row_cache, G_TYPE_OBJECT)

static G_DEFINE_QUARK (guichet-row-cache, row_cache)

static void read_batch (GuichetRowCache *self);

/* The newest requests that somebody still waits for. */
static GArray *
take_batch (GuichetRowCache *self)
{
  g_autoptr(GHashTable) taken = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *batch = g_array_sized_new (FALSE, FALSE, sizeof (gint64), GUICHET_ROW_CACHE_BATCH);

  while (self->wanted->len > 0 && batch->len < GUICHET_ROW_CACHE_BATCH)
    {
      gint64 id = g_array_index (self->wanted, gint64, self->wanted->len - 1);

      g_array_set_size (self->wanted, self->wanted->len - 1);
      if (!g_hash_table_contains (self->rows, &id) || g_hash_table_contains (taken, &id))
        continue;

      g_array_append_val (batch, id);
      /* The array never grows beyond its first size: the key stays in place. */
      g_hash_table_add (taken, &g_array_index (batch, gint64, batch->len - 1));
    }

  return batch;
}

static GuichetTicketRow *
dup_held_row (GuichetRowCache *self,
              gint64           id)
{
  HeldRow *held = g_hash_table_lookup (self->rows, &id);

  return held != NULL ? g_object_ref (held->row) : NULL;
}

static void
fill_tickets (GuichetRowCache *self,
              GPtrArray       *tickets)
{
  for (guint i = 0; i < tickets->len; i++)
    {
      GuichetTicket *ticket = tickets->pdata[i];
      g_autoptr(GuichetTicketRow) row = dup_held_row (self, guichet_ticket_get_id (ticket));

      guichet_summaries_add (self->summaries, ticket);
      if (row != NULL)
        guichet_ticket_row_set_ticket (row, ticket);
    }
}

static void
fill_marks (GuichetRowCache *self,
            GPtrArray       *marks)
{
  for (guint i = 0; i < marks->len; i++)
    {
      const GuichetMark *mark = marks->pdata[i];
      g_autoptr(GuichetTicketRow) row = dup_held_row (self, mark->id);

      guichet_summaries_set_mark (self->summaries, mark);
      if (row != NULL)
        guichet_ticket_row_set_mark (row, mark);
    }
}

/* A row is filled when all of it is there, so that it is drawn once. */
static void
end_reading (GuichetRowCache *self)
{
  g_autoptr(GPtrArray) tickets = NULL;
  g_autoptr(GPtrArray) marks = NULL;

  if (--self->n_reading > 0)
    return;

  tickets = g_steal_pointer (&self->tickets);
  marks = g_steal_pointer (&self->marks);
  if (tickets != NULL)
    fill_tickets (self, tickets);
  if (marks != NULL)
    fill_marks (self, marks);

  read_batch (self);
}

static void
note_failure (const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("Rows of a list could not be read: %s", error->message);
}

static void
rows_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GuichetRowCache) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!(self->tickets = guichet_store_read_rows_finish (GUICHET_STORE (source), result, &error)))
    note_failure (error);

  end_reading (self);
}

static void
marks_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GuichetRowCache) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!(self->marks = guichet_store_read_marks_finish (GUICHET_STORE (source), result, &error)))
    note_failure (error);

  end_reading (self);
}

static void
read_batch (GuichetRowCache *self)
{
  g_autoptr(GArray) batch = NULL;

  if (self->n_reading > 0 || self->store == NULL)
    return;

  batch = take_batch (self);
  if (batch->len == 0)
    return;

  self->n_reading = 2;
  guichet_store_read_rows_async (self->store, batch, self->cancellable, rows_read_cb, g_object_ref (self));
  guichet_store_read_marks_async (self->store, batch, self->cancellable, marks_read_cb, g_object_ref (self));
}

static void
gather_cb (gpointer user_data)
{
  GuichetRowCache *self = user_data;

  self->gather_source = 0;
  read_batch (self);
}

static void
want_row (GuichetRowCache *self,
          gint64           id)
{
  g_array_append_val (self->wanted, id);

  if (self->gather_source == 0)
    self->gather_source = g_timeout_add_once (GATHER_MS, gather_cb, self);
}

static void
row_gone_cb (gpointer  user_data,
             GObject  *where_the_row_was)
{
  HeldRow *held = user_data;

  g_hash_table_remove (held->cache->rows, &held->id);
}

static GArray *
list_held (GuichetRowCache *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_vals (ids, key, 1);

  return ids;
}

static void
refresh_all (GuichetRowCache *self)
{
  g_autoptr(GArray) held = list_held (self);

  guichet_summaries_clear (self->summaries);
  for (guint i = 0; i < held->len; i++)
    want_row (self, g_array_index (held, gint64, i));
}

static void
refresh_row (GuichetRowCache *self,
             gint64           id)
{
  guichet_summaries_remove (self->summaries, id);
  if (g_hash_table_contains (self->rows, &id))
    want_row (self, id);
}

static void
store_changed_cb (GuichetRowCache  *self,
                  GuichetChangeSet *changes)
{
  if (changes->everything || changes->identity)
    {
      refresh_all (self);
      return;
    }

  for (guint i = 0; i < changes->tickets->len; i++)
    refresh_row (self, g_array_index (changes->tickets, gint64, i));
}

static void
guichet_row_cache_dispose (GObject *object)
{
  GuichetRowCache *self = GUICHET_ROW_CACHE (object);
  GHashTableIter iter;
  gpointer value;

  g_clear_handle_id (&self->gather_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_object_weak_unref (G_OBJECT (((HeldRow *) value)->row), row_gone_cb, value);
  g_hash_table_remove_all (self->rows);

  if (self->store != NULL)
    g_object_set_qdata (G_OBJECT (self->store), row_cache_quark (), NULL);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (guichet_row_cache_parent_class)->dispose (object);
}

static void
guichet_row_cache_finalize (GObject *object)
{
  GuichetRowCache *self = GUICHET_ROW_CACHE (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->rows);
  guichet_summaries_free (self->summaries);
  g_array_unref (self->wanted);
  g_clear_pointer (&self->tickets, g_ptr_array_unref);
  g_clear_pointer (&self->marks, g_ptr_array_unref);

  G_OBJECT_CLASS (guichet_row_cache_parent_class)->finalize (object);
}

static void
guichet_row_cache_class_init (GuichetRowCacheClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_row_cache_dispose;
  object_class->finalize = guichet_row_cache_finalize;
}

static void
guichet_row_cache_init (GuichetRowCache *self)
{
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  self->summaries = guichet_summaries_new (GUICHET_ROW_CACHE_SUMMARIES);
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cancellable = g_cancellable_new ();
}

/**
 * guichet_row_cache_dup_for_store:
 *
 * Returns: (transfer full): the one cache of @store, made when nobody has it
 */
GuichetRowCache *
guichet_row_cache_dup_for_store (GuichetStore *store)
{
  GuichetRowCache *self;

  g_return_val_if_fail (GUICHET_IS_STORE (store), NULL);

  if ((self = g_object_get_qdata (G_OBJECT (store), row_cache_quark ())))
    return g_object_ref (self);

  self = g_object_new (GUICHET_TYPE_ROW_CACHE, NULL);
  self->store = g_object_ref (store);
  g_object_set_qdata (G_OBJECT (store), row_cache_quark (), self);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * guichet_row_cache_dup_row:
 *
 * Returns: (transfer full): the row of ticket @id: the same one as long as
 *   anybody holds it. It is filled at once or soon
 */
GuichetTicketRow *
guichet_row_cache_dup_row (GuichetRowCache *self,
                           gint64           id)
{
  GuichetTicketRow *row;
  GuichetTicket *ticket;
  const GuichetMark *mark;
  HeldRow *held;

  g_return_val_if_fail (GUICHET_IS_ROW_CACHE (self), NULL);

  if ((row = dup_held_row (self, id)))
    return row;

  row = guichet_ticket_row_new (id);
  held = g_new (HeldRow, 1);
  *held = (HeldRow) { self, row, id };
  g_hash_table_insert (self->rows, &held->id, held);
  g_object_weak_ref (G_OBJECT (row), row_gone_cb, held);

  if ((ticket = guichet_summaries_get (self->summaries, id)))
    guichet_ticket_row_set_ticket (row, ticket);
  if ((mark = guichet_summaries_get_mark (self->summaries, id)))
    guichet_ticket_row_set_mark (row, mark);
  if (ticket == NULL || mark == NULL)
    want_row (self, id);

  return row;
}

#include "config.h"

#include "fake-store.h"

#include "util/error.h"

struct _GuichetStore
{
  GObject parent_instance;

  GArray     *order;
  GHashTable *titles;           /* id → char* */
  GQueue      questions;        /* of GTask with the answer as task data */
  gboolean    hold;
  gboolean    fail_next;
  guint       n_queries;
  guint       n_rows;
  gint64      first_of_last_read;
  gint64      unread;
  gint64      group_size;
};

G_DEFINE_FINAL_TYPE (GuichetStore, guichet_store, G_TYPE_OBJECT)

static void
guichet_store_finalize (GObject *object)
{
  GuichetStore *self = GUICHET_STORE (object);

  g_assert_true (g_queue_is_empty (&self->questions));
  g_array_unref (self->order);
  g_hash_table_unref (self->titles);

  G_OBJECT_CLASS (guichet_store_parent_class)->finalize (object);
}

static void
guichet_store_class_init (GuichetStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = guichet_store_finalize;

  g_signal_new ("changed", GUICHET_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, GUICHET_TYPE_CHANGE_SET);
}

static void
guichet_store_init (GuichetStore *self)
{
  self->order = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->titles = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

GuichetStore *
fake_store_new (void)
{
  return g_object_new (GUICHET_TYPE_STORE, NULL);
}

static guint
index_of (GuichetStore *self,
          gint64        id)
{
  for (guint i = 0; i < self->order->len; i++)
    if (g_array_index (self->order, gint64, i) == id)
      return i;

  g_assert_not_reached ();
}

void
fake_store_retitle (GuichetStore *self,
                    gint64        id,
                    const char   *title)
{
  g_hash_table_insert (self->titles, g_memdup2 (&id, sizeof id), g_strdup (title));
}

void
fake_store_append (GuichetStore *self,
                   gint64        id)
{
  g_array_append_val (self->order, id);
}

void
fake_store_move_to_top (GuichetStore *self,
                        gint64        id)
{
  g_array_remove_index (self->order, index_of (self, id));
  g_array_prepend_val (self->order, id);
}

void
fake_store_remove (GuichetStore *self,
                   gint64        id)
{
  g_array_remove_index (self->order, index_of (self, id));
}

GArray *
fake_store_get_order (GuichetStore *self)
{
  return self->order;
}

void
fake_store_tell (GuichetStore *self,
                 gboolean      moved,
                 gboolean      everything,
                 guint         n_ids,
                 const gint64 *ids)
{
  g_autoptr(GuichetChangeSet) changes = guichet_change_set_new ();

  for (guint i = 0; i < n_ids; i++)
    guichet_change_set_add_ticket (changes, ids[i], moved);
  changes->everything |= everything;

  g_signal_emit_by_name (self, "changed", changes);
}

void
guichet_grouped_ids_free (GuichetGroupedIds *self)
{
  g_array_unref (self->ids);
  g_clear_pointer (&self->runs, g_array_unref);
  g_free (self);
}

static GuichetGroupedIds *
copy_grouped (const GuichetGroupedIds *list)
{
  GuichetGroupedIds *copy = g_new0 (GuichetGroupedIds, 1);

  copy->ids = g_array_copy (list->ids);
  copy->runs = list->runs != NULL ? g_array_copy (list->runs) : NULL;

  return copy;
}

static void
answer_task (GTask *task)
{
  gpointer data = g_task_get_task_data (task);

  if (data != NULL && g_task_get_source_tag (task) == guichet_store_list_grouped_async)
    g_task_return_pointer (task, copy_grouped (data), (GDestroyNotify) guichet_grouped_ids_free);
  else if (data != NULL)
    g_task_return_pointer (task, g_ptr_array_ref (data), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_new_error (task, GUICHET_ERROR, GUICHET_ERROR_DATABASE, "As the test wanted");
}

gboolean
fake_store_answer (GuichetStore *self)
{
  g_autoptr(GTask) task = g_queue_pop_head (&self->questions);

  if (task == NULL)
    return FALSE;

  answer_task (task);

  return TRUE;
}

void
fake_store_hold (GuichetStore *self,
                 gboolean      hold)
{
  self->hold = hold;
  while (!hold && fake_store_answer (self))
    continue;
}

void
fake_store_fail_next (GuichetStore *self)
{
  self->fail_next = TRUE;
}

static void
ask (GuichetStore *self,
     GTask        *task)
{
  if (self->fail_next)
    g_task_set_task_data (task, NULL, NULL);
  self->fail_next = FALSE;

  g_queue_push_tail (&self->questions, task);
  if (!self->hold)
    fake_store_answer (self);
}

guint
fake_store_count_queries (GuichetStore *self)
{
  return self->n_queries;
}

guint
fake_store_count_rows (GuichetStore *self)
{
  return self->n_rows;
}

gint64
fake_store_first_of_last_read (GuichetStore *self)
{
  return self->first_of_last_read;
}

/* Ids that are divided by the size of a group to the same are one. */
static GArray *
make_runs (GuichetStore *self)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (guint));
  const guint none = 0;

  for (guint i = 0; i < self->order->len; i++)
    {
      gint64 id = g_array_index (self->order, gint64, i);

      if (i == 0 || id / self->group_size != g_array_index (self->order, gint64, i - 1) / self->group_size)
        g_array_append_val (runs, none);
      g_array_index (runs, guint, runs->len - 1)++;
    }

  return runs;
}

void
fake_store_group (GuichetStore *self,
                  gint64        size)
{
  self->group_size = size;
}

void
guichet_store_list_grouped_async (GuichetStore             *self,
                                  const GuichetTicketQuery *query,
                                  GCancellable             *cancellable,
                                  GAsyncReadyCallback       callback,
                                  gpointer                  user_data)
{
  GuichetGroupedIds *list = g_new0 (GuichetGroupedIds, 1);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  self->n_queries++;
  g_task_set_source_tag (task, guichet_store_list_grouped_async);
  list->ids = g_array_copy (self->order);
  list->runs = query->group != GUICHET_GROUP_NONE ? make_runs (self) : NULL;
  g_task_set_task_data (task, list, (GDestroyNotify) guichet_grouped_ids_free);
  ask (self, task);
}

GuichetGroupedIds *
guichet_store_list_grouped_finish (GuichetStore  *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static GuichetTicket *
make_ticket (GuichetStore *self,
             gint64        id)
{
  GuichetTicket *ticket = guichet_ticket_new (id);
  const char *title = g_hash_table_lookup (self->titles, &id);

  guichet_ticket_set (ticket, GUICHET_FIELD_TITLE, title != NULL ? title : "A title");

  return ticket;
}

void
guichet_store_read_rows_async (GuichetStore        *self,
                               GArray              *ids,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GPtrArray *tickets = guichet_tickets_new ();

  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (tickets, make_ticket (self, g_array_index (ids, gint64, i)));

  self->n_rows += ids->len;
  self->first_of_last_read = g_array_index (ids, gint64, 0);
  g_task_set_source_tag (task, guichet_store_read_rows_async);
  g_task_set_task_data (task, tickets, (GDestroyNotify) g_ptr_array_unref);
  ask (self, task);
}

GPtrArray *
guichet_store_read_rows_finish (GuichetStore  *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Nothing is marked but what the test says, and the answer comes at once. */
void
guichet_store_read_marks_async (GuichetStore        *self,
                                GArray              *ids,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  GPtrArray *marks = guichet_marks_new ();

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      GuichetMark *mark = guichet_mark_new (id);

      mark->unread = id == self->unread;
      g_ptr_array_add (marks, mark);
    }

  g_task_return_pointer (task, marks, (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
guichet_store_read_marks_finish (GuichetStore  *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fake_store_mark_unread (GuichetStore *self,
                        gint64        id)
{
  self->unread = id;
}

#include "config.h"

#include "store/outbox.h"

#include "store/intent-table.h"
#include "store/store-private.h"

/* Many operations at once: one transaction, one wait for the disk. */

typedef struct
{
  GPtrArray *intents;
  GArray    *fresh;             /* of gint64: the tickets of those that are new */
} Batch;

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_ptr_array_unref (batch->intents);
  g_array_unref (batch->fresh);
  g_free (batch);
}

static gboolean
insert_intents (GuichetDb  *db,
                gpointer    data,
                GError    **error)
{
  Batch *batch = data;

  for (guint i = 0; i < batch->intents->len; i++)
    {
      const GuichetIntent *intent = g_ptr_array_index (batch->intents, i);
      gboolean is_new;

      if (!guichet_intent_table_insert (db, intent, &is_new, error))
        return FALSE;
      if (is_new)
        g_array_append_val (batch->fresh, intent->ticket_id);
    }

  return TRUE;
}

static gpointer
enqueue_many_job (GuichetStore  *self,
                  gpointer       data,
                  GError       **error)
{
  Batch *batch = data;

  for (guint i = 0; i < batch->intents->len; i++)
    if (!_guichet_store_check_intent (self, g_ptr_array_index (batch->intents, i), error))
      return NULL;
  if (!guichet_db_transact (self->user_writer.user, insert_intents, batch, error))
    return NULL;

  if (batch->fresh->len > 0)
    _guichet_store_tell_parts (self, GUICHET_STORE_OUTBOX);
  for (guint i = 0; i < batch->fresh->len; i++)
    _guichet_store_refresh_shown (self, g_array_index (batch->fresh, gint64, i));

  return self;
}

static const GuichetStoreCall enqueue_many_call = {
  .func = enqueue_many_job,
  .free_data = batch_free,
  .thread = GUICHET_STORE_USER_WRITER,
  .priority = GUICHET_JOB_PERSON,
};

/**
 * guichet_store_enqueue_many_async:
 * @intents: (element-type GuichetIntent): copied
 *
 * Saves all of them or none.
 */
void
guichet_store_enqueue_many_async (GuichetStore        *self,
                                  GPtrArray           *intents,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  Batch *batch;

  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (intents != NULL);

  batch = g_new0 (Batch, 1);
  batch->fresh = g_array_new (FALSE, FALSE, sizeof (gint64));
  batch->intents = guichet_intents_new ();
  for (guint i = 0; i < intents->len; i++)
    g_ptr_array_add (batch->intents, guichet_intent_copy (g_ptr_array_index (intents, i)));
  _guichet_store_begin (self, &enqueue_many_call, batch, cancellable, callback, user_data);
}

gboolean
guichet_store_enqueue_many_finish (GuichetStore  *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  return _guichet_store_finish (self, &enqueue_many_call, result, error) != NULL;
}

#include "config.h"

#include "store/outbox.h"

#include "store/draft-file-table.h"
#include "store/draft-table.h"
#include "store/file-limit.h"
#include "store/intent-table.h"
#include "store/store-private.h"
#include "util/uuid.h"

/* All of this happens on the user writer, reading too, in the order in which
 * it was asked for. */

/* ---- enqueue */

typedef struct
{
  GuichetIntent *intent;
  char         **drafts;
  gboolean       is_new;
} Enqueue;

static void
enqueue_free (gpointer data)
{
  Enqueue *enqueue = data;

  guichet_intent_free (enqueue->intent);
  g_strfreev (enqueue->drafts);
  g_free (enqueue);
}

/* A new ticket takes the files of its draft along. */
static gboolean
end_draft (GuichetDb            *db,
           const GuichetIntent  *intent,
           const char           *draft,
           GError              **error)
{
  return (intent->kind != GUICHET_INTENT_CREATE || guichet_draft_file_table_send (db, draft, intent, error)) &&
         guichet_draft_table_remove (db, draft, error);
}

static gboolean
enqueue_intent (GuichetDb  *db,
                gpointer    data,
                GError    **error)
{
  Enqueue *enqueue = data;

  if (!guichet_intent_table_insert (db, enqueue->intent, &enqueue->is_new, error))
    return FALSE;

  /* The text of a second click is not this operation's any more. */
  for (guint i = 0; enqueue->is_new && enqueue->drafts != NULL && enqueue->drafts[i] != NULL; i++)
    if (!end_draft (db, enqueue->intent, enqueue->drafts[i], error))
      return FALSE;

  return TRUE;
}

static gpointer
enqueue_job (GuichetStore  *self,
             gpointer       data,
             GError       **error)
{
  Enqueue *enqueue = data;

  if (!_guichet_store_check_intent (self, enqueue->intent, error) ||
      !guichet_db_transact (self->user_writer.user, enqueue_intent, enqueue, error))
    return NULL;

  if (enqueue->is_new)
    {
      _guichet_store_tell_parts (self, enqueue->drafts != NULL ? GUICHET_STORE_OUTBOX | GUICHET_STORE_DRAFTS : GUICHET_STORE_OUTBOX);
      _guichet_store_refresh_shown (self, enqueue->intent->ticket_id);
    }

  return self;
}

static const GuichetStoreCall enqueue_call = {
  .func = enqueue_job,
  .free_data = enqueue_free,
  .thread = GUICHET_STORE_USER_WRITER,
  .priority = GUICHET_JOB_PERSON,
};

/**
 * guichet_store_enqueue:
 *
 * When it returns without error the operation outlives a power cut, and the
 * lists show its effect.
 */
gboolean
guichet_store_enqueue (GuichetStore         *self,
                       const GuichetIntent  *intent,
                       const char * const   *drafts,
                       GError              **error)
{
  Enqueue enqueue = { .intent = (GuichetIntent *) intent, .drafts = (char **) drafts };

  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (intent != NULL, FALSE);

  if (_guichet_store_call (self, &enqueue_call, &enqueue, NULL, error) == NULL)
    return FALSE;

  _guichet_store_wait_shown (self);
  return TRUE;
}

void
guichet_store_enqueue_async (GuichetStore        *self,
                             const GuichetIntent *intent,
                             const char * const  *drafts,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  Enqueue *enqueue;

  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (intent != NULL);

  enqueue = g_new0 (Enqueue, 1);
  enqueue->intent = guichet_intent_copy (intent);
  enqueue->drafts = g_strdupv ((char **) drafts);
  _guichet_store_begin (self, &enqueue_call, enqueue, cancellable, callback, user_data);
}

gboolean
guichet_store_enqueue_finish (GuichetStore  *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return _guichet_store_finish (self, &enqueue_call, result, error) != NULL;
}

/* ---- progress, for sync */

typedef struct
{
  const GuichetIntent *intent;
  GuichetSeen         *seen;            /* nullable: to be written with it */
} Progress;

static gboolean
update_intent (GuichetDb  *db,
               gpointer    data,
               GError    **error)
{
  const Progress *progress = data;

  return guichet_intent_table_update (db, progress->intent, error) &&
         (progress->intent->kind != GUICHET_INTENT_CREATE || progress->intent->ticket_id == 0 ||
          guichet_intent_table_adopt_created (db, progress->intent, error)) &&
         guichet_file_limit_learn (db, progress->intent, error) &&
         (progress->seen == NULL || guichet_seen_table_write (db, progress->seen, error));
}

static gpointer
save_intent_job (GuichetStore  *self,
                 gpointer       data,
                 GError       **error)
{
  const GuichetIntent *intent = data;
  g_autoptr(GuichetSeen) seen = _guichet_store_settle_seen (self, intent);
  Progress progress = { intent, seen };

  if (_guichet_store_write (self, GUICHET_STORE_OUTBOX, update_intent, &progress, error) == NULL)
    return NULL;

  _guichet_store_refresh_shown (self, intent->ticket_id);
  return self;
}

/**
 * guichet_store_save_intent:
 *
 * Fails with %GUICHET_ERROR_INVALID when the operation is done or withdrawn
 * meanwhile: what is about to be sent must then not be sent.
 */
gboolean
guichet_store_save_intent (GuichetStore         *self,
                           const GuichetIntent  *intent,
                           GError              **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (intent != NULL, FALSE);

  if (_guichet_store_run (self, &self->user_writer, GUICHET_JOB_PERSON, save_intent_job, (gpointer) intent, NULL,
                          error) == NULL)
    return FALSE;

  _guichet_store_wait_shown (self);
  return TRUE;
}

typedef struct
{
  gint64 now;
  gint64 wake;
} Due;

static gpointer
next_intent_job (GuichetStore  *self,
                 gpointer       data,
                 GError       **error)
{
  Due *due = data;
  GuichetIntent *intent = NULL;

  return guichet_intent_table_find_due (self->user_writer.user, due->now, &intent, &due->wake, error) ? intent : NULL;
}

/**
 * guichet_store_next_intent:
 * @out_wake: (nullable):
 *
 * Returns: (transfer full) (nullable): with the bytes of its file
 */
GuichetIntent *
guichet_store_next_intent (GuichetStore  *self,
                           gint64         now,
                           gint64        *out_wake,
                           GError       **error)
{
  Due due = { .now = now };
  GuichetIntent *intent;

  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);

  intent = _guichet_store_run (self, &self->user_writer, GUICHET_JOB_PERSON, next_intent_job, &due, NULL, error);
  if (out_wake != NULL)
    *out_wake = due.wake;

  return intent;
}

/* ---- looking */

static gpointer
list_intents_job (GuichetStore  *self,
                  gpointer       data,
                  GError       **error)
{
  return guichet_intent_table_list (self->user_writer.user, GPOINTER_TO_UINT (data), error);
}

/* As the argument of the job. */
static gpointer
get_range (gboolean with_history)
{
  return GUINT_TO_POINTER (with_history ? GUICHET_INTENTS_ALL : GUICHET_INTENTS_OPEN);
}

static const GuichetStoreCall list_intents_call = {
  .func = list_intents_job,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
  .thread = GUICHET_STORE_USER_WRITER,
  .priority = GUICHET_JOB_PERSON,
  .reads = TRUE,
};

/**
 * guichet_store_list_intents:
 *
 * Returns: (transfer full) (nullable) (element-type GuichetIntent): without the
 *   bytes of files
 */
GPtrArray *
guichet_store_list_intents (GuichetStore  *self,
                            gboolean       with_history,
                            GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);

  return _guichet_store_call (self, &list_intents_call, get_range (with_history), NULL, error);
}

void
guichet_store_list_intents_async (GuichetStore        *self,
                                  gboolean             with_history,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));

  _guichet_store_begin (self, &list_intents_call, get_range (with_history), cancellable, callback, user_data);
}

GPtrArray *
guichet_store_list_intents_finish (GuichetStore  *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  return _guichet_store_finish (self, &list_intents_call, result, error);
}

static gpointer
read_intent_job (GuichetStore  *self,
                 gpointer       data,
                 GError       **error)
{
  return _guichet_store_find_intent (self->user_writer.user, data, error);
}

/**
 * guichet_store_read_intent:
 *
 * Returns: (transfer full) (nullable): with the bytes of its file; %NULL with
 *   %GUICHET_ERROR_NOT_FOUND when there is none
 */
GuichetIntent *
guichet_store_read_intent (GuichetStore  *self,
                           const char    *uuid,
                           GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  return _guichet_store_run (self, &self->user_writer, GUICHET_JOB_PERSON, read_intent_job, (gpointer) uuid, NULL,
                             error);
}

static gpointer
count_outbox_job (GuichetStore  *self,
                  gpointer       data,
                  GError       **error)
{
  g_autofree GuichetOutboxCount *count = g_new0 (GuichetOutboxCount, 1);

  if (!guichet_intent_table_count (self->user_writer.user, count, error))
    return NULL;

  return g_steal_pointer (&count);
}

static const GuichetStoreCall count_outbox_call = {
  .func = count_outbox_job,
  .free_result = g_free,
  .thread = GUICHET_STORE_USER_WRITER,
  .priority = GUICHET_JOB_PERSON,
  .reads = TRUE,
};

gboolean
guichet_store_count_outbox (GuichetStore        *self,
                            GuichetOutboxCount  *out_count,
                            GError             **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (out_count != NULL, FALSE);

  return _guichet_store_take (_guichet_store_call (self, &count_outbox_call, NULL, NULL, error),
                              out_count, sizeof *out_count);
}

void
guichet_store_count_outbox_async (GuichetStore        *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));

  _guichet_store_begin (self, &count_outbox_call, NULL, cancellable, callback, user_data);
}

gboolean
guichet_store_count_outbox_finish (GuichetStore        *self,
                                   GAsyncResult        *result,
                                   GuichetOutboxCount  *out_count,
                                   GError             **error)
{
  g_return_val_if_fail (out_count != NULL, FALSE);

  return _guichet_store_take (_guichet_store_finish (self, &count_outbox_call, result, error),
                              out_count, sizeof *out_count);
}

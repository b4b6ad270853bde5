#include "config.h"

#include "sync/engine-private.h"

#include "sync/file-fetch.h"
#include "sync/judge.h"
#include "util/error.h"

/* Smaller bodies are sent before anybody could read how far they are. */
#define TELL_FROM (64 * 1024)

enum
{
  TRANSFER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- how far a file is */

static gboolean
transfer_cb (gpointer user_data)
{
  GuichetEngine *self = user_data;
  GuichetTransfer transfer;

  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->transfer_source, g_source_unref);
  transfer = self->transfer;
  self->transfer.key = NULL;
  g_mutex_unlock (&self->mutex);

  if (transfer.key != NULL)
    g_signal_emit (self, signals[TRANSFER], 0, transfer.key, transfer.done, transfer.total);
  g_free (transfer.key);

  return G_SOURCE_REMOVE;
}

/* Under the mutex. The newest figures take the place of those that were not
 * shown yet. As with the report, the source holds no reference. */
static void
queue_transfer (GuichetEngine *self)
{
  if (self->transfer_source != NULL)
    return;

  self->transfer_source = g_idle_source_new ();
  g_source_set_priority (self->transfer_source, G_PRIORITY_DEFAULT_IDLE);
  g_source_set_static_name (self->transfer_source, "[guichet] transfer");
  g_source_set_callback (self->transfer_source, transfer_cb, self, NULL);
  g_source_attach (self->transfer_source, self->main);
}

static void
tell_transfer (GuichetEngine *self,
               const char    *key,
               guint64        done,
               guint64        total)
{
  g_mutex_lock (&self->mutex);
  g_set_str (&self->transfer.key, key);
  self->transfer.done = done;
  self->transfer.total = total;
  queue_transfer (self);
  g_mutex_unlock (&self->mutex);
}

/* The thread that talks to the server: only the bodies of files are of
 * interest. */
static void
moved_cb (gboolean sending,
          guint64  done,
          guint64  total,
          gpointer user_data)
{
  GuichetEngine *self = user_data;
  const GuichetIntent *intent = self->context.sending;
  g_autofree char *id = NULL;

  if (sending && intent != NULL && intent->kind == GUICHET_INTENT_ATTACH && total >= TELL_FROM)
    tell_transfer (self, intent->uuid, done, total);
  if (sending || self->fetching == 0 || done < TELL_FROM)
    return;

  id = g_strdup_printf ("%" G_GINT64_FORMAT, self->fetching);
  tell_transfer (self, id, done, total);
}

/* ---- what somebody wants to see */

typedef struct
{
  GTask          *task;
  gpointer        value;
  GDestroyNotify  free_value;
  GError         *error;
} Answer;

static void
free_answer (gpointer data)
{
  Answer *answer = data;

  g_object_unref (answer->task);
  g_free (answer);
}

static gboolean
answer_cb (gpointer data)
{
  Answer *answer = data;

  if (answer->value != NULL)
    g_task_return_pointer (answer->task, answer->value, answer->free_value);
  else
    g_task_return_error (answer->task, answer->error);

  return G_SOURCE_REMOVE;
}

/* The task is let go where it came from: it may hold the last reference to the
 * engine, which must not end on its own thread. Takes all three. */
static void
send_back (GTask          *task,
           gpointer        value,
           GDestroyNotify  free_value,
           GError         *error)
{
  g_autoptr(GSource) source = g_idle_source_new ();
  Answer *answer = g_new0 (Answer, 1);

  answer->task = task;
  answer->value = value;
  answer->free_value = free_value;
  answer->error = error;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[guichet] answer");
  g_source_set_callback (source, answer_cb, answer, free_answer);
  g_source_attach (source, g_task_get_context (task));
}

static void
cancel_cb (GCancellable *cancellable,
           gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

/* Ends when the person or the engine does not want it any more. */
static GuichetFile *
fetch (GuichetEngine  *self,
       gint64          id,
       GCancellable   *cancellable,
       GError        **error)
{
  g_autoptr(GCancellable) either = g_cancellable_new ();
  gulong mine = g_cancellable_connect (self->cancellable, G_CALLBACK (cancel_cb), either, NULL);
  gulong theirs = cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (cancel_cb), either, NULL) : 0;
  GuichetFile *file;

  self->fetching = id;
  file = guichet_file_fetch (&self->context, id, either, error);
  self->fetching = 0;
  g_cancellable_disconnect (self->cancellable, mine);
  g_cancellable_disconnect (cancellable, theirs);

  return file;
}

/* Of the things that somebody waits for. */
static gpointer
bring (GuichetEngine   *self,
       GTask           *task,
       GDestroyNotify  *out_free,
       GError         **error)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (g_task_get_source_tag (task) == guichet_engine_fetch_file_async)
    {
      *out_free = (GDestroyNotify) guichet_file_unref;
      return fetch (self, *(gint64 *) g_task_get_task_data (task), cancellable, error);
    }

  return _guichet_engine_read_form (self, task, out_free, error);
}

static GTask *
take_fetch (GuichetEngine *self)
{
  GTask *task;

  g_mutex_lock (&self->mutex);
  task = g_queue_pop_head (&self->fetches);
  g_mutex_unlock (&self->mutex);

  return task;
}

/* A secret that was refused is not tried again: accounts may be locked by it. */
static GError *
check_signed_in (GuichetEngine *self)
{
  if (!self->signed_out)
    return NULL;

  return guichet_error_new (GUICHET_ERROR_BAD_CREDENTIALS, NULL, NULL, "The server refused the secret");
}

/**
 * _guichet_engine_fetch_next:
 *
 * The engine's thread.
 *
 * Returns: whether there was something to fetch
 */
gboolean
_guichet_engine_fetch_next (GuichetEngine *self)
{
  GTask *task = take_fetch (self);
  GError *error;
  GDestroyNotify free_value = NULL;
  gpointer value = NULL;

  if (task == NULL)
    return FALSE;

  error = check_signed_in (self);
  if (error == NULL)
    value = bring (self, task, &free_value, &error);
  if (value == NULL && guichet_judge_trouble (error) == GUICHET_ENGINE_SIGN_IN)
    _guichet_engine_note_failure (self, error);
  send_back (task, value, free_value, error);

  return TRUE;
}

/* The engine's thread, at its end, or whoever has just joined it. */
void
_guichet_engine_refuse_fetches (GuichetEngine *self)
{
  GTask *task;

  while ((task = take_fetch (self)) != NULL)
    send_back (task, NULL, NULL, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The engine has stopped"));
}

/* Main thread. Takes @task. */
void
_guichet_engine_push_fetch (GuichetEngine *self,
                            GTask         *task)
{
  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->fetches, task);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  if (self->thread == NULL)
    _guichet_engine_refuse_fetches (self);
}

/**
 * guichet_engine_fetch_file_async:
 *
 * Main thread.
 */
void
guichet_engine_fetch_file_async (GuichetEngine       *self,
                                 gint64               attachment_id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (GUICHET_IS_ENGINE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, guichet_engine_fetch_file_async);
  g_task_set_task_data (task, g_memdup2 (&attachment_id, sizeof attachment_id), g_free);

  _guichet_engine_push_fetch (self, task);
}

/**
 * guichet_engine_fetch_file_finish:
 *
 * Returns: (transfer full) (nullable):
 */
GuichetFile *
guichet_engine_fetch_file_finish (GuichetEngine  *self,
                                  GAsyncResult   *result,
                                  GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GuichetFile *
guichet_engine_fetch_file (GuichetEngine  *self,
                           gint64          attachment_id,
                           GCancellable   *cancellable,
                           GError        **error)
{
  g_return_val_if_fail (GUICHET_IS_ENGINE (self), NULL);
  g_return_val_if_fail (self->thread == NULL, NULL);

  return guichet_file_fetch (&self->context, attachment_id, cancellable, error);
}

void
guichet_engine_set_prefetch (GuichetEngine *self,
                             gboolean       prefetch)
{
  g_return_if_fail (GUICHET_IS_ENGINE (self));

  g_mutex_lock (&self->mutex);
  self->prefetch = prefetch;
  g_mutex_unlock (&self->mutex);
}

/* ---- life */

void
_guichet_engine_class_files_init (GuichetEngineClass *klass)
{
  signals[TRANSFER] = g_signal_new ("transfer", GUICHET_TYPE_ENGINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 3,
                                    G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE, G_TYPE_UINT64, G_TYPE_UINT64);
}

void
_guichet_engine_files_init (GuichetEngine *self)
{
  g_queue_init (&self->fetches);
  guichet_remote_set_transfer (self->context.remote, moved_cb, self);
}

/* Main context, after the thread. */
void
_guichet_engine_files_clear (GuichetEngine *self)
{
  guichet_remote_set_transfer (self->context.remote, NULL, NULL);
  g_mutex_lock (&self->mutex);
  if (self->transfer_source != NULL)
    g_source_destroy (self->transfer_source);
  g_clear_pointer (&self->transfer_source, g_source_unref);
  g_clear_pointer (&self->transfer.key, g_free);
  g_mutex_unlock (&self->mutex);
}

#include "config.h"

#include "store/migrations.h"
#include "store/store-private.h"

/* The blocking form: lives on the caller's stack. */
typedef struct
{
  GuichetStore       *store;
  GuichetStoreThread *thread;
  GuichetStoreFunc    func;
  gpointer            data;
  GCancellable       *cancellable;
  gpointer            result;
  GError             *error;
} Call;

/* When a damaged cache.db could not even be replaced, only what concerns
 * user.db goes on. */
static gboolean
refuse_without_cache (GuichetStore        *self,
                      GuichetStoreThread  *thread,
                      GError             **error)
{
  if (thread == &self->user_writer || thread->cache != NULL)
    return FALSE;

  g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_CORRUPT, "cache.db is damaged and could not be replaced");
  return TRUE;
}

static gboolean
is_damaged (GuichetDb *cache)
{
  return guichet_db_is_damaged (cache) ||
         (guichet_db_take_suspicion (cache) && !guichet_migrations_is_intact (cache, GUICHET_MIGRATIONS_CACHE));
}

/* A cancelled job does not begin, and one that runs stops inside its query. */
static gpointer
run_func (GuichetStore        *self,
          GuichetStoreThread  *thread,
          GuichetStoreFunc     func,
          gpointer             data,
          GCancellable        *cancellable,
          GError             **error)
{
  g_autoptr(GError) local = NULL;
  gpointer result;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  if (refuse_without_cache (self, thread, error))
    return NULL;

  if (thread->cache != NULL)
    guichet_db_set_cancellable (thread->cache, cancellable);
  result = func (self, data, &local);
  if (thread->cache != NULL)
    guichet_db_set_cancellable (thread->cache, NULL);

  if (local != NULL && thread->cache != NULL && is_damaged (thread->cache))
    _guichet_store_note_damage (self);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));

  return result;
}

static void
call_job (gpointer data)
{
  Call *call = data;

  call->result = run_func (call->store, call->thread, call->func, call->data, call->cancellable, &call->error);
}

static gboolean
refuse_closed (GuichetStoreThread  *thread,
               GError             **error)
{
  if (thread->queue != NULL)
    return FALSE;

  g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_DATABASE, "The store is closed");
  return TRUE;
}

/**
 * _guichet_store_run:
 *
 * Runs @func on @thread and waits for it.
 */
gpointer
_guichet_store_run (GuichetStore         *self,
                    GuichetStoreThread   *thread,
                    GuichetJobPriority    priority,
                    GuichetStoreFunc      func,
                    gpointer              data,
                    GCancellable         *cancellable,
                    GError              **error)
{
  Call call = { .store = self, .thread = thread, .func = func, .data = data, .cancellable = cancellable };

  if (refuse_closed (thread, error))
    return NULL;

  guichet_job_queue_run (thread->queue, priority, call_job, &call);
  if (call.error != NULL)
    g_propagate_error (error, call.error);

  return call.result;
}

static GuichetStoreThread *
get_thread (GuichetStore           *self,
            const GuichetStoreCall *call)
{
  return G_STRUCT_MEMBER_P (self, call->thread);
}

/* ---- the form for a thread with a screen */

typedef struct
{
  GTask                  *task;
  const GuichetStoreCall *call;
  gpointer                data;
  gpointer                result;
  GError                 *error;
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  if (request->data != NULL && request->call->free_data != NULL)
    request->call->free_data (request->data);
  g_object_unref (request->task);
  g_free (request);
}

static gboolean
return_cb (gpointer data)
{
  Request *request = data;

  if (request->error != NULL)
    g_task_return_error (request->task, request->error);
  else
    g_task_return_pointer (request->task, request->result, request->call->free_result);

  return G_SOURCE_REMOVE;
}

/* The task is returned and let go where it came from. The last reference to it
 * may be the last one to the store, which must not end on a thread of its own. */
static void
send_back (Request *request)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (request->task));
  g_source_set_callback (source, return_cb, request, free_request);
  g_source_set_static_name (source, "GuichetStore result");
  g_source_attach (source, g_task_get_context (request->task));
}

static void
request_job (gpointer data)
{
  Request *request = data;
  GuichetStore *self = g_task_get_source_object (request->task);

  request->result = run_func (self, get_thread (self, request->call), request->call->func, request->data,
                              g_task_get_cancellable (request->task), &request->error);
  send_back (request);
}

/* ---- the shape of a call */

/**
 * _guichet_store_call:
 * @data: (transfer none):
 *
 * The blocking form.
 */
gpointer
_guichet_store_call (GuichetStore            *self,
                     const GuichetStoreCall  *call,
                     gpointer                 data,
                     GCancellable            *cancellable,
                     GError                 **error)
{
  return _guichet_store_run (self, get_thread (self, call), call->priority, call->func, data, cancellable, error);
}

static gboolean
only_reads (const GuichetStoreCall *call)
{
  return call->thread == GUICHET_STORE_READER || call->reads;
}

/* Who closes the store wants none of the answers any more, as if each question
 * had been cancelled. Of what was to be written somebody is told. */
static gboolean
refuse_request (GuichetStoreThread *thread,
                Request            *request)
{
  if (!refuse_closed (thread, &request->error))
    return FALSE;

  if (only_reads (request->call))
    {
      g_clear_error (&request->error);
      g_set_error_literal (&request->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The store is closed");
    }

  return TRUE;
}

/**
 * _guichet_store_begin:
 * @data: (transfer full):
 *
 * The beginning of the other form. What was written is told as written, even
 * when nobody wants to know any more.
 */
void
_guichet_store_begin (GuichetStore           *self,
                      const GuichetStoreCall *call,
                      gpointer                data,
                      GCancellable           *cancellable,
                      GAsyncReadyCallback     callback,
                      gpointer                user_data)
{
  GuichetStoreThread *thread = get_thread (self, call);
  Request *request = g_new0 (Request, 1);

  request->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (request->task, (gpointer) call);
  g_task_set_check_cancellable (request->task, only_reads (call));
  request->call = call;
  request->data = data;

  if (refuse_request (thread, request))
    send_back (request);
  else
    guichet_job_queue_post (thread->queue, call->priority, request_job, request);
}

/**
 * _guichet_store_finish:
 *
 * Returns: (transfer full) (nullable): the job's result
 */
gpointer
_guichet_store_finish (GuichetStore            *self,
                       const GuichetStoreCall  *call,
                       GAsyncResult            *result,
                       GError                 **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == call, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * _guichet_store_take:
 * @result: (transfer full) (nullable): a job's result, from g_malloc(); %NULL
 *   when it failed
 * @out_value: a caller's value of @size bytes; left alone after a failure
 *
 * For results that are handed out as plain values.
 */
gboolean
_guichet_store_take (gpointer result,
                     gpointer out_value,
                     gsize    size)
{
  if (result == NULL)
    return FALSE;

  memcpy (out_value, result, size);
  g_free (result);

  return TRUE;
}

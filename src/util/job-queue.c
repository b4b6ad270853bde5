#include "config.h"

#include "util/job-queue.h"

typedef struct
{
  GuichetJobFunc     func;
  gpointer           data;
  GuichetJobPriority priority;
  guint64            number;
} Job;

struct _GuichetJobQueue
{
  GThread     *thread;
  GAsyncQueue *jobs;
  gint         next_number;
};

/* The last job of all: no priority is behind it. */
static void
stop_job (gpointer data)
{
}

static int
compare_jobs (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  const Job *left = a;
  const Job *right = b;

  if (left->priority != right->priority)
    return left->priority < right->priority ? -1 : 1;

  return left->number < right->number ? -1 : left->number > right->number;
}

static gpointer
run_thread (gpointer user_data)
{
  g_autoptr(GAsyncQueue) jobs = user_data;
  gboolean stop = FALSE;

  while (!stop)
    {
      Job *job = g_async_queue_pop (jobs);

      stop = job->func == stop_job;
      job->func (job->data);
      g_free (job);
    }

  return NULL;
}

GuichetJobQueue *
guichet_job_queue_new (const char *name)
{
  GuichetJobQueue *self = g_new0 (GuichetJobQueue, 1);

  self->jobs = g_async_queue_new ();
  self->thread = g_thread_new (name, run_thread, g_async_queue_ref (self->jobs));

  return self;
}

/**
 * guichet_job_queue_post:
 *
 * Any thread. Returns at once; @func runs on the queue's thread.
 */
void
guichet_job_queue_post (GuichetJobQueue    *self,
                        GuichetJobPriority  priority,
                        GuichetJobFunc      func,
                        gpointer            data)
{
  Job *job;

  g_return_if_fail (self != NULL);
  g_return_if_fail (func != NULL);

  job = g_new0 (Job, 1);
  job->func = func;
  job->data = data;
  job->priority = priority;
  job->number = (guint) g_atomic_int_add (&self->next_number, 1);
  g_async_queue_push_sorted (self->jobs, job, compare_jobs, NULL);
}

/**
 * guichet_job_queue_free:
 *
 * Runs every job that was posted, then ends the thread. Not to be called from
 * the queue's own thread.
 */
void
guichet_job_queue_free (GuichetJobQueue *self)
{
  if (self == NULL)
    return;

  g_return_if_fail (!guichet_job_queue_is_current (self));

  guichet_job_queue_post (self, G_MAXINT, stop_job, NULL);
  g_thread_join (self->thread);
  g_async_queue_unref (self->jobs);
  g_free (self);
}

gboolean
guichet_job_queue_is_current (GuichetJobQueue *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_thread_self () == self->thread;
}

typedef struct
{
  GuichetJobFunc func;
  gpointer       data;
  GMutex         mutex;
  GCond          cond;
  gboolean       done;
} Waiter;

static void
waiter_job (gpointer data)
{
  Waiter *waiter = data;

  waiter->func (waiter->data);

  g_mutex_lock (&waiter->mutex);
  waiter->done = TRUE;
  g_cond_signal (&waiter->cond);
  g_mutex_unlock (&waiter->mutex);
}

/**
 * guichet_job_queue_run:
 *
 * Any thread but one that must not block. Runs @func on the queue's thread
 * and returns when it is done; on that thread itself it runs at once.
 */
void
guichet_job_queue_run (GuichetJobQueue    *self,
                       GuichetJobPriority  priority,
                       GuichetJobFunc      func,
                       gpointer            data)
{
  Waiter waiter = { .func = func, .data = data };

  g_return_if_fail (self != NULL);

  if (guichet_job_queue_is_current (self))
    {
      func (data);
      return;
    }

  g_mutex_init (&waiter.mutex);
  g_cond_init (&waiter.cond);
  guichet_job_queue_post (self, priority, waiter_job, &waiter);
  g_mutex_lock (&waiter.mutex);
  while (!waiter.done)
    g_cond_wait (&waiter.cond, &waiter.mutex);
  g_mutex_unlock (&waiter.mutex);
  g_mutex_clear (&waiter.mutex);
  g_cond_clear (&waiter.cond);
}

/* Tells the thread sanitizer of the locks and hand-overs inside GLib, which
 * the distribution builds without it: they are futexes and atomics that it
 * cannot see, and each would be reported as a race. Built in a folder that was
 * set up with -Db_sanitize=thread, and loaded before the program:
 *
 *   LD_PRELOAD=…/libguichet-tsan-glib.so TSAN_OPTIONS=ignore_noninstrumented_modules=1 test-engine
 */
#include <dlfcn.h>
#include <glib-object.h>

void __tsan_acquire (void *address);
void __tsan_release (void *address);

#define REAL(name) \
  static __typeof__ (&name) real; \
  if (real == NULL) \
    real = (__typeof__ (&name)) dlsym (RTLD_NEXT, #name)

/* Some are macros or inline beside being functions. */
#undef g_mutex_lock
#undef g_async_queue_push
#undef g_object_ref
#undef g_atomic_rc_box_acquire

void
g_mutex_lock (GMutex *mutex)
{
  REAL (g_mutex_lock);
  real (mutex);
  __tsan_acquire (mutex);
}

gboolean
g_mutex_trylock (GMutex *mutex)
{
  gboolean locked;

  REAL (g_mutex_trylock);
  locked = real (mutex);
  if (locked)
    __tsan_acquire (mutex);

  return locked;
}

void
g_mutex_unlock (GMutex *mutex)
{
  REAL (g_mutex_unlock);
  __tsan_release (mutex);
  real (mutex);
}

void
g_rec_mutex_lock (GRecMutex *mutex)
{
  REAL (g_rec_mutex_lock);
  real (mutex);
  __tsan_acquire (mutex);
}

void
g_rec_mutex_unlock (GRecMutex *mutex)
{
  REAL (g_rec_mutex_unlock);
  __tsan_release (mutex);
  real (mutex);
}

void
g_cond_wait (GCond  *cond,
             GMutex *mutex)
{
  REAL (g_cond_wait);
  __tsan_release (mutex);
  real (cond, mutex);
  __tsan_acquire (mutex);
}

gboolean
g_cond_wait_until (GCond  *cond,
                   GMutex *mutex,
                   gint64  end_time)
{
  gboolean woken;

  REAL (g_cond_wait_until);
  __tsan_release (mutex);
  woken = real (cond, mutex, end_time);
  __tsan_acquire (mutex);

  return woken;
}

typedef struct
{
  GAsyncQueue      *queue;
  GCompareDataFunc  func;
  gpointer          user_data;
} Compare;

/* Called with the queue locked. */
static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      user_data)
{
  Compare *compare = user_data;

  __tsan_acquire (compare->queue);

  return compare->func (a, b, compare->user_data);
}

void
g_async_queue_push_sorted (GAsyncQueue      *queue,
                           gpointer          data,
                           GCompareDataFunc  func,
                           gpointer          user_data)
{
  Compare compare = { queue, func, user_data };

  REAL (g_async_queue_push_sorted);
  __tsan_release (queue);
  real (queue, data, compare_cb, &compare);
}

void
g_async_queue_push (GAsyncQueue *queue,
                    gpointer     data)
{
  REAL (g_async_queue_push);
  __tsan_release (queue);
  real (queue, data);
}

gpointer
g_async_queue_pop (GAsyncQueue *queue)
{
  gpointer data;

  REAL (g_async_queue_pop);
  data = real (queue);
  __tsan_acquire (queue);

  return data;
}

/* Whoever takes the last reference sees what the others did before they let
 * go of theirs. */
void
g_object_unref (gpointer object)
{
  REAL (g_object_unref);
  __tsan_release (object);
  __tsan_acquire (object);
  real (object);
}

void
g_atomic_rc_box_release_full (gpointer       block,
                              GDestroyNotify clear)
{
  REAL (g_atomic_rc_box_release_full);
  __tsan_release (block);
  __tsan_acquire (block);
  real (block, clear);
}

void
g_bytes_unref (GBytes *bytes)
{
  REAL (g_bytes_unref);
  __tsan_release (bytes);
  __tsan_acquire (bytes);
  real (bytes);
}

/* ---- callbacks that another thread's main context calls */

typedef struct
{
  GSourceFunc    func;
  gpointer       data;
  GDestroyNotify notify;
} Call;

static gboolean
call_cb (gpointer user_data)
{
  Call *call = user_data;

  __tsan_acquire (call);

  return call->func (call->data);
}

static void
free_call (gpointer user_data)
{
  Call *call = user_data;

  __tsan_acquire (call);
  if (call->notify != NULL)
    call->notify (call->data);
  g_free (call);
}

static Call *
hand_over (GSourceFunc    func,
           gpointer       data,
           GDestroyNotify notify)
{
  Call *call = g_new0 (Call, 1);

  *call = (Call) { func, data, notify };
  __tsan_release (call);

  return call;
}

void
g_source_set_callback (GSource        *source,
                       GSourceFunc     func,
                       gpointer        data,
                       GDestroyNotify  notify)
{
  REAL (g_source_set_callback);

  /* Sources of files call with other arguments: theirs are left alone. */
  if (source->source_funcs == &g_idle_funcs || source->source_funcs == &g_timeout_funcs)
    real (source, call_cb, hand_over (func, data, notify), free_call);
  else
    real (source, func, data, notify);
}

void
g_main_context_invoke_full (GMainContext   *context,
                            gint            priority,
                            GSourceFunc     func,
                            gpointer        data,
                            GDestroyNotify  notify)
{
  REAL (g_main_context_invoke_full);
  real (context, priority, call_cb, hand_over (func, data, notify), free_call);
}

void
g_main_context_invoke (GMainContext *context,
                       GSourceFunc   func,
                       gpointer      data)
{
  g_main_context_invoke_full (context, G_PRIORITY_DEFAULT, func, data, NULL);
}

#include "config.h"

#include "sync/engine.h"

#include "sync/engine-private.h"
#include "sync/judge.h"
#include "util/error.h"

/* How long stopping waits for a write that is on its way: cutting it means
 * verifying it at the next start. */
#define STOP_PATIENCE (2 * G_TIME_SPAN_SECOND)

G_DEFINE_FINAL_TYPE (GuichetEngine, guichet_engine, G_TYPE_OBJECT)

GType
guichet_engine_state_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type))
    {
      static const GEnumValue values[] = {
        { GUICHET_ENGINE_STOPPED, "GUICHET_ENGINE_STOPPED", "stopped" },
        { GUICHET_ENGINE_BUSY, "GUICHET_ENGINE_BUSY", "busy" },
        { GUICHET_ENGINE_IDLE, "GUICHET_ENGINE_IDLE", "idle" },
        { GUICHET_ENGINE_OFFLINE, "GUICHET_ENGINE_OFFLINE", "offline" },
        { GUICHET_ENGINE_MAINTENANCE, "GUICHET_ENGINE_MAINTENANCE", "maintenance" },
        { GUICHET_ENGINE_SIGN_IN, "GUICHET_ENGINE_SIGN_IN", "sign-in" },
        { GUICHET_ENGINE_TROUBLE, "GUICHET_ENGINE_TROUBLE", "trouble" },
        { 0, NULL, NULL }
      };

      g_once_init_leave (&type, g_enum_register_static ("GuichetEngineState", values));
    }

  return type;
}

/* ---- the two threads */

static void
wish (GuichetEngine *self,
      gboolean      *flag)
{
  g_mutex_lock (&self->mutex);
  *flag = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static void
network_came_cb (gpointer user_data)
{
  guichet_engine_wake (user_data);
}

static void
progress_cb (guint    done,
             guint    total,
             gpointer user_data)
{
  _guichet_engine_tell_progress (user_data, done, total);
}

/**
 * guichet_engine_wake:
 *
 * Main thread. Something waits in the outbox, or the network is back: tries at
 * once.
 */
void
guichet_engine_wake (GuichetEngine *self)
{
  g_return_if_fail (GUICHET_IS_ENGINE (self));

  wish (self, &self->woken);
}

/**
 * guichet_engine_sync_now:
 *
 * Main thread. A person wants what is new, or has signed in again.
 */
void
guichet_engine_sync_now (GuichetEngine *self)
{
  g_return_if_fail (GUICHET_IS_ENGINE (self));

  wish (self, &self->hurried);
}

void
guichet_engine_set_focus (GuichetEngine *self,
                          gint64         ticket_id)
{
  g_return_if_fail (GUICHET_IS_ENGINE (self));

  g_mutex_lock (&self->mutex);
  self->focused = self->focus != ticket_id;
  self->focus = ticket_id;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

void
guichet_engine_start (GuichetEngine *self)
{
  g_return_if_fail (GUICHET_IS_ENGINE (self));

  if (self->thread != NULL)
    return;

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->stopping = FALSE;
  self->ended = FALSE;
  self->signed_out = FALSE;
  guichet_back_off_succeed (&self->back_off);
  self->watch = guichet_network_watch_new (network_came_cb, self);

  /* The mutex makes the thread wait until it is known that there is one. */
  g_mutex_lock (&self->mutex);
  self->thread = g_thread_new ("guichet-sync", _guichet_engine_run, self);
  g_mutex_unlock (&self->mutex);
}

/* Reading may be cut at any moment; a write gets its time. */
static void
wait_for_write (GuichetEngine *self)
{
  gint64 end = g_get_monotonic_time () + STOP_PATIENCE;

  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_broadcast (&self->cond);
  while (!self->ended && g_atomic_int_get (&self->context.writing))
    if (!g_cond_wait_until (&self->cond, &self->mutex, MIN (end, g_get_monotonic_time () + 10 * 1000)) &&
        g_get_monotonic_time () >= end)
      break;
  g_mutex_unlock (&self->mutex);
}

void
guichet_engine_stop (GuichetEngine *self)
{
  g_return_if_fail (GUICHET_IS_ENGINE (self));

  if (self->thread == NULL)
    return;

  g_clear_pointer (&self->watch, guichet_network_watch_free);
  wait_for_write (self);
  g_cancellable_cancel (self->cancellable);
  g_thread_join (self->thread);
  self->thread = NULL;
  _guichet_engine_refuse_fetches (self);
  _guichet_engine_report_reset (self);
}

/* ---- what the screen reads */

GuichetEngineState
guichet_engine_get_state (GuichetEngine *self)
{
  g_return_val_if_fail (GUICHET_IS_ENGINE (self), GUICHET_ENGINE_STOPPED);

  return self->shown.state;
}

const GError *
guichet_engine_get_error (GuichetEngine *self)
{
  g_return_val_if_fail (GUICHET_IS_ENGINE (self), NULL);

  return self->shown.error;
}

gint64
guichet_engine_get_last_success (GuichetEngine *self)
{
  g_return_val_if_fail (GUICHET_IS_ENGINE (self), 0);

  return self->shown.last_success;
}

/* ---- blocking calls */

/* The order of a pull that somebody waits for. The history comes before the
 * search index is built, not after. */
static const GuichetPullTask whole_pull[] = {
  GUICHET_PULL_TASK_LOAD,
  GUICHET_PULL_TASK_HISTORY,
  GUICHET_PULL_TASK_DELTA,
  GUICHET_PULL_TASK_SWEEP,
  GUICHET_PULL_TASK_ATTACHMENTS,
  GUICHET_PULL_TASK_REFERENCES,
  GUICHET_PULL_TASK_TEXTS,
  GUICHET_PULL_TASK_AUDIT,
  GUICHET_PULL_TASK_INDEX,
};

static gboolean
pull_task (GuichetPuller    *puller,
           GuichetPullTask   task,
           GCancellable     *cancellable,
           GError          **error)
{
  gboolean more = TRUE;

  while (more)
    if (!guichet_puller_run (puller, task, &more, cancellable, error))
      return FALSE;

  return task != GUICHET_PULL_TASK_HISTORY || guichet_puller_end_bulk (puller, error);
}

static gboolean
pull_all (GuichetPuller  *puller,
          GCancellable   *cancellable,
          GError        **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (whole_pull); i++)
    if (!pull_task (puller, whole_pull[i], cancellable, error))
      {
        guichet_puller_end_bulk (puller, NULL);
        return FALSE;
      }

  return TRUE;
}

gboolean
guichet_engine_pull_once (GuichetEngine  *self,
                          GCancellable   *cancellable,
                          GError        **error)
{
  g_autoptr(GuichetPuller) puller = NULL;
  g_autoptr(GError) failure = NULL;

  g_return_val_if_fail (GUICHET_IS_ENGINE (self), FALSE);
  g_return_val_if_fail (self->thread == NULL, FALSE);

  puller = guichet_puller_new (&self->context);
  _guichet_engine_tell (self, GUICHET_ENGINE_BUSY, NULL);
  if (pull_all (puller, cancellable, &failure))
    {
      _guichet_engine_tell_success (self, guichet_sync_context_now (&self->context));
      _guichet_engine_tell (self, GUICHET_ENGINE_IDLE, NULL);
      return TRUE;
    }

  _guichet_engine_tell (self, guichet_judge_trouble (failure), failure);
  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

static void
sleep_for (gint64        milliseconds,
           GCancellable *cancellable)
{
  GPollFD fd;
  gboolean can_wake = g_cancellable_make_pollfd (cancellable, &fd);

  g_poll (can_wake ? &fd : NULL, can_wake ? 1 : 0, (int) CLAMP (milliseconds, 1, G_MAXINT));
  if (can_wake)
    g_cancellable_release_fd (cancellable);
}

/* Trouble that may pass by itself: worth waiting for. A foreign page may be
 * that of a hotel's network or of a login in front of the server. */
static gboolean
will_pass (const GError *error)
{
  return _guichet_engine_is_item_failure (error) || guichet_error_is_transient (error) ||
         g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_NOT_ITOP);
}

/* One step. @out_pause: milliseconds to wait before the next one, -1 for none,
 * 0 when there will be no other. @trouble: what stands in the way for now. */
static gboolean
drain_step (GuichetEngine  *self,
            gint64         *out_pause,
            GError        **trouble,
            GCancellable   *cancellable,
            GError        **error)
{
  g_autoptr(GError) failure = NULL;
  gint64 wake = 0;

  *out_pause = -1;
  switch (guichet_replay_step (self->replay, &wake, cancellable, &failure))
    {
    case GUICHET_REPLAY_WORKED:
      g_clear_error (trouble);
      guichet_back_off_succeed (&self->back_off);
      return TRUE;
    case GUICHET_REPLAY_NOTHING:
      *out_pause = wake != 0 ? MAX (wake - guichet_sync_context_now (&self->context), 1) : 0;
      return TRUE;
    case GUICHET_REPLAY_FAILED:
    default:
      break;
    }

  if (!will_pass (failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  _guichet_engine_count_failure (self, failure);
  *out_pause = MAX (self->back_off.until - guichet_sync_monotonic (), -1);
  *out_pause = *out_pause == 0 ? -1 : *out_pause;
  g_clear_error (trouble);
  *trouble = g_steal_pointer (&failure);

  return TRUE;
}

static gboolean
report_trouble (GError **trouble,
                GError **error)
{
  if (*trouble == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (trouble));

  return FALSE;
}

static gboolean
drain_until (GuichetEngine  *self,
             gint64          deadline,
             GCancellable   *cancellable,
             GError        **error)
{
  g_autoptr(GError) trouble = NULL;

  while (!g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      gint64 pause = 0;

      if (!drain_step (self, &pause, &trouble, cancellable, error))
        return FALSE;
      if (pause == 0)
        return TRUE;
      if (deadline != 0 && g_get_monotonic_time () + pause * 1000 >= deadline)
        return report_trouble (&trouble, error);
      if (pause > 0)
        sleep_for (pause, cancellable);
    }

  return FALSE;
}

/**
 * guichet_engine_drain:
 *
 * Returns: %FALSE with @error when a person has to do something first (sign
 *   in again, free the disk), when cancelled, or when trouble with the server
 *   lasted until @deadline. What waits in the outbox goes on waiting
 */
gboolean
guichet_engine_drain (GuichetEngine  *self,
                      gint64          deadline,
                      GCancellable   *cancellable,
                      GError        **error)
{
  g_return_val_if_fail (GUICHET_IS_ENGINE (self), FALSE);
  g_return_val_if_fail (self->thread == NULL, FALSE);

  return guichet_replay_recover (self->replay, error) &&
         drain_until (self, deadline, cancellable, error);
}

/* ---- life */

static void
guichet_engine_dispose (GObject *object)
{
  GuichetEngine *self = GUICHET_ENGINE (object);

  guichet_engine_stop (self);
  _guichet_engine_report_clear (self);

  G_OBJECT_CLASS (guichet_engine_parent_class)->dispose (object);
}

static void
guichet_engine_finalize (GObject *object)
{
  GuichetEngine *self = GUICHET_ENGINE (object);

  _guichet_engine_files_clear (self);
  g_clear_pointer (&self->replay, guichet_replay_free);
  guichet_sync_context_clear (&self->context);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->shown.error);
  g_clear_pointer (&self->main, g_main_context_unref);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);

  G_OBJECT_CLASS (guichet_engine_parent_class)->finalize (object);
}

static void
guichet_engine_class_init (GuichetEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_engine_dispose;
  object_class->finalize = guichet_engine_finalize;
  _guichet_engine_class_report_init (klass);
  _guichet_engine_class_files_init (klass);
}

static void
guichet_engine_init (GuichetEngine *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->main = g_main_context_ref_thread_default ();
}

/**
 * guichet_engine_new:
 *
 * Properties will change on the main context that is the thread-default one now.
 */
GuichetEngine *
guichet_engine_new (GuichetStore  *store,
                    GuichetRemote *remote)
{
  GuichetEngine *self;

  g_return_val_if_fail (GUICHET_IS_STORE (store), NULL);
  g_return_val_if_fail (GUICHET_IS_REMOTE (remote), NULL);

  self = g_object_new (GUICHET_TYPE_ENGINE, NULL);
  guichet_sync_context_init (&self->context, store, remote);
  self->context.progress = progress_cb;
  self->context.progress_data = self;
  self->replay = guichet_replay_new (&self->context);
  _guichet_engine_files_init (self);

  return self;
}

/**
 * guichet_engine_set_times:
 *
 * Before start() or a blocking call.
 */
void
guichet_engine_set_times (GuichetEngine            *self,
                          const GuichetEngineTimes *times)
{
  g_return_if_fail (GUICHET_IS_ENGINE (self));
  g_return_if_fail (self->thread == NULL);

  guichet_sync_context_set_times (&self->context, times);
}

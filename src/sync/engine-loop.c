#include "config.h"

#include "sync/engine-private.h"

#include "store/cache.h"
#include "sync/judge.h"
#include "util/error.h"
#include "util/text.h"

/* When the last success is dated in the store, so that the screen can tell it
 * after a start without a network. */
#define CURSOR_SUCCESS "success"

/* What came of one turn of the loop. */
typedef enum
{
  TURN_WORKED,
  TURN_FAILED,
  TURN_IDLE,
} Turn;

/**
 * _guichet_engine_is_item_failure:
 *
 * Whether @error may be about one object or one request only. Such a failure
 * puts off what failed; the rest goes on until a second one follows directly.
 */
gboolean
_guichet_engine_is_item_failure (const GError *error)
{
  if (error->domain != GUICHET_ERROR)
    return FALSE;

  switch (error->code)
    {
    case GUICHET_ERROR_FAILED:
    case GUICHET_ERROR_RIGHT_OR_READ_ONLY:
    case GUICHET_ERROR_REJECTED:
    case GUICHET_ERROR_NOT_FOUND:
    case GUICHET_ERROR_PRECONDITION:
    case GUICHET_ERROR_RETRY_LATER:
    case GUICHET_ERROR_OUTCOME_UNKNOWN:
    case GUICHET_ERROR_TOO_LARGE:
    case GUICHET_ERROR_INVALID:
      return TRUE;
    default:
      return FALSE;
    }
}

/* The first failure of one object costs nobody else anything. */
void
_guichet_engine_count_failure (GuichetEngine *self,
                               const GError  *error)
{
  if (_guichet_engine_is_item_failure (error) && self->back_off.failures == 0)
    self->back_off.failures = 1;
  else
    guichet_back_off_fail (&self->back_off, self->context.times.back_off_min, self->context.times.back_off_max);
}

static gboolean
is_trouble (GuichetEngineState state)
{
  return state != GUICHET_ENGINE_STOPPED && state != GUICHET_ENGINE_BUSY && state != GUICHET_ENGINE_IDLE;
}

/* Trouble stays on the screen until something went well: no flicker between
 * two attempts. */
static void
tell_busy (GuichetEngine *self)
{
  GuichetEngineState state;

  g_mutex_lock (&self->mutex);
  state = self->report.state;
  g_mutex_unlock (&self->mutex);

  if (!is_trouble (state))
    _guichet_engine_tell (self, GUICHET_ENGINE_BUSY, NULL);
}

static void
note_success (GuichetEngine *self)
{
  guichet_back_off_succeed (&self->back_off);
  if (self->schedule.failures[GUICHET_PULL_TASK_LOAD] == 0 && self->schedule.failures[GUICHET_PULL_TASK_DELTA] == 0)
    _guichet_engine_tell (self, GUICHET_ENGINE_BUSY, NULL);
}

static void
note_failure (GuichetEngine *self,
              const GError  *error,
              gboolean       show)
{
  GuichetEngineState state = guichet_judge_trouble (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_debug ("Sync: %s", error->message);
  _guichet_engine_count_failure (self, error);
  self->signed_out = state == GUICHET_ENGINE_SIGN_IN;
  if (show || self->back_off.until != 0)
    _guichet_engine_tell (self, state, error);
}

/* Of something that is no part of the loop's own work. */
void
_guichet_engine_note_failure (GuichetEngine *self,
                              const GError  *error)
{
  note_failure (self, error, TRUE);
}

/* ---- the wishes of the main thread */

/* A person who presses "refresh" has perhaps signed in again. A wake takes one
 * try without waiting, but does not shorten the waits behind it. */
static void
take_wishes (GuichetEngine *self)
{
  if (self->hurried)
    {
      self->signed_out = FALSE;
      guichet_back_off_succeed (&self->back_off);
      guichet_schedule_expedite (&self->schedule, GUICHET_PULL_TASK_DELTA);
      guichet_schedule_expedite (&self->schedule, GUICHET_PULL_TASK_SWEEP);
      guichet_schedule_expedite (&self->schedule, GUICHET_PULL_TASK_ATTACHMENTS);
    }
  if (self->woken || self->hurried)
    self->back_off.until = 0;
  if (self->focused || self->hurried)
    guichet_schedule_expedite (&self->schedule, GUICHET_PULL_TASK_FOCUS);
  guichet_puller_set_focus (self->puller, self->focus);
  guichet_puller_set_prefetch (self->puller, self->prefetch);
  self->hurried = FALSE;
  self->woken = FALSE;
  self->focused = FALSE;
}

static gboolean
is_wanted (GuichetEngine *self)
{
  return self->stopping || self->hurried || self->focused || self->woken || !g_queue_is_empty (&self->fetches);
}

/* Monotonic ms, or GUICHET_SCHEDULE_NEVER. */
static void
sleep_until (GuichetEngine *self,
             gint64         when)
{
  g_mutex_lock (&self->mutex);
  while (!is_wanted (self))
    {
      if (when == GUICHET_SCHEDULE_NEVER)
        g_cond_wait (&self->cond, &self->mutex);
      else if (!g_cond_wait_until (&self->cond, &self->mutex, when * 1000))
        break;
    }
  g_mutex_unlock (&self->mutex);
}

static gboolean
begin_turn (GuichetEngine *self)
{
  gboolean goes_on;

  g_mutex_lock (&self->mutex);
  goes_on = !self->stopping;
  take_wishes (self);
  g_mutex_unlock (&self->mutex);

  return goes_on;
}

/* ---- one turn: somebody's work first, then the most urgent task of the pull */

static void
date_success (GuichetEngine *self)
{
  gint64 when = guichet_sync_context_now (&self->context);
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, when);
  g_autoptr(GError) error = NULL;

  if (!guichet_store_save_cursor (self->context.store, &(GuichetCursor) { CURSOR_SUCCESS, value }, &error))
    g_debug ("The last success is not dated: %s", error->message);
  _guichet_engine_tell_success (self, when);
}

static void
after_task (GuichetEngine   *self,
            GuichetPullTask  task,
            gboolean         more)
{
  g_autoptr(GError) error = NULL;

  guichet_schedule_succeeded (&self->schedule, task, more, &self->context.times, guichet_sync_monotonic ());
  if (task == GUICHET_PULL_TASK_LOAD && !more && !guichet_puller_end_bulk (self->puller, &error))
    note_failure (self, error, TRUE);
  if (task == GUICHET_PULL_TASK_FOCUS && !guichet_puller_has_focus (self->puller))
    self->schedule.due[GUICHET_PULL_TASK_FOCUS] = GUICHET_SCHEDULE_NEVER;
  if (task == GUICHET_PULL_TASK_DELTA)
    date_success (self);
}

static Turn
pull_some (GuichetEngine *self,
           gint64        *out_wake)
{
  g_autoptr(GError) error = NULL;
  GuichetPullTask task;
  gboolean more;

  if (!guichet_schedule_next (&self->schedule, guichet_sync_monotonic (), &task, out_wake))
    return TURN_IDLE;

  if (task != GUICHET_PULL_TASK_INDEX)
    tell_busy (self);
  if (guichet_puller_run (self->puller, task, &more, self->cancellable, &error))
    {
      after_task (self, task, more);
      if (task != GUICHET_PULL_TASK_INDEX)
        note_success (self);
      return TURN_WORKED;
    }

  guichet_schedule_failed (&self->schedule, task, &self->context.times, guichet_sync_monotonic ());
  note_failure (self, error, TRUE);

  return TURN_FAILED;
}

static Turn
replay_some (GuichetEngine *self,
             gint64        *out_wake)
{
  g_autoptr(GError) error = NULL;
  gint64 due = 0;

  switch (guichet_replay_step (self->replay, &due, self->cancellable, &error))
    {
    case GUICHET_REPLAY_WORKED:
      note_success (self);
      return TURN_WORKED;
    case GUICHET_REPLAY_FAILED:
      note_failure (self, error, FALSE);
      return TURN_FAILED;
    case GUICHET_REPLAY_NOTHING:
    default:
      *out_wake = due == 0
                    ? GUICHET_SCHEDULE_NEVER
                    : guichet_sync_monotonic () + MAX (due - guichet_sync_context_now (&self->context), 1);
      return TURN_IDLE;
    }
}

static Turn
take_turn (GuichetEngine *self,
           gint64        *out_wake)
{
  gint64 outbox_wake = GUICHET_SCHEDULE_NEVER;
  gint64 pull_wake = GUICHET_SCHEDULE_NEVER;
  Turn turn = replay_some (self, &outbox_wake);

  if (turn == TURN_IDLE)
    turn = pull_some (self, &pull_wake);
  *out_wake = MIN (outbox_wake, pull_wake);

  return turn;
}

/* Trouble with the pull itself is not over when there is nothing to do. */
static void
tell_idle (GuichetEngine *self)
{
  if (self->schedule.failures[GUICHET_PULL_TASK_LOAD] == 0 && self->schedule.failures[GUICHET_PULL_TASK_DELTA] == 0)
    _guichet_engine_tell (self, GUICHET_ENGINE_IDLE, NULL);
}

static void
run_loop (GuichetEngine *self)
{
  while (begin_turn (self))
    {
      gint64 wake;

      if (_guichet_engine_fetch_next (self))
        continue;
      if (self->signed_out)
        sleep_until (self, GUICHET_SCHEDULE_NEVER);
      else if (self->back_off.until > guichet_sync_monotonic ())
        sleep_until (self, self->back_off.until);
      else if (take_turn (self, &wake) == TURN_IDLE)
        {
          tell_idle (self);
          sleep_until (self, wake);
        }
    }
}

static void
begin_run (GuichetEngine *self)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *success = NULL;
  gboolean loaded = FALSE;
  gint64 when;

  self->puller = guichet_puller_new (&self->context);
  if (!guichet_puller_is_loaded (self->puller, &loaded, &error) ||
      !guichet_replay_recover (self->replay, &error))
    note_failure (self, error, TRUE);
  guichet_schedule_init (&self->schedule, loaded);

  success = guichet_store_read_cursor (self->context.store, CURSOR_SUCCESS, NULL);
  if (guichet_text_parse_int64 (success, &when))
    _guichet_engine_tell_success (self, when);
}

static void
end_run (GuichetEngine *self)
{
  g_autoptr(GError) error = NULL;

  if (!guichet_puller_end_bulk (self->puller, &error))
    g_warning ("The first load cannot be closed: %s", error->message);
  g_clear_pointer (&self->puller, guichet_puller_free);
  _guichet_engine_refuse_fetches (self);

  g_mutex_lock (&self->mutex);
  self->ended = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

gpointer
_guichet_engine_run (gpointer user_data)
{
  GuichetEngine *self = user_data;

  begin_run (self);
  run_loop (self);
  end_run (self);

  return NULL;
}

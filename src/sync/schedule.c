#include "config.h"

#include "sync/schedule.h"

#include "sync/back-off.h"

/* ITOP-PROTOCOL §17, in milliseconds. 0 = when another task says so; the delta
 * has its interval from the engine's times. */
static const guint intervals[GUICHET_N_PULL_TASKS] = {
  [GUICHET_PULL_TASK_FOCUS] = 17 * 1000,
  [GUICHET_PULL_TASK_SWEEP] = 20 * 60 * 1000,
  [GUICHET_PULL_TASK_ATTACHMENTS] = 3 * 60 * 1000,
  [GUICHET_PULL_TASK_REFERENCES] = 60 * 60 * 1000,
  [GUICHET_PULL_TASK_AUDIT] = 60 * 60 * 1000,
  [GUICHET_PULL_TASK_FILES] = 3 * 60 * 1000,
};

/* Between two units of what nobody waits for the server gets some air, and
 * other tasks their turn. */
#define PAUSE 200

void
guichet_schedule_init (GuichetSchedule *self,
                       gboolean         loaded)
{
  *self = (GuichetSchedule) { 0 };
  if (!loaded)
    for (guint i = 0; i < GUICHET_N_PULL_TASKS; i++)
      self->due[i] = i == GUICHET_PULL_TASK_LOAD ? 0 : GUICHET_SCHEDULE_NEVER;
  else
    self->due[GUICHET_PULL_TASK_LOAD] = GUICHET_SCHEDULE_NEVER;
}

/**
 * guichet_schedule_next:
 * @out_wake: when nothing is due: the time at which something will be
 *
 * Returns: whether a task is due: the most urgent one in @out_task
 */
gboolean
guichet_schedule_next (const GuichetSchedule *self,
                       gint64                 now,
                       GuichetPullTask       *out_task,
                       gint64                *out_wake)
{
  *out_wake = GUICHET_SCHEDULE_NEVER;
  for (guint i = 0; i < GUICHET_N_PULL_TASKS; i++)
    {
      if (self->due[i] <= now)
        {
          *out_task = i;
          return TRUE;
        }
      *out_wake = MIN (*out_wake, self->due[i]);
    }

  return FALSE;
}

/* The steady tasks are spread by a quarter, so that clients which started
 * together do not ask together. */
static gint64
get_next_time (GuichetPullTask           task,
               const GuichetEngineTimes *times,
               gint64                    now)
{
  guint interval = task == GUICHET_PULL_TASK_DELTA ? times->delta_interval : intervals[task];

  if (interval == 0)
    return GUICHET_SCHEDULE_NEVER;

  return now + (gint64) (interval * (0.875 + 0.25 * g_random_double ()));
}

/* What came in brings work behind it: texts, then the search index. */
static void
follow_up (GuichetSchedule *self,
           GuichetPullTask  task)
{
  if (task == GUICHET_PULL_TASK_INDEX || task == GUICHET_PULL_TASK_FILES || task == GUICHET_PULL_TASK_LOAD)
    return;

  self->due[GUICHET_PULL_TASK_INDEX] = 0;
  if (task != GUICHET_PULL_TASK_TEXTS)
    self->due[GUICHET_PULL_TASK_TEXTS] = 0;
}

static gboolean
is_patient (GuichetPullTask task)
{
  return task == GUICHET_PULL_TASK_HISTORY || task == GUICHET_PULL_TASK_ATTACHMENTS;
}

void
guichet_schedule_succeeded (GuichetSchedule          *self,
                            GuichetPullTask           task,
                            gboolean                  more,
                            const GuichetEngineTimes *times,
                            gint64                    now)
{
  self->failures[task] = 0;
  follow_up (self, task);

  if (!more && task == GUICHET_PULL_TASK_LOAD)
    guichet_schedule_init (self, TRUE);
  else if (!more)
    self->due[task] = get_next_time (task, times, now);
  else
    self->due[task] = is_patient (task) ? now + PAUSE : now;
}

void
guichet_schedule_failed (GuichetSchedule          *self,
                         GuichetPullTask           task,
                         const GuichetEngineTimes *times,
                         gint64                    now)
{
  self->failures[task]++;
  self->due[task] = now + guichet_back_off_delay (times->back_off_min, times->back_off_max,
                                                  self->failures[task], g_random_double ());
}

/* A task that waits for the first load goes on waiting. */
void
guichet_schedule_expedite (GuichetSchedule *self,
                           GuichetPullTask  task)
{
  if (self->due[GUICHET_PULL_TASK_LOAD] == GUICHET_SCHEDULE_NEVER)
    self->due[task] = 0;
}

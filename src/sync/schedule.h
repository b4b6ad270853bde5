#pragma once

#include "sync/pull.h"

G_BEGIN_DECLS

#define GUICHET_SCHEDULE_NEVER G_MAXINT64

/**
 * GuichetSchedule:
 * @due: monotonic milliseconds from which on each task may run
 * @failures: of each task, in a row
 *
 * When which task of the pull runs. No clock of its own: times are handed in.
 */
typedef struct
{
  gint64 due[GUICHET_N_PULL_TASKS];
  guint  failures[GUICHET_N_PULL_TASKS];
} GuichetSchedule;

void     guichet_schedule_init       (GuichetSchedule          *self,
                                      gboolean                  loaded);
gboolean guichet_schedule_next       (const GuichetSchedule    *self,
                                      gint64                    now,
                                      GuichetPullTask          *out_task,
                                      gint64                   *out_wake);
void     guichet_schedule_succeeded  (GuichetSchedule          *self,
                                      GuichetPullTask           task,
                                      gboolean                  more,
                                      const GuichetEngineTimes *times,
                                      gint64                    now);
void     guichet_schedule_failed     (GuichetSchedule          *self,
                                      GuichetPullTask           task,
                                      const GuichetEngineTimes *times,
                                      gint64                    now);
void     guichet_schedule_expedite   (GuichetSchedule          *self,
                                      GuichetPullTask           task);

G_END_DECLS

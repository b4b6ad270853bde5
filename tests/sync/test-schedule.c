#include "config.h"

#include "sync/back-off.h"
#include "sync/schedule.h"
#include "sync/server-clock.h"

static const GuichetEngineTimes times = {
  .delta_interval = 45000,
  .back_off_min = 5000,
  .back_off_max = 300000,
};

static void
test_back_off (void)
{
  static const struct { guint failures; guint delay; } cases[] = {
    { 1, 5000 }, { 2, 10000 }, { 3, 20000 }, { 4, 40000 }, { 7, 300000 }, { 1000, 300000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpuint (guichet_back_off_delay (5000, 300000, cases[i].failures, 0.5), ==, cases[i].delay);
      g_assert_cmpuint (guichet_back_off_delay (5000, 300000, cases[i].failures, 0.0), ==, cases[i].delay * 3 / 4);
      g_assert_cmpuint (guichet_back_off_delay (5000, 300000, cases[i].failures, 1.0), ==, cases[i].delay * 5 / 4);
    }
}

static GuichetPullTask
next (GuichetSchedule *schedule,
      gint64           now)
{
  GuichetPullTask task;
  gint64 wake;

  g_assert_true (guichet_schedule_next (schedule, now, &task, &wake));

  return task;
}

static void
test_load_first (void)
{
  GuichetSchedule schedule;
  GuichetPullTask task;
  gint64 wake;

  guichet_schedule_init (&schedule, FALSE);
  g_assert_cmpint (next (&schedule, 0), ==, GUICHET_PULL_TASK_LOAD);
  guichet_schedule_expedite (&schedule, GUICHET_PULL_TASK_DELTA);
  guichet_schedule_failed (&schedule, GUICHET_PULL_TASK_LOAD, &times, 0);

  /* Nothing overtakes a first load that waits. */
  g_assert_false (guichet_schedule_next (&schedule, 0, &task, &wake));
  g_assert_cmpint (wake, >=, 3750);
  g_assert_cmpint (wake, <=, 6250);

  guichet_schedule_succeeded (&schedule, GUICHET_PULL_TASK_LOAD, TRUE, &times, 10000);
  g_assert_cmpint (next (&schedule, 10000), ==, GUICHET_PULL_TASK_LOAD);
  guichet_schedule_succeeded (&schedule, GUICHET_PULL_TASK_LOAD, FALSE, &times, 10000);
  g_assert_cmpint (next (&schedule, 10000), ==, GUICHET_PULL_TASK_DELTA);
}

/* Each task in its turn, then nothing until the focus wants to be read again. */
static void
test_order (void)
{
  GuichetSchedule schedule;
  GuichetPullTask task;
  gint64 wake;

  guichet_schedule_init (&schedule, TRUE);
  for (guint i = GUICHET_PULL_TASK_DELTA; i < GUICHET_N_PULL_TASKS; i++)
    {
      g_assert_cmpint (next (&schedule, 0), ==, i);
      guichet_schedule_succeeded (&schedule, i, FALSE, &times, 0);
      if (schedule.due[GUICHET_PULL_TASK_TEXTS] == 0 && i > GUICHET_PULL_TASK_TEXTS)
        guichet_schedule_succeeded (&schedule, GUICHET_PULL_TASK_TEXTS, FALSE, &times, 0);
    }
  g_assert_false (guichet_schedule_next (&schedule, 0, &task, &wake));
  g_assert_cmpint (wake, >=, 14000);
  g_assert_cmpint (wake, <=, 20000);
}

static void
test_follow_up (void)
{
  GuichetSchedule schedule;

  guichet_schedule_init (&schedule, TRUE);
  for (guint i = 0; i < GUICHET_N_PULL_TASKS; i++)
    schedule.due[i] = GUICHET_SCHEDULE_NEVER;

  guichet_schedule_succeeded (&schedule, GUICHET_PULL_TASK_DELTA, FALSE, &times, 0);
  g_assert_cmpint (next (&schedule, 0), ==, GUICHET_PULL_TASK_TEXTS);
  guichet_schedule_succeeded (&schedule, GUICHET_PULL_TASK_TEXTS, FALSE, &times, 0);
  g_assert_cmpint (next (&schedule, 0), ==, GUICHET_PULL_TASK_INDEX);
  guichet_schedule_succeeded (&schedule, GUICHET_PULL_TASK_INDEX, FALSE, &times, 0);
  g_assert_cmpint (schedule.due[GUICHET_PULL_TASK_DELTA], >=, 39375);
  g_assert_cmpint (schedule.due[GUICHET_PULL_TASK_DELTA], <=, 50625);
}

static void
test_overlap (void)
{
  static const struct { const char *text; gint64 overlap; } cases[] = {
    { "2026-07-14 12:00:00", 120 },
    { "2026-10-24 12:00:00", 120 },
    /* Summer time ends on 25 October at 03:00, which becomes 02:00. */
    { "2026-10-25 01:30:00", 3720 },
    { "2026-10-25 02:59:59", 3720 },
    { "2026-10-25 04:30:00", 3720 },
    { "2026-10-25 07:00:00", 120 },
    /* The spring leap leaves a hole, no repetition. */
    { "2026-03-29 03:30:00", 120 },
    { "nonsense", 120 },
  };
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");

  g_assert_nonnull (zone);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (guichet_server_clock_overlap (cases[i].text, zone), ==, cases[i].overlap);
  g_assert_cmpint (guichet_server_clock_overlap ("2026-10-25 02:30:00", NULL), ==, 120);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync/schedule/back-off", test_back_off);
  g_test_add_func ("/sync/schedule/load-first", test_load_first);
  g_test_add_func ("/sync/schedule/order", test_order);
  g_test_add_func ("/sync/schedule/follow-up", test_follow_up);
  g_test_add_func ("/sync/schedule/overlap", test_overlap);

  return g_test_run ();
}

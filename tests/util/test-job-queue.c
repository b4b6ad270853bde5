#include "config.h"

#include "util/job-queue.h"

typedef struct
{
  GuichetJobQueue *queue;
  GMutex           gate;
  GString         *log;
} Fixture;

typedef struct
{
  Fixture *fixture;
  char     letter;
} Entry;

static void
wait_at_gate_job (gpointer data)
{
  Fixture *fixture = data;

  g_mutex_lock (&fixture->gate);
  g_mutex_unlock (&fixture->gate);
}

static void
log_job (gpointer data)
{
  Entry *entry = data;

  g_assert_true (guichet_job_queue_is_current (entry->fixture->queue));
  g_string_append_c (entry->fixture->log, entry->letter);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->queue = guichet_job_queue_new ("test");
  fixture->log = g_string_new (NULL);
  g_mutex_init (&fixture->gate);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->queue, guichet_job_queue_free);
  g_string_free (fixture->log, TRUE);
  g_mutex_clear (&fixture->gate);
}

static void
test_urgent_jobs_come_first_and_equal_ones_in_order (Fixture       *fixture,
                                                     gconstpointer  data)
{
  Entry entries[] = { { fixture, 'e' }, { fixture, 'f' }, { fixture, 'c' }, { fixture, 'a' }, { fixture, 'b' }, { fixture, 'd' } };
  const GuichetJobPriority priorities[] = {
    GUICHET_JOB_IDLE, GUICHET_JOB_IDLE, GUICHET_JOB_PERSON, GUICHET_JOB_SCREEN, GUICHET_JOB_SCREEN, GUICHET_JOB_SYNC,
  };

  g_mutex_lock (&fixture->gate);
  guichet_job_queue_post (fixture->queue, GUICHET_JOB_SCREEN, wait_at_gate_job, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    guichet_job_queue_post (fixture->queue, priorities[i], log_job, &entries[i]);
  g_mutex_unlock (&fixture->gate);

  /* The last one is behind all of them. */
  guichet_job_queue_run (fixture->queue, GUICHET_JOB_IDLE, wait_at_gate_job, fixture);
  g_assert_cmpstr (fixture->log->str, ==, "abcdef");
}

static void
test_run_waits (Fixture       *fixture,
                gconstpointer  data)
{
  Entry entry = { fixture, 'x' };

  guichet_job_queue_run (fixture->queue, GUICHET_JOB_PERSON, log_job, &entry);
  g_assert_cmpstr (fixture->log->str, ==, "x");
  g_assert_false (guichet_job_queue_is_current (fixture->queue));
}

static void
nested_job (gpointer data)
{
  Entry *entry = data;

  guichet_job_queue_run (entry->fixture->queue, GUICHET_JOB_PERSON, log_job, entry);
}

static void
test_run_inside_a_job_does_not_wait_for_itself (Fixture       *fixture,
                                                gconstpointer  data)
{
  Entry entry = { fixture, 'y' };

  guichet_job_queue_run (fixture->queue, GUICHET_JOB_PERSON, nested_job, &entry);
  g_assert_cmpstr (fixture->log->str, ==, "y");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/job-queue/order", Fixture, NULL, set_up, test_urgent_jobs_come_first_and_equal_ones_in_order, tear_down);
  g_test_add ("/job-queue/run", Fixture, NULL, set_up, test_run_waits, tear_down);
  g_test_add ("/job-queue/nested", Fixture, NULL, set_up, test_run_inside_a_job_does_not_wait_for_itself, tear_down);

  return g_test_run ();
}

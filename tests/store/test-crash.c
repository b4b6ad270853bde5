#include "config.h"

#include "faulty-vfs.h"
#include "store/store-private.h"
#include "workload.h"

/* Stops the store at every single write, truncation, sync and deletion of
 * SQLite, in three models of what a disk then holds, and opens what is left. */

#define SEED 20260106

typedef struct
{
  char      *template_folder;
  guint      n_points;
  guint      n_violations;
} Rig;

static void
copy_file (const char *from_folder,
           const char *to_folder,
           const char *name)
{
  g_autofree char *from = g_build_filename (from_folder, name, NULL);
  g_autofree char *to = g_build_filename (to_folder, name, NULL);
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;

  g_file_get_contents (from, &contents, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents_full (to, contents, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static char *
make_start (Rig                *rig,
            const WorkloadInfo *workload)
{
  char *folder = make_folder ();

  if (!workload->from_nothing)
    {
      copy_file (rig->template_folder, folder, "user.db");
      copy_file (rig->template_folder, folder, "cache.db");
    }

  return folder;
}

/* Runs until the disk breaks or the work is done. */
static void
run_until (const WorkloadInfo *workload,
           const char         *folder,
           Ledger             *ledger)
{
  g_autoptr(GuichetStore) store = _guichet_store_open_with_vfs (folder, FAULTY_VFS, NULL);
  g_autoptr(GError) error = NULL;

  if (store == NULL)
    return;

  if (!workload->run (ledger, store, &error))
    g_assert_true (faulty_vfs_has_struck ());
  guichet_store_close (store);
}

static guint
count_calls (Rig                *rig,
             const WorkloadInfo *workload)
{
  g_autofree char *folder = make_start (rig, workload);
  g_autoptr(Ledger) ledger = ledger_new ();

  faulty_vfs_begin (FAULT_STOP, 0);
  run_until (workload, folder, ledger);
  remove_folder (folder);

  return faulty_vfs_get_count ();
}

static void
report (Rig                *rig,
        const WorkloadInfo *workload,
        guint               at,
        PowerModel          model,
        GPtrArray          *violations)
{
  rig->n_points++;
  rig->n_violations += violations->len;
  for (guint i = 0; i < violations->len; i++)
    g_print ("%s, call %u, %s: %s\n", workload->name, at, power_model_to_nick (model),
             (char *) g_ptr_array_index (violations, i));
}

static void
crash_at (Rig                *rig,
          const WorkloadInfo *workload,
          guint               at,
          PowerModel          model,
          guint32             seed)
{
  g_autofree char *folder = make_start (rig, workload);
  g_autoptr(Ledger) ledger = ledger_new ();
  g_autoptr(GPtrArray) violations = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GuichetStore) store = NULL;
  g_autoptr(GError) error = NULL;

  faulty_vfs_begin (FAULT_STOP, at);
  run_until (workload, folder, ledger);
  faulty_vfs_cut_power (model, seed);

  store = guichet_store_open (folder, &error);
  if (store != NULL)
    ledger_verify (ledger, store, model == POWER_KILL ? LEDGER_STRICT : LEDGER_CACHE_MAY_LAG, violations);
  else
    g_ptr_array_add (violations, g_strdup (error->message));

  report (rig, workload, at, model, violations);
  if (store != NULL)
    guichet_store_close (store);
  remove_folder (folder);
}

/* A subset is one of many: the slow run tries more of them. */
static void
crash_everywhere (Rig                *rig,
                  const WorkloadInfo *workload)
{
  guint n_calls = count_calls (rig, workload);
  guint n_subsets = g_test_slow () ? 8 : 1;
  gint64 begin = g_get_monotonic_time ();

  for (guint at = 1; at <= n_calls; at++)
    {
      crash_at (rig, workload, at, POWER_KILL, 0);
      crash_at (rig, workload, at, POWER_DROP, 0);
      for (guint i = 0; i < n_subsets; i++)
        crash_at (rig, workload, at, POWER_SUBSET, SEED + at * n_subsets + i);
    }

  g_print ("%s: %u calls, %.1f s\n", workload->name, n_calls,
           (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC);
}

static void
test_every_point (void)
{
  g_autoptr(GuichetStore) store = NULL;
  Rig rig = { .template_folder = make_folder () };

  store = open_store (rig.template_folder);
  guichet_store_close (store);

  for (guint i = 0; i < n_workloads; i++)
    crash_everywhere (&rig, &workloads[i]);

  g_print ("crash points: %u, violations: %u\n", rig.n_points, rig.n_violations);
  g_assert_cmpuint (rig.n_violations, ==, 0);
  g_assert_cmpuint (rig.n_points, >=, 2000);
  remove_folder (rig.template_folder);
  g_free (rig.template_folder);
}

static GLogWriterOutput
drop_logs (GLogLevelFlags   level,
           const GLogField *fields,
           gsize            n_fields,
           gpointer         user_data)
{
  if (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL))
    return g_log_writer_default (level, fields, n_fields, user_data);

  return G_LOG_WRITER_HANDLED;
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* A store that loses its disk warns, and is right to. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  g_log_set_writer_func (drop_logs, NULL, NULL);
  faulty_vfs_register ();

  g_test_add_func ("/store/crash/every-point", test_every_point);

  return g_test_run ();
}

#include "config.h"

#include "faulty-vfs.h"
#include "store/store-private.h"
#include "workload.h"

/* Every call of SQLite to its files fails once, or the disk stays full for a
 * while: the store says so, loses nothing that it called saved, and works
 * again afterwards. */

typedef struct
{
  const char *name;
  FaultKind   kind;
} Case;

static const Case cases[] = {
  { "full-once", FAULT_FULL_ONCE },
  { "io-once", FAULT_IO_ONCE },
  { "full-lasting", FAULT_FULL_LASTING },
};

static void
assert_honest (const GError *error)
{
  g_assert_nonnull (error);
  if (!g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_DISK_FULL) &&
      !g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_DATABASE))
    g_error ("%s", error->message);
}

static void
assert_works (GuichetStore *store)
{
  g_autoptr(GuichetDraft) draft = guichet_draft_new ("after", "<p>Ensuite</p>");
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 1);
  g_autoptr(GuichetTicket) ticket = make_ticket (900, "assigned", MY_TEAM, ME);
  g_autoptr(GuichetTicket) stored = NULL;
  g_autoptr(GError) error = NULL;

  guichet_store_save_draft (store, draft, &error);
  g_assert_no_error (error);
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Ensuite</p>");
  guichet_store_enqueue (store, intent, NULL, &error);
  g_assert_no_error (error);
  merge_one (store, ticket);
  stored = guichet_store_read_ticket (store, 900, NULL, &error);
  g_assert_no_error (error);
}

static GuichetStore *
open_through_faults (const char *folder)
{
  g_autoptr(GError) error = NULL;
  GuichetStore *store = _guichet_store_open_with_vfs (folder, FAULTY_VFS, &error);

  if (store != NULL)
    return store;

  assert_honest (error);
  g_clear_error (&error);
  faulty_vfs_lift ();
  store = _guichet_store_open_with_vfs (folder, FAULTY_VFS, &error);
  g_assert_no_error (error);

  return store;
}

static void
verify (Ledger     *ledger,
        const char *folder)
{
  g_autoptr(GPtrArray) violations = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetStore) store = guichet_store_open (folder, &error);

  g_assert_no_error (error);
  ledger_verify (ledger, store, LEDGER_STRICT, violations);
  if (violations->len > 0)
    g_error ("%s", (char *) g_ptr_array_index (violations, 0));
  guichet_store_close (store);
}

/* Returns whether the fault struck at all. */
static gboolean
fail_at (const WorkloadInfo *workload,
         FaultKind           kind,
         guint               at)
{
  g_autofree char *folder = make_folder ();
  g_autoptr(Ledger) ledger = ledger_new ();
  g_autoptr(GuichetStore) store = NULL;
  g_autoptr(GError) error = NULL;
  gboolean struck;

  faulty_vfs_begin (kind, at);
  store = open_through_faults (folder);
  if (!workload->run (ledger, store, &error))
    assert_honest (error);
  struck = faulty_vfs_has_struck ();
  faulty_vfs_lift ();
  assert_works (store);
  guichet_store_close (store);
  verify (ledger, folder);
  remove_folder (folder);

  return struck;
}

/* Begins with nothing, so that the making of the files is among it. Until a
 * call later than the last: then every one has failed once. The slow run does
 * it with each workload. */
static void
test_every_call (gconstpointer data)
{
  const Case *info = data;

  for (guint i = g_test_slow () ? 0 : n_workloads - 1; i < n_workloads; i++)
    {
      guint at = 1;

      while (fail_at (&workloads[i], info->kind, at))
        at++;
      g_print ("%s, %s: %u calls\n", info->name, workloads[i].name, at - 1);
      g_assert_cmpuint (at, >, 100);
    }
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
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  g_log_set_writer_func (drop_logs, NULL, NULL);
  faulty_vfs_register ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/store/io-errors/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_every_call);
    }

  return g_test_run ();
}

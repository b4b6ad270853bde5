#include "config.h"

#include "rig.h"

#include <string.h>

/* Leaving an account: the copy stays, or nothing does. */

static guint
count_entries (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
test_keep (void)
{
  g_autoptr(Rig) rig = rig_new ("asap");

  rig_run (rig, "sync", NULL);
  g_assert_cmpint (rig_run (rig, "sign-out", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_nonnull (strstr (rig->out, rig->folder));
  g_assert_cmpuint (count_entries (rig->folder), >, 0);
  g_assert_cmpint (rig_run (rig, "--offline", "list", "all", NULL), ==, GUICHET_EXIT_DONE);
}

static void
test_erase (void)
{
  g_autoptr(Rig) rig = rig_new ("asap");
  g_autofree char *erased = NULL;

  rig_run (rig, "sync", NULL);
  g_assert_cmpint (rig_run (rig, "--json", "sign-out", "--erase", NULL), ==, GUICHET_EXIT_DONE);
  erased = rig_get_json (rig, "/erased");
  g_assert_cmpstr (erased, ==, "true");
  g_assert_false (g_file_test (rig->folder, G_FILE_TEST_EXISTS));

  /* The next one begins anew. */
  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);
}

/* What was not sent exists nowhere else. */
static void
test_unsent (void)
{
  g_autoptr(Rig) rig = rig_new ("asap");
  g_autofree char *ref = NULL;
  g_autofree char *operations = NULL;

  rig_run (rig, "sync", NULL);
  ref = rig_pick_ref (rig, "open", NULL);
  g_assert_cmpint (rig_run (rig, "--offline", "say", ref, "Bonjour", "--to=public", NULL), ==, GUICHET_EXIT_WAITING);

  g_assert_cmpint (rig_run (rig, "sign-out", "--erase", NULL), ==, GUICHET_EXIT_USAGE);
  g_assert_nonnull (strstr (rig->err, "--discard"));
  g_assert_cmpint (rig_run (rig, "--json", "--offline", "outbox", NULL), ==, GUICHET_EXIT_DONE);
  operations = rig_get_json (rig, "/operations");
  g_assert_cmpstr (operations, ==, "1");

  g_assert_cmpint (rig_run (rig, "sign-out", "--erase", "--discard", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_false (g_file_test (rig->folder, G_FILE_TEST_EXISTS));
}

int
main (int   argc,
      char *argv[])
{
  rig_init (&argc, &argv);

  g_test_add_func ("/cli/sign-out/keep", test_keep);
  g_test_add_func ("/cli/sign-out/erase", test_erase);
  g_test_add_func ("/cli/sign-out/unsent", test_unsent);

  return rig_finish ();
}

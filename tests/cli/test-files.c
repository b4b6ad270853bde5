#include "config.h"

#include "rig.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define UUID "0b7d9c3a-5f0e-4a51-9d0b-5f2a6f3c1e77"

static char *
write_file (Rig        *rig,
            const char *name,
            const char *contents)
{
  char *path = g_build_filename (rig->scratch, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);

  return path;
}

/* The id of the newest attachment of @ref. */
static char *
read_newest (Rig        *rig,
             const char *ref)
{
  g_autofree char *newest = NULL;

  g_assert_cmpint (rig_run (rig, "show", ref, "--json", NULL), ==, GUICHET_EXIT_DONE);
  for (guint i = 0;; i++)
    {
      g_autofree char *pointer = g_strdup_printf ("/attachments/%u/id", i);
      g_autofree char *id = rig_get_json (rig, pointer);

      if (id == NULL)
        break;
      g_set_str (&newest, id);
    }

  return g_steal_pointer (&newest);
}

static void
assert_contents (const char *path,
                 const char *expected)
{
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;
  GStatBuf status;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (contents, ==, expected);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

/* Up, then down, then again without the server. */
static void
test_there_and_back (gconstpointer data)
{
  g_autoptr(Rig) rig = rig_new (data);
  g_autofree char *ref = NULL;
  g_autofree char *path = write_file (rig, "relevé-4871.txt", "Bonjour\n");
  g_autofree char *target = g_build_filename (rig->scratch, "target.txt", NULL);
  g_autofree char *again = g_build_filename (rig->scratch, "again.txt", NULL);
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;

  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);
  ref = rig_pick_ref (rig, "mine", "assigned");
  g_assert_cmpint (rig_run (rig, "attach", ref, path, "--id=" UUID, NULL), ==, GUICHET_EXIT_DONE);
  g_assert_cmpint (rig_run (rig, "attach", ref, path, "--id=" UUID, NULL), ==, GUICHET_EXIT_DONE);
  g_assert_cmpuint (guichet_demo_desk_count_marker (rig->desk, "relevé-4871.txt"), ==, 1);

  id = read_newest (rig, ref);
  g_assert_nonnull (id);
  g_assert_cmpint (rig_run (rig, "file", id, "--output", target, "--json", NULL), ==, GUICHET_EXIT_DONE);
  name = rig_get_json (rig, "/name");
  g_assert_cmpstr (name, ==, "relevé-4871.txt");
  assert_contents (target, "Bonjour\n");

  g_assert_cmpint (rig_run (rig, "file", id, "--output=-", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_cmpstr (rig->out, ==, "Bonjour\n");
  g_assert_cmpint (rig_run_bare (rig, "--offline", "--data", rig->folder, "file", id, "--output", again, NULL), ==,
                   GUICHET_EXIT_DONE);
  assert_contents (again, "Bonjour\n");

  /* What is there is never written over. */
  g_assert_cmpint (rig_run (rig, "file", id, "--output", path, NULL), !=, GUICHET_EXIT_DONE);
  g_assert_cmpint (rig_run (rig, "file", "999999", "--output", target, NULL), ==, GUICHET_EXIT_NOT_FOUND);
  assert_contents (again, "Bonjour\n");
}

static void
test_objections (void)
{
  g_autoptr(Rig) rig = rig_new ("asap");
  g_autofree char *empty = write_file (rig, "vide.txt", "");
  g_autofree char *good = write_file (rig, "bon.txt", "x");
  g_autofree char *ref = NULL;
  g_autofree char *closed = NULL;

  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);
  ref = rig_pick_ref (rig, "mine", "assigned");
  g_assert_cmpint (rig_run (rig, "attach", ref, empty, NULL), ==, GUICHET_EXIT_USAGE);
  g_assert_cmpint (rig_run (rig, "attach", ref, rig->scratch, NULL), ==, GUICHET_EXIT_USAGE);
  g_assert_cmpint (rig_run (rig, "attach", ref, "/nonexistent/x", NULL), ==, GUICHET_EXIT_USAGE);

  closed = rig_pick_ref (rig, "all", "closed");
  g_assert_cmpint (rig_run (rig, "attach", closed, good, NULL), !=, GUICHET_EXIT_DONE);
  g_assert_cmpuint (guichet_demo_desk_count_marker (rig->desk, "bon.txt"), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  rig_init (&argc, &argv);
  g_test_add_data_func ("/cli/files/asap", "asap", test_there_and_back);
  g_test_add_data_func ("/cli/files/itop", "itop", test_there_and_back);
  g_test_add_func ("/cli/files/objections", test_objections);

  return rig_finish ();
}

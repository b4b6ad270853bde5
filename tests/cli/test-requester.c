#include "config.h"

#include "rig.h"

#include <string.h>

/* SPEC §11.8: the private journal is never kept where a requester's account
 * has its data, whichever door let them in. */

#define SECRET "zqvsecretduprive"
#define N_TICKETS 120

static void
write_secrets (Rig *rig)
{
  for (guint id = 1; id <= N_TICKETS; id++)
    {
      g_autofree char *operation =
        g_strdup_printf ("{\"operation\":\"core/update\",\"class\":\"UserRequest\",\"key\":%u,\"comment\":\"test\","
                         "\"output_fields\":\"id\",\"fields\":{\"private_log\":{\"add_item\":"
                         "{\"message\":\"" SECRET " %u\",\"format\":\"text\"}}}}", id, id);
      g_autoptr(GError) error = NULL;

      g_assert_true (guichet_demo_desk_act (rig->desk, "admin", operation, &error));
      g_assert_no_error (error);
    }
}

static gboolean
file_holds (const char *path,
            const char *words)
{
  g_autofree char *bytes = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, &error));
  g_assert_no_error (error);

  return memmem (bytes, length, words, strlen (words)) != NULL;
}

/* Databases, their write-ahead logs, files: all that lies there. */
static guint
count_files_with (const char *folder,
                  const char *words,
                  guint      *out_seen)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint found = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          found += count_files_with (path, words, out_seen);
          continue;
        }
      (*out_seen)++;
      found += file_holds (path, words);
    }

  return found;
}

/* What is on this computer of a requester, after everything was read, shown and
 * searched. */
static void
assert_nothing_internal (Rig *rig)
{
  guint seen = 0;

  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_cmpint (rig_run (rig, "list", "all", "--json", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_null (strstr (rig->out, SECRET));
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *ref = g_strdup_printf ("R-%06u", i);

      rig_run (rig, "show", ref, "--json", NULL);
      g_assert_null (strstr (rig->out, SECRET));
    }
  g_assert_cmpint (rig_run (rig, "search", SECRET, "--json", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_null (strstr (rig->out, "\"ref\""));
  g_assert_cmpuint (count_files_with (rig->folder, SECRET, &seen), ==, 0);
  g_assert_cmpuint (seen, >, 0);
}

static void
test_portal (void)
{
  g_autoptr(Rig) rig = rig_new ("asap");

  write_secrets (rig);
  rig_become_requester (rig);
  assert_nothing_internal (rig);
}

/* A requester whom REST lets in, and gives everything that is asked for. */
static void
test_rest (void)
{
  g_autoptr(Rig) rig = rig_new ("asap");

  write_secrets (rig);
  rig_become_requester (rig);
  g_set_str (&rig->login, "requester-rest");
  rig->door = "rest";
  assert_nothing_internal (rig);
}

/* The search would have found it: an agent's databases hold it. */
static void
test_agent (void)
{
  g_autoptr(Rig) rig = rig_new ("asap");
  guint seen = 0;

  write_secrets (rig);
  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);

  g_assert_cmpuint (count_files_with (rig->folder, SECRET, &seen), >, 0);
}

int
main (int   argc,
      char *argv[])
{
  rig_init (&argc, &argv);

  g_test_add_func ("/spec/08-nothing-internal/portal", test_portal);
  g_test_add_func ("/spec/08-nothing-internal/rest", test_rest);
  g_test_add_func ("/spec/08-nothing-internal/agent-has-it", test_agent);

  return rig_finish ();
}

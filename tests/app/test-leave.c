#include "config.h"

#include "app/application.h"

#include <glib/gstdio.h>

/* The whole program, from the demonstration to signing out with erasing: no
 * file is left in the folder, nor the folder. */

static char *folder;

static guint
count_entries (void)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static gboolean
has_loaded (GuichetAccount *account)
{
  GuichetSyncStatus *status = guichet_context_get_sync_status (guichet_account_get_context (account));

  return guichet_sync_status_get_last_success (status) != 0;
}

/* Signs out once everything is there, and ends when it is gone. */
static gboolean
step_cb (gpointer user_data)
{
  GuichetApplication *application = user_data;
  GuichetAccount *account = guichet_application_get_account (application);
  static gboolean left;

  if (!left && account != NULL && has_loaded (account))
    {
      g_assert_cmpuint (count_entries (), >=, 3);
      g_signal_emit_by_name (guichet_application_get_window (application), "sign-out", TRUE);
      g_assert_null (guichet_application_get_account (application));
      left = TRUE;
    }
  if (!left || g_file_test (folder, G_FILE_TEST_EXISTS))
    return G_SOURCE_CONTINUE;

  gtk_window_close (GTK_WINDOW (guichet_application_get_window (application)));

  return G_SOURCE_REMOVE;
}

static void
test_erase (void)
{
  g_autofree char *parent = g_dir_make_tmp ("guichet-leave-XXXXXX", NULL);
  g_autoptr(GuichetApplication) application = guichet_application_new ();
  const char *words[] = { "guichet", "--demo", "--data", NULL, NULL };

  words[3] = folder = g_build_filename (parent, "data", NULL);
  g_timeout_add (20, step_cb, application);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), 4, (char **) words), ==, 0);

  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_rmdir (parent);
  g_free (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/leave/erase", test_erase);

  return g_test_run ();
}

#include "config.h"

#include "app/application.h"

#include <glib/gstdio.h>

/* The whole program, from the demonstration to signing out with erasing: no
 * file is left in the folder, nor the folder. */

static char *folder;
static guint n_asked;           /* how often a closed store was asked */

/* Nobody asks what is closed. */
static void
log_cb (const char     *domain,
        GLogLevelFlags  level,
        const char     *message,
        gpointer        user_data)
{
  if (strstr (message, "store is closed") != NULL)
    n_asked++;
  g_log_default_handler (domain, level, message, NULL);
}

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

/* An agent has both portals; every section of the other one was looked at. */
static void
look_around (GuichetWindow *window)
{
  GuichetUserPortal *portal = guichet_window_get_user_portal (window);

  guichet_window_show_portal (window, "user");
  for (guint i = 0; i < GUICHET_N_USER_SECTIONS; i++)
    guichet_user_portal_show_section (portal, i);
  gtk_widget_activate_action (GTK_WIDGET (portal), "user.outbox", NULL);
}

/* Signs out once everything is there, and ends when it is gone. */
static gboolean
step_cb (gpointer user_data)
{
  GuichetApplication *application = user_data;
  GuichetAccount *account = guichet_application_get_account (application);
  static gboolean left;
  static guint n_looks;

  if (!left && account != NULL && has_loaded (account) && n_looks++ < 2)
    {
      if (n_looks == 1)
        look_around (guichet_application_get_window (application));
      return G_SOURCE_CONTINUE;
    }
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
  g_assert_cmpuint (n_asked, ==, 0);
  g_rmdir (parent);
  g_free (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_handler ("Guichet", G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_WARNING, log_cb, NULL);

  g_test_add_func ("/app/leave/erase", test_erase);

  return g_test_run ();
}

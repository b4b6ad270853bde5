#include "config.h"

#include "rig.h"

#include <glib/gstdio.h>

static Rig *rig;

/* What a script may get wrong, each with its own exit status and nothing sent. */
static void
test_wrong_usage (void)
{
  static const char * const cases[][8] = {
    { NULL },
    { "explode" },
    { "--explode" },
    { "list" },
    { "list", "mine", "taken", "all" },
    { "--offline", "--data", "/nonexistent/x", "list", "everything" },
    { "list", "mine", "--sort", "colour", "--demo" },
    { "list", "mine", "--then", "colour", "--demo" },
    { "list", "mine", "--group", "title", "--demo" },
    { "list", "mine" },
    { "--server", "https://desk.example.org", "--login", "nora", "list", "mine" },
    { "--demo", "--server", "https://desk.example.org", "list", "mine" },
    { "--demo-profile", "itop", "list", "mine" },
    { "--demo", "--timeout", "-1", "list", "mine" },
    { "--demo", "--demo-profile", "glpi", "list", "mine" },
    { "--demo", "--demo-fault", "earthquake", "list", "mine" },
    { "--demo", "--demo-fault", "delay:2", "list", "mine" },
    { "--demo", "list", "mine", "--limit=-3" },
    { "--demo", "say", "R-000001", "hello" },
    { "--demo", "say", "R-000001", "hello", "--to=everybody" },
    { "--demo", "say", "R-000001", "hello", "--to=public", "--id=7" },
    { "--demo", "act", "R-000001", "apply", "--note=-", "--message=-" },
    { "--demo", "outbox", "--retry=a", "--withdraw=b" },
    { "--demo", "file", "R-000001" },
    { "--demo", "file", "-4" },
    { "--demo", "attach", "R-000001" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char * const *w = cases[i];

      g_test_message ("case %u: %s", i, w[0]);
      g_assert_cmpint (rig_run_bare (rig, w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7], NULL), ==,
                       GUICHET_EXIT_USAGE);
      g_assert_cmpstr (rig->out, ==, "");
      g_assert_cmpuint (strlen (rig->err), >, 20);
    }
}

static void
test_help (void)
{
  static const char * const names[] = {
    "sync", "list", "show", "search", "suggest", "say", "act", "new", "attach", "file", "actions", "fields", "outbox", "check",
  };

  g_assert_cmpint (rig_run_bare (rig, "--help", NULL), ==, GUICHET_EXIT_DONE);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_nonnull (strstr (rig->out, names[i]));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_cmpint (rig_run_bare (rig, names[i], "--help", NULL), ==, GUICHET_EXIT_DONE);
      g_assert_nonnull (strstr (rig->out, names[i]));
      g_assert_nonnull (strstr (rig->out, "--password-file"));
      g_assert_cmpstr (rig->err, ==, "");
    }

  g_assert_cmpint (rig_run_bare (rig, "--version", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_true (g_str_has_prefix (rig->out, "guichetctl "));
}

static void
test_errors_as_json (void)
{
  g_autofree char *code = NULL;
  g_autofree char *status = NULL;

  g_assert_cmpint (rig_run_bare (rig, "--json", "explode", NULL), ==, GUICHET_EXIT_USAGE);
  code = rig_get_json (rig, "/error/code");
  status = rig_get_json (rig, "/error/exit");
  g_assert_cmpstr (code, ==, "usage");
  g_assert_cmpstr (status, ==, "2");
}

/* Nobody there, wrong password, no door that is open, a door that is closed. */
static void
test_sign_in_failures (void)
{
  static const struct { const char *login; const char *door; GuichetExit status; } cases[] = {
    { "nobody", NULL, GUICHET_EXIT_SIGN_IN },
    { "norest", NULL, GUICHET_EXIT_SIGN_IN },
    { "requester", "rest", GUICHET_EXIT_SIGN_IN },
    { "agent2", "portal", GUICHET_EXIT_SIGN_IN },
  };
  g_autofree char *own = g_steal_pointer (&rig->login);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      rig->login = (char *) cases[i].login;
      rig->door = cases[i].door;
      g_test_message ("%s", cases[i].login);
      g_assert_cmpint (rig_run (rig, "list", "mine", NULL), ==, cases[i].status);
    }

  rig->login = g_steal_pointer (&own);
  rig->door = NULL;
  g_assert_cmpint (rig_run_bare (rig, "--server", "http://127.0.0.1:1", "--login", "nora", "--password-file",
                                 rig->password_file, "--data", rig->folder, "list", "mine", NULL),
                   ==, GUICHET_EXIT_WAITING);
}

static void
test_password_file (void)
{
  g_assert_cmpint (g_chmod (rig->password_file, 0644), ==, 0);
  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_nonnull (strstr (rig->err, "chmod 600"));

  g_assert_cmpint (g_chmod (rig->password_file, 0600), ==, 0);
  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);
  g_assert_cmpstr (rig->err, ==, "");

  /* From the standard input, with a line end that does not belong to it. */
  {
    g_autofree char *own = g_steal_pointer (&rig->password_file);
    g_autofree char *line = g_strconcat (guichet_demo_desk_get_secret (rig->desk), "\n", NULL);

    rig->password_file = (char *) "-";
    rig->input = line;
    g_assert_cmpint (rig_run (rig, "list", "mine", NULL), ==, GUICHET_EXIT_DONE);
    rig->input = "wrong\n";
    g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_SIGN_IN);
    rig->password_file = (char *) "/nonexistent/password";
    g_assert_cmpint (rig_run (rig, "sync", NULL), !=, GUICHET_EXIT_DONE);
    rig->password_file = g_steal_pointer (&own);
  }
}

/* One folder is one account's. */
static void
test_foreign_folder (void)
{
  g_autofree char *own = g_steal_pointer (&rig->login);

  rig->login = own;
  g_assert_cmpint (rig_run (rig, "sync", NULL), ==, GUICHET_EXIT_DONE);
  rig->login = (char *) "colleague";
  g_assert_cmpint (rig_run (rig, "--offline", "list", "mine", NULL), ==, GUICHET_EXIT_USAGE);
  rig->login = g_steal_pointer (&own);
}

/* A broken folder, a full or missing disk: the local databases' own status. */
static void
test_storage (void)
{
  g_autofree char *file = g_build_filename (rig->scratch, "file", NULL);

  g_assert_true (g_file_set_contents (file, "x", -1, NULL));
  g_assert_cmpint (rig_run_bare (rig, "--server", guichet_demo_desk_get_address (rig->desk), "--login", rig->login,
                                 "--password-file", rig->password_file, "--data", file, "sync", NULL),
                   ==, GUICHET_EXIT_STORAGE);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  rig_init (&argc, &argv);
  rig = rig_new ("asap");

  g_test_add_func ("/cli/usage/wrong", test_wrong_usage);
  g_test_add_func ("/cli/usage/help", test_help);
  g_test_add_func ("/cli/usage/errors-as-json", test_errors_as_json);
  g_test_add_func ("/cli/usage/sign-in-failures", test_sign_in_failures);
  g_test_add_func ("/cli/usage/password-file", test_password_file);
  g_test_add_func ("/cli/usage/foreign-folder", test_foreign_folder);
  g_test_add_func ("/cli/usage/storage", test_storage);

  status = rig_finish ();
  rig_free (rig);

  return status;
}

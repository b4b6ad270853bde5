#include "config.h"

#include "ticket-fixture.h"

#include "ui/ticket/action-sections.h"

/* What is said before a button is pressed, for every transition of both
 * profiles, against a file that somebody has read. GUICHET_REHEARSAL=print
 * prints the file as it would be. */

static const char * const profiles[] = { "asap", "itop" };

static char *
rehearse_all (void)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GuichetProfile) profile = guichet_profile_load_named (profiles[i], &error);
      g_autoptr(GuichetTicket) ticket = ticket_fixture_make_ticket ("assigned", ME);
      const GuichetAction *actions;
      guint n;

      g_assert_no_error (error);
      actions = guichet_profile_get_actions (profile, &n);
      for (guint j = 0; j < n; j++)
        {
          g_autofree char *sentence = guichet_action_rehearse (&actions[j], profile, ticket);

          g_string_append_printf (all, "%s %s: %s\n", profiles[i], actions[j].name, sentence);
        }
    }

  return g_string_free_and_steal (all);
}

static void
test_sentences (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "ui", "journals", "rehearsal.txt", NULL);
  g_autofree char *found = rehearse_all ();
  g_autofree char *expected = NULL;
  g_auto(GStrv) found_lines = g_strsplit (found, "\n", -1);
  g_auto(GStrv) expected_lines = NULL;

  if (g_getenv ("GUICHET_REHEARSAL") != NULL)
    g_print ("%s", found);
  g_assert_true (g_file_get_contents (path, &expected, NULL, NULL));
  expected_lines = g_strsplit (expected, "\n", -1);
  for (guint i = 0; found_lines[i] != NULL && expected_lines[i] != NULL; i++)
    g_assert_cmpstr (found_lines[i], ==, expected_lines[i]);
  g_assert_cmpuint (g_strv_length (found_lines), ==, g_strv_length (expected_lines));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/rehearsal/sentences", test_sentences);

  return g_test_run ();
}

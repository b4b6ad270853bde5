#include "config.h"

#include "remote/guard.h"
#include "util/error.h"

#define UUID "0190a000-0000-7000-8000-000000000001"
#define MARKER "cl-" UUID

static GuichetIntent *
new_intent (void)
{
  GuichetIntent *intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 42);

  g_set_str (&intent->uuid, UUID);
  g_set_str (&intent->base_status, "assigned");
  g_set_str (&intent->base_last_update, "2026-11-23 23:42:22");

  return intent;
}

static char *
build (GuichetIntent *intent)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", &error);
  char *guard;

  g_assert_no_error (error);
  guard = guichet_guard_build (profile, intent, guichet_intent_get_parts (intent) & ~intent->seen, &error);
  g_assert_no_error (error);

  return guard;
}

static void
test_transition (void)
{
  g_autoptr(GuichetIntent) intent = new_intent ();
  g_autofree char *guard = NULL;

  g_set_str (&intent->action, "resume");
  guard = build (intent);
  g_assert_cmpstr (guard, ==, "SELECT UserRequest WHERE id = 42 AND status = 'assigned'");
}

static void
test_entries (void)
{
  g_autoptr(GuichetIntent) intent = new_intent ();
  g_autofree char *guard = NULL;

  intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup ("<p>a</p>");
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>b</p>");
  guard = build (intent);
  g_assert_cmpstr (guard, ==, "SELECT UserRequest WHERE id = 42 AND private_log NOT LIKE '%" MARKER "%'"
                              " AND public_log NOT LIKE '%" MARKER "%'");
}

/* An entry that was seen is not sent again, so that nothing is asked of it;
 * neither is the state once the transition was seen. */
static void
test_seen (void)
{
  g_autoptr(GuichetIntent) intent = new_intent ();
  g_autofree char *guard = NULL;

  g_set_str (&intent->action, "resolve");
  intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup ("<p>a</p>");
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>b</p>");
  intent->seen = GUICHET_INTENT_PART_MAIN | GUICHET_INTENT_PART_PUBLIC;
  guard = build (intent);
  g_assert_cmpstr (guard, ==, "SELECT UserRequest WHERE id = 42 AND private_log NOT LIKE '%" MARKER "%'");
}

static void
test_fields (void)
{
  g_autoptr(GuichetIntent) intent = new_intent ();
  g_autofree char *guard = NULL;

  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, "L'imprimante", "L’imprimante du 2e", NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_TEAM, "7", "8", "Réseau");
  guichet_intent_set_field (intent, GUICHET_FIELD_AGENT, "0", "12", "Inès");
  guichet_intent_set_field (intent, GUICHET_FIELD_URGENCY, "", "2", NULL);
  guard = build (intent);
  g_assert_cmpstr (guard, ==,
                   "SELECT UserRequest WHERE id = 42 AND (last_update = '2026-11-23 23:42:22' OR"
                   " (title = 'L\\'imprimante' AND team_id = 7 AND agent_id = 0 AND (ISNULL(urgency) OR urgency = '')))");
}

/* Long texts do not compare: the whole ticket has to be as it was. */
static void
test_long_text (void)
{
  g_autoptr(GuichetIntent) intent = new_intent ();
  g_autofree char *guard = NULL;

  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, "a", "b", NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_SOLUTION, "", "fait", NULL);
  guard = build (intent);
  g_assert_cmpstr (guard, ==, "SELECT UserRequest WHERE id = 42 AND (last_update = '2026-11-23 23:42:22')");
}

/* Without last_update the short fields beside a long text are better than
 * nothing. */
static void
test_undated (void)
{
  g_autoptr(GuichetIntent) intent = new_intent ();
  g_autofree char *guard = NULL;

  g_clear_pointer (&intent->base_last_update, g_free);
  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, "a", "b", NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_SOLUTION, "", "fait", NULL);
  guard = build (intent);
  g_assert_cmpstr (guard, ==, "SELECT UserRequest WHERE id = 42 AND ((title = 'a'))");
}

static void
test_nothing_was_seen (void)
{
  g_autoptr(GuichetIntent) intent = new_intent ();
  g_autofree char *guard = NULL;

  g_clear_pointer (&intent->base_last_update, g_free);
  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, NULL, "b", NULL);
  guard = build (intent);
  g_assert_cmpstr (guard, ==, "SELECT UserRequest WHERE id = 42");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/remote/guard/transition", test_transition);
  g_test_add_func ("/remote/guard/entries", test_entries);
  g_test_add_func ("/remote/guard/seen", test_seen);
  g_test_add_func ("/remote/guard/fields", test_fields);
  g_test_add_func ("/remote/guard/long-text", test_long_text);
  g_test_add_func ("/remote/guard/undated", test_undated);
  g_test_add_func ("/remote/guard/nothing-was-seen", test_nothing_was_seen);

  return g_test_run ();
}

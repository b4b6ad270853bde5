#include "config.h"

#include "model/intent.h"
#include "util/uuid.h"

static void
test_copy_is_whole (void)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 42);
  g_autoptr(GuichetIntent) copy = NULL;
  g_autoptr(GError) error = guichet_error_new (GUICHET_ERROR_REJECTED, "title", "server text", "technical");

  intent->action = g_strdup ("resolve");
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>x</p>");
  intent->file_data = g_bytes_new_static ("abc", 3);
  guichet_intent_set_field (intent, GUICHET_FIELD_SOLUTION, "", "done", NULL);
  guichet_intent_set_reason (intent, error);
  guichet_intent_set_extra (intent, "location_id", "5");
  intent->seen_private = 3;
  intent->seen_public = 2;

  copy = guichet_intent_copy (intent);
  g_assert_cmpstr (copy->uuid, ==, intent->uuid);
  g_assert_cmpstr (copy->action, ==, "resolve");
  g_assert_cmpstr (copy->entries[GUICHET_JOURNAL_PUBLIC], ==, "<p>x</p>");
  g_assert_cmpstr (guichet_intent_get_change (copy, GUICHET_FIELD_SOLUTION)->value, ==, "done");
  g_assert_true (guichet_intent_get_change (copy, GUICHET_FIELD_SOLUTION) !=
                 guichet_intent_get_change (intent, GUICHET_FIELD_SOLUTION));
  g_assert_cmpstr (g_hash_table_lookup (copy->extras, "location_id"), ==, "5");
  g_assert_true (copy->extras != intent->extras);
  g_assert_true (g_bytes_equal (copy->file_data, intent->file_data));
  g_assert_cmpint (copy->reason, ==, GUICHET_ERROR_REJECTED);
  g_assert_cmpstr (copy->reason_field, ==, "title");
  g_assert_cmpstr (copy->detail, ==, "server text");
  g_assert_true (guichet_uuid_is_valid (copy->uuid));
  g_assert_cmpint (copy->seen_private, ==, 3);
  g_assert_cmpint (copy->seen_public, ==, 2);
}

/* What waits in the outbox is the person's own; a journal that was not read
 * was not seen. */
static void
test_seen_journals (void)
{
  g_autoptr(GuichetTicket) ticket = guichet_ticket_new (42);
  g_autoptr(GuichetIntent) blind = guichet_intent_new (GUICHET_INTENT_CHANGE, 42);
  g_autoptr(GuichetIntent) intent = NULL;
  GPtrArray *entries = guichet_journal_entries_new ();
  GuichetJournalEntry *waiting = guichet_journal_entry_new ("", "Nora Bellanger", 0, "<p>b</p>");

  waiting->intent = g_strdup ("019b0000-0000-7000-8000-000000000001");
  g_ptr_array_add (entries, guichet_journal_entry_new ("2026-01-06 09:30:00", "Maud Ferrand", 7, "<p>a</p>"));
  g_ptr_array_add (entries, waiting);
  guichet_ticket_take_journal (ticket, GUICHET_JOURNAL_PUBLIC, entries);
  intent = guichet_intent_new_for_ticket (ticket);

  g_assert_cmpint (blind->seen_public, ==, -1);
  g_assert_cmpint (intent->seen_public, ==, 1);
  g_assert_cmpint (intent->seen_private, ==, -1);
}

static void
test_second_value_keeps_the_first_base (void)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 1);

  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, "seen", "one", NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, "other", "two", NULL);
  g_assert_cmpuint (intent->changes->len, ==, 1);
  g_assert_cmpstr (guichet_intent_get_change (intent, GUICHET_FIELD_TITLE)->base, ==, "seen");
  g_assert_cmpstr (guichet_intent_get_change (intent, GUICHET_FIELD_TITLE)->value, ==, "two");
}

static void
test_parts (void)
{
  g_autoptr(GuichetIntent) say = guichet_intent_new (GUICHET_INTENT_CHANGE, 1);
  g_autoptr(GuichetIntent) act = guichet_intent_new (GUICHET_INTENT_CHANGE, 1);

  say->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup ("<p>x</p>");
  act->action = g_strdup ("assign");
  act->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>x</p>");
  g_assert_cmpuint (guichet_intent_get_parts (say), ==, GUICHET_INTENT_PART_PRIVATE);
  g_assert_cmpuint (guichet_intent_get_parts (act), ==, GUICHET_INTENT_PART_MAIN | GUICHET_INTENT_PART_PUBLIC);
}

static void
test_states (void)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 1);

  for (guint i = 0; i < GUICHET_N_INTENT_STATES; i++)
    {
      GuichetIntentState state;

      intent->state = i;
      g_assert_true (guichet_intent_state_from_nick (guichet_intent_state_to_nick (i), &state));
      g_assert_cmpuint (state, ==, i);
      g_assert_cmpint (guichet_intent_is_open (intent), ==,
                       i != GUICHET_INTENT_DONE && i != GUICHET_INTENT_WITHDRAWN);
      g_assert_cmpint (guichet_intent_needs_person (intent), ==,
                       i == GUICHET_INTENT_REFUSED || i == GUICHET_INTENT_CONFLICT);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/intent/copy", test_copy_is_whole);
  g_test_add_func ("/intent/seen-journals", test_seen_journals);
  g_test_add_func ("/intent/base", test_second_value_keeps_the_first_base);
  g_test_add_func ("/intent/parts", test_parts);
  g_test_add_func ("/intent/states", test_states);

  return g_test_run ();
}

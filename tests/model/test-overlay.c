#include "config.h"

#include "model/overlay.h"
#include "util/uuid.h"

typedef struct
{
  GuichetTicket   *server;
  GPtrArray       *intents;
  GuichetProfile  *profile;
  GuichetIdentity *identity;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->profile = guichet_profile_load_named ("asap", &error);
  g_assert_no_error (error);
  fixture->identity = guichet_identity_new ("https://desk.example", "agent");
  g_set_str (&fixture->identity->name, "Élise Marchal");
  fixture->intents = guichet_intents_new ();
  fixture->server = guichet_ticket_new (7);
  guichet_ticket_set (fixture->server, GUICHET_FIELD_STATUS, "assigned");
  guichet_ticket_set_key (fixture->server, GUICHET_FIELD_AGENT, 44, "Élise Marchal");
  guichet_ticket_take_journal (fixture->server, GUICHET_JOURNAL_PUBLIC, guichet_journal_entries_new ());
  guichet_ticket_take_journal (fixture->server, GUICHET_JOURNAL_PRIVATE, guichet_journal_entries_new ());
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->server, guichet_ticket_unref);
  g_clear_pointer (&fixture->intents, g_ptr_array_unref);
  g_clear_pointer (&fixture->profile, guichet_profile_unref);
  g_clear_pointer (&fixture->identity, guichet_identity_unref);
}

static GuichetIntent *
add_intent (Fixture    *fixture,
            const char *action)
{
  GuichetIntent *intent = guichet_intent_new_for_ticket (fixture->server);

  intent->action = g_strdup (action);
  g_ptr_array_add (fixture->intents, intent);

  return intent;
}

static GuichetTicket *
apply (Fixture *fixture)
{
  return guichet_overlay_apply (fixture->server, fixture->intents, fixture->profile, fixture->identity);
}

static void
test_nothing_on_top_is_the_server_image (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autoptr(GuichetTicket) shown = NULL;

  add_intent (fixture, "pending")->state = GUICHET_INTENT_DONE;
  shown = apply (fixture);
  g_assert_true (shown == fixture->server);
}

static void
test_transition_and_fields (Fixture       *fixture,
                            gconstpointer  data)
{
  GuichetIntent *intent = add_intent (fixture, "dispatch");
  g_autoptr(GuichetTicket) shown = NULL;

  guichet_intent_set_field (intent, GUICHET_FIELD_TEAM, "1", "42", "Réseau");
  shown = apply (fixture);
  g_assert_cmpstr (guichet_ticket_get (shown, GUICHET_FIELD_STATUS), ==, "dispatched");
  g_assert_cmpint (guichet_ticket_get_key (shown, GUICHET_FIELD_TEAM), ==, 42);
  g_assert_cmpstr (guichet_ticket_get_label (shown, GUICHET_FIELD_TEAM), ==, "Réseau");
  g_assert_cmpint (guichet_ticket_get_key (shown, GUICHET_FIELD_AGENT), ==, 0);
  g_assert_cmpstr (guichet_ticket_get (fixture->server, GUICHET_FIELD_STATUS), ==, "assigned");
}

static void
test_entries_wait_under_the_authors_name (Fixture       *fixture,
                                          gconstpointer  data)
{
  GuichetIntent *intent = add_intent (fixture, NULL);
  g_autoptr(GuichetTicket) shown = NULL;
  GuichetJournalEntry *entry;

  intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup ("<p>note</p>");
  shown = apply (fixture);
  g_assert_cmpuint (guichet_ticket_get_journal (shown, GUICHET_JOURNAL_PUBLIC)->len, ==, 0);
  g_assert_cmpuint (guichet_ticket_get_journal (shown, GUICHET_JOURNAL_PRIVATE)->len, ==, 1);
  entry = g_ptr_array_index (guichet_ticket_get_journal (shown, GUICHET_JOURNAL_PRIVATE), 0);
  g_assert_cmpstr (entry->author, ==, "Élise Marchal");
  g_assert_cmpstr (entry->intent, ==, intent->uuid);
  g_assert_cmpstr (entry->html, ==, "<p>note</p>");
}

static void
test_entry_that_arrived_is_not_shown_twice (Fixture       *fixture,
                                            gconstpointer  data)
{
  GuichetIntent *intent = add_intent (fixture, NULL);
  g_autofree char *marker = guichet_marker_for_uuid (intent->uuid);
  g_autofree char *html = g_strdup_printf ("<p class=\"%s\">x</p>", marker);
  g_autoptr(GuichetTicket) shown = NULL;

  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>x</p>");
  intent->state = GUICHET_INTENT_VERIFY;
  g_ptr_array_add (guichet_ticket_get_journal (fixture->server, GUICHET_JOURNAL_PUBLIC),
                   guichet_journal_entry_new ("2026-11-23 10:00:00", "Élise Marchal", 2, html));
  shown = apply (fixture);
  g_assert_cmpuint (guichet_ticket_get_journal (shown, GUICHET_JOURNAL_PUBLIC)->len, ==, 1);
}

static void
test_refused_keeps_the_words_only (Fixture       *fixture,
                                   gconstpointer  data)
{
  GuichetIntent *intent = add_intent (fixture, "pending");
  g_autoptr(GuichetTicket) shown = NULL;

  intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup ("<p>why</p>");
  intent->state = GUICHET_INTENT_REFUSED;
  shown = apply (fixture);
  g_assert_cmpstr (guichet_ticket_get (shown, GUICHET_FIELD_STATUS), ==, "assigned");
  g_assert_cmpuint (guichet_ticket_get_journal (shown, GUICHET_JOURNAL_PRIVATE)->len, ==, 1);
}

static void
test_later_operations_win (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr(GuichetTicket) shown = NULL;

  add_intent (fixture, "pending");
  add_intent (fixture, "resume");
  shown = apply (fixture);
  g_assert_cmpstr (guichet_ticket_get (shown, GUICHET_FIELD_STATUS), ==, "assigned");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/overlay/nothing", test_nothing_on_top_is_the_server_image);
  ADD ("/overlay/transition", test_transition_and_fields);
  ADD ("/overlay/entries", test_entries_wait_under_the_authors_name);
  ADD ("/overlay/arrived", test_entry_that_arrived_is_not_shown_twice);
  ADD ("/overlay/refused", test_refused_keeps_the_words_only);
  ADD ("/overlay/order", test_later_operations_win);
#undef ADD

  return g_test_run ();
}

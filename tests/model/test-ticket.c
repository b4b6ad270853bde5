#include "config.h"

#include "model/ticket.h"

static GuichetTicket *
make_ticket (void)
{
  GuichetTicket *ticket = guichet_ticket_new (5);
  GPtrArray *entries = guichet_journal_entries_new ();

  guichet_ticket_set (ticket, GUICHET_FIELD_TITLE, "Bureau trop loin");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_TEAM, 40, "DAG Accueil-Courrier");
  g_ptr_array_add (entries, guichet_journal_entry_new ("2026-01-01 00:00:00", "A", 2, "<p>x</p>"));
  guichet_ticket_take_journal (ticket, GUICHET_JOURNAL_PUBLIC, entries);

  return ticket;
}

static void
test_unknown_is_not_empty (void)
{
  g_autoptr(GuichetTicket) ticket = guichet_ticket_new (1);

  g_assert_null (guichet_ticket_peek (ticket, GUICHET_FIELD_SOLUTION));
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_SOLUTION), ==, "");
  guichet_ticket_set (ticket, GUICHET_FIELD_SOLUTION, "");
  g_assert_cmpstr (guichet_ticket_peek (ticket, GUICHET_FIELD_SOLUTION), ==, "");
  g_assert_false (guichet_ticket_has_texts (ticket));
}

static void
test_keys (void)
{
  g_autoptr(GuichetTicket) ticket = make_ticket ();

  g_assert_cmpint (guichet_ticket_get_key (ticket, GUICHET_FIELD_TEAM), ==, 40);
  g_assert_cmpstr (guichet_ticket_get_label (ticket, GUICHET_FIELD_TEAM), ==, "DAG Accueil-Courrier");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_AGENT, 0, " ");
  g_assert_cmpstr (guichet_ticket_get_label (ticket, GUICHET_FIELD_AGENT), ==, "");
  guichet_ticket_set (ticket, GUICHET_FIELD_AGENT, "not a number");
  g_assert_cmpint (guichet_ticket_get_key (ticket, GUICHET_FIELD_AGENT), ==, 0);
}

static void
test_copy_is_equal_and_apart (void)
{
  g_autoptr(GuichetTicket) ticket = make_ticket ();
  g_autoptr(GuichetTicket) copy = guichet_ticket_copy (ticket);

  g_assert_true (guichet_ticket_equal (ticket, copy));
  g_ptr_array_add (guichet_ticket_get_journal (copy, GUICHET_JOURNAL_PUBLIC),
                   guichet_journal_entry_new ("", "B", 0, "y"));
  g_assert_false (guichet_ticket_equal (ticket, copy));
  g_assert_cmpuint (guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PUBLIC)->len, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ticket/unknown", test_unknown_is_not_empty);
  g_test_add_func ("/ticket/keys", test_keys);
  g_test_add_func ("/ticket/copy", test_copy_is_equal_and_apart);

  return g_test_run ();
}

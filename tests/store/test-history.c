#include "config.h"

#include "fixture.h"

#include "store/history.h"

/* What changed between two images of the server is kept; what this computer
 * wants changed is not. */
static void
test_noted (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr(GuichetStore) store = open_store (folder);
  g_autoptr(GuichetTicket) first = make_ticket (1, "dispatched", MY_TEAM, 0);
  g_autoptr(GuichetTicket) second = make_ticket (1, "assigned", FOREIGN_TEAM, COLLEAGUE);
  g_autoptr(GuichetTicket) third = make_ticket (1, "assigned", MY_TEAM, COLLEAGUE);
  g_autoptr(GPtrArray) history = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  const GuichetHistoryEntry *entry;

  guichet_ticket_set_label (first, GUICHET_FIELD_TEAM, "A");
  guichet_ticket_set_label (second, GUICHET_FIELD_TEAM, "B");
  guichet_ticket_set_label (third, GUICHET_FIELD_TEAM, "A");
  set_update (second, "2026-11-24 10:00:00");
  set_update (third, "2026-11-24 11:00:00");
  merge_one (store, first);
  merge_one (store, first);
  history = guichet_store_list_history (store, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, 0);
  g_ptr_array_unref (history);

  merge_one (store, second);
  merge_one (store, third);
  merge_one (store, third);
  history = guichet_store_list_history (store, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (guichet_history_count (history, GUICHET_FIELD_STATUS), ==, 1);
  g_assert_cmpuint (guichet_history_count (history, GUICHET_FIELD_TEAM), ==, 2);
  g_assert_cmpuint (guichet_history_count (history, GUICHET_FIELD_LAST_UPDATE), ==, 0);
  entry = g_ptr_array_index (history, history->len - 1);
  g_assert_cmpint (entry->field, ==, GUICHET_FIELD_TEAM);
  g_assert_cmpstr (entry->moment, ==, "2026-11-24 11:00:00");
  g_assert_cmpstr (entry->before, ==, "B");
  g_assert_cmpstr (entry->after, ==, "A");

  path = guichet_history_dup_path (history, GUICHET_FIELD_TEAM);
  g_assert_cmpstr (path, ==, "A → B → A");
  guichet_store_close (store);
  remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/history/noted", test_noted);

  return g_test_run ();
}

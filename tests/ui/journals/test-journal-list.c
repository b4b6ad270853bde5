#include "config.h"

#include "ticket-fixture.h"

#include "model/history-entry.h"
#include "ui/ticket/journal-events.h"
#include "ui/ticket/journal-list.h"
#include "ui/ticket/journal-row.h"

/* A long history, the same in both journals. */
#define N_ENTRIES 50

/* ---- how long the main loop is at work without looking for events */

static GPollFunc real_poll;
static gint64 poll_ended;
static gint64 longest;

static gint
watched_poll (GPollFD *fds,
              guint    n_fds,
              gint     timeout)
{
  gint result;

  if (poll_ended > 0)
    longest = MAX (longest, g_get_monotonic_time () - poll_ended);
  result = real_poll (fds, n_fds, timeout);
  poll_ended = g_get_monotonic_time ();

  return result;
}

static void
watch_loop (void)
{
  longest = 0;
  poll_ended = 0;
  real_poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, watched_poll);
}

static gint64
stop_watching (void)
{
  g_main_context_set_poll_func (NULL, real_poll);

  return longest;
}

/* ---- helpers */

static GPtrArray *
make_entries (guint n)
{
  static const char * const texts[] = {
    "<p>Le câble HDMI du plafond lâche ; il reste deux câbles de 10 m dans l’armoire 3.</p>",
    "<p>Bonjour,</p><p>J’ai essayé avec <b>un autre câble</b>, sans succès. Merci de votre aide : la salle sert tous les jours "
    "de 8 h à 17 h et nous n’avons pas d’autre appareil.</p>",
    "<ul><li>appareil vérifié</li><li>câble changé</li><li>voir <a href=\"https://intendance.example/pret\">le prêt</a></li></ul>",
  };
  GPtrArray *entries = guichet_journal_entries_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *date = g_strdup_printf ("2026-11-%02u %02u:%02u:00", 1 + i / 4, 8 + i % 9, i % 60);
      g_autofree char *html = g_strdup_printf ("%s<p>Message n° %u</p>", texts[i % G_N_ELEMENTS (texts)], i);

      g_ptr_array_add (entries, guichet_journal_entry_new (date, i % 2 ? "Maud Ferrand" : "Élise Marchal", 0, html));
    }

  return entries;
}

static void
merge_long_ticket (TicketFixture *fixture,
                   guint          n)
{
  g_autoptr(GuichetTicket) ticket = ticket_fixture_make_ticket ("assigned", ME);

  guichet_ticket_take_journal (ticket, GUICHET_JOURNAL_PRIVATE, make_entries (n));
  guichet_ticket_take_journal (ticket, GUICHET_JOURNAL_PUBLIC, make_entries (n));
  guichet_ticket_set (ticket, GUICHET_FIELD_LAST_UPDATE, "2026-11-24 09:52:00");
  ticket_fixture_merge (fixture, ticket);
}

static GtkWidget *
get_list (TicketFixture *fixture,
          guint          nth)
{
  return find_widget (GTK_WIDGET (fixture->page), GUICHET_TYPE_JOURNAL_LIST, nth);
}

static guint
count_rows (GtkWidget *list)
{
  guint n = 0;

  while (find_widget (list, GUICHET_TYPE_JOURNAL_ROW, n) != NULL)
    n++;

  return n;
}

static GtkAdjustment *
get_adjustment (GtkWidget *list)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (find_widget (list, GTK_TYPE_SCROLLED_WINDOW, 0)));
}

static double
get_rest (GtkWidget *list)
{
  GtkAdjustment *adjustment = get_adjustment (list);

  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment)
         - gtk_adjustment_get_value (adjustment);
}

static void
drawn_cb (GdkFrameClock *clock,
          GtkWidget     *page)
{
  GtkWidget *list = find_widget (page, GUICHET_TYPE_JOURNAL_LIST, 0);

  if (list != NULL && count_rows (list) > 0 && g_object_get_data (G_OBJECT (clock), "painted") == NULL)
    g_object_set_data (G_OBJECT (clock), "painted", GSIZE_TO_POINTER (g_get_monotonic_time ()));
}

/* ---- cases */

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static void
print_figures (const char *what,
               gint64     *times,
               guint       n)
{
  qsort (times, n, sizeof *times, compare_times);
  g_test_message ("2 × %u entries: %s %.1f ms (median), %.1f ms (worst)",
                  N_ENTRIES, what, (double) times[n / 2] / 1000, (double) times[n - 1] / 1000);
}

static void
open_and_time (TicketFixture *fixture,
               gint64        *out_paint,
               gint64        *out_turn)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->window));
  gint64 start;
  gulong handler;

  g_object_set_data (G_OBJECT (clock), "painted", NULL);
  start = g_get_monotonic_time ();
  fixture->page = GUICHET_TICKET_PAGE (guichet_ticket_page_new (fixture->context, TICKET_ID));
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (drawn_cb), fixture->page);
  adw_navigation_view_push (fixture->navigation, ADW_NAVIGATION_PAGE (fixture->page));
  WAIT (g_object_get_data (G_OBJECT (clock), "painted") != NULL);
  g_signal_handler_disconnect (clock, handler);
  *out_paint = (gint64) GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (clock), "painted")) - start;

  watch_loop ();
  ticket_fixture_spin (500);
  *out_turn = stop_watching ();
}

/* Prints figures: the machine decides them, so none is asserted. */
static void
test_figures (void)
{
  TicketFixture fixture = { 0 };
  gint64 paints[15], turns[15];
  const guint n = G_N_ELEMENTS (paints);

  ticket_fixture_set_up (&fixture, 1153, 900);
  merge_long_ticket (&fixture, N_ENTRIES);
  ticket_fixture_spin (500);

  for (guint i = 0; i < n; i++)
    {
      ticket_fixture_close_page (&fixture);
      ticket_fixture_spin (100);
      open_and_time (&fixture, &paints[i], &turns[i]);
    }

  print_figures ("painted after", paints, n);
  print_figures ("longest turn of the loop afterwards", turns, n);
  ticket_fixture_tear_down (&fixture);
}

/* Opening builds what is seen and one page more, at the newest entry. */
static void
test_newest_first (void)
{
  TicketFixture fixture = { 0 };

  ticket_fixture_set_up (&fixture, 1153, 900);
  merge_long_ticket (&fixture, N_ENTRIES);
  ticket_fixture_close_page (&fixture);
  ticket_fixture_open_page (&fixture);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *list = get_list (&fixture, i);
      g_autofree char *text = NULL;

      WAIT (get_rest (list) <= 1 && gtk_adjustment_get_value (get_adjustment (list)) > 0);
      text = collect_text (list);
      g_assert_nonnull (strstr (text, "Message n° 49"));
      g_assert_null (strstr (text, "Message n° 0\n"));
      g_assert_cmpuint (count_rows (list), <, N_ENTRIES);
    }
  ticket_fixture_tear_down (&fixture);
}

/* What comes above leaves the place of reading where it is. */
static void
test_scrolled_up (void)
{
  TicketFixture fixture = { 0 };
  GtkAdjustment *adjustment;
  GtkWidget *list;

  ticket_fixture_set_up (&fixture, 1153, 900);
  merge_long_ticket (&fixture, N_ENTRIES);
  ticket_fixture_close_page (&fixture);
  ticket_fixture_open_page (&fixture);
  list = get_list (&fixture, 0);
  adjustment = get_adjustment (list);
  WAIT (gtk_adjustment_get_value (adjustment) > 0);
  ticket_fixture_spin (200);

  for (guint i = 0; i < 200 && count_rows (list) < N_ENTRIES; i++)
    {
      double rest;
      guint n = count_rows (list);

      gtk_adjustment_set_value (adjustment, 0);
      rest = get_rest (list);
      WAIT (count_rows (list) > n);
      ticket_fixture_spin (100);
      g_assert_cmpfloat_with_epsilon (get_rest (list), rest, 1);
    }
  g_assert_cmpuint (count_rows (list), ==, N_ENTRIES);
  ticket_fixture_tear_down (&fixture);
}

/* The button at the top brings all. */
static void
test_all (void)
{
  TicketFixture fixture = { 0 };
  GtkWidget *list;

  ticket_fixture_set_up (&fixture, 1153, 900);
  merge_long_ticket (&fixture, N_ENTRIES);
  ticket_fixture_close_page (&fixture);
  ticket_fixture_open_page (&fixture);
  list = get_list (&fixture, 0);
  g_signal_emit_by_name (find_widget (list, GTK_TYPE_BUTTON, 0), "clicked");
  WAIT (count_rows (list) == N_ENTRIES);
  g_assert_false (gtk_widget_get_visible (find_widget (list, GTK_TYPE_BUTTON, 0)));
  WAIT (get_rest (list) <= 1);
  ticket_fixture_tear_down (&fixture);
}

/* ---- events */

static GuichetTicket *
make_dated_ticket (void)
{
  GuichetTicket *ticket = ticket_fixture_make_ticket ("assigned", ME);

  guichet_ticket_set (ticket, GUICHET_FIELD_ASSIGNMENT_DATE, "2026-11-23 09:00:00");
  guichet_ticket_set (ticket, GUICHET_FIELD_PENDING_DATE, "2026-11-24 08:00:00");

  return ticket;
}

static void
test_events_of_dates (void)
{
  g_autoptr(GuichetTicket) ticket = make_dated_ticket ();
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", NULL);
  g_autoptr(GPtrArray) events = guichet_journal_events_new (ticket, NULL, profile);

  g_assert_cmpuint (events->len, ==, 2);
  g_assert_cmpstr (((GuichetJournalEvent *) g_ptr_array_index (events, 0))->text, ==, "Assigned");
  g_assert_cmpstr (((GuichetJournalEvent *) g_ptr_array_index (events, 1))->text, ==, "Put on hold");
}

static void
test_events_of_history (void)
{
  g_autoptr(GuichetTicket) ticket = make_dated_ticket ();
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", NULL);
  g_autoptr(GPtrArray) history = guichet_history_new ();
  g_autoptr(GPtrArray) events = NULL;

  g_ptr_array_add (history, guichet_history_entry_new ("2026-11-23 10:00:00", GUICHET_FIELD_STATUS, "assigned", "pending"));
  g_ptr_array_add (history, guichet_history_entry_new ("2026-11-23 09:00:00", GUICHET_FIELD_AGENT, "", "Nora Bellanger"));
  g_ptr_array_add (history, guichet_history_entry_new ("2026-11-23 11:00:00", GUICHET_FIELD_TITLE, "a", "b"));
  events = guichet_journal_events_new (ticket, history, profile);
  g_assert_cmpuint (events->len, ==, 2);
  g_assert_cmpstr (((GuichetJournalEvent *) g_ptr_array_index (events, 0))->text, ==, "Agent: Nora Bellanger");
  g_assert_cmpstr (((GuichetJournalEvent *) g_ptr_array_index (events, 1))->text, ==, "State: On Hold");
}

/* In their places: between the entries, and after the last one. */
static void
test_events_shown (void)
{
  TicketFixture fixture = { 0 };
  g_autoptr(GuichetTicket) ticket = make_dated_ticket ();

  ticket_fixture_set_up (&fixture, 1153, 900);
  guichet_ticket_set (ticket, GUICHET_FIELD_LAST_UPDATE, "2026-11-24 09:52:00");
  ticket_fixture_merge (&fixture, ticket);
  ticket_fixture_spin (300);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *text = collect_text (get_list (&fixture, i));
      const char *assigned = strstr (text, "Assigned · ");
      const char *held = strstr (text, "Put on hold · ");

      g_assert_nonnull (assigned);
      g_assert_nonnull (held);
      g_assert_true (assigned < held);
      save_picture (GTK_WIDGET (fixture.window), "events.png");
      guichet_journal_list_show_events (GUICHET_JOURNAL_LIST (get_list (&fixture, i)), FALSE);
      ticket_fixture_spin (50);
      g_clear_pointer (&text, g_free);
      text = collect_text (get_list (&fixture, i));
      g_assert_null (strstr (text, "Put on hold"));
    }
  ticket_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/journal-list/figures", test_figures);
  g_test_add_func ("/ui/journal-list/newest-first", test_newest_first);
  g_test_add_func ("/ui/journal-list/scrolled-up", test_scrolled_up);
  g_test_add_func ("/ui/journal-list/all", test_all);
  g_test_add_func ("/ui/journal-list/events-of-dates", test_events_of_dates);
  g_test_add_func ("/ui/journal-list/events-of-history", test_events_of_history);
  g_test_add_func ("/ui/journal-list/events-shown", test_events_shown);

  return g_test_run ();
}

#include "config.h"

#include "shell-fixture.h"

#include "store/cache.h"
#include "store/reading.h"
#include "ui/agent/tickets-page.h"

static AdwNavigationPage *
get_page (ShellFixture *f)
{
  return guichet_agent_portal_get_visible_page (f->portal);
}

static gboolean
shows_text (ShellFixture *f,
            const char   *text)
{
  g_autofree char *all = collect_text (GTK_WIDGET (f->window));

  return strstr (all, text) != NULL;
}

static void
activate (ShellFixture *f,
          const char   *action,
          const char   *argument)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_page (f)), action,
                                             argument != NULL ? "s" : NULL, argument));
}

static void
show_view (ShellFixture *f,
           const char   *nick)
{
  activate (f, "portal.show-view", nick);
  shell_fixture_settle (f);
}

/* What the page shows is what the store says, in its order. */
static void
assert_is_store_order (ShellFixture *f)
{
  GuichetQueueModel *queue = shell_fixture_get_queue (f);
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = guichet_store_list_ids (f->store, guichet_queue_model_get_query (queue), NULL, &error);
  guint first;
  guint last;

  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, guichet_queue_model_get_n_tickets (queue));
  guichet_queue_model_get_range (queue, &first, &last);
  for (guint i = first; i <= last; i++)
    g_assert_cmpint (guichet_queue_model_get_id (queue, i - first), ==, g_array_index (ids, gint64, i - 1));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (guichet_queue_model_get_selection (queue))),
                    ==, last + 1 - first);
}

static void
test_counts (void)
{
  ShellFixture f = { NULL };
  static const struct
  {
    const char *nick;
    const char *label;
    guint       n;
  } cases[] = {
    { "mine", "My Open Tickets (43)", N_MINE },
    { "to-take", "To Take (5)", N_TO_TAKE },
    { "taken", "Taken (7)", N_TAKEN },
    { "resolved-mine", "Resolved (4)", N_RESOLVED_MINE },
    { "resolved-team", "All (10)", N_RESOLVED_MINE + N_RESOLVED_OTHERS },
  };

  shell_fixture_set_up (&f, 1400, 900);
  WAIT (shows_text (&f, "Open Tickets (55)"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      show_view (&f, cases[i].nick);
      g_assert_cmpuint (guichet_queue_model_get_n_tickets (shell_fixture_get_queue (&f)), ==, cases[i].n);
      g_assert_true (shows_text (&f, cases[i].label));
      assert_is_store_order (&f);
    }
  g_assert_true (shows_text (&f, "Resolved Tickets (10)"));

  shell_fixture_tear_down (&f);
}

static void
test_columns (void)
{
  ShellFixture f = { NULL };
  const char *titles[] = { "Full Name", "Request Subject", "Start Date", "Last Update", "Status", "Service" };
  guint n_visible = 0;
  GListModel *columns;

  shell_fixture_set_up (&f, 1400, 900);
  columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (find_widget (GTK_WIDGET (f.window), GTK_TYPE_COLUMN_VIEW, 0)));
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (gtk_column_view_column_get_visible (column))
        g_assert_cmpstr (gtk_column_view_column_get_title (column), ==, titles[n_visible++]);
    }
  g_assert_cmpuint (n_visible, ==, G_N_ELEMENTS (titles));
  WAIT (shows_text (&f, "User Request"));
  WAIT (shows_text (&f, "R-000043"));

  shell_fixture_tear_down (&f);
}

static void
test_sort (void)
{
  ShellFixture f = { NULL };
  GtkColumnView *view;
  GListModel *columns;

  shell_fixture_set_up (&f, 1400, 900);
  view = GTK_COLUMN_VIEW (find_widget (GTK_WIDGET (f.window), GTK_TYPE_COLUMN_VIEW, 0));
  columns = gtk_column_view_get_columns (view);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    for (GtkSortType order = GTK_SORT_ASCENDING; order <= GTK_SORT_DESCENDING; order++)
      {
        g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

        if (!gtk_column_view_column_get_visible (column))
          continue;
        gtk_column_view_sort_by_column (view, column, order);
        shell_fixture_settle (&f);
        g_assert_cmpint (guichet_queue_model_get_query (shell_fixture_get_queue (&f))->keys[0].ascending,
                         ==, order == GTK_SORT_ASCENDING);
        assert_is_store_order (&f);
      }
  g_assert_true (shows_text (&f, "Sort: Service ↓"));

  shell_fixture_tear_down (&f);
}

static void
test_pages (void)
{
  ShellFixture f = { NULL };
  GuichetQueueModel *queue;

  shell_fixture_set_up (&f, 1400, 900);
  queue = shell_fixture_get_queue (&f);
  g_assert_cmpuint (guichet_queue_model_get_n_pages (queue), ==, 3);
  WAIT (shows_text (&f, "1–20 of 43"));
  assert_is_store_order (&f);

  guichet_queue_model_set_page (queue, 2);
  WAIT (shows_text (&f, "41–43 of 43"));
  assert_is_store_order (&f);
  guichet_queue_model_set_page (queue, 99);
  g_assert_cmpuint (guichet_queue_model_get_page (queue), ==, 2);

  g_object_set (f.portal, "items-per-page", 50, NULL);
  WAIT (shows_text (&f, "1–43 of 43"));
  g_object_set (f.portal, "items-per-page", 0, NULL);
  WAIT (shows_text (&f, "1–43 of 43"));
  assert_is_store_order (&f);

  /* Another list follows, and what is chosen there comes back here. */
  show_view (&f, "taken");
  g_object_set (get_page (&f), "items-per-page", 20, NULL);
  {
    int items_per_page;

    g_object_get (f.portal, "items-per-page", &items_per_page, NULL);
    g_assert_cmpint (items_per_page, ==, 20);
  }

  shell_fixture_tear_down (&f);
}

/* There is one entry for each layout: the one that is seen. */
static void
type_filter (ShellFixture *f,
             const char   *text)
{
  GtkWidget *entry;

  for (guint i = 0; (entry = find_widget (GTK_WIDGET (get_page (f)), GTK_TYPE_SEARCH_ENTRY, i)) != NULL; i++)
    if (gtk_widget_get_mapped (entry))
      {
        gtk_editable_set_text (GTK_EDITABLE (entry), text);
        return;
      }

  g_assert_not_reached ();
}

static void
test_filter (void)
{
  ShellFixture f = { NULL };
  GuichetQueueModel *queue;

  shell_fixture_set_up (&f, 1400, 900);
  queue = shell_fixture_get_queue (&f);

  type_filter (&f, "SPECIALE demande");
  WAIT (guichet_queue_model_is_settled (queue) && guichet_queue_model_get_n_tickets (queue) == 4);
  assert_is_store_order (&f);

  type_filter (&f, "nowhere");
  WAIT (shows_text (&f, "No Ticket Matches"));

  /* The way back from the empty list. */
  for (guint i = 0; ; i++)
    {
      GtkWidget *button = find_widget (GTK_WIDGET (get_page (&f)), GTK_TYPE_BUTTON, i);

      g_assert_nonnull (button);
      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), "Clear the Filter") != 0)
        continue;
      g_signal_emit_by_name (button, "clicked");
      break;
    }
  WAIT (guichet_queue_model_get_n_tickets (queue) == N_MINE);

  shell_fixture_tear_down (&f);
}

static void
test_keyboard (void)
{
  ShellFixture f = { NULL };
  GtkWidget *view;
  GtkWidget *focus;
  GuichetQueueModel *queue;
  gint64 id;

  shell_fixture_set_up (&f, 1400, 900);
  queue = shell_fixture_get_queue (&f);

  activate (&f, "portal.filter", NULL);
  focus = gtk_window_get_focus (GTK_WINDOW (f.window));
  g_assert_nonnull (focus);
  g_assert_nonnull (gtk_widget_get_ancestor (focus, GTK_TYPE_SEARCH_ENTRY));

  /* Enter on the third row opens it; back is at the same row. */
  view = find_widget (GTK_WIDGET (f.window), GTK_TYPE_COLUMN_VIEW, 0);
  id = guichet_queue_model_get_id (queue, 2);
  g_signal_emit_by_name (view, "activate", 2);
  WAIT (GUICHET_IS_TICKET_PAGE (get_page (&f)));
  g_assert_cmpint (guichet_ticket_page_get_ticket_id (GUICHET_TICKET_PAGE (get_page (&f))), ==, id);
  ticket_fixture_spin (400);

  gtk_widget_activate_action (GTK_WIDGET (get_page (&f)), "navigation.pop", NULL);
  WAIT (GUICHET_IS_TICKETS_PAGE (get_page (&f)));
  g_assert_true (gtk_selection_model_is_selected (guichet_queue_model_get_selection (queue), 2));

  for (guint i = 0; i < 5; i++)
    {
      const char *sections[] = { "home", "tickets", "resolved", "articles", "faq" };
      const char *titles[] = { "Home", "Open Tickets", "Resolved Tickets", "Knowledge Articles", "FAQ" };

      activate (&f, "portal.section", sections[i]);
      g_assert_cmpstr (adw_navigation_page_get_title (get_page (&f)), ==, titles[i]);
    }
  WAIT (shows_text (&f, "Le Wi-Fi ne marche pas"));

  shell_fixture_tear_down (&f);
}

/* A change on the server moves the selected ticket: the selection goes along. */
static void
test_selection_follows (void)
{
  ShellFixture f = { NULL };
  GuichetQueueModel *queue;
  GtkSelectionModel *selection;
  gint64 id;

  shell_fixture_set_up (&f, 1400, 900);
  queue = shell_fixture_get_queue (&f);
  selection = guichet_queue_model_get_selection (queue);
  id = guichet_queue_model_get_id (queue, 9);
  gtk_selection_model_select_item (selection, 9, TRUE);

  shell_fixture_touch (&f, id, "2026-11-30 12:00:00", "Moved to the top");
  WAIT (guichet_queue_model_get_id (queue, 0) == id);
  WAIT (gtk_selection_model_is_selected (guichet_queue_model_get_selection (queue), 0));
  WAIT (shows_text (&f, "Moved to the top"));
  assert_is_store_order (&f);

  shell_fixture_tear_down (&f);
}

static void
test_empty (void)
{
  ShellFixture f = { NULL };
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) error = NULL;

  shell_fixture_set_up (&f, 1400, 900);
  for (gint64 id = N_MINE + 1; id <= N_MINE + N_TO_TAKE; id++)
    g_array_append_val (ids, id);
  {
    gboolean vanished = guichet_store_vanish_tickets (f.store, ids, &error);

    g_assert_no_error (error);
    g_assert_true (vanished);
  }
  show_view (&f, "to-take");
  WAIT (shows_text (&f, "Nothing to Take"));
  WAIT (shows_text (&f, "To Take (0)"));

  shell_fixture_tear_down (&f);
}

/* The table and drop-downs have list views of their own inside. */
static GtkWidget *
find_rows (ShellFixture *f)
{
  GtkWidget *rows;

  for (guint i = 0; (rows = find_widget (GTK_WIDGET (f->window), GTK_TYPE_LIST_VIEW, i)) != NULL; i++)
    if (gtk_widget_has_css_class (rows, "tlist"))
      return rows;

  g_assert_not_reached ();
}

static guint
count_columns (GtkWidget *view)
{
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (view));
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      n += gtk_column_view_column_get_visible (column);
    }

  return n;
}

/* Narrow windows: rows of two lines, nothing wider than the window. */
static void
test_adaptive (void)
{
  static const struct
  {
    int      width;
    gboolean rows;
    guint    n_columns;
  } cases[] = {
    { 1400, FALSE, 6 },
    { 1024, FALSE, 5 },
    { 700, FALSE, 4 },
    { 370, TRUE, 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ShellFixture f = { NULL };
      GtkWidget *view;
      GtkWidget *rows;
      int minimum;

      shell_fixture_set_up (&f, cases[i].width, 720);
      view = find_widget (GTK_WIDGET (f.window), GTK_TYPE_COLUMN_VIEW, 0);
      rows = find_rows (&f);
      WAIT (gtk_widget_get_mapped (rows) == cases[i].rows && gtk_widget_get_mapped (view) != cases[i].rows);

      WAIT (count_columns (view) == cases[i].n_columns);

      gtk_widget_measure (GTK_WIDGET (get_page (&f)), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_assert_cmpint (minimum, <=, cases[i].width);
      WAIT (shows_text (&f, "Demande"));
      shell_fixture_tear_down (&f);
    }
}

/* A list that is as good as new says nothing of its age. */
static void
test_age (void)
{
  ShellFixture f = { NULL };
  GuichetSyncStatus *status;
  gint64 now = g_get_real_time () / 1000;

  shell_fixture_set_up (&f, 1400, 900);
  show_view (&f, "mine");
  g_assert_false (shows_text (&f, "Read from the server"));

  status = guichet_context_get_sync_status (f.context);
  guichet_sync_status_set_last_success (status, now - 59 * 60 * 1000);
  g_assert_false (shows_text (&f, "Read from the server"));
  guichet_sync_status_set_last_success (status, now - 125 * 60 * 1000);
  g_assert_true (shows_text (&f, "Read from the server 2 h ago"));
  guichet_sync_status_set_last_success (status, now);
  g_assert_false (shows_text (&f, "Read from the server"));
  shell_fixture_tear_down (&f);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/lists/counts", test_counts);
  g_test_add_func ("/lists/columns", test_columns);
  g_test_add_func ("/lists/sort", test_sort);
  g_test_add_func ("/lists/pages", test_pages);
  g_test_add_func ("/lists/filter", test_filter);
  g_test_add_func ("/lists/keyboard", test_keyboard);
  g_test_add_func ("/lists/selection-follows", test_selection_follows);
  g_test_add_func ("/lists/empty", test_empty);
  g_test_add_func ("/lists/adaptive", test_adaptive);
  g_test_add_func ("/lists/age", test_age);

  return g_test_run ();
}

#include "config.h"

#include "shell-fixture.h"

#include "store/marks.h"
#include "store/outbox.h"
#include "store/reading.h"
#include "store/views.h"
#include "ui/agent/bulk.h"
#include "ui/agent/csv-export.h"
#include "ui/agent/csv.h"
#include "ui/agent/filter-chips.h"
#include "ui/agent/queue-settings.h"
#include "ui/agent/saved-views.h"
#include "ui/agent/split-pane.h"
#include "ui/agent/tickets-page.h"

#include <glib/gstdio.h>

/* What a person does in lists: order, columns, groups, conditions, views, many
 * tickets at once; and that nothing moves meanwhile. */

static GuichetTicketsPage *
get_page (ShellFixture *f)
{
  return GUICHET_TICKETS_PAGE (guichet_agent_portal_get_visible_page (f->portal));
}

static GuichetQueueView *
get_view (ShellFixture *f)
{
  return guichet_tickets_page_get_queue (get_page (f));
}

static GtkSelectionModel *
get_selection (ShellFixture *f)
{
  return guichet_queue_model_get_selection (shell_fixture_get_queue (f));
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
          const char   *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_page (f)), action, NULL));
}

static void
assert_is_store_order (ShellFixture *f)
{
  GuichetQueueModel *queue = shell_fixture_get_queue (f);
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = guichet_store_list_ids (f->store, guichet_queue_model_get_query (queue), NULL, &error);
  g_autoptr(GArray) shown = guichet_queue_model_dup_ids (queue);

  g_assert_no_error (error);
  g_assert_cmpmem (ids->data, ids->len * sizeof (gint64), shown->data, shown->len * sizeof (gint64));
}

/* ---- order and columns */

static void
test_second_level (void)
{
  ShellFixture f = { NULL };
  const GuichetTicketQuery *query;

  shell_fixture_set_up (&f, 1400, 900);
  g_object_set (get_page (&f), "sort", "service", "second-sort", "title", "second-ascending", TRUE, NULL);
  g_object_set (get_page (&f), "second-ascending", TRUE, NULL);
  shell_fixture_settle (&f);
  query = guichet_queue_model_get_query (shell_fixture_get_queue (&f));
  g_assert_cmpuint (query->n_keys, ==, 2);
  g_assert_cmpint (query->keys[0].sort, ==, GUICHET_SORT_SERVICE);
  g_assert_cmpint (query->keys[1].sort, ==, GUICHET_SORT_TITLE);
  g_assert_true (query->keys[1].ascending);
  assert_is_store_order (&f);
  WAIT (shows_text (&f, "Sort: Service ↓, then Request Subject ↑"));
  WAIT (shows_text (&f, "Request Subject ↑²"));

  /* Another list has its own order; coming back finds this one. */
  {
    g_autoptr(GuichetTicketQuery) kept = guichet_ticket_query_new (GUICHET_VIEW_MINE);
    g_autoptr(GSettings) settings = guichet_queue_settings_new ("mine");

    guichet_queue_settings_load_order (settings, kept);
    g_assert_cmpuint (kept->n_keys, ==, 2);
    g_assert_cmpint (kept->keys[0].sort, ==, GUICHET_SORT_SERVICE);
    g_assert_cmpint (kept->keys[1].sort, ==, GUICHET_SORT_TITLE);
  }
  guichet_tickets_page_show_view (get_page (&f), GUICHET_VIEW_TAKEN);
  shell_fixture_settle (&f);
  g_assert_cmpuint (guichet_queue_model_get_query (shell_fixture_get_queue (&f))->n_keys, ==, 1);

  g_object_set (get_page (&f), "second-sort", "none", NULL);
  shell_fixture_tear_down (&f);
}

static void
test_columns (void)
{
  ShellFixture f = { NULL };
  GuichetQueueColumns *columns;
  g_autoptr(GVariant) kept = NULL;
  g_autofree char *printed = NULL;

  shell_fixture_set_up (&f, 1400, 900);
  columns = guichet_queue_view_get_columns (get_view (&f));
  g_assert_false (guichet_queue_columns_is_shown (columns, GUICHET_SORT_CALLER));
  guichet_queue_columns_set_shown (columns, GUICHET_SORT_CALLER, TRUE);
  guichet_queue_columns_set_shown (columns, GUICHET_SORT_SERVICE, FALSE);
  guichet_queue_columns_set_shown (columns, GUICHET_SORT_TITLE, FALSE);
  WAIT (shows_text (&f, "Maud Ferrand"));
  g_assert_true (guichet_queue_columns_is_shown (columns, GUICHET_SORT_TITLE));
  for (guint i = 0; i < 6; i++)
    guichet_queue_columns_move (columns, GUICHET_SORT_CALLER, -1);
  {
    g_autoptr(GArray) sorts = guichet_queue_columns_dup_sorts (columns, TRUE);

    g_assert_cmpuint (sorts->len, ==, 6);
    g_assert_cmpint (g_array_index (sorts, GuichetSort, 0), ==, GUICHET_SORT_CALLER);
    g_assert_cmpint (g_array_index (sorts, GuichetSort, 1), ==, GUICHET_SORT_REF);
  }

  /* Kept once nothing changes any more. */
  ticket_fixture_spin (600);
  kept = g_settings_get_value (guichet_queue_view_get_settings (get_view (&f)), "columns");
  printed = g_variant_print (kept, FALSE);
  g_assert_true (g_str_has_prefix (printed, "[('caller', 0, true), ('ref', 0, true)"));
  g_assert_nonnull (strstr (printed, "('service', 0, false)"));

  guichet_queue_columns_reset (columns);
  {
    g_autoptr(GArray) sorts = guichet_queue_columns_dup_sorts (columns, TRUE);

    g_assert_cmpuint (sorts->len, ==, 6);
    g_assert_cmpint (g_array_index (sorts, GuichetSort, 0), ==, GUICHET_SORT_REF);
    g_assert_cmpint (g_array_index (sorts, GuichetSort, 5), ==, GUICHET_SORT_SERVICE);
  }

  shell_fixture_tear_down (&f);
}

/* However many are wanted, no table is wider than its window. */
static void
test_columns_fit (void)
{
  ShellFixture f = { NULL };
  GuichetQueueColumns *columns;
  GtkWidget *view;
  int minimum;

  shell_fixture_set_up (&f, 1300, 900);
  columns = guichet_queue_view_get_columns (get_view (&f));
  for (GuichetSort sort = 0; sort < GUICHET_N_SORTS; sort++)
    guichet_queue_columns_set_shown (columns, sort, TRUE);
  ticket_fixture_spin (200);
  view = find_widget (GTK_WIDGET (f.window), GTK_TYPE_COLUMN_VIEW, 0);
  gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, gtk_widget_get_width (GTK_WIDGET (get_view (&f))));

  shell_fixture_tear_down (&f);
}

/* ---- groups */

static void
test_groups (void)
{
  ShellFixture f = { NULL };
  GuichetQueueModel *queue;
  guint sum = 0;

  shell_fixture_set_up (&f, 1400, 900);
  queue = shell_fixture_get_queue (&f);
  WAIT (shows_text (&f, "User Request"));
  g_object_set (get_page (&f), "group", "service", NULL);
  shell_fixture_settle (&f);
  assert_is_store_order (&f);
  WAIT (shows_text (&f, "Imprimantes") && shows_text (&f, "Messagerie"));
  WAIT (!shows_text (&f, "User Request"));

  /* The groups have all the tickets of the list between them. */
  g_object_set (f.portal, "items-per-page", 0, NULL);
  WAIT (guichet_queue_model_get_n_pages (queue) == 1);
  for (guint position = 0; position < N_MINE; position += guichet_queue_model_count_group (queue, position))
    {
      guint n = guichet_queue_model_count_group (queue, position);

      g_assert_cmpuint (n, >, 0);
      sum += n;
    }
  g_assert_cmpuint (sum, ==, N_MINE);

  g_object_set (f.portal, "items-per-page", 20, NULL);
  g_object_set (get_page (&f), "group", "none", NULL);
  WAIT (shows_text (&f, "User Request"));

  shell_fixture_tear_down (&f);
}

/* ---- conditions and views */

static GtkWidget *
find_entry (ShellFixture *f)
{
  GtkWidget *entry;

  for (guint i = 0; (entry = find_widget (GTK_WIDGET (get_page (f)), GTK_TYPE_SEARCH_ENTRY, i)) != NULL; i++)
    if (gtk_widget_get_mapped (entry))
      return entry;

  g_assert_not_reached ();
}

static GtkWidget *
find_chip (ShellFixture *f)
{
  GtkWidget *chips = find_widget (GTK_WIDGET (get_page (f)), GUICHET_TYPE_FILTER_CHIPS, 0);
  GtkWidget *chip;

  for (guint i = 0; (chip = find_widget (chips, GTK_TYPE_BUTTON, i)) != NULL; i++)
    if (gtk_widget_has_css_class (chip, "filter-chip"))
      return chip;

  return NULL;
}

static void
test_conditions (void)
{
  ShellFixture f = { NULL };
  GuichetQueueModel *queue;
  GtkWidget *entry;

  shell_fixture_set_up (&f, 1400, 900);
  queue = shell_fixture_get_queue (&f);
  entry = find_entry (&f);
  gtk_editable_set_text (GTK_EDITABLE (entry), "service:wi-fi speciale");
  WAIT (guichet_queue_model_is_settled (queue) && guichet_queue_model_get_query (queue)->criteria != NULL);
  WAIT (guichet_queue_model_get_n_tickets (queue) == 2);
  assert_is_store_order (&f);
  WAIT (find_chip (&f) != NULL);

  /* Enter leaves the words in the line. */
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "speciale");
  WAIT (guichet_queue_model_is_settled (queue) && guichet_queue_model_get_n_tickets (queue) == 2);

  g_signal_emit_by_name (find_chip (&f), "clicked");
  g_assert_null (find_chip (&f));
  WAIT (guichet_queue_model_is_settled (queue) && guichet_queue_model_get_n_tickets (queue) == 4);

  /* What is half typed is a word, and nothing fails. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "service:");
  ticket_fixture_spin (300);
  activate (&f, "list.clear-filter");
  WAIT (guichet_queue_model_is_settled (queue) && guichet_queue_model_get_n_tickets (queue) == N_MINE);

  shell_fixture_tear_down (&f);
}

static void
save_view (ShellFixture *f,
           const char   *name,
           const char   *conditions)
{
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (GUICHET_VIEW_OPEN);
  g_autoptr(GuichetSavedView) view = guichet_saved_view_new (name, query, guichet_context_get_profile (f->context));
  g_autoptr(GError) error = NULL;

  g_set_str (&view->conditions, conditions);
  guichet_store_save_view (f->store, view, &error);
  g_assert_no_error (error);
}

static char *
dup_first_uuid (ShellFixture *f)
{
  g_autoptr(GPtrArray) views = guichet_store_list_views (f->store, NULL);

  return views->len > 0 ? g_strdup (((GuichetSavedView *) g_ptr_array_index (views, 0))->uuid) : NULL;
}

static GtkWidget *
find_button (ShellFixture *f,
             const char   *label)
{
  GtkWidget *button;

  for (guint i = 0; (button = find_widget (GTK_WIDGET (f->window), GTK_TYPE_BUTTON, i)) != NULL; i++)
    if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
      return button;

  g_assert_not_reached ();
}

static void
test_saved_views (void)
{
  ShellFixture f = { NULL };
  GtkWidget *views;
  g_autofree char *uuid = NULL;
  g_autofree char *moved = NULL;

  shell_fixture_set_up (&f, 1400, 900);
  views = find_widget (GTK_WIDGET (f.window), GUICHET_TYPE_SAVED_VIEWS, 0);
  g_assert_false (gtk_widget_get_visible (views));

  save_view (&f, "Le Wi-Fi <b>", "service:wi-fi");
  save_view (&f, "Messagerie", "service:messagerie");
  WAIT (gtk_widget_get_mapped (views));
  WAIT (shows_text (&f, "Le Wi-Fi <b>"));
  uuid = dup_first_uuid (&f);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_page (&f)), "portal.show-saved-view", "s", uuid));
  shell_fixture_settle (&f);
  WAIT (guichet_queue_model_get_n_tickets (shell_fixture_get_queue (&f)) > 0);
  assert_is_store_order (&f);
  g_assert_cmpstr (adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (get_page (&f))), ==, "Le Wi-Fi <b>");
  g_assert_nonnull (find_chip (&f));
  {
    g_autofree char *count = g_strdup_printf ("%u", guichet_queue_model_get_n_tickets (shell_fixture_get_queue (&f)));
    g_autofree char *texts = NULL;

    WAIT ((g_free (texts), texts = collect_text (views), strstr (texts, count) != NULL));
  }

  g_assert_true (gtk_widget_activate_action (views, "views.move-down", "s", uuid));
  WAIT ((g_free (moved), moved = dup_first_uuid (&f), g_strcmp0 (moved, uuid) != 0));

  /* The way back from a deletion is in its toast. */
  g_assert_true (gtk_widget_activate_action (views, "views.remove", "s", uuid));
  WAIT (guichet_saved_views_find (GUICHET_SAVED_VIEWS (views), uuid) == NULL);
  WAIT (shows_text (&f, "View “Le Wi-Fi <b>” deleted"));
  g_signal_emit_by_name (find_button (&f, "_Undo"), "clicked");
  WAIT (guichet_saved_views_find (GUICHET_SAVED_VIEWS (views), uuid) != NULL);

  shell_fixture_tear_down (&f);
}

/* ---- many tickets */

static guint
count_waiting (ShellFixture *f)
{
  GuichetOutboxCount count;
  g_autoptr(GError) error = NULL;

  guichet_store_count_outbox (f->store, &count, &error);
  g_assert_no_error (error);

  return count.waiting;
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static void
test_take_many (void)
{
  ShellFixture f = { NULL };
  GuichetQueueModel *queue;

  shell_fixture_set_up (&f, 1400, 900);
  guichet_tickets_page_show_view (get_page (&f), GUICHET_VIEW_TO_TAKE);
  shell_fixture_settle (&f);
  queue = shell_fixture_get_queue (&f);
  gtk_selection_model_select_all (get_selection (&f));
  g_assert_cmpuint (guichet_queue_model_get_n_picked (queue), ==, N_TO_TAKE);
  WAIT (shows_text (&f, "5 selected"));

  activate (&f, "list.take");
  WAIT (count_waiting (&f) == N_TO_TAKE);
  WAIT (shows_text (&f, "5 tickets taken"));
  WAIT (guichet_queue_model_get_n_tickets (queue) == 0);

  shell_fixture_tear_down (&f);
}

/* Each ticket has its own answer, and one call takes all back. */
static void
test_batch (void)
{
  ShellFixture f = { NULL };
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GuichetBulk) bulk = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  guint refused = 0;

  shell_fixture_set_up (&f, 1400, 900);
  shell_fixture_add_to_take (&f, 1000, 200);
  for (gint64 id = 1000; id < 1200; id++)
    g_array_append_val (ids, id);
  /* One that is mine, and one that is resolved. */
  for (gint64 id = 1; id <= N_MINE + N_TO_TAKE + N_TAKEN + 1; id += N_MINE + N_TO_TAKE + N_TAKEN)
    g_array_append_val (ids, id);

  bulk = guichet_bulk_new_take (f.context, ids);
  guichet_bulk_run_async (bulk, done_cb, &result);
  WAIT (result != NULL);
  g_assert_true (guichet_bulk_run_finish (bulk, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (guichet_bulk_count_done (bulk), ==, 200);
  g_assert_cmpuint (count_waiting (&f), ==, 200);
  for (guint i = 0; i < guichet_bulk_get_items (bulk)->len; i++)
    {
      const GuichetBulkItem *item = g_ptr_array_index (guichet_bulk_get_items (bulk), i);

      g_assert_true ((item->intent == NULL) == (item->reason != NULL));
      refused += item->intent == NULL;
    }
  g_assert_cmpuint (refused, ==, 2);

  guichet_bulk_withdraw (bulk);
  WAIT (count_waiting (&f) == 0);
  g_clear_object (&result);
  g_clear_object (&bulk);

  shell_fixture_tear_down (&f);
}

static void
test_marks (void)
{
  ShellFixture f = { NULL };
  g_autoptr(GuichetTicketRow) row = NULL;

  shell_fixture_set_up (&f, 1400, 900);
  row = g_list_model_get_item (G_LIST_MODEL (get_selection (&f)), 1);
  gtk_selection_model_select_range (get_selection (&f), 1, 2, TRUE);
  activate (&f, "list.star");
  WAIT (guichet_ticket_row_get_mark (row) != NULL && guichet_ticket_row_get_mark (row)->starred);
  activate (&f, "list.mark-unread");
  WAIT (guichet_ticket_row_get_mark (row)->unread);
  activate (&f, "list.mark-seen");
  WAIT (!guichet_ticket_row_get_mark (row)->unread);
  activate (&f, "list.star");
  WAIT (!guichet_ticket_row_get_mark (row)->starred);

  shell_fixture_tear_down (&f);
}

/* A look shows the ticket and does not mark it as seen. */
static void
test_peek (void)
{
  ShellFixture f = { NULL };
  g_autoptr(GuichetTicketRow) row = NULL;

  shell_fixture_set_up (&f, 1400, 900);
  row = g_list_model_get_item (G_LIST_MODEL (get_selection (&f)), 2);
  gtk_selection_model_select_item (get_selection (&f), 2, TRUE);
  activate (&f, "list.mark-unread");
  WAIT (guichet_ticket_row_get_mark (row) != NULL && guichet_ticket_row_get_mark (row)->unread);
  activate (&f, "list.peek");
  WAIT (shows_text (&f, "R-000041 · Maud Ferrand"));
  ticket_fixture_spin (1300);
  g_assert_true (guichet_ticket_row_get_mark (row)->unread);

  shell_fixture_tear_down (&f);
}

static void
test_export (void)
{
  ShellFixture f = { NULL };
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GFile) file = NULL;
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GArray) sorts = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) lines = NULL;

  shell_fixture_set_up (&f, 1400, 900);
  shell_fixture_touch (&f, 7, "2026-11-29 12:00:00", "=1+1; \"oui\"");
  shell_fixture_settle (&f);
  path = g_build_filename (f.folder, "list.csv", NULL);
  file = g_file_new_for_path (path);
  ids = guichet_queue_model_dup_ids (shell_fixture_get_queue (&f));
  sorts = guichet_queue_columns_dup_sorts (guichet_queue_view_get_columns (get_view (&f)), TRUE);
  guichet_csv_export_async (f.context, ids, sorts, file, NULL, NULL, done_cb, &result);
  WAIT (result != NULL);
  g_assert_true (guichet_csv_export_finish (result, &error));
  g_assert_no_error (error);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, GUICHET_CSV_BYTE_ORDER_MARK "\"Full Name\",\"Request Subject\","));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, N_MINE + 2);
  g_clear_object (&result);
  g_assert_nonnull (strstr (text, "\"R-000007\",\"'=1+1; \"\"oui\"\"\","));

  shell_fixture_tear_down (&f);
}

/* ---- nothing moves under somebody */

/* The list that is on the screen takes the focus, and gives it to a row. */
static void
focus_row (ShellFixture *f,
           guint         position)
{
  GtkWidget *list = find_widget (GTK_WIDGET (f->window), GTK_TYPE_COLUMN_VIEW, 0);

  for (guint i = 0; !gtk_widget_get_mapped (list) || (!GTK_IS_COLUMN_VIEW (list) && !gtk_widget_has_css_class (list, "tlist")); i++)
    list = find_widget (GTK_WIDGET (f->window), GTK_TYPE_LIST_VIEW, i);

  g_assert_true (gtk_widget_grab_focus (list));
  if (GTK_IS_COLUMN_VIEW (list))
    gtk_column_view_scroll_to (GTK_COLUMN_VIEW (list), position, NULL, GTK_LIST_SCROLL_FOCUS, NULL);
  else
    gtk_list_view_scroll_to (GTK_LIST_VIEW (list), position, GTK_LIST_SCROLL_FOCUS, NULL);
}

static double
get_scroll (ShellFixture *f)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (f->window));
  GtkWidget *scroll = gtk_widget_get_ancestor (focus, GTK_TYPE_SCROLLED_WINDOW);

  return gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroll)));
}

/* A hundred changes come in while somebody walks down the list, each of them
 * to the top of it. */
static void
walk (ShellFixture *f,
      guint         n_selected)
{
  GuichetQueueModel *queue = shell_fixture_get_queue (f);
  g_autoptr(GArray) before = guichet_queue_model_dup_ids (queue);
  g_autoptr(GArray) picked = NULL;
  double scroll;

  focus_row (f, 12);
  gtk_selection_model_select_range (get_selection (f), 10, n_selected, TRUE);
  /* Check marks and the bar of many tickets have come in. */
  ticket_fixture_spin (400);
  picked = guichet_queue_model_dup_picked (queue);
  g_assert_cmpuint (picked->len, ==, n_selected);
  scroll = get_scroll (f);

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *time = g_strdup_printf ("2026-11-29 %02u:%02u:00", 1 + i / 60, i % 60);
      g_autoptr(GArray) still = NULL;
      g_autoptr(GArray) after = NULL;

      shell_fixture_touch (f, 1 + (i * 7) % N_MINE, time, "Changed while somebody looks");
      ticket_fixture_spin (3);
      after = guichet_queue_model_dup_ids (queue);
      still = guichet_queue_model_dup_picked (queue);
      g_assert_cmpmem (before->data, before->len * sizeof (gint64), after->data, after->len * sizeof (gint64));
      g_assert_cmpmem (picked->data, picked->len * sizeof (gint64), still->data, still->len * sizeof (gint64));
    }
  WAIT (shows_text (f, "update"));
  WAIT (shows_text (f, "Changed while somebody looks"));
  g_assert_cmpfloat (ABS (get_scroll (f) - scroll), <, 1);

  /* The focus leaves: now they move, and the same tickets stay selected. */
  guichet_tickets_page_focus_filter (get_page (f));
  {
    g_autoptr(GArray) still = NULL;
    g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_copy (guichet_queue_model_get_query (queue));
    g_autoptr(GArray) ids = guichet_store_list_ids (f->store, query, NULL, NULL);

    WAIT (guichet_queue_model_get_n_held (queue) == 0 &&
          guichet_queue_model_get_id (queue, 0) == g_array_index (ids, gint64, 0));
    ticket_fixture_spin (200);
    assert_is_store_order (f);
  }
}

static void
test_walk (gconstpointer data)
{
  const char *how = data;
  ShellFixture f = { NULL };

  shell_fixture_set_up (&f, 1400, 900);
  g_object_set (f.portal, "items-per-page", 0, NULL);
  if (g_str_equal (how, "groups"))
    g_object_set (get_page (&f), "group", "status", NULL);
  if (g_str_equal (how, "split"))
    guichet_tickets_page_set_split (get_page (&f), TRUE);
  shell_fixture_settle (&f);
  ticket_fixture_spin (150);
  walk (&f, g_str_equal (how, "many") ? 5 : 1);

  shell_fixture_tear_down (&f);
}

/* ---- beside the list */

static void
test_split (void)
{
  ShellFixture f = { NULL };
  GuichetQueueModel *queue;
  GuichetSplitPane *pane;
  g_autoptr(GuichetTicketRow) row = NULL;

  shell_fixture_set_up (&f, 1400, 900);
  queue = shell_fixture_get_queue (&f);
  guichet_tickets_page_set_split (get_page (&f), TRUE);
  pane = GUICHET_SPLIT_PANE (find_widget (GTK_WIDGET (f.window), GUICHET_TYPE_SPLIT_PANE, 0));
  WAIT (guichet_split_pane_get_ticket_id (pane) == guichet_queue_model_get_id (queue, 0));
  WAIT (find_widget (GTK_WIDGET (pane), GUICHET_TYPE_TICKET_PAGE, 0) != NULL);

  /* Walking through loads the last one only, and a moment's look is seen. */
  row = g_list_model_get_item (G_LIST_MODEL (get_selection (&f)), 8);
  activate (&f, "list.mark-unread");
  for (guint i = 1; i <= 8; i++)
    gtk_selection_model_select_item (get_selection (&f), i, TRUE);
  activate (&f, "list.mark-unread");
  WAIT (guichet_ticket_row_get_mark (row) != NULL && guichet_ticket_row_get_mark (row)->unread);
  {
    GtkWidget *page;

    WAIT ((page = find_widget (GTK_WIDGET (pane), GUICHET_TYPE_TICKET_PAGE, 0)) != NULL &&
          guichet_ticket_page_get_ticket_id (GUICHET_TICKET_PAGE (page)) == guichet_queue_model_get_id (queue, 8));
  }
  WAIT (!guichet_ticket_row_get_mark (row)->unread);

  gtk_selection_model_select_range (get_selection (&f), 2, 3, TRUE);
  WAIT (shows_text (&f, "3 Tickets Selected"));
  guichet_tickets_page_set_split (get_page (&f), FALSE);
  WAIT (!gtk_widget_get_mapped (GTK_WIDGET (pane)));

  shell_fixture_tear_down (&f);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/list-work/second-level", test_second_level);
  g_test_add_func ("/list-work/columns", test_columns);
  g_test_add_func ("/list-work/columns-fit", test_columns_fit);
  g_test_add_func ("/list-work/groups", test_groups);
  g_test_add_func ("/list-work/conditions", test_conditions);
  g_test_add_func ("/list-work/saved-views", test_saved_views);
  g_test_add_func ("/list-work/take-many", test_take_many);
  g_test_add_func ("/list-work/batch", test_batch);
  g_test_add_func ("/list-work/marks", test_marks);
  g_test_add_func ("/list-work/peek", test_peek);
  g_test_add_func ("/list-work/export", test_export);
  g_test_add_data_func ("/list-work/walk/table", "table", test_walk);
  g_test_add_data_func ("/list-work/walk/groups", "groups", test_walk);
  g_test_add_data_func ("/list-work/walk/split", "split", test_walk);
  g_test_add_data_func ("/list-work/walk/many", "many", test_walk);
  g_test_add_func ("/list-work/split", test_split);

  return g_test_run ();
}

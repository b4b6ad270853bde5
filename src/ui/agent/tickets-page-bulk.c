#include "config.h"

#include "ui/agent/tickets-page-private.h"

#include "store/marks.h"
#include "store/reading.h"
#include "ui/agent/bulk-result-dialog.h"
#include "ui/agent/bulk-team-dialog.h"
#include "ui/agent/bulk.h"
#include "ui/agent/csv-export.h"
#include "ui/agent/peek.h"
#include "ui/common/problem.h"
#include "ui/common/recall.h"
#include "ui/common/toast.h"

#include <glib/gi18n.h>

/* What is done with the selected tickets. */

/* A few tickets are written before anybody could read how far it is. */
#define PROGRESS_TICKETS 1000

static GuichetQueueModel *
get_model (GuichetTicketsPage *self)
{
  return guichet_queue_view_get_model (guichet_tickets_page_get_queue (self));
}

static AdwToast *
show_text (GtkWidget  *near,
           const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  guichet_show_toast (near, toast);

  return toast;
}

/* ---- operations */

typedef struct
{
  GuichetTicketsPage *page;
  GuichetBulk        *bulk;
} Run;

static void
free_run (gpointer data)
{
  Run *run = data;

  g_object_unref (run->page);
  g_object_unref (run->bulk);
  g_free (run);
}

static void
withdraw_cb (AdwToast *toast)
{
  Run *run = g_object_get_data (G_OBJECT (toast), "run");

  guichet_bulk_withdraw (run->bulk);
}

static char *
dup_done_text (GuichetBulk *bulk)
{
  guint n = guichet_bulk_count_done (bulk);

  if (guichet_bulk_is_take (bulk))
    return g_strdup_printf (ngettext ("%u ticket taken", "%u tickets taken", n), n);

  return g_strdup_printf (ngettext ("%u ticket assigned to the team", "%u tickets assigned to the team", n), n);
}

static void
show_done (Run *run)
{
  g_autofree char *text = dup_done_text (run->bulk);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _("_Withdraw"));
  adw_toast_set_timeout (toast, MAX (guichet_recall_get_seconds (), 5));
  g_signal_connect (toast, "button-clicked", G_CALLBACK (withdraw_cb), NULL);
  g_object_set_data_full (G_OBJECT (toast), "run", run, free_run);
  guichet_show_toast (GTK_WIDGET (run->page), toast);
}

static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  Run *run = user_data;
  GuichetTicketsPage *page = run->page;
  g_autoptr(GError) error = NULL;
  guint n;

  if (!guichet_bulk_run_finish (GUICHET_BULK (source), result, &error))
    {
      show_text (GTK_WIDGET (page), guichet_problem_describe (error).sentence);
      free_run (run);
      return;
    }

  g_set_object (&page->last_bulk, run->bulk);
  guichet_queue_view_let_go (guichet_tickets_page_get_queue (page));
  gtk_widget_action_set_enabled (GTK_WIDGET (page), "list.show-result", TRUE);
  n = guichet_bulk_get_items (run->bulk)->len;
  /* What could not be done has to be read, so it is shown at once. */
  if (guichet_bulk_count_done (run->bulk) < n)
    gtk_widget_activate_action (GTK_WIDGET (page), "list.show-result", NULL);
  if (guichet_bulk_count_done (run->bulk) > 0)
    show_done (run);
  else
    free_run (run);
}

static void
run_bulk (GuichetTicketsPage *self,
          GuichetBulk        *bulk)
{
  Run *run = g_new0 (Run, 1);

  run->page = g_object_ref (self);
  run->bulk = bulk;
  guichet_bulk_run_async (bulk, ran_cb, run);
}

static void
take_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GuichetTicketsPage *self = GUICHET_TICKETS_PAGE (widget);
  g_autoptr(GArray) picked = guichet_queue_model_dup_picked (get_model (self));

  if (picked->len > 0)
    run_bulk (self, guichet_bulk_new_take (self->context, picked));
}

static void
team_chosen_cb (gint64      team_id,
                const char *team,
                const char *note,
                gpointer    user_data)
{
  GuichetTicketsPage *self = user_data;
  g_autoptr(GArray) picked = guichet_queue_model_dup_picked (get_model (self));

  if (picked->len > 0)
    run_bulk (self, guichet_bulk_new_dispatch (self->context, picked, team_id, team, note));
}

static void
assign_team_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  GuichetTicketsPage *self = GUICHET_TICKETS_PAGE (widget);
  guint n = guichet_queue_model_get_n_picked (get_model (self));

  if (n > 0)
    adw_dialog_present (guichet_bulk_team_dialog_new (self->context, n, team_chosen_cb, self), widget);
}

static void
show_result_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  GuichetTicketsPage *self = GUICHET_TICKETS_PAGE (widget);

  if (self->last_bulk != NULL)
    adw_dialog_present (guichet_bulk_result_dialog_new (self->context, self->last_bulk), widget);
}

/* Space: the ticket that would be opened. */
static void
peek_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GuichetTicketsPage *self = GUICHET_TICKETS_PAGE (widget);
  g_autoptr(GArray) picked = guichet_queue_model_dup_picked (get_model (self));

  if (picked->len > 0)
    guichet_peek_show (self->list_box, self->context, g_array_index (picked, gint64, 0));
}

/* ---- marks */

static void
marked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GtkWidget) page = user_data;
  g_autoptr(GError) error = NULL;

  if (!guichet_store_mark_finish (GUICHET_STORE (source), result, &error))
    show_text (page, guichet_problem_describe (error).sentence);
}

static void
mark (GuichetTicketsPage *self,
      GuichetMarking      marking)
{
  g_autoptr(GArray) picked = guichet_queue_model_dup_picked (get_model (self));

  if (picked->len > 0)
    guichet_store_mark_async (guichet_context_get_store (self->context), picked, marking, NULL,
                              marked_cb, g_object_ref (self));
}

static void
mark_seen_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  mark (GUICHET_TICKETS_PAGE (widget), GUICHET_MARK_SEEN);
}

static void
mark_unread_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  mark (GUICHET_TICKETS_PAGE (widget), GUICHET_MARK_UNREAD);
}

/* All of them have a star already: then it goes. */
static gboolean
are_starred (GuichetTicketsPage *self)
{
  GtkSelectionModel *selection = guichet_queue_model_get_selection (get_model (self));
  g_autoptr(GtkBitset) places = gtk_selection_model_get_selection (selection);
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, places, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr(GuichetTicketRow) row = g_list_model_get_item (G_LIST_MODEL (selection), position);
      const GuichetMark *mark = guichet_ticket_row_get_mark (row);

      if (mark == NULL || !mark->starred)
        return FALSE;
    }

  return TRUE;
}

static void
star_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GuichetTicketsPage *self = GUICHET_TICKETS_PAGE (widget);

  if (guichet_queue_model_get_n_picked (get_model (self)) > 0)
    mark (self, are_starred (self) ? GUICHET_MARK_UNSTAR : GUICHET_MARK_STAR);
}

/* ---- references and tables */

static void
references_read_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GtkWidget) page = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) tickets = guichet_store_read_rows_finish (GUICHET_STORE (source), result, &error);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *told = NULL;

  if (tickets == NULL)
    {
      show_text (page, guichet_problem_describe (error).sentence);
      return;
    }

  for (guint i = 0; i < tickets->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            guichet_ticket_get (g_ptr_array_index (tickets, i), GUICHET_FIELD_REF));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (page), text->str);
  told = g_strdup_printf (ngettext ("%u reference copied", "%u references copied", tickets->len), tickets->len);
  show_text (page, told);
}

static void
copy_references_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  GuichetTicketsPage *self = GUICHET_TICKETS_PAGE (widget);
  g_autoptr(GArray) picked = guichet_queue_model_dup_picked (get_model (self));

  if (picked->len > 0)
    guichet_store_read_rows_async (guichet_context_get_store (self->context), picked, NULL,
                                   references_read_cb, g_object_ref (self));
}

typedef struct
{
  GuichetTicketsPage *page;
  GArray             *ids;
  GArray             *sorts;
  AdwToast           *toast;    /* nullable: tells how far it is */
} Table;

static void
free_table (Table *table)
{
  g_object_unref (table->page);
  g_array_unref (table->ids);
  g_array_unref (table->sorts);
  g_clear_object (&table->toast);
  g_free (table);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Table, free_table)

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Table) table = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (table->toast != NULL)
    adw_toast_dismiss (table->toast);
  if (guichet_csv_export_finish (result, &error))
    text = g_strdup_printf (ngettext ("%u ticket exported", "%u tickets exported", table->ids->len), table->ids->len);
  else
    text = g_strdup (error->message);
  show_text (GTK_WIDGET (table->page), text);
}

static void
progress_cb (guint    n_done,
             guint    n_tickets,
             gpointer user_data)
{
  Table *table = user_data;
  g_autofree char *text = NULL;

  if (n_tickets < PROGRESS_TICKETS)
    return;

  /* Translators: how far the export of a list is: "1,200 of 3,900" */
  text = g_strdup_printf (_("Exporting: %'u of %'u"), n_done, n_tickets);
  if (table->toast == NULL)
    {
      table->toast = g_object_ref (show_text (GTK_WIDGET (table->page), text));
      adw_toast_set_timeout (table->toast, 0);
    }
  adw_toast_set_title (table->toast, text);
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Table) table = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file == NULL)
    return;

  guichet_csv_export_async (table->page->context, table->ids, table->sorts, file, progress_cb, table, exported_cb, table);
  g_steal_pointer (&table);
}

static char *
dup_file_name (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");

  /* Translators: the name of a file with a list of tickets; %s is a date */
  return g_strdup_printf (_("Tickets %s.csv"), day);
}

/* Several are selected: those; else the whole list, on whatever page. */
static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GuichetTicketsPage *self = GUICHET_TICKETS_PAGE (widget);
  GuichetQueueColumns *columns = guichet_queue_view_get_columns (guichet_tickets_page_get_queue (self));
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *file_name = dup_file_name ();
  Table *table = g_new0 (Table, 1);

  table->page = g_object_ref (self);
  table->ids = self->selecting ? guichet_queue_model_dup_picked (get_model (self))
                               : guichet_queue_model_dup_ids (get_model (self));
  table->sorts = guichet_queue_columns_dup_sorts (columns, TRUE);
  gtk_file_dialog_set_title (dialog, _("Export the List"));
  gtk_file_dialog_set_initial_name (dialog, file_name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, file_chosen_cb, table);
}

/* ---- selecting */

static void
set_selecting (GuichetTicketsPage *self,
               gboolean            selecting)
{
  self->selecting = selecting;
  guichet_queue_view_set_selecting (guichet_tickets_page_get_queue (self), selecting);
}

void
_guichet_tickets_page_update_bulk (GuichetTicketsPage *self)
{
  static const char * const actions[] = {
    "list.take", "list.assign-team", "list.peek", "list.mark-seen", "list.mark-unread", "list.star", "list.copy-references",
  };

  guint n = guichet_queue_model_get_n_picked (get_model (self));

  if (n > 1)
    set_selecting (self, TRUE);
  else if (!self->keep_selecting)
    set_selecting (self, FALSE);
  guichet_bulk_bar_show (self->bulk_bar, self->selecting, n);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], n > 0);
}

/* X: the row that has the focus is added or taken away, and the others stay. */
static void
select_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GuichetTicketsPage *self = GUICHET_TICKETS_PAGE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  GtkWidget *queue = GTK_WIDGET (guichet_tickets_page_get_queue (self));
  gboolean selecting = self->keep_selecting;

  self->keep_selecting = TRUE;
  if (focus != NULL && gtk_widget_is_ancestor (focus, queue) &&
      (selecting || guichet_queue_model_get_n_picked (get_model (self)) != 1))
    gtk_widget_activate_action (focus, "listitem.select", "(bb)", TRUE, FALSE);
  set_selecting (self, TRUE);
  _guichet_tickets_page_update_bulk (self);
}

static void
select_all_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  GtkSelectionModel *selection = guichet_queue_model_get_selection (get_model (GUICHET_TICKETS_PAGE (widget)));

  if (selection != NULL)
    gtk_selection_model_select_all (selection);
}

static void
end_selection_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  GuichetTicketsPage *self = GUICHET_TICKETS_PAGE (widget);
  GtkSelectionModel *selection = guichet_queue_model_get_selection (get_model (self));

  self->keep_selecting = FALSE;
  if (selection != NULL)
    gtk_selection_model_unselect_all (selection);
  _guichet_tickets_page_update_bulk (self);
}

void
_guichet_tickets_page_bulk_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "list.take", NULL, take_action);
  gtk_widget_class_install_action (widget_class, "list.assign-team", NULL, assign_team_action);
  gtk_widget_class_install_action (widget_class, "list.show-result", NULL, show_result_action);
  gtk_widget_class_install_action (widget_class, "list.peek", NULL, peek_action);
  gtk_widget_class_install_action (widget_class, "list.mark-seen", NULL, mark_seen_action);
  gtk_widget_class_install_action (widget_class, "list.mark-unread", NULL, mark_unread_action);
  gtk_widget_class_install_action (widget_class, "list.star", NULL, star_action);
  gtk_widget_class_install_action (widget_class, "list.copy-references", NULL, copy_references_action);
  gtk_widget_class_install_action (widget_class, "list.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "list.select", NULL, select_action);
  gtk_widget_class_install_action (widget_class, "list.select-all", NULL, select_all_action);
  gtk_widget_class_install_action (widget_class, "list.end-selection", NULL, end_selection_action);
}

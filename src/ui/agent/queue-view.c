#include "config.h"

#include "ui/agent/queue-view-private.h"

#include "list/ticket-row.h"
#include "ui/agent/queue-header.h"
#include "ui/agent/queue-row.h"
#include "ui/agent/queue-settings.h"
#include "ui/common/problem.h"
#include "ui/common/ticket-cell.h"

#include <glib/gi18n.h>

/* Nothing flashes: what loads faster than this leaves no trace. */
#define LOADING_DELAY_MS 300

enum
{
  SIGNAL_OPEN_TICKET,
  SIGNAL_CLEAR_FILTER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetQueueView, guichet_queue_view, ADW_TYPE_BIN)

static gboolean
is_filtered (GuichetQueueView *self)
{
  const GuichetTicketQuery *query = guichet_queue_model_get_query (self->model);

  return query->filter != NULL || query->criteria != NULL;
}

/* An empty list says nothing before the server was ever read. */
static gboolean
is_first_load (GuichetQueueView *self)
{
  GuichetSyncStatus *status = guichet_context_get_sync_status (self->context);
  GuichetSyncState state = guichet_sync_status_get_state (status);

  return guichet_sync_status_get_last_success (status) == 0 &&
         (state == GUICHET_SYNC_BUSY || state == GUICHET_SYNC_STOPPED);
}

static void
show_empty (GuichetQueueView *self)
{
  static const char * const sentences[GUICHET_N_VIEWS] = {
    [GUICHET_VIEW_ALL] = N_("No Tickets"),
    [GUICHET_VIEW_MINE] = N_("No Open Tickets of Yours"),
    [GUICHET_VIEW_TO_TAKE] = N_("Nothing to Take"),
    [GUICHET_VIEW_TAKEN] = N_("Your Colleagues Have No Open Tickets"),
    [GUICHET_VIEW_RESOLVED_MINE] = N_("You Have No Resolved Tickets"),
    [GUICHET_VIEW_RESOLVED_TEAM] = N_("Your Teams Have No Resolved Tickets"),
    [GUICHET_VIEW_OPEN] = N_("No Open Tickets"),
  };

  GuichetView view = guichet_queue_model_get_query (self->model)->view;

  adw_status_page_set_icon_name (self->empty_page, is_filtered (self) ? "system-search-symbolic"
                                                                      : "object-select-symbolic");
  adw_status_page_set_title (self->empty_page, is_filtered (self) ? _("No Ticket Matches")
                                                                  : _(sentences[view]));
  gtk_widget_set_visible (self->clear_button, is_filtered (self));
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
show_error (GuichetQueueView *self,
            const GError     *error)
{
  GuichetProblem problem = guichet_problem_describe (error);

  adw_status_page_set_title (self->error_page, problem.sentence);
  adw_status_page_set_description (self->error_page, problem.remedy);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
show_state (GuichetQueueView *self)
{
  const GError *error = guichet_queue_model_get_error (self->model);

  if (guichet_queue_model_get_selection (self->model) == NULL)
    return;

  g_clear_handle_id (&self->loading_source, g_source_remove);
  if (guichet_queue_model_get_n_tickets (self->model) > 0)
    gtk_stack_set_visible_child_name (self->stack, self->narrow ? "rows" : "table");
  else if (error != NULL)
    show_error (self, error);
  else if (is_first_load (self) && !is_filtered (self))
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else
    show_empty (self);
}

static void
loading_due_cb (gpointer user_data)
{
  GuichetQueueView *self = user_data;

  self->loading_source = 0;
  gtk_stack_set_visible_child_name (self->stack, "loading");
}

/* The widget that is shown has the model; the other one has none. */
static void
attach_selection (GuichetQueueView *self)
{
  GtkSelectionModel *selection = guichet_queue_model_get_selection (self->model);

  gtk_column_view_set_model (self->table, self->narrow ? NULL : selection);
  gtk_list_view_set_model (self->rows, self->narrow ? selection : NULL);
}

static void
selection_replaced_cb (GuichetQueueView *self,
                       gboolean          keep_place)
{
  gint64 top = keep_place ? _guichet_queue_view_find_top (self) : 0;
  guint position;

  attach_selection (self);
  if (guichet_queue_model_find_id (self->model, top, &position))
    _guichet_queue_view_scroll_to (self, position);
  else
    _guichet_queue_view_stay_at_top (self);
}

/* Once; then the list is held again. */
static void
updates_cb (GuichetQueueView *self)
{
  guichet_queue_view_let_go (self);
}

static void
model_changed_cb (GuichetQueueView *self)
{
  _guichet_queue_view_show_updates (self);
  if (self->at_top)
    _guichet_queue_view_stay_at_top (self);
  show_state (self);
  guichet_queue_header_update (GTK_WIDGET (self), self->context, self->model);
}

/* ---- order and groups */

static void
show_order (GuichetQueueView *self)
{
  const GuichetTicketQuery *query = guichet_queue_model_get_query (self->model);

  guichet_queue_columns_show_order (self->columns, query->keys, query->n_keys);
}

static void
sort_cb (GuichetQueueView *self,
         guint             sort,
         gboolean          ascending,
         gboolean          add)
{
  guichet_queue_view_sort (self, sort, ascending, add);
}

/* The list scrolls up and down only: what its table cannot show it leaves out. */
static gboolean
room_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  GuichetQueueView *self = user_data;

  self->room_tick = 0;
  guichet_queue_columns_set_room (self->columns, gtk_widget_get_width (GTK_WIDGET (self->table_scroll)));

  return G_SOURCE_REMOVE;
}

static void
width_changed_cb (GuichetQueueView *self)
{
  if (self->room_tick == 0)
    self->room_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), room_cb, self, NULL);
}

/* Template */

static void
open_ticket (gint64   id,
             gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_OPEN_TICKET], 0, id);
}

static void
activate_cb (GuichetQueueView *self,
             guint             position)
{
  gint64 id = guichet_queue_model_get_id (self->model, position);

  if (!self->selecting)
    gtk_selection_model_select_item (guichet_queue_model_get_selection (self->model), position, TRUE);
  if (id != 0)
    open_ticket (id, self);
}

static void
clear_filter_cb (GuichetQueueView *self)
{
  g_signal_emit (self, signals[SIGNAL_CLEAR_FILTER], 0);
}

static void
retry_cb (GuichetQueueView *self)
{
  guichet_queue_model_retry (self->model);
}

static void
details_cb (GuichetQueueView *self)
{
  const GError *error = guichet_queue_model_get_error (self->model);

  if (error != NULL)
    guichet_problem_show_details (GTK_WIDGET (self), error);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              GuichetQueueView         *self)
{
  gtk_list_item_set_child (item, guichet_ticket_cell_new (self->context));
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item)
{
  guichet_ticket_cell_set_row (GUICHET_TICKET_CELL (gtk_list_item_get_child (item)),
                               gtk_list_item_get_item (item));
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  guichet_ticket_cell_set_row (GUICHET_TICKET_CELL (gtk_list_item_get_child (item)), NULL);
}

static void
bind_header_cb (GtkSignalListItemFactory *factory,
                GtkListHeader            *header,
                GuichetQueueView         *self)
{
  guichet_queue_header_bind (header, self->context, self->model);
}

static void
unbind_header_cb (GtkSignalListItemFactory *factory,
                  GtkListHeader            *header)
{
  guichet_queue_header_unbind (header);
}

static void
setup_header_cb (GtkSignalListItemFactory *factory,
                 GtkListHeader            *header,
                 GuichetQueueView         *self)
{
  guichet_queue_header_set_up (header, GTK_WIDGET (self));
}

static void
teardown_header_cb (GtkSignalListItemFactory *factory,
                    GtkListHeader            *header,
                    GuichetQueueView         *self)
{
  guichet_queue_header_tear_down (header, GTK_WIDGET (self));
}

static void
guichet_queue_view_dispose (GObject *object)
{
  GuichetQueueView *self = GUICHET_QUEUE_VIEW (object);

  g_clear_handle_id (&self->loading_source, g_source_remove);
  g_clear_handle_id (&self->hold_source, g_source_remove);
  if (self->top_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->top_tick);
  self->top_tick = 0;
  if (self->room_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->room_tick);
  self->room_tick = 0;
  if (self->columns != NULL)
    guichet_queue_columns_detach (self->columns);
  if (self->table != NULL)
    {
      gtk_column_view_set_model (self->table, NULL);
      gtk_list_view_set_model (self->rows, NULL);
    }
  g_clear_object (&self->columns);
  g_clear_object (&self->model);
  g_clear_object (&self->settings);
  /* The end of the template would unparent the stack behind the bin's back. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_QUEUE_VIEW);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_queue_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/guichet/Guichet/ui/agent/queue-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetQueueView, stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetQueueView, table_scroll);
  gtk_widget_class_bind_template_child (widget_class, GuichetQueueView, table);
  gtk_widget_class_bind_template_child (widget_class, GuichetQueueView, rows_scroll);
  gtk_widget_class_bind_template_child (widget_class, GuichetQueueView, rows);
  gtk_widget_class_bind_template_child (widget_class, GuichetQueueView, empty_page);
  gtk_widget_class_bind_template_child (widget_class, GuichetQueueView, clear_button);
  gtk_widget_class_bind_template_child (widget_class, GuichetQueueView, error_page);
  gtk_widget_class_bind_template_child (widget_class, GuichetQueueView, updates_button);
  gtk_widget_class_bind_template_callback (widget_class, updates_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_header_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_header_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_header_cb);
  gtk_widget_class_bind_template_callback (widget_class, teardown_header_cb);
}

static void
guichet_queue_view_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (guichet_queue_view_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget",
                           G_CALLBACK (_guichet_queue_view_focus_changed), widget, G_CONNECT_SWAPPED);
}

static void
guichet_queue_view_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), _guichet_queue_view_focus_changed, widget);
  GTK_WIDGET_CLASS (guichet_queue_view_parent_class)->unroot (widget);
}

static void
guichet_queue_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (guichet_queue_view_parent_class)->map (widget);
  _guichet_queue_view_focus_changed (GUICHET_QUEUE_VIEW (widget));
}

/* Nobody walks through a list that is not on the screen. */
static void
guichet_queue_view_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (guichet_queue_view_parent_class)->unmap (widget);
  if (GUICHET_QUEUE_VIEW (widget)->model != NULL)
    guichet_queue_model_set_held (GUICHET_QUEUE_VIEW (widget)->model, FALSE);
}

static void
guichet_queue_view_class_init (GuichetQueueViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_queue_view_dispose;
  GTK_WIDGET_CLASS (klass)->root = guichet_queue_view_root;
  GTK_WIDGET_CLASS (klass)->unroot = guichet_queue_view_unroot;
  GTK_WIDGET_CLASS (klass)->map = guichet_queue_view_map;
  GTK_WIDGET_CLASS (klass)->unmap = guichet_queue_view_unmap;

  signals[SIGNAL_OPEN_TICKET] =
    g_signal_new ("open-ticket", GUICHET_TYPE_QUEUE_VIEW, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_CLEAR_FILTER] =
    g_signal_new ("clear-filter", GUICHET_TYPE_QUEUE_VIEW, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
guichet_queue_view_init (GuichetQueueView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->at_top = TRUE;
  _guichet_queue_view_watch_space (self);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->table_scroll), "value-changed",
                           G_CALLBACK (_guichet_queue_view_scrolled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->rows_scroll), "value-changed",
                           G_CALLBACK (_guichet_queue_view_scrolled), self, G_CONNECT_SWAPPED);
}

static void
connect_model (GuichetQueueView *self)
{
  g_signal_connect_object (self->model, "selection-replaced",
                           G_CALLBACK (selection_replaced_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "changed",
                           G_CALLBACK (model_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * guichet_queue_view_new:
 * @name: of the list in the settings; its order there comes before that of
 *   @query
 */
GuichetQueueView *
guichet_queue_view_new (GuichetContext           *context,
                        const char               *name,
                        const GuichetTicketQuery *query)
{
  g_autoptr(GuichetTicketQuery) first = NULL;
  GuichetQueueView *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (name != NULL && query != NULL, NULL);

  first = guichet_ticket_query_copy (query);
  self = g_object_new (GUICHET_TYPE_QUEUE_VIEW, NULL);
  self->context = g_object_ref (context);
  self->settings = guichet_queue_settings_new (name);
  guichet_queue_settings_load_order (self->settings, first);
  self->model = guichet_queue_model_new (guichet_context_get_store (context), first);
  self->loading_source = g_timeout_add_once (LOADING_DELAY_MS, loading_due_cb, self);
  self->columns = guichet_queue_columns_new (self->table, context, self->settings, open_ticket, self);
  guichet_queue_row_factory_add (self->table, context);
  show_order (self);

  connect_model (self);
  g_signal_connect_object (self->columns, "sort", G_CALLBACK (sort_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->table_scroll), "notify::page-size",
                           G_CALLBACK (width_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (guichet_context_get_sync_status (context), "notify::state",
                           G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);

  return self;
}

GuichetQueueModel *
guichet_queue_view_get_model (GuichetQueueView *self)
{
  g_return_val_if_fail (GUICHET_IS_QUEUE_VIEW (self), NULL);

  return self->model;
}

GuichetQueueColumns *
guichet_queue_view_get_columns (GuichetQueueView *self)
{
  g_return_val_if_fail (GUICHET_IS_QUEUE_VIEW (self), NULL);

  return self->columns;
}

/**
 * guichet_queue_view_get_settings:
 *
 * Returns: (nullable) (transfer none): what was chosen for this list
 */
GSettings *
guichet_queue_view_get_settings (GuichetQueueView *self)
{
  g_return_val_if_fail (GUICHET_IS_QUEUE_VIEW (self), NULL);

  return self->settings;
}

/**
 * guichet_queue_view_sort:
 * @add: as the second level, below the first
 */
void
guichet_queue_view_sort (GuichetQueueView *self,
                         GuichetSort       sort,
                         gboolean          ascending,
                         gboolean          add)
{
  g_autoptr(GuichetTicketQuery) query = NULL;

  g_return_if_fail (GUICHET_IS_QUEUE_VIEW (self));

  query = guichet_ticket_query_copy (guichet_queue_model_get_query (self->model));
  if (add)
    guichet_ticket_query_add_sort (query, sort, ascending);
  else
    guichet_ticket_query_set_sort (query, sort, ascending);
  guichet_queue_model_set_query (self->model, query);
  guichet_queue_settings_save_order (self->settings, query);
  show_order (self);
}

void
guichet_queue_view_set_group (GuichetQueueView *self,
                              GuichetGroup      group)
{
  g_return_if_fail (GUICHET_IS_QUEUE_VIEW (self));

  guichet_queue_model_set_group (self->model, group);
  guichet_queue_settings_save_order (self->settings, guichet_queue_model_get_query (self->model));
}

/* Shows another query, in its own order. */
void
guichet_queue_view_set_query (GuichetQueueView         *self,
                              const GuichetTicketQuery *query)
{
  g_return_if_fail (GUICHET_IS_QUEUE_VIEW (self));

  guichet_queue_model_set_query (self->model, query);
  show_order (self);
}

/* How much the table shows. */
void
guichet_queue_view_set_width (GuichetQueueView  *self,
                              GuichetQueueWidth  width)
{
  g_return_if_fail (GUICHET_IS_QUEUE_VIEW (self));

  guichet_queue_columns_set_width (self->columns, width);
}

/* Rows of two lines in the place of the table. */
void
guichet_queue_view_set_narrow (GuichetQueueView *self,
                               gboolean          narrow)
{
  g_return_if_fail (GUICHET_IS_QUEUE_VIEW (self));

  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  attach_selection (self);
  show_state (self);
}

/* Beside a ticket a click selects; only Enter and a double click open. */
void
guichet_queue_view_set_split (GuichetQueueView *self,
                              gboolean          split)
{
  g_return_if_fail (GUICHET_IS_QUEUE_VIEW (self));

  gtk_list_view_set_single_click_activate (self->rows, !split);
}

/* With check marks on the rows. A click still selects one row alone. */
void
guichet_queue_view_set_selecting (GuichetQueueView *self,
                                  gboolean          selecting)
{
  g_return_if_fail (GUICHET_IS_QUEUE_VIEW (self));

  if (self->selecting == selecting)
    return;

  self->selecting = selecting;
  guichet_queue_columns_set_selecting (self->columns, selecting);
  if (selecting)
    gtk_widget_add_css_class (GTK_WIDGET (self->rows), "selecting");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->rows), "selecting");
}

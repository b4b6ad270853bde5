#include "config.h"

#include "ui/agent/tickets-page-private.h"

#include "ui/agent/list-age.h"
#include "ui/agent/queue-settings.h"
#include "ui/common/action-keys.h"
#include "ui/common/late-menu.h"

#include <glib/gi18n.h>

#define MAX_TABS 3

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetTicketsPage, guichet_tickets_page, ADW_TYPE_NAVIGATION_PAGE)

typedef struct
{
  GuichetView  view;
  const char  *title;
} Tab;

static const struct
{
  const char *title;
  guint       n_tabs;
  Tab         tabs[MAX_TABS];
} kinds[] = {
  [GUICHET_TICKETS_OPEN] = {
    N_("Open Tickets"), 3,
    {
      { GUICHET_VIEW_MINE, N_("My Open Tickets") },
      { GUICHET_VIEW_TO_TAKE, N_("To Take") },
      { GUICHET_VIEW_TAKEN, N_("Taken") },
    },
  },
  [GUICHET_TICKETS_RESOLVED] = {
    N_("Resolved Tickets"), 2,
    {
      { GUICHET_VIEW_RESOLVED_MINE, NC_("tab", "Resolved") },
      { GUICHET_VIEW_RESOLVED_TEAM, NC_("tab", "All") },
    },
  },
  [GUICHET_TICKETS_QUERY] = {
    N_("Tickets"), 1, { { GUICHET_VIEW_ALL, N_("Tickets") } },
  },
};

static const char *
get_tab_title (GuichetTicketsPage *self,
               const Tab          *tab)
{
  if (self->kind == GUICHET_TICKETS_RESOLVED)
    return g_dpgettext2 (GETTEXT_PACKAGE, "tab", tab->title);

  return _(tab->title);
}

static char *
dup_tab_label (GuichetTicketsPage *self,
               const Tab          *tab)
{
  if (!guichet_view_counts_model_is_known (self->counts))
    return g_strdup (get_tab_title (self, tab));

  return g_strdup_printf ("%s (%'u)", get_tab_title (self, tab),
                          guichet_view_counts_model_get (self->counts, tab->view));
}

static const Tab *
get_tab (GuichetTicketsPage *self,
         guint               n)
{
  return &kinds[self->kind].tabs[n];
}

static AdwViewStackPage *
get_stack_page (GuichetTicketsPage *self,
                guint               n)
{
  GtkWidget *child =
    adw_view_stack_get_child_by_name (self->stack, guichet_view_to_nick (get_tab (self, n)->view));

  return adw_view_stack_get_page (self->stack, child);
}

static guint
get_visible_tab (GuichetTicketsPage *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->stack);

  for (guint i = 0; i < kinds[self->kind].n_tabs; i++)
    if (g_strcmp0 (name, guichet_view_to_nick (get_tab (self, i)->view)) == 0)
      return i;

  return 0;
}

/* How many tickets the page has; of a query only its list knows. */
static gboolean
count_tickets (GuichetTicketsPage *self,
               guint              *out_total)
{
  if (self->kind == GUICHET_TICKETS_QUERY)
    {
      GuichetQueueModel *model =
        self->context != NULL ? guichet_queue_view_get_model (guichet_tickets_page_get_queue (self)) : NULL;

      *out_total = model != NULL ? guichet_queue_model_get_n_tickets (model) : 0;
      return model != NULL && guichet_queue_model_is_settled (model);
    }

  *out_total = self->kind == GUICHET_TICKETS_OPEN
    ? guichet_view_counts_model_get_ongoing (self->counts)
    : guichet_view_counts_model_get (self->counts, GUICHET_VIEW_RESOLVED_TEAM);

  return guichet_view_counts_model_is_known (self->counts);
}

void
_guichet_tickets_page_write_title (GuichetTicketsPage *self)
{
  const char *title = self->title != NULL ? self->title : _(kinds[self->kind].title);
  g_autofree char *counted = NULL;
  guint total;

  if ((!self->narrow || self->kind == GUICHET_TICKETS_QUERY) && count_tickets (self, &total))
    counted = g_strdup_printf ("%s (%'u)", title, total);
  adw_window_title_set_title (self->window_title, counted != NULL ? counted : title);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
}

static void
write_tabs (GuichetTicketsPage *self)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < kinds[self->kind].n_tabs; i++)
    {
      g_autofree char *label = dup_tab_label (self, get_tab (self, i));

      adw_view_stack_page_set_title (get_stack_page (self, i), label);
      gtk_string_list_append (labels, label);
    }

  self->writing = TRUE;
  gtk_drop_down_set_model (self->tab_drop_down, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->tab_drop_down, get_visible_tab (self));
  self->writing = FALSE;
}

static void
counts_changed_cb (GuichetTicketsPage *self)
{
  _guichet_tickets_page_write_title (self);
  write_tabs (self);
}

static void
open_ticket_cb (GuichetTicketsPage *self,
                gint64              id)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "portal.open-ticket", "x", id);
}

static void
clear_filter_cb (GuichetTicketsPage *self)
{
  guichet_filter_clear (self->filter);
}

static GuichetQueueView *
create_queue (GuichetTicketsPage *self,
              GuichetView         view)
{
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (view);
  const char *name = self->kind == GUICHET_TICKETS_QUERY ? "query" : guichet_view_to_nick (view);
  GuichetQueueView *queue = guichet_queue_view_new (self->context, name, query);

  _guichet_tickets_page_lay_out_queue (self, queue);
  g_signal_connect_object (queue, "open-ticket", G_CALLBACK (open_ticket_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (queue, "clear-filter", G_CALLBACK (clear_filter_cb), self, G_CONNECT_SWAPPED);

  return queue;
}

/* The list of a tab is made when somebody first looks at it. */
static GuichetQueueView *
ensure_queue (GuichetTicketsPage *self,
              guint               n)
{
  const Tab *tab = get_tab (self, n);
  GtkWidget *bin = adw_view_stack_get_child_by_name (self->stack, guichet_view_to_nick (tab->view));
  GtkWidget *queue = adw_bin_get_child (ADW_BIN (bin));

  if (queue == NULL)
    {
      queue = GTK_WIDGET (create_queue (self, tab->view));
      adw_bin_set_child (ADW_BIN (bin), queue);
    }

  return GUICHET_QUEUE_VIEW (queue);
}

/* ---- the list that is looked at */

/* A list that has a number of its own keeps it. */
static void
apply_page_size (GuichetTicketsPage *self)
{
  GSettings *settings = guichet_queue_view_get_settings (guichet_tickets_page_get_queue (self));
  int page_size = guichet_queue_settings_get_page_size (settings);

  self->writing = TRUE;
  guichet_queue_pager_set_items_per_page (self->pager, page_size == GUICHET_PAGE_SIZE_AS_ELSEWHERE
                                                       ? self->items_per_page : page_size);
  self->writing = FALSE;
}

/* The ticket beside the list is the selected one. */
static void
picked_cb (GuichetTicketsPage *self)
{
  GuichetQueueModel *model = guichet_queue_view_get_model (guichet_tickets_page_get_queue (self));
  g_autoptr(GArray) picked = guichet_queue_model_dup_picked (model);

  _guichet_tickets_page_update_bulk (self);
  if (!_guichet_tickets_page_is_split (self))
    return;

  if (picked->len > 1)
    guichet_split_pane_show_many (self->split_pane, picked->len);
  else if (picked->len == 1)
    guichet_split_pane_show_ticket (self->split_pane, g_array_index (picked, gint64, 0));
}

/* Something is shown from the start. */
void
_guichet_tickets_page_pick_first (GuichetTicketsPage *self)
{
  GuichetQueueModel *model = guichet_queue_view_get_model (guichet_tickets_page_get_queue (self));
  GtkSelectionModel *selection = guichet_queue_model_get_selection (model);

  if (!_guichet_tickets_page_is_split (self) || selection == NULL || guichet_split_pane_get_ticket_id (self->split_pane) != 0)
    return;

  if (guichet_queue_model_get_n_picked (model) == 0)
    gtk_selection_model_select_item (selection, 0, TRUE);
  else
    picked_cb (self);
}

static void
queue_changed_cb (GuichetTicketsPage *self)
{
  _guichet_tickets_page_update_bulk (self);
  if (self->kind == GUICHET_TICKETS_QUERY)
    _guichet_tickets_page_write_title (self);
  _guichet_tickets_page_pick_first (self);
  _guichet_tickets_page_notify_view (self);
}

static void
visible_child_changed_cb (GuichetTicketsPage *self)
{
  GuichetQueueModel *model;

  if (self->context == NULL || adw_view_stack_get_visible_child (self->stack) == NULL)
    return;

  model = guichet_queue_view_get_model (guichet_tickets_page_get_queue (self));
  _guichet_tickets_page_apply_filter (self);
  apply_page_size (self);
  guichet_queue_pager_set_model (self->pager, model);
  gtk_drop_down_set_selected (self->tab_drop_down, get_visible_tab (self));
  g_signal_group_set_target (self->queue_signals, model);
  picked_cb (self);
  queue_changed_cb (self);
}

static void
tab_selected_cb (GuichetTicketsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->tab_drop_down);

  if (self->context != NULL && !self->writing && selected < kinds[self->kind].n_tabs)
    guichet_tickets_page_show_view (self, get_tab (self, selected)->view);
}

/* ---- properties */

/* What a person chooses is for this list; without settings it is for all. */
static void
items_per_page_changed_cb (GuichetTicketsPage *self)
{
  int page_size = guichet_queue_pager_get_items_per_page (self->pager);
  GSettings *settings;

  if (self->writing || self->context == NULL)
    return;

  settings = guichet_queue_view_get_settings (guichet_tickets_page_get_queue (self));
  guichet_queue_settings_set_page_size (settings, page_size);
  if (settings != NULL)
    return;

  self->items_per_page = page_size;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEMS_PER_PAGE]);
}

static void
set_items_per_page (GuichetTicketsPage *self,
                    int                 items_per_page)
{
  if (self->items_per_page == items_per_page)
    return;

  self->items_per_page = items_per_page;
  if (self->context != NULL)
    apply_page_size (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEMS_PER_PAGE]);
}

static void
guichet_tickets_page_dispose (GObject *object)
{
  GuichetTicketsPage *self = GUICHET_TICKETS_PAGE (object);

  g_clear_object (&self->queue_signals);
  g_clear_object (&self->outer_signals);
  if (self->filter != NULL)
    g_signal_handlers_disconnect_by_data (self->filter, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_TICKETS_PAGE);
  g_clear_object (&self->filter);
  g_clear_object (&self->last_bulk);
  g_clear_object (&self->settings);
  g_clear_object (&self->counts);
  g_clear_object (&self->context);
  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (guichet_tickets_page_parent_class)->dispose (object);
}

static void
guichet_tickets_page_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  GuichetTicketsPage *self = GUICHET_TICKETS_PAGE (object);

  switch (prop_id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;

    case PROP_TIGHT:
      g_value_set_boolean (value, self->tight);
      break;

    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;

    case PROP_ITEMS_PER_PAGE:
      g_value_set_int (value, self->items_per_page);
      break;

    case PROP_GROUP:
    case PROP_SORT:
    case PROP_ASCENDING:
    case PROP_SECOND_SORT:
    case PROP_SECOND_ASCENDING:
      _guichet_tickets_page_get_view (self, prop_id, value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_tickets_page_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  GuichetTicketsPage *self = GUICHET_TICKETS_PAGE (object);

  switch (prop_id)
    {
    case PROP_COMPACT:
      self->compact = g_value_get_boolean (value);
      _guichet_tickets_page_update_layout (self);
      break;

    case PROP_TIGHT:
      self->tight = g_value_get_boolean (value);
      _guichet_tickets_page_update_layout (self);
      break;

    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      _guichet_tickets_page_update_layout (self);
      break;

    case PROP_ITEMS_PER_PAGE:
      set_items_per_page (self, g_value_get_int (value));
      break;

    case PROP_GROUP:
    case PROP_SORT:
    case PROP_ASCENDING:
    case PROP_SECOND_SORT:
    case PROP_SECOND_ASCENDING:
      _guichet_tickets_page_set_view (self, prop_id, value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/guichet/Guichet/ui/agent/tickets-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, take_button);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, view_button);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, view_menu);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, layout_group);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, list_box);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, tabs_row);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, tab_drop_down);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, tabs_filler);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, filter_toggle);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, filter_revealer);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, filter_entry);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, bar_entry);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, criteria_button);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, chips);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, bulk_bar);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, pager);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, split_separator);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, split_pane);
  gtk_widget_class_bind_template_callback (widget_class, visible_child_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, tab_selected_cb);
}

static void
guichet_tickets_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (guichet_tickets_page_parent_class)->root (widget);
  _guichet_tickets_page_find_outer (GUICHET_TICKETS_PAGE (widget));
}

static void
guichet_tickets_page_unroot (GtkWidget *widget)
{
  g_signal_group_set_target (GUICHET_TICKETS_PAGE (widget)->outer_signals, NULL);
  GTK_WIDGET_CLASS (guichet_tickets_page_parent_class)->unroot (widget);
}

static void
guichet_tickets_page_class_init (GuichetTicketsPageClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_tickets_page_dispose;
  object_class->get_property = guichet_tickets_page_get_property;
  object_class->set_property = guichet_tickets_page_set_property;
  widget_class->root = guichet_tickets_page_root;
  widget_class->unroot = guichet_tickets_page_unroot;

  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  properties[PROP_TIGHT] = g_param_spec_boolean ("tight", NULL, NULL, FALSE, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_ITEMS_PER_PAGE] =
    g_param_spec_int ("items-per-page", NULL, NULL, 0, 1000, 20, flags | G_PARAM_EXPLICIT_NOTIFY);
  _guichet_tickets_page_view_class_init (klass, properties);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  _guichet_tickets_page_view_install_actions (widget_class);
  _guichet_tickets_page_bulk_class_init (widget_class);
  g_type_ensure (GUICHET_TYPE_BULK_BAR);
  g_type_ensure (GUICHET_TYPE_FILTER_CHIPS);
  g_type_ensure (GUICHET_TYPE_QUEUE_PAGER);
  g_type_ensure (GUICHET_TYPE_SPLIT_PANE);
  bind_template (widget_class);
  _guichet_tickets_page_filter_class_init (widget_class);
  _guichet_tickets_page_layout_class_init (widget_class);
}

static void
guichet_tickets_page_init (GuichetTicketsPage *self)
{
  self->items_per_page = 20;
  self->queue_signals = g_signal_group_new (GUICHET_TYPE_QUEUE_MODEL);
  g_signal_group_connect_swapped (self->queue_signals, "changed", G_CALLBACK (queue_changed_cb), self);
  g_signal_group_connect_swapped (self->queue_signals, "picked", G_CALLBACK (picked_cb), self);
  self->outer_signals = g_signal_group_new (ADW_TYPE_NAVIGATION_SPLIT_VIEW);
  g_signal_group_connect_swapped (self->outer_signals, "notify::collapsed", G_CALLBACK (_guichet_tickets_page_update_layout), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  guichet_menu_button_set_late_menu (self->view_button, self->view_menu);
  guichet_action_keys_add (self->list_box, "list", GTK_SHORTCUT_SCOPE_LOCAL);
  g_signal_connect_object (self->pager, "notify::items-per-page",
                           G_CALLBACK (items_per_page_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
add_tabs (GuichetTicketsPage *self)
{
  for (guint i = 0; i < kinds[self->kind].n_tabs; i++)
    {
      const Tab *tab = get_tab (self, i);

      adw_view_stack_add_titled (self->stack, adw_bin_new (), guichet_view_to_nick (tab->view),
                                 get_tab_title (self, tab));
    }
}

GuichetTicketsPage *
guichet_tickets_page_new (GuichetContext         *context,
                          GuichetViewCountsModel *counts,
                          GuichetTicketsKind      kind)
{
  GuichetTicketsPage *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_TICKETS_PAGE, NULL);
  self->kind = kind;
  self->counts = g_object_ref (counts);
  _guichet_tickets_page_open_settings (self);
  add_tabs (self);
  g_signal_connect_object (counts, "changed", G_CALLBACK (counts_changed_cb), self, G_CONNECT_SWAPPED);
  counts_changed_cb (self);
  self->context = g_object_ref (context);
  guichet_split_pane_set_context (self->split_pane, context);
  guichet_list_age_show (self->window_title, guichet_context_get_sync_status (context));
  _guichet_tickets_page_open_filter (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.show-result", FALSE);
  _guichet_tickets_page_update_layout (self);
  visible_child_changed_cb (self);

  return self;
}

void
guichet_tickets_page_show_view (GuichetTicketsPage *self,
                                GuichetView         view)
{
  g_return_if_fail (GUICHET_IS_TICKETS_PAGE (self));

  adw_view_stack_set_visible_child_name (self->stack, guichet_view_to_nick (view));
}

/**
 * guichet_tickets_page_show_query:
 * @title: what the page is called
 *
 * Of a page of the kind %GUICHET_TICKETS_QUERY: shows @query, in its order,
 * with its conditions as chips.
 */
void
guichet_tickets_page_show_query (GuichetTicketsPage       *self,
                                 const GuichetTicketQuery *query,
                                 const char               *title)
{
  g_return_if_fail (GUICHET_IS_TICKETS_PAGE (self));
  g_return_if_fail (self->kind == GUICHET_TICKETS_QUERY);
  g_return_if_fail (query != NULL && title != NULL);

  g_set_str (&self->title, title);
  guichet_split_pane_show_ticket (self->split_pane, 0);
  guichet_queue_view_set_query (guichet_tickets_page_get_queue (self), query);
  guichet_filter_take_query (self->filter, query);
  _guichet_tickets_page_write_title (self);
}

/**
 * guichet_tickets_page_get_queue:
 *
 * Returns: (transfer none): the list that is looked at
 */
GuichetQueueView *
guichet_tickets_page_get_queue (GuichetTicketsPage *self)
{
  g_return_val_if_fail (GUICHET_IS_TICKETS_PAGE (self), NULL);

  return ensure_queue (self, get_visible_tab (self));
}

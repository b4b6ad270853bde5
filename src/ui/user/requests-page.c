#include "config.h"

#include "ui/user/requests-page.h"

#include "list/ticket-list.h"
#include "ui/common/problem.h"
#include "ui/user/new-ticket-waiting.h"
#include "ui/user/request-row.h"
#include "util/text.h"

#include <glib/gi18n.h>

struct _GuichetRequestsPage
{
  AdwNavigationPage parent_instance;

  GuichetContext     *context;
  GuichetRequests     which;
  GuichetTicketQuery *query;
  GuichetTicketList  *list_model;       /* nullable: nothing is read yet */
  GuichetTicketList  *next;             /* nullable: what was asked for and is not there yet */
  GtkSingleSelection *selection;        /* nullable */
  gint64              selected;         /* a request, 0 for none */
  gboolean            narrow;

  GtkEditable        *search;
  GtkDropDown        *order;
  GtkToggleButton    *ascending;
  GtkStack           *stack;
  GtkListView        *list;
  AdwStatusPage      *empty;
  AdwStatusPage      *problem;
  AdwBin             *waiting;
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetRequestsPage, guichet_requests_page, ADW_TYPE_NAVIGATION_PAGE)

/* What a requester may order by, and what it is called. */
static const struct
{
  GuichetSort  sort;
  const char  *name;
} orders[] = {
  { GUICHET_SORT_LAST_UPDATE, N_("Last Update") },
  { GUICHET_SORT_START_DATE, N_("Start Date") },
  { GUICHET_SORT_TITLE, N_("Request Subject") },
  { GUICHET_SORT_STATUS, N_("Status") },
  { GUICHET_SORT_SERVICE, N_("Service") },
  { GUICHET_SORT_REF, N_("Reference") },
};

/* ---- rows */

static void
label_row (GtkListItem         *item,
           GuichetRequestsPage *self)
{
  GuichetTicketRow *row = gtk_list_item_get_item (item);
  g_autofree char *label = row != NULL ? guichet_request_dup_label (self->context, row) : NULL;

  if (label != NULL)
    gtk_list_item_set_accessible_label (item, label);
}

static void
row_read_cb (GtkListItem      *item,
             GParamSpec       *pspec,
             GuichetTicketRow *row)
{
  GuichetRequestsPage *self = g_object_get_data (G_OBJECT (item), "page");

  if (gtk_list_item_get_item (item) == row)
    label_row (item, self);
}

static void
set_up_row (GuichetRequestsPage *self,
            GtkListItem         *item)
{
  GtkWidget *cell = guichet_request_row_new (self->context);

  g_object_bind_property (self, "narrow", cell, "narrow", G_BINDING_SYNC_CREATE);
  gtk_widget_add_css_class (cell, "request-cell");
  g_object_set_data (G_OBJECT (item), "page", self);
  gtk_list_item_set_child (item, cell);
}

static void
bind_row (GuichetRequestsPage *self,
          GtkListItem         *item)
{
  GuichetTicketRow *row = gtk_list_item_get_item (item);

  guichet_request_row_set_row (GUICHET_REQUEST_ROW (gtk_list_item_get_child (item)), row);
  g_signal_connect_object (row, "notify::ticket", G_CALLBACK (row_read_cb), item, G_CONNECT_SWAPPED);
  label_row (item, self);
}

static void
unbind_row (GuichetRequestsPage *self,
            GtkListItem         *item)
{
  GuichetTicketRow *row = gtk_list_item_get_item (item);

  g_signal_handlers_disconnect_by_func (row, row_read_cb, item);
  guichet_request_row_set_row (GUICHET_REQUEST_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
row_activated_cb (GuichetRequestsPage *self,
                  guint                position)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "user.open-request", "x",
                              guichet_ticket_list_get_id (self->list_model, position));
}

/* ---- the list: the old one stays until the new one is there */

static void
show_state (GuichetRequestsPage *self)
{
  const GError *error = guichet_ticket_list_get_error (self->list_model);

  if (error != NULL)
    {
      GuichetProblem problem = guichet_problem_describe (error);

      adw_status_page_set_title (self->problem, problem.sentence);
      adw_status_page_set_description (self->problem, problem.remedy);
      gtk_stack_set_visible_child_name (self->stack, "problem");
    }
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->list_model)) > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else
    gtk_stack_set_visible_child_name (self->stack, self->query->filter != NULL ? "no-match" : "empty");
}

static void
select_again (GuichetRequestsPage *self)
{
  guint position;

  if (self->selected != 0 && guichet_ticket_list_find_id (self->list_model, self->selected, &position))
    gtk_single_selection_set_selected (self->selection, position);
}

static void
selected_cb (GuichetRequestsPage *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position != GTK_INVALID_LIST_POSITION)
    self->selected = guichet_ticket_list_get_id (self->list_model, position);
}

static void
drop_list (GuichetRequestsPage  *self,
           GuichetTicketList   **list)
{
  if (*list != NULL)
    g_signal_handlers_disconnect_by_data (*list, self);
  g_clear_object (list);
}

static void
updated_cb (GuichetRequestsPage *self)
{
  select_again (self);
  show_state (self);
}

static void show_list (GuichetRequestsPage *self,
                       GuichetTicketList   *list);

static void
replaced_cb (GuichetRequestsPage *self)
{
  g_autoptr(GuichetTicketList) fresh = guichet_ticket_list_dup_fresh (self->list_model);

  show_list (self, fresh);
}

static void
show_list (GuichetRequestsPage *self,
           GuichetTicketList   *list)
{
  g_object_ref (list);
  drop_list (self, &self->list_model);
  self->list_model = list;
  g_signal_connect_object (list, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);

  g_clear_object (&self->selection);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (list));
  select_again (self);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  show_state (self);
}

static void
next_read_cb (GuichetRequestsPage *self)
{
  g_autoptr(GuichetTicketList) list = g_object_ref (self->next);

  drop_list (self, &self->next);
  show_list (self, list);
}

static void
run_query (GuichetRequestsPage *self)
{
  drop_list (self, &self->next);
  self->next = guichet_ticket_list_new (guichet_context_get_store (self->context), self->query);
  g_signal_connect_object (self->next, "updated", G_CALLBACK (next_read_cb), self, G_CONNECT_SWAPPED);
}

static void
retry_cb (GuichetRequestsPage *self)
{
  run_query (self);
}

/* ---- what is asked for */

static void
search_changed_cb (GuichetRequestsPage *self)
{
  const char *text = gtk_editable_get_text (self->search);

  if (g_set_str (&self->query->filter, guichet_text_is_empty (text) ? NULL : text))
    run_query (self);
}

/* Enter opens what is first. */
static void
search_activated_cb (GuichetRequestsPage *self)
{
  if (self->list_model != NULL && self->next == NULL && g_list_model_get_n_items (G_LIST_MODEL (self->list_model)) > 0)
    row_activated_cb (self, 0);
}

static void
search_stopped_cb (GuichetRequestsPage *self)
{
  gtk_editable_set_text (self->search, "");
}

static void
order_changed_cb (GuichetRequestsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->order);
  gboolean ascending = gtk_toggle_button_get_active (self->ascending);

  gtk_button_set_icon_name (GTK_BUTTON (self->ascending), ascending ? "view-sort-ascending-symbolic"
                                                                     : "view-sort-descending-symbolic");
  if (self->query == NULL || selected >= G_N_ELEMENTS (orders))
    return;

  guichet_ticket_query_set_sort (self->query, orders[selected].sort, ascending);
  run_query (self);
}

/* Another person's, or a profile that names other states. */
static void
identity_changed_cb (GuichetRequestsPage *self)
{
  g_autoptr(GuichetTicketQuery) query = guichet_request_query_new (self->context, self->which);

  g_set_str (&query->filter, self->query->filter);
  guichet_ticket_query_set_sort (query, self->query->keys[0].sort, self->query->keys[0].ascending);
  if (guichet_ticket_query_equal (query, self->query))
    return;

  guichet_ticket_query_free (self->query);
  self->query = g_steal_pointer (&query);
  run_query (self);
}

/* ---- class */

static void
guichet_requests_page_dispose (GObject *object)
{
  GuichetRequestsPage *self = GUICHET_REQUESTS_PAGE (object);

  drop_list (self, &self->next);
  drop_list (self, &self->list_model);
  g_clear_object (&self->selection);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_REQUESTS_PAGE);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_requests_page_parent_class)->dispose (object);
}

static void
guichet_requests_page_finalize (GObject *object)
{
  g_clear_pointer (&GUICHET_REQUESTS_PAGE (object)->query, guichet_ticket_query_free);

  G_OBJECT_CLASS (guichet_requests_page_parent_class)->finalize (object);
}

static void
guichet_requests_page_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  if (prop_id == PROP_NARROW)
    g_value_set_boolean (value, GUICHET_REQUESTS_PAGE (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
guichet_requests_page_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  if (prop_id == PROP_NARROW)
    GUICHET_REQUESTS_PAGE (object)->narrow = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
guichet_requests_page_class_init (GuichetRequestsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_requests_page_dispose;
  object_class->finalize = guichet_requests_page_finalize;
  object_class->get_property = guichet_requests_page_get_property;
  object_class->set_property = guichet_requests_page_set_property;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/user/requests-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestsPage, search);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestsPage, order);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestsPage, ascending);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestsPage, list);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestsPage, empty);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestsPage, problem);
  gtk_widget_class_bind_template_child (widget_class, GuichetRequestsPage, waiting);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, order_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
fill_orders (GuichetRequestsPage *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    gtk_string_list_append (names, _(orders[i].name));
  gtk_drop_down_set_model (self->order, G_LIST_MODEL (names));
}

static void
guichet_requests_page_init (GuichetRequestsPage *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  fill_orders (self);
  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_row), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
}

static void
fill_empty (GuichetRequestsPage *self)
{
  gboolean ongoing = self->which == GUICHET_REQUESTS_ONGOING;

  adw_status_page_set_icon_name (self->empty, ongoing ? "object-select-symbolic" : "document-open-recent-symbolic");
  adw_status_page_set_title (self->empty, ongoing ? _("No Open Request") : _("Nothing Handled Yet"));
  adw_status_page_set_description (self->empty,
                                   ongoing ? _("What you ask the support for is listed here until it is resolved.")
                                           : _("Your requests come here once they are resolved."));
  if (ongoing)
    adw_status_page_set_child (self->empty, g_object_new (GTK_TYPE_BUTTON,
                                                          "label", _("New Ticket"),
                                                          "action-name", "user.new-ticket",
                                                          "halign", GTK_ALIGN_CENTER,
                                                          "css-classes", (const char *[]) { "pill", NULL },
                                                          NULL));
}

GuichetRequestsPage *
guichet_requests_page_new (GuichetContext  *context,
                           GuichetRequests  which)
{
  GuichetRequestsPage *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_REQUESTS_PAGE,
                       "title", which == GUICHET_REQUESTS_ONGOING ? _("Open Tickets") : _("Handled Tickets"),
                       NULL);
  self->context = g_object_ref (context);
  self->which = which;
  if (which == GUICHET_REQUESTS_ONGOING)
    adw_bin_set_child (self->waiting, guichet_new_ticket_waiting_new (context));
  self->query = guichet_request_query_new (context, which);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self)), -1);
  fill_empty (self);
  g_signal_connect_object (context, "notify::identity", G_CALLBACK (identity_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::profile", G_CALLBACK (identity_changed_cb), self, G_CONNECT_SWAPPED);
  run_query (self);

  return self;
}

void
guichet_requests_page_focus_search (GuichetRequestsPage *self)
{
  g_return_if_fail (GUICHET_IS_REQUESTS_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* The request that is selected, 0 for none. */
gint64
guichet_requests_page_get_selected (GuichetRequestsPage *self)
{
  g_return_val_if_fail (GUICHET_IS_REQUESTS_PAGE (self), 0);

  return self->selected;
}

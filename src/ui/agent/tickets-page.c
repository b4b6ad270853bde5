#include "config.h"

#include "ui/agent/tickets-page.h"

#include "ui/agent/queue-pager.h"

#include <glib/gi18n.h>

#define MAX_TABS 3

struct _GuichetTicketsPage
{
  AdwNavigationPage parent_instance;

  GuichetContext         *context;
  GuichetViewCountsModel *counts;
  GuichetTicketsKind      kind;
  gboolean                compact;
  gboolean                tight;
  gboolean                narrow;
  gboolean                writing_tabs;

  AdwWindowTitle         *window_title;
  GtkWidget              *tabs_row;
  GtkWidget              *switcher;
  GtkDropDown            *tab_drop_down;
  GtkWidget              *tabs_filler;
  GtkWidget              *filter_toggle;
  GtkRevealer            *filter_revealer;
  GtkWidget              *filter_entry;
  GtkWidget              *bar_entry;
  AdwViewStack           *stack;
  GuichetQueuePager      *pager;
};

enum
{
  PROP_0,
  PROP_COMPACT,
  PROP_TIGHT,
  PROP_NARROW,
  PROP_ITEMS_PER_PAGE,
  N_PROPS
};

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

static void
write_title (GuichetTicketsPage *self)
{
  const char *title = _(kinds[self->kind].title);
  guint total = self->kind == GUICHET_TICKETS_OPEN
    ? guichet_view_counts_model_get_ongoing (self->counts)
    : guichet_view_counts_model_get (self->counts, GUICHET_VIEW_RESOLVED_TEAM);
  g_autofree char *counted = NULL;

  if (guichet_view_counts_model_is_known (self->counts))
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

  self->writing_tabs = TRUE;
  gtk_drop_down_set_model (self->tab_drop_down, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->tab_drop_down, get_visible_tab (self));
  self->writing_tabs = FALSE;
}

static void
counts_changed_cb (GuichetTicketsPage *self)
{
  write_title (self);
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
  gtk_editable_set_text (GTK_EDITABLE (self->filter_entry), "");
  gtk_editable_set_text (GTK_EDITABLE (self->bar_entry), "");
}

static GuichetQueueWidth
get_width (GuichetTicketsPage *self)
{
  if (self->tight)
    return GUICHET_QUEUE_TIGHT;

  return self->compact ? GUICHET_QUEUE_COMPACT : GUICHET_QUEUE_WIDE;
}

static GuichetQueueView *
create_queue (GuichetTicketsPage *self,
              GuichetView         view)
{
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (view);
  GuichetQueueView *queue = guichet_queue_view_new (self->context, guichet_view_to_nick (view), query);

  guichet_queue_view_set_width (queue, get_width (self));
  guichet_queue_view_set_narrow (queue, self->narrow);
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

static const char *
get_filter (GuichetTicketsPage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->filter_entry));
}

static void
visible_child_changed_cb (GuichetTicketsPage *self)
{
  GuichetQueueModel *model;

  if (self->context == NULL || adw_view_stack_get_visible_child (self->stack) == NULL)
    return;

  model = guichet_queue_view_get_model (guichet_tickets_page_get_queue (self));
  guichet_queue_model_set_conditions (model, NULL, get_filter (self));
  guichet_queue_pager_set_model (self->pager, model);
  gtk_drop_down_set_selected (self->tab_drop_down, get_visible_tab (self));
}

static void
tab_selected_cb (GuichetTicketsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->tab_drop_down);

  if (self->context != NULL && !self->writing_tabs && selected < kinds[self->kind].n_tabs)
    guichet_tickets_page_show_view (self, get_tab (self, selected)->view);
}

/* There are two entries, one for each layout, with one text. */
static void
filter_changed_cb (GuichetTicketsPage *self,
                   GtkWidget          *entry)
{
  GtkWidget *other = entry == self->filter_entry ? self->bar_entry : self->filter_entry;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (other)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (other), text);
  guichet_queue_model_set_conditions (guichet_queue_view_get_model (guichet_tickets_page_get_queue (self)), NULL, text);
}

/* A filter that is put away filters no longer. */
static void
filter_toggled_cb (GuichetTicketsPage *self)
{
  if (!gtk_widget_get_visible (self->filter_toggle))
    return;

  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->filter_toggle)))
    gtk_widget_grab_focus (self->bar_entry);
  else
    clear_filter_cb (self);
}

/* Enter in the filter goes to what was found. */
static void
filter_activate_cb (GuichetTicketsPage *self)
{
  gtk_widget_child_focus (GTK_WIDGET (guichet_tickets_page_get_queue (self)), GTK_DIR_TAB_FORWARD);
}

static void
filter_stopped_cb (GuichetTicketsPage *self)
{
  clear_filter_cb (self);
  if (!self->narrow)
    gtk_revealer_set_reveal_child (self->filter_revealer, FALSE);
  filter_activate_cb (self);
}

/* Wide: all in one row. Compact: the filter goes behind a button. Narrow: the
 * tabs become a drop-down with the filter below. */
static void
update_layout (GuichetTicketsPage *self)
{
  gboolean wide = !self->compact && !self->narrow;

  gtk_widget_set_visible (self->switcher, !self->narrow);
  gtk_widget_set_hexpand (self->switcher, !wide);
  gtk_widget_set_visible (self->tabs_filler, wide);
  gtk_widget_set_visible (GTK_WIDGET (self->tab_drop_down), self->narrow);
  gtk_widget_set_visible (self->filter_entry, wide);
  gtk_widget_set_visible (self->filter_toggle, self->compact && !self->narrow);
  gtk_revealer_set_reveal_child (self->filter_revealer,
                                 self->narrow || (self->compact && get_filter (self)[0] != '\0'));
  guichet_queue_pager_set_narrow (self->pager, self->narrow);

  for (guint i = 0; i < kinds[self->kind].n_tabs; i++)
    {
      GuichetView view = get_tab (self, i)->view;
      GtkWidget *bin = adw_view_stack_get_child_by_name (self->stack, guichet_view_to_nick (view));
      GtkWidget *queue = adw_bin_get_child (ADW_BIN (bin));

      if (queue == NULL)
        continue;

      guichet_queue_view_set_width (GUICHET_QUEUE_VIEW (queue), get_width (self));
      guichet_queue_view_set_narrow (GUICHET_QUEUE_VIEW (queue), self->narrow);
    }
}

static void
items_per_page_changed_cb (GuichetTicketsPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEMS_PER_PAGE]);
}

static void
guichet_tickets_page_dispose (GObject *object)
{
  GuichetTicketsPage *self = GUICHET_TICKETS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_TICKETS_PAGE);
  g_clear_object (&self->counts);
  g_clear_object (&self->context);

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
      g_value_set_int (value, guichet_queue_pager_get_items_per_page (self->pager));
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
      update_layout (self);
      break;

    case PROP_TIGHT:
      self->tight = g_value_get_boolean (value);
      update_layout (self);
      break;

    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      update_layout (self);
      break;

    case PROP_ITEMS_PER_PAGE:
      guichet_queue_pager_set_items_per_page (self->pager, g_value_get_int (value));
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
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, tabs_row);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, tab_drop_down);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, tabs_filler);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, filter_toggle);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, filter_revealer);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, filter_entry);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, bar_entry);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketsPage, pager);
  gtk_widget_class_bind_template_callback (widget_class, visible_child_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, tab_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_stopped_cb);
}

static void
guichet_tickets_page_class_init (GuichetTicketsPageClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_tickets_page_dispose;
  object_class->get_property = guichet_tickets_page_get_property;
  object_class->set_property = guichet_tickets_page_set_property;

  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  properties[PROP_TIGHT] = g_param_spec_boolean ("tight", NULL, NULL, FALSE, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_ITEMS_PER_PAGE] =
    g_param_spec_int ("items-per-page", NULL, NULL, 0, 1000, 20, flags | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (GUICHET_TYPE_QUEUE_PAGER);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
guichet_tickets_page_init (GuichetTicketsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
  add_tabs (self);
  g_signal_connect_object (counts, "changed", G_CALLBACK (counts_changed_cb), self, G_CONNECT_SWAPPED);
  counts_changed_cb (self);
  self->context = g_object_ref (context);
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

void
guichet_tickets_page_focus_filter (GuichetTicketsPage *self)
{
  g_return_if_fail (GUICHET_IS_TICKETS_PAGE (self));

  if (self->compact || self->narrow)
    {
      gtk_revealer_set_reveal_child (self->filter_revealer, TRUE);
      gtk_widget_grab_focus (self->bar_entry);
    }
  else
    {
      gtk_widget_grab_focus (self->filter_entry);
    }
}

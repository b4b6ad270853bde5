#include "config.h"

#include "ui/agent/agent-portal-private.h"

#include "ui/common/articles-page.h"
#include "ui/agent/home-page.h"
#include "ui/agent/preset.h"
#include "ui/agent/tickets-page.h"
#include "ui/common/action-keys.h"
#include "ui/ticket/outbox-page.h"
#include "ui/ticket/spare-page.h"

/* How long a window waits for its first list. */
#define PRESENT_MS 150

enum
{
  PROP_0,
  PROP_COMPACT,
  PROP_TIGHT,
  PROP_NARROW,
  PROP_ITEMS_PER_PAGE,
  PROP_AFTER_ACTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetAgentPortal, guichet_agent_portal, ADW_TYPE_BREAKPOINT_BIN)

static GtkWidget *
create_home (GuichetAgentPortal *self)
{
  GtkWidget *page = GTK_WIDGET (guichet_home_page_new (self->context, self->counts));

  g_object_bind_property (self, "narrow", page, "narrow", G_BINDING_SYNC_CREATE);

  return page;
}

static GtkWidget *
create_tickets (GuichetAgentPortal *self,
                GuichetTicketsKind  kind)
{
  GtkWidget *page = GTK_WIDGET (guichet_tickets_page_new (self->context, self->counts, kind));

  g_object_bind_property (self, "tight", page, "tight", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "narrow", page, "narrow", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "items-per-page", page, "items-per-page",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);

  return page;
}

static GtkWidget *
create_open (GuichetAgentPortal *self)
{
  return create_tickets (self, GUICHET_TICKETS_OPEN);
}

static GtkWidget *
create_resolved (GuichetAgentPortal *self)
{
  return create_tickets (self, GUICHET_TICKETS_RESOLVED);
}

static GtkWidget *
create_query (GuichetAgentPortal *self)
{
  return create_tickets (self, GUICHET_TICKETS_QUERY);
}

static GtkWidget *
create_articles (GuichetAgentPortal *self)
{
  return GTK_WIDGET (guichet_articles_page_new (self->context, GUICHET_REFERENCE_KNOWN_ERROR));
}

static GtkWidget *
create_faq (GuichetAgentPortal *self)
{
  return GTK_WIDGET (guichet_articles_page_new (self->context, GUICHET_REFERENCE_FAQ));
}

static GtkWidget *
create_outbox (GuichetAgentPortal *self)
{
  return GTK_WIDGET (guichet_outbox_page_new (self->context));
}

/* In the order of the sidebar and of Ctrl+1…5. */
static const struct
{
  const char  *name;
  GtkWidget *(*create) (GuichetAgentPortal *self);
} section_kinds[] = {
  { "home", create_home },
  { "tickets", create_open },
  { "resolved", create_resolved },
  { "articles", create_articles },
  { "faq", create_faq },
  { "outbox", create_outbox },
  { "query", create_query },    /* a saved view, or what the home page counts */
};

AdwNavigationView *
_guichet_agent_portal_get_view (GuichetAgentPortal *self)
{
  return ADW_NAVIGATION_VIEW (adw_view_stack_get_visible_child (self->sections));
}

/* What lies on top of a section's first page stays where it was. */
static AdwNavigationView *
ensure_section (GuichetAgentPortal *self,
                const char         *name)
{
  GtkWidget *view = adw_view_stack_get_child_by_name (self->sections, name);

  for (guint i = 0; view == NULL && i < G_N_ELEMENTS (section_kinds); i++)
    if (g_strcmp0 (section_kinds[i].name, name) == 0)
      {
        GtkWidget *page = section_kinds[i].create (self);

        if (g_object_class_find_property (G_OBJECT_GET_CLASS (page), "compact") != NULL)
          g_object_bind_property (self, "compact", page, "compact", G_BINDING_SYNC_CREATE);
        view = adw_navigation_view_new ();
        adw_navigation_view_add (ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (page));
        g_signal_connect_object (view, "notify::visible-page", G_CALLBACK (_guichet_agent_portal_place_changed), self, G_CONNECT_SWAPPED);
        adw_view_stack_add_named (self->sections, view, name);
      }

  return ADW_NAVIGATION_VIEW (view);
}

/* The first page of a section, below what was opened from it. */
AdwNavigationPage *
_guichet_agent_portal_get_root (AdwNavigationView *view)
{
  g_autoptr(GListModel) pages = adw_navigation_view_get_navigation_stack (view);
  g_autoptr(AdwNavigationPage) page = g_list_model_get_item (pages, 0);

  return page;
}

static AdwNavigationPage *
pop_to_root (GuichetAgentPortal *self)
{
  AdwNavigationView *view = _guichet_agent_portal_get_view (self);
  AdwNavigationPage *page = _guichet_agent_portal_get_root (view);

  adw_navigation_view_pop_to_page (view, page);

  return page;
}

static void
section_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  GuichetAgentPortal *self = GUICHET_AGENT_PORTAL (widget);
  const char *section = g_variant_get_string (parameter, NULL);
  gboolean again = g_strcmp0 (adw_view_stack_get_visible_child_name (self->sections), section) == 0;

  guichet_agent_portal_show_section (self, section);
  if (again)
    pop_to_root (self);
}

static void
show_view_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  GuichetAgentPortal *self = GUICHET_AGENT_PORTAL (widget);
  gboolean resolved;
  AdwNavigationPage *page;
  GuichetView view;

  if (!guichet_view_from_nick (g_variant_get_string (parameter, NULL), &view))
    return;

  resolved = view == GUICHET_VIEW_RESOLVED_MINE || view == GUICHET_VIEW_RESOLVED_TEAM;
  guichet_agent_portal_show_section (self, resolved ? "resolved" : "tickets");
  page = pop_to_root (self);
  guichet_tickets_page_show_view (GUICHET_TICKETS_PAGE (page), view);
}

static void
show_query (GuichetAgentPortal       *self,
            const GuichetTicketQuery *query,
            const char               *title)
{
  guichet_agent_portal_show_section (self, "query");
  guichet_tickets_page_show_query (GUICHET_TICKETS_PAGE (pop_to_root (self)), query, title);
  adw_navigation_page_set_title (self->content_page, title);
}

static void
show_preset_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  GuichetAgentPortal *self = GUICHET_AGENT_PORTAL (widget);
  g_autoptr(GuichetTicketQuery) query = NULL;
  GuichetPreset preset;

  if (!guichet_preset_from_nick (g_variant_get_string (parameter, NULL), &preset))
    return;

  query = guichet_preset_to_query (preset, guichet_preset_get_view (preset),
                                   guichet_context_get_profile (self->context));
  if (query == NULL)
    return;

  show_query (self, query, guichet_preset_get_title (preset));
}

static void
show_saved_view_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  GuichetAgentPortal *self = GUICHET_AGENT_PORTAL (widget);
  const char *uuid = g_variant_get_string (parameter, NULL);
  const GuichetSavedView *view = guichet_sidebar_select_view (self->sidebar, uuid);
  g_autoptr(GuichetTicketQuery) query = NULL;

  if (view == NULL)
    return;

  query = guichet_saved_view_to_query (view, guichet_context_get_profile (self->context));
  show_query (self, query, view->name);
  guichet_sidebar_select_view (self->sidebar, uuid);
}

static void
filter_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  AdwNavigationPage *page = guichet_agent_portal_get_visible_page (GUICHET_AGENT_PORTAL (widget));

  if (GUICHET_IS_TICKETS_PAGE (page))
    guichet_tickets_page_focus_filter (GUICHET_TICKETS_PAGE (page));
  else if (GUICHET_IS_ARTICLES_PAGE (page))
    guichet_articles_page_focus_filter (GUICHET_ARTICLES_PAGE (page));
}

static void
guichet_agent_portal_dispose (GObject *object)
{
  GuichetAgentPortal *self = GUICHET_AGENT_PORTAL (object);

  g_clear_handle_id (&self->present_source, g_source_remove);
  _guichet_agent_portal_clear_tickets (self);
  /* The end of the template would unparent the split view behind the bin's back. */
  adw_breakpoint_bin_set_child (ADW_BREAKPOINT_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_AGENT_PORTAL);
  g_clear_object (&self->counts);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_agent_portal_parent_class)->dispose (object);
}

static void
guichet_agent_portal_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  GuichetAgentPortal *self = GUICHET_AGENT_PORTAL (object);

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

    case PROP_AFTER_ACTION:
      g_value_set_string (value, self->after_action);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_agent_portal_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  GuichetAgentPortal *self = GUICHET_AGENT_PORTAL (object);

  switch (prop_id)
    {
    case PROP_COMPACT:
      self->compact = g_value_get_boolean (value);
      break;

    case PROP_TIGHT:
      self->tight = g_value_get_boolean (value);
      break;

    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      break;

    case PROP_ITEMS_PER_PAGE:
      self->items_per_page = g_value_get_int (value);
      break;

    case PROP_AFTER_ACTION:
      g_set_str (&self->after_action, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
guichet_agent_portal_class_init (GuichetAgentPortalClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_agent_portal_dispose;
  object_class->get_property = guichet_agent_portal_get_property;
  object_class->set_property = guichet_agent_portal_set_property;

  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  properties[PROP_TIGHT] = g_param_spec_boolean ("tight", NULL, NULL, FALSE, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_ITEMS_PER_PAGE] = g_param_spec_int ("items-per-page", NULL, NULL, 0, 1000, 20, flags);
  properties[PROP_AFTER_ACTION] = g_param_spec_string ("after-action", NULL, NULL, "stay", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "portal.section", "s", section_action);
  gtk_widget_class_install_action (widget_class, "portal.show-view", "s", show_view_action);
  gtk_widget_class_install_action (widget_class, "portal.show-preset", "s", show_preset_action);
  gtk_widget_class_install_action (widget_class, "portal.show-saved-view", "s", show_saved_view_action);
  gtk_widget_class_install_action (widget_class, "portal.filter", NULL, filter_action);
  _guichet_agent_portal_class_init_tickets (widget_class);
  _guichet_agent_portal_class_init_search (widget_class);
  _guichet_agent_portal_class_init_rows (widget_class);

  g_type_ensure (GUICHET_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/guichet/Guichet/ui/agent/agent-portal.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetAgentPortal, split_view);
  gtk_widget_class_bind_template_child (widget_class, GuichetAgentPortal, sidebar);
  gtk_widget_class_bind_template_child (widget_class, GuichetAgentPortal, content_page);
  gtk_widget_class_bind_template_child (widget_class, GuichetAgentPortal, sections);
}

static void
guichet_agent_portal_init (GuichetAgentPortal *self)
{
  self->items_per_page = 20;
  _guichet_agent_portal_init_tickets (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  guichet_action_keys_add (GTK_WIDGET (self), "portal", GTK_SHORTCUT_SCOPE_GLOBAL);
}

GuichetAgentPortal *
guichet_agent_portal_new (GuichetContext *context)
{
  GuichetAgentPortal *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_AGENT_PORTAL, NULL);
  self->context = g_object_ref (context);
  self->counts = guichet_view_counts_model_new (guichet_context_get_store (context));
  guichet_sidebar_set_context (self->sidebar, context, self->counts);
  self->hands = guichet_hands_new (guichet_context_get_store (context));
  self->hand_list = guichet_hand_list_new (self->hands);
  guichet_sidebar_add_list (self->sidebar, self->hand_list);
  g_signal_connect_object (self->sections, "notify::visible-child", G_CALLBACK (_guichet_agent_portal_place_changed), self, G_CONNECT_SWAPPED);
  guichet_agent_portal_show_section (self, "tickets");

  return self;
}

void
guichet_agent_portal_show_section (GuichetAgentPortal *self,
                                   const char         *section)
{
  AdwNavigationView *view;

  g_return_if_fail (GUICHET_IS_AGENT_PORTAL (self));

  if (!(view = ensure_section (self, section)))
    return;

  adw_view_stack_set_visible_child (self->sections, GTK_WIDGET (view));
  adw_navigation_page_set_title (self->content_page, adw_navigation_page_get_title (_guichet_agent_portal_get_root (view)));
  guichet_sidebar_select_section (self->sidebar, section);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

AdwNavigationPage *
guichet_agent_portal_get_visible_page (GuichetAgentPortal *self)
{
  g_return_val_if_fail (GUICHET_IS_AGENT_PORTAL (self), NULL);

  return adw_navigation_view_get_visible_page (_guichet_agent_portal_get_view (self));
}

/**
 * guichet_agent_portal_get_hands:
 *
 * Returns: (transfer none): the tickets that are kept at hand
 */
GuichetHands *
guichet_agent_portal_get_hands (GuichetAgentPortal *self)
{
  g_return_val_if_fail (GUICHET_IS_AGENT_PORTAL (self), NULL);

  return self->hands;
}

static void
present_due_cb (gpointer user_data)
{
  GuichetAgentPortal *self = user_data;

  self->present_source = 0;
  gtk_window_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  guichet_spare_page_prepare (self->context);
}

static void
first_list_cb (GuichetAgentPortal *self,
               GuichetQueueModel  *queue)
{
  if (self->present_source == 0 || !guichet_queue_model_is_settled (queue))
    return;

  g_source_remove (self->present_source);
  present_due_cb (self);
}

/**
 * guichet_agent_portal_present:
 *
 * Presents the window that the portal is in as soon as its list is there. A
 * window that is drawn without and at once again with it starts later, and
 * flashes. It does not wait longer than a moment.
 */
void
guichet_agent_portal_present (GuichetAgentPortal *self)
{
  AdwNavigationPage *page;

  g_return_if_fail (GUICHET_IS_AGENT_PORTAL (self));
  g_return_if_fail (self->present_source == 0);

  self->present_source = g_timeout_add_once (PRESENT_MS, present_due_cb, self);
  page = guichet_agent_portal_get_visible_page (self);
  if (GUICHET_IS_TICKETS_PAGE (page))
    {
      GuichetQueueModel *queue =
        guichet_queue_view_get_model (guichet_tickets_page_get_queue (GUICHET_TICKETS_PAGE (page)));

      g_signal_connect_object (queue, "changed", G_CALLBACK (first_list_cb), self, G_CONNECT_SWAPPED);
      first_list_cb (self, queue);
    }
}

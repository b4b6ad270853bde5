#include "config.h"

#include "ui/user/user-portal.h"

#include "ui/common/action-keys.h"
#include "ui/common/articles-page.h"
#include "ui/common/late-menu.h"
#include "ui/common/link-opener.h"
#include "ui/ticket/outbox-page.h"
#include "ui/user/new-ticket-page.h"
#include "ui/user/outbox-button.h"
#include "ui/user/request-counts.h"
#include "ui/user/request-page.h"
#include "ui/user/requests-page.h"
#include "ui/user/user-home.h"

#include <glib/gi18n.h>

struct _GuichetUserPortal
{
  AdwBreakpointBin parent_instance;

  GuichetContext       *context;
  GuichetRequestCounts *counts;
  GuichetUserSection    section;
  gboolean              compact;
  gboolean              narrow;

  GuichetUserMenu      *top_menu;
  GuichetUserMenu      *bottom_menu;
  AdwWindowTitle       *title;
  AdwAvatar            *avatar;
  GtkMenuButton        *account_button;
  GMenuModel           *account_menu;
  GuichetOutboxButton  *outbox_button;
  AdwViewStack         *sections;
  GBindingGroup        *page_bindings;  /* a page learns its title later */
};

enum
{
  PROP_0,
  PROP_COMPACT,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GuichetUserPortal, guichet_user_portal, ADW_TYPE_BREAKPOINT_BIN)

/* ---- where to */

static AdwNavigationView *
get_view (GuichetUserPortal *self)
{
  return ADW_NAVIGATION_VIEW (adw_view_stack_get_visible_child (self->sections));
}

/* The first page of a section, below what was opened from it. */
static AdwNavigationPage *
get_root (AdwNavigationView *view)
{
  g_autoptr(GListModel) pages = adw_navigation_view_get_navigation_stack (view);
  g_autoptr(AdwNavigationPage) page = g_list_model_get_item (pages, 0);

  return page;
}

static AdwNavigationPage *
pop_to_root (GuichetUserPortal *self)
{
  AdwNavigationView *view = get_view (self);
  AdwNavigationPage *page = get_root (view);

  adw_navigation_view_pop_to_page (view, page);

  return page;
}

static AdwNavigationPage *
show_root (GuichetUserPortal  *self,
           GuichetUserSection  section)
{
  guichet_user_portal_show_section (self, section);

  return pop_to_root (self);
}

static void
place_changed_cb (GuichetUserPortal *self)
{
  AdwNavigationView *view = get_view (self);
  AdwNavigationPage *page = view != NULL ? adw_navigation_view_get_visible_page (view) : NULL;
  gboolean deeper = page != NULL && page != get_root (view);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "user.back", deeper);
  g_binding_group_set_source (self->page_bindings, page);
}

/* ---- the first pages of the sections */

static GtkWidget *
create_home (GuichetUserPortal *self)
{
  GtkWidget *page = guichet_user_home_new (self->context);

  g_object_bind_property (self, "narrow", page, "narrow", G_BINDING_SYNC_CREATE);

  return page;
}

static void
open_article_cb (GuichetUserPortal *self,
                 gint64             article_id)
{
  AdwNavigationPage *page = show_root (self, GUICHET_SECTION_FAQ);

  guichet_articles_page_open (GUICHET_ARTICLES_PAGE (page), article_id);
}

static void
show_requests_cb (GuichetUserPortal *self)
{
  show_root (self, GUICHET_SECTION_ONGOING);
}

static GtkWidget *
create_new (GuichetUserPortal *self)
{
  GuichetNewTicketPage *form = guichet_new_ticket_page_new (self->context);

  g_signal_connect_object (form, "open-article", G_CALLBACK (open_article_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "open-request", G_CALLBACK (guichet_user_portal_open_request), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "show-requests", G_CALLBACK (show_requests_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (adw_navigation_page_new (GTK_WIDGET (form), guichet_user_section_get_title (GUICHET_SECTION_NEW)));
}

static GtkWidget *
create_requests (GuichetUserPortal *self,
                 GuichetRequests    which)
{
  GuichetRequestsPage *page = guichet_requests_page_new (self->context, which);

  g_object_bind_property (self, "narrow", page, "narrow", G_BINDING_SYNC_CREATE);

  return GTK_WIDGET (page);
}

static GtkWidget *
create_ongoing (GuichetUserPortal *self)
{
  return create_requests (self, GUICHET_REQUESTS_ONGOING);
}

static GtkWidget *
create_handled (GuichetUserPortal *self)
{
  return create_requests (self, GUICHET_REQUESTS_HANDLED);
}

static GtkWidget *
create_faq (GuichetUserPortal *self)
{
  GuichetArticlesPage *page = guichet_articles_page_new (self->context, GUICHET_REFERENCE_FAQ);

  guichet_articles_page_set_for_requester (page);
  g_object_bind_property (self, "compact", page, "compact", G_BINDING_SYNC_CREATE);

  return GTK_WIDGET (page);
}

static GtkWidget *(* const creators[GUICHET_N_USER_SECTIONS]) (GuichetUserPortal *self) = {
  [GUICHET_SECTION_HOME] = create_home,
  [GUICHET_SECTION_NEW] = create_new,
  [GUICHET_SECTION_ONGOING] = create_ongoing,
  [GUICHET_SECTION_HANDLED] = create_handled,
  [GUICHET_SECTION_FAQ] = create_faq,
};

/* What lies on top of a section's first page stays where it was. */
static GtkWidget *
ensure_section (GuichetUserPortal  *self,
                GuichetUserSection  section)
{
  const char *name = guichet_user_section_get_name (section);
  GtkWidget *view = adw_view_stack_get_child_by_name (self->sections, name);

  if (view != NULL)
    return view;

  view = adw_navigation_view_new ();
  adw_navigation_view_set_pop_on_escape (ADW_NAVIGATION_VIEW (view), FALSE);
  adw_navigation_view_add (ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (creators[section] (self)));
  g_signal_connect_object (view, "notify::visible-page", G_CALLBACK (place_changed_cb), self, G_CONNECT_SWAPPED);
  adw_view_stack_add_named (self->sections, view, name);

  return view;
}

/* ---- the numbers in the menu */

static void
counts_changed_cb (GuichetUserPortal *self)
{
  GuichetUserMenu *menus[] = { self->top_menu, self->bottom_menu };

  /* How many are over is no news. */
  for (guint i = 0; i < G_N_ELEMENTS (menus); i++)
    guichet_user_menu_set_count (menus[i], GUICHET_SECTION_ONGOING,
                                 guichet_request_counts_get (self->counts, GUICHET_REQUESTS_ONGOING),
                                 guichet_request_counts_get (self->counts, GUICHET_REQUESTS_TO_COMPLETE));
}

static void
outbox_counted_cb (GuichetUserPortal *self)
{
  guint count = guichet_outbox_button_get_count (self->outbox_button);

  guichet_user_menu_set_outbox (self->top_menu, count);
  guichet_user_menu_set_outbox (self->bottom_menu, count);
}

static void
identity_changed_cb (GuichetUserPortal *self)
{
  adw_avatar_set_text (self->avatar, guichet_context_get_identity (self->context)->name);
}

/* ---- actions */

static void
section_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  GuichetUserPortal *self = GUICHET_USER_PORTAL (widget);
  GuichetUserSection section;
  gboolean again;

  if (!guichet_user_section_from_name (g_variant_get_string (parameter, NULL), &section))
    return;

  again = self->section == section;
  guichet_user_portal_show_section (self, section);
  if (again)
    pop_to_root (self);
}

static void
new_ticket_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  guichet_user_portal_begin_ticket (GUICHET_USER_PORTAL (widget), 0, NULL);
}

static void
ask_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  gint64 leaf;
  const char *subject;

  g_variant_get (parameter, "(x&s)", &leaf, &subject);
  guichet_user_portal_begin_ticket (GUICHET_USER_PORTAL (widget), leaf, *subject != '\0' ? subject : NULL);
}

static void
correct_request_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  AdwNavigationPage *page = show_root (GUICHET_USER_PORTAL (widget), GUICHET_SECTION_NEW);

  guichet_new_ticket_page_reopen (GUICHET_NEW_TICKET_PAGE (adw_navigation_page_get_child (page)),
                                  g_variant_get_string (parameter, NULL));
}

static void
open_request_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  guichet_user_portal_open_request (GUICHET_USER_PORTAL (widget), g_variant_get_int64 (parameter));
}

static void
open_article_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  open_article_cb (GUICHET_USER_PORTAL (widget), g_variant_get_int64 (parameter));
}

/* On top of what is on screen, so that "back" returns there. */
static void
outbox_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GuichetUserPortal *self = GUICHET_USER_PORTAL (widget);

  if (!GUICHET_IS_OUTBOX_PAGE (guichet_user_portal_get_visible_page (self)))
    adw_navigation_view_push (get_view (self), ADW_NAVIGATION_PAGE (guichet_outbox_page_new_for_requester (self->context)));
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  guichet_user_home_focus_search (GUICHET_USER_HOME (show_root (GUICHET_USER_PORTAL (widget), GUICHET_SECTION_HOME)));
}

/* In the list that is on screen; where there is none, for everything. */
static void
filter_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  AdwNavigationPage *page = guichet_user_portal_get_visible_page (GUICHET_USER_PORTAL (widget));

  if (GUICHET_IS_REQUESTS_PAGE (page))
    guichet_requests_page_focus_search (GUICHET_REQUESTS_PAGE (page));
  else if (GUICHET_IS_ARTICLES_PAGE (page))
    guichet_articles_page_focus_filter (GUICHET_ARTICLES_PAGE (page));
  else
    search_action (widget, name, parameter);
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  adw_navigation_view_pop (get_view (GUICHET_USER_PORTAL (widget)));
}

/* ---- class */

static void
guichet_user_portal_dispose (GObject *object)
{
  GuichetUserPortal *self = GUICHET_USER_PORTAL (object);

  g_clear_object (&self->counts);
  g_clear_object (&self->page_bindings);
  /* The end of the template would unparent the child behind the bin's back. */
  adw_breakpoint_bin_set_child (ADW_BREAKPOINT_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_USER_PORTAL);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_user_portal_parent_class)->dispose (object);
}

static void
guichet_user_portal_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  GuichetUserPortal *self = GUICHET_USER_PORTAL (object);

  if (prop_id == PROP_COMPACT)
    g_value_set_boolean (value, self->compact);
  else if (prop_id == PROP_NARROW)
    g_value_set_boolean (value, self->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
guichet_user_portal_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  GuichetUserPortal *self = GUICHET_USER_PORTAL (object);

  if (prop_id == PROP_COMPACT)
    self->compact = g_value_get_boolean (value);
  else if (prop_id == PROP_NARROW)
    self->narrow = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "user.section", "s", section_action);
  gtk_widget_class_install_action (widget_class, "user.new-ticket", NULL, new_ticket_action);
  gtk_widget_class_install_action (widget_class, "user.ask", "(xs)", ask_action);
  gtk_widget_class_install_action (widget_class, "user.open-request", "x", open_request_action);
  gtk_widget_class_install_action (widget_class, "user.correct-request", "s", correct_request_action);
  gtk_widget_class_install_action (widget_class, "user.open-article", "x", open_article_action);
  gtk_widget_class_install_action (widget_class, "user.outbox", NULL, outbox_action);
  gtk_widget_class_install_action (widget_class, "user.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "user.filter", NULL, filter_action);
  gtk_widget_class_install_action (widget_class, "user.back", NULL, back_action);
}

static void
guichet_user_portal_class_init (GuichetUserPortalClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_user_portal_dispose;
  object_class->get_property = guichet_user_portal_get_property;
  object_class->set_property = guichet_user_portal_set_property;

  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  install_actions (widget_class);
  g_type_ensure (GUICHET_TYPE_USER_MENU);
  g_type_ensure (GUICHET_TYPE_OUTBOX_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/user/user-portal.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetUserPortal, top_menu);
  gtk_widget_class_bind_template_child (widget_class, GuichetUserPortal, bottom_menu);
  gtk_widget_class_bind_template_child (widget_class, GuichetUserPortal, title);
  gtk_widget_class_bind_template_child (widget_class, GuichetUserPortal, avatar);
  gtk_widget_class_bind_template_child (widget_class, GuichetUserPortal, account_button);
  gtk_widget_class_bind_template_child (widget_class, GuichetUserPortal, account_menu);
  gtk_widget_class_bind_template_child (widget_class, GuichetUserPortal, outbox_button);
  gtk_widget_class_bind_template_child (widget_class, GuichetUserPortal, sections);
}

static void
guichet_user_portal_init (GuichetUserPortal *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->page_bindings = g_binding_group_new ();
  guichet_menu_button_set_late_menu (self->account_button, self->account_menu);
  g_binding_group_bind (self->page_bindings, "title", self->title, "title", G_BINDING_SYNC_CREATE);
  guichet_action_keys_add (GTK_WIDGET (self), "user", GTK_SHORTCUT_SCOPE_GLOBAL);
}

GuichetUserPortal *
guichet_user_portal_new (GuichetContext *context)
{
  GuichetUserPortal *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_USER_PORTAL, NULL);
  self->context = g_object_ref (context);
  self->counts = guichet_request_counts_new (context);
  g_signal_connect_object (self->counts, "changed", G_CALLBACK (counts_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::identity", G_CALLBACK (identity_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sections, "notify::visible-child", G_CALLBACK (place_changed_cb), self, G_CONNECT_SWAPPED);
  identity_changed_cb (self);
  g_signal_connect_object (self->outbox_button, "notify::count", G_CALLBACK (outbox_counted_cb), self, G_CONNECT_SWAPPED);
  guichet_outbox_button_set_context (self->outbox_button, context);
  guichet_user_portal_show_section (self, GUICHET_SECTION_HOME);

  return self;
}

void
guichet_user_portal_show_section (GuichetUserPortal  *self,
                                  GuichetUserSection  section)
{
  g_return_if_fail (GUICHET_IS_USER_PORTAL (self));
  g_return_if_fail (section < GUICHET_N_USER_SECTIONS);

  self->section = section;
  adw_view_stack_set_visible_child (self->sections, ensure_section (self, section));
  guichet_user_menu_set_section (self->top_menu, section);
  guichet_user_menu_set_section (self->bottom_menu, section);
}

/* On top of what is on screen, so that "back" returns there. */
void
guichet_user_portal_open_request (GuichetUserPortal *self,
                                  gint64             ticket_id)
{
  AdwNavigationPage *page;

  g_return_if_fail (GUICHET_IS_USER_PORTAL (self));

  page = guichet_user_portal_get_visible_page (self);
  if (GUICHET_IS_REQUEST_PAGE (page) && guichet_request_page_get_ticket_id (GUICHET_REQUEST_PAGE (page)) == ticket_id)
    return;

  adw_navigation_view_push (get_view (self), ADW_NAVIGATION_PAGE (guichet_request_page_new (self->context, ticket_id)));
}

static void
open_link_cb (GtkWidget *portal,
              gint64     ticket_id)
{
  guichet_user_portal_open_request (GUICHET_USER_PORTAL (portal), ticket_id);
}

/* @text: hostile: see guichet_link_open() */
void
guichet_user_portal_open_link (GuichetUserPortal *self,
                               const char        *text)
{
  g_return_if_fail (GUICHET_IS_USER_PORTAL (self));
  g_return_if_fail (text != NULL);

  guichet_link_open (GTK_WIDGET (self), self->context, text, open_link_cb);
}

/**
 * guichet_user_portal_begin_ticket:
 * @leaf_id: of the catalogue, 0 for none
 * @subject: (nullable)
 */
void
guichet_user_portal_begin_ticket (GuichetUserPortal *self,
                                  gint64             leaf_id,
                                  const char        *subject)
{
  AdwNavigationPage *page;

  g_return_if_fail (GUICHET_IS_USER_PORTAL (self));

  page = show_root (self, GUICHET_SECTION_NEW);
  guichet_new_ticket_page_begin (GUICHET_NEW_TICKET_PAGE (adw_navigation_page_get_child (page)), leaf_id, subject);
}

AdwNavigationPage *
guichet_user_portal_get_visible_page (GuichetUserPortal *self)
{
  g_return_val_if_fail (GUICHET_IS_USER_PORTAL (self), NULL);

  return adw_navigation_view_get_visible_page (get_view (self));
}

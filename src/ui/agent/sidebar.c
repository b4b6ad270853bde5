#include "config.h"

#include "ui/agent/sidebar.h"

#include "ui/agent/saved-views.h"
#include "ui/agent/sidebar-row.h"
#include "ui/common/late-menu.h"
#include "ui/common/sync-indicator.h"

#include <glib/gi18n.h>

struct _GuichetSidebar
{
  AdwNavigationPage parent_instance;

  GuichetContext         *context;
  GuichetViewCountsModel *counts;

  GtkBox                 *lists;
  GtkListBox             *list;
  GuichetSavedViews      *saved_views;
  GtkListBox             *outbox_list;
  GuichetSidebarRow      *open_row;
  GuichetSidebarRow      *resolved_row;
  GuichetSidebarRow      *outbox_row;
  GuichetSyncIndicator   *sync_indicator;
  GtkMenuButton          *menu_button;
  GMenuModel             *main_menu;
  GtkMenuButton          *account_button;
  GMenuModel             *account_menu;
  AdwAvatar              *avatar;
  GtkLabel               *name_label;
};

G_DEFINE_FINAL_TYPE (GuichetSidebar, guichet_sidebar, ADW_TYPE_NAVIGATION_PAGE)

static void
counts_changed_cb (GuichetSidebar *self)
{
  guichet_sidebar_row_set_count (self->open_row, guichet_view_counts_model_get_ongoing (self->counts));
  guichet_sidebar_row_set_count (self->resolved_row,
                                 guichet_view_counts_model_get (self->counts,
                                                                GUICHET_VIEW_RESOLVED_TEAM));
}

static void
outbox_changed_cb (GuichetSidebar *self)
{
  GuichetSyncStatus *status = guichet_context_get_sync_status (self->context);

  guichet_sidebar_row_set_count (self->outbox_row,
                                 guichet_sync_status_get_waiting (status) +
                                 guichet_sync_status_get_parked (status));
}

static void
identity_changed_cb (GuichetSidebar *self)
{
  GuichetIdentity *identity = guichet_context_get_identity (self->context);
  const char *name = identity->name[0] != '\0' ? identity->name : identity->login;
  /* Translators: the button of the account menu, for screen readers; %s is a name */
  g_autofree char *label = g_strdup_printf (_("Account of %s"), name);

  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_label (self->name_label, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->account_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
row_activated_cb (GuichetSidebar *self,
                  GtkListBoxRow  *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "portal.section", "s",
                              guichet_sidebar_row_get_section (GUICHET_SIDEBAR_ROW (row)));
}

/* What waits to leave stands under a heading of its own. */
static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       user_data)
{
  GuichetSidebar *self = user_data;
  GtkWidget *heading;

  if (row != GTK_LIST_BOX_ROW (self->outbox_row) || gtk_list_box_row_get_header (row) != NULL)
    return;

  heading = g_object_new (GTK_TYPE_LABEL, "label", _("Sending"), "xalign", 0.0f, NULL);
  gtk_widget_add_css_class (heading, "sidebar-heading");
  gtk_list_box_row_set_header (row, heading);
}

static void
guichet_sidebar_dispose (GObject *object)
{
  GuichetSidebar *self = GUICHET_SIDEBAR (object);

  if (self->list != NULL)
    gtk_list_box_set_header_func (self->list, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_SIDEBAR);
  g_clear_object (&self->counts);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_sidebar_parent_class)->dispose (object);
}

static void
guichet_sidebar_class_init (GuichetSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_sidebar_dispose;

  g_type_ensure (GUICHET_TYPE_SAVED_VIEWS);
  g_type_ensure (GUICHET_TYPE_SIDEBAR_ROW);
  g_type_ensure (GUICHET_TYPE_SYNC_INDICATOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/guichet/Guichet/ui/agent/sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetSidebar, lists);
  gtk_widget_class_bind_template_child (widget_class, GuichetSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, GuichetSidebar, saved_views);
  gtk_widget_class_bind_template_child (widget_class, GuichetSidebar, outbox_list);
  gtk_widget_class_bind_template_child (widget_class, GuichetSidebar, open_row);
  gtk_widget_class_bind_template_child (widget_class, GuichetSidebar, resolved_row);
  gtk_widget_class_bind_template_child (widget_class, GuichetSidebar, outbox_row);
  gtk_widget_class_bind_template_child (widget_class, GuichetSidebar, sync_indicator);
  gtk_widget_class_bind_template_child (widget_class, GuichetSidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, GuichetSidebar, main_menu);
  gtk_widget_class_bind_template_child (widget_class, GuichetSidebar, account_button);
  gtk_widget_class_bind_template_child (widget_class, GuichetSidebar, account_menu);
  gtk_widget_class_bind_template_child (widget_class, GuichetSidebar, avatar);
  gtk_widget_class_bind_template_child (widget_class, GuichetSidebar, name_label);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
guichet_sidebar_init (GuichetSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  guichet_menu_button_set_late_menu (self->menu_button, self->main_menu);
  guichet_menu_button_set_late_menu (self->account_button, self->account_menu);
  gtk_list_box_set_header_func (self->list, update_header, self, NULL);
}

void
guichet_sidebar_set_context (GuichetSidebar         *self,
                             GuichetContext         *context,
                             GuichetViewCountsModel *counts)
{
  GuichetSyncStatus *status = guichet_context_get_sync_status (context);

  g_return_if_fail (GUICHET_IS_SIDEBAR (self));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  self->counts = g_object_ref (counts);
  guichet_sync_indicator_set_status (self->sync_indicator, status);
  guichet_saved_views_set_context (self->saved_views, context);
  g_signal_connect_object (counts, "changed", G_CALLBACK (counts_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (status, "notify::waiting", G_CALLBACK (outbox_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (status, "notify::parked", G_CALLBACK (outbox_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::identity", G_CALLBACK (identity_changed_cb), self, G_CONNECT_SWAPPED);

  counts_changed_cb (self);
  outbox_changed_cb (self);
  identity_changed_cb (self);
}

static void
select_in (GtkListBox *list,
           const char *section)
{
  GtkListBoxRow *row;

  gtk_list_box_unselect_all (list);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (g_strcmp0 (guichet_sidebar_row_get_section (GUICHET_SIDEBAR_ROW (row)), section) == 0)
      gtk_list_box_select_row (list, row);
}

void
guichet_sidebar_select_section (GuichetSidebar *self,
                                const char     *section)
{
  g_return_if_fail (GUICHET_IS_SIDEBAR (self));

  select_in (self->list, section);
  select_in (self->outbox_list, section);
  guichet_saved_views_select (self->saved_views, NULL);
}

/**
 * guichet_sidebar_select_view:
 *
 * Returns: (nullable) (transfer none): the saved view @uuid, whose row is
 *   selected now
 */
const GuichetSavedView *
guichet_sidebar_select_view (GuichetSidebar *self,
                             const char     *uuid)
{
  g_return_val_if_fail (GUICHET_IS_SIDEBAR (self), NULL);

  guichet_sidebar_select_section (self, NULL);
  guichet_saved_views_select (self->saved_views, uuid);

  return guichet_saved_views_find (self->saved_views, uuid);
}

/**
 * guichet_sidebar_add_list:
 *
 * Below the lists that are there.
 */
void
guichet_sidebar_add_list (GuichetSidebar *self,
                          GtkWidget      *list)
{
  g_return_if_fail (GUICHET_IS_SIDEBAR (self));

  gtk_box_append (self->lists, list);
}

#include "config.h"

#include "ui/agent/saved-views.h"

#include "store/figures.h"
#include "ui/agent/saved-view-dialog.h"
#include "ui/agent/saved-view-file.h"
#include "ui/agent/sidebar-row.h"
#include "ui/common/toast.h"

#include <glib/gi18n.h>

/* Changes that come together are counted once. */
#define GATHER_MS 250

struct _GuichetSavedViews
{
  GtkBox parent_instance;

  GuichetContext *context;
  GCancellable   *cancellable;
  GPtrArray      *views;        /* of GuichetSavedView */
  char           *selected;     /* nullable */
  guint           gather_source;

  GtkListBox     *list;
};

G_DEFINE_FINAL_TYPE (GuichetSavedViews, guichet_saved_views, GTK_TYPE_BOX)

static GuichetStore *
get_store (GuichetSavedViews *self)
{
  return guichet_context_get_store (self->context);
}

static const GuichetSavedView *
get_view (GuichetSavedViews *self,
          guint              position)
{
  return g_ptr_array_index (self->views, position);
}

/* ---- counts */

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) counts = guichet_store_count_queries_finish (GUICHET_STORE (source), result, &error);
  GuichetSavedViews *self = user_data;

  if (counts == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("The saved views could not be counted: %s", error->message);
      return;
    }

  for (guint i = 0; i < counts->len; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);

      if (row != NULL)
        guichet_sidebar_row_set_count (GUICHET_SIDEBAR_ROW (row), g_array_index (counts, guint, i));
    }
}

static void
count (GuichetSavedViews *self)
{
  g_autoptr(GPtrArray) queries = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_ticket_query_free);

  for (guint i = 0; i < self->views->len; i++)
    g_ptr_array_add (queries, guichet_saved_view_to_query (get_view (self, i),
                                                           guichet_context_get_profile (self->context)));
  if (queries->len > 0)
    guichet_store_count_queries_async (get_store (self), queries, self->cancellable, counted_cb, self);
}

static void
count_cb (gpointer user_data)
{
  GuichetSavedViews *self = user_data;

  self->gather_source = 0;
  count (self);
}

/* ---- rows */

static GtkWidget *
create_menu (const GuichetSavedView *view)
{
  GMenu *menu = g_menu_new ();
  GMenu *own = g_menu_new ();
  GMenu *all = g_menu_new ();
  GtkWidget *popover;
  static const struct { const char *label, *action; } items[] = {
    { N_("_Rename…"), "views.rename" },
    { N_("Move _Up"), "views.move-up" },
    { N_("Move _Down"), "views.move-down" },
    { N_("_Delete"), "views.remove" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr(GMenuItem) item = g_menu_item_new (_(items[i].label), NULL);

      g_menu_item_set_action_and_target (item, items[i].action, "s", view->uuid);
      g_menu_append_item (own, item);
    }
  g_menu_append (all, _("_Export the Views…"), "views.export");
  g_menu_append (all, _("_Import Views…"), "views.import");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (own));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (all));
  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  g_object_unref (own);
  g_object_unref (all);
  g_object_unref (menu);

  return popover;
}

static void
unparent_cb (gpointer user_data)
{
  g_autoptr(GtkWidget) popover = user_data;

  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
}

/* Not before the chosen item has been activated. */
static void
closed_cb (GtkPopover *popover)
{
  g_idle_add_once (unparent_cb, g_object_ref (popover));
}

static void
show_menu (GuichetSavedViews *self,
           GtkWidget         *row)
{
  const GuichetSavedView *view = get_view (self, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
  GtkWidget *popover = create_menu (view);
  graphene_rect_t bounds;

  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  if (gtk_widget_compute_bounds (row, GTK_WIDGET (self), &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                                 &(GdkRectangle) { bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height });
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
pressed_cb (GtkGestureClick   *gesture,
            int                n_press,
            double             x,
            double             y,
            GuichetSavedViews *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                GuichetSavedViews     *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  const char *uuid = get_view (self, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)))->uuid;

  if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0))
    show_menu (self, row);
  else if (keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete)
    gtk_widget_activate_action (row, "views.remove", "s", uuid);
  else if (keyval == GDK_KEY_F2)
    gtk_widget_activate_action (row, "views.rename", "s", uuid);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static GtkWidget *
create_row (GuichetSavedViews      *self,
            const GuichetSavedView *view)
{
  g_autofree char *section = g_strconcat ("view:", view->uuid, NULL);
  GtkWidget *row = g_object_new (GUICHET_TYPE_SIDEBAR_ROW,
                                 "section", section, "icon-name", view->icon, "label", view->name, NULL);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_tooltip_text (row, view->conditions);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (row, keys);

  return row;
}

static void
fill (GuichetSavedViews *self)
{
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < self->views->len; i++)
    gtk_list_box_append (self->list, create_row (self, get_view (self, i)));
  gtk_widget_set_visible (GTK_WIDGET (self), self->views->len > 0);
  guichet_saved_views_select (self, self->selected);
  count (self);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) views = guichet_store_list_views_finish (GUICHET_STORE (source), result, &error);
  GuichetSavedViews *self = user_data;

  if (views == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("The saved views could not be read: %s", error->message);
      return;
    }

  g_ptr_array_unref (self->views);
  self->views = g_steal_pointer (&views);
  fill (self);
}

static void
store_changed_cb (GuichetSavedViews *self,
                  GuichetChangeSet  *changes)
{
  if (changes->views)
    guichet_store_list_views_async (get_store (self), self->cancellable, listed_cb, self);
  else if (self->views->len > 0 && self->gather_source == 0)
    self->gather_source = g_timeout_add_once (GATHER_MS, count_cb, self);
}

/* ---- actions */

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!guichet_store_save_view_finish (GUICHET_STORE (source), result, &error))
    g_warning ("A view could not be saved: %s", error->message);
}

static void
save (GuichetSavedViews      *self,
      const GuichetSavedView *view)
{
  guichet_store_save_view_async (get_store (self), view, NULL, saved_cb, NULL);
}

static void
renamed_cb (const char *name,
            gpointer    user_data,
            GtkWidget  *parent)
{
  GuichetSavedView *view = user_data;

  g_set_str (&view->name, name);
  save (GUICHET_SAVED_VIEWS (parent), view);
}

static void
rename_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GuichetSavedViews *self = GUICHET_SAVED_VIEWS (widget);
  const GuichetSavedView *view = guichet_saved_views_find (self, g_variant_get_string (parameter, NULL));

  if (view != NULL)
    guichet_saved_view_dialog_ask (widget, _("Rename the View"), view->name, _("_Rename"),
                                   renamed_cb, guichet_saved_view_copy (view), (GDestroyNotify) guichet_saved_view_free);
}

/* Two neighbours change places. */
static void
move (GuichetSavedViews *self,
      const char        *uuid,
      int                step)
{
  for (guint i = 0; i < self->views->len; i++)
    {
      guint other = i + step;

      if (g_strcmp0 (get_view (self, i)->uuid, uuid) != 0 || other >= self->views->len)
        continue;

      for (guint j = 0; j < self->views->len; j++)
        {
          g_autoptr(GuichetSavedView) moved = guichet_saved_view_copy (get_view (self, j));

          moved->position = j == i ? other : j == other ? i : j;
          if (moved->position != get_view (self, j)->position)
            save (self, moved);
        }
      return;
    }
}

static void
move_up_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  move (GUICHET_SAVED_VIEWS (widget), g_variant_get_string (parameter, NULL), -1);
}

static void
move_down_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  move (GUICHET_SAVED_VIEWS (widget), g_variant_get_string (parameter, NULL), 1);
}

typedef struct
{
  GuichetSavedViews *views;
  GuichetSavedView  *view;
} Removal;

static void
free_removal (Removal *removal)
{
  g_object_unref (removal->views);
  guichet_saved_view_free (removal->view);
  g_free (removal);
}

static void
undo_cb (AdwToast *toast)
{
  Removal *removal = g_object_get_data (G_OBJECT (toast), "removal");

  save (removal->views, removal->view);
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Removal *removal = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *title = NULL;
  AdwToast *toast;

  if (!guichet_store_remove_view_finish (GUICHET_STORE (source), result, &error))
    {
      g_warning ("A view could not be removed: %s", error->message);
      free_removal (removal);
      return;
    }

  /* Translators: %s is the name of a saved view */
  title = g_strdup_printf (_("View “%s” deleted"), removal->view->name);
  toast = adw_toast_new (title);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "removal", removal, (GDestroyNotify) free_removal);
  g_signal_connect (toast, "button-clicked", G_CALLBACK (undo_cb), NULL);
  guichet_show_toast (GTK_WIDGET (removal->views), toast);
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GuichetSavedViews *self = GUICHET_SAVED_VIEWS (widget);
  const GuichetSavedView *view = guichet_saved_views_find (self, g_variant_get_string (parameter, NULL));
  Removal *removal;

  if (view == NULL)
    return;

  removal = g_new0 (Removal, 1);
  removal->views = g_object_ref (self);
  removal->view = guichet_saved_view_copy (view);
  guichet_store_remove_view_async (get_store (self), view->uuid, NULL, removed_cb, removal);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  guichet_saved_view_file_export (widget, GUICHET_SAVED_VIEWS (widget)->views);
}

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  guichet_saved_view_file_import (widget, get_store (GUICHET_SAVED_VIEWS (widget)));
}

static void
row_activated_cb (GuichetSavedViews *self,
                  GtkListBoxRow     *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "portal.show-saved-view", "s",
                              get_view (self, gtk_list_box_row_get_index (row))->uuid);
}

/* ---- class */

static void
guichet_saved_views_dispose (GObject *object)
{
  GuichetSavedViews *self = GUICHET_SAVED_VIEWS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->gather_source, g_source_remove);
  if (self->context != NULL)
    g_signal_handlers_disconnect_by_data (get_store (self), self);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_saved_views_parent_class)->dispose (object);
}

static void
guichet_saved_views_finalize (GObject *object)
{
  GuichetSavedViews *self = GUICHET_SAVED_VIEWS (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->views);
  g_free (self->selected);

  G_OBJECT_CLASS (guichet_saved_views_parent_class)->finalize (object);
}

static void
guichet_saved_views_class_init (GuichetSavedViewsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_saved_views_dispose;
  object_class->finalize = guichet_saved_views_finalize;

  gtk_widget_class_install_action (widget_class, "views.rename", "s", rename_action);
  gtk_widget_class_install_action (widget_class, "views.move-up", "s", move_up_action);
  gtk_widget_class_install_action (widget_class, "views.move-down", "s", move_down_action);
  gtk_widget_class_install_action (widget_class, "views.remove", "s", remove_action);
  gtk_widget_class_install_action (widget_class, "views.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "views.import", NULL, import_action);
}

static void
guichet_saved_views_init (GuichetSavedViews *self)
{
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "label", _("My Views"), "xalign", 0.0f, NULL);

  self->cancellable = g_cancellable_new ();
  self->views = guichet_saved_views_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (heading, "sidebar-heading");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "main");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("My Views"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), heading);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
guichet_saved_views_set_context (GuichetSavedViews *self,
                                 GuichetContext    *context)
{
  g_return_if_fail (GUICHET_IS_SAVED_VIEWS (self));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (get_store (self), "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  guichet_store_list_views_async (get_store (self), self->cancellable, listed_cb, self);
}

/**
 * guichet_saved_views_find:
 *
 * Returns: (nullable) (transfer none): until the views change
 */
const GuichetSavedView *
guichet_saved_views_find (GuichetSavedViews *self,
                          const char        *uuid)
{
  g_return_val_if_fail (GUICHET_IS_SAVED_VIEWS (self), NULL);

  for (guint i = 0; i < self->views->len; i++)
    if (g_strcmp0 (get_view (self, i)->uuid, uuid) == 0)
      return get_view (self, i);

  return NULL;
}

/**
 * guichet_saved_views_select:
 * @uuid: (nullable): %NULL for none
 */
void
guichet_saved_views_select (GuichetSavedViews *self,
                            const char        *uuid)
{
  g_return_if_fail (GUICHET_IS_SAVED_VIEWS (self));

  g_set_str (&self->selected, uuid);
  gtk_list_box_unselect_all (self->list);
  for (guint i = 0; uuid != NULL && i < self->views->len; i++)
    if (g_str_equal (get_view (self, i)->uuid, uuid))
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, i));
}

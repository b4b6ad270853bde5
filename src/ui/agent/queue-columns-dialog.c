#include "config.h"

#include "ui/agent/queue-columns-dialog.h"

#include <glib/gi18n.h>

typedef struct
{
  GuichetQueueColumns *columns;
  GtkListBox          *list;
} Dialog;

static void
free_dialog (gpointer data)
{
  Dialog *dialog = data;

  g_object_unref (dialog->columns);
  g_free (dialog);
}

static GuichetSort
get_sort (GtkWidget *widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "sort"));
}

static void
toggled_cb (AdwSwitchRow *row,
            GParamSpec   *pspec,
            Dialog       *dialog)
{
  guichet_queue_columns_set_shown (dialog->columns, get_sort (GTK_WIDGET (row)), adw_switch_row_get_active (row));
}

static void fill (Dialog *dialog);

/* The focus stays on the row that moves, so that it can move again. */
static void
move (Dialog      *dialog,
      GuichetSort  sort,
      int          step)
{
  GtkListBoxRow *row;

  guichet_queue_columns_move (dialog->columns, sort, step);
  fill (dialog);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (dialog->list, i)) != NULL; i++)
    if (get_sort (GTK_WIDGET (row)) == sort)
      gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
up_cb (GtkWidget *button,
       Dialog    *dialog)
{
  move (dialog, get_sort (button), -1);
}

static void
down_cb (GtkWidget *button,
         Dialog    *dialog)
{
  move (dialog, get_sort (button), 1);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                Dialog                *dialog)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0 || (keyval != GDK_KEY_Up && keyval != GDK_KEY_Down))
    return GDK_EVENT_PROPAGATE;

  move (dialog, get_sort (row), keyval == GDK_KEY_Up ? -1 : 1);

  return GDK_EVENT_STOP;
}

static void
add_button (AdwActionRow *row,
            GuichetSort   sort,
            const char   *icon,
            const char   *tooltip,
            GCallback     callback,
            Dialog       *dialog)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  g_object_set_data (G_OBJECT (button), "sort", GUINT_TO_POINTER (sort));
  g_signal_connect (button, "clicked", callback, dialog);
  adw_action_row_add_prefix (row, button);
}

static gboolean
is_needed (GuichetSort sort)
{
  return sort == GUICHET_SORT_REF || sort == GUICHET_SORT_TITLE || sort == GUICHET_SORT_STATUS;
}

static GtkWidget *
create_row (Dialog      *dialog,
            GuichetSort  sort)
{
  GtkWidget *row = adw_switch_row_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), guichet_queue_column_get_title (sort));
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), guichet_queue_columns_is_shown (dialog->columns, sort));
  g_object_set_data (G_OBJECT (row), "sort", GUINT_TO_POINTER (sort));
  /* Prefixes come one before the other. */
  add_button (ADW_ACTION_ROW (row), sort, "go-down-symbolic", _("Move Towards the End (Ctrl+Down)"),
              G_CALLBACK (down_cb), dialog);
  add_button (ADW_ACTION_ROW (row), sort, "go-up-symbolic", _("Move Towards the Start (Ctrl+Up)"),
              G_CALLBACK (up_cb), dialog);
  gtk_widget_set_sensitive (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row)), !is_needed (sort));
  g_signal_connect (row, "notify::active", G_CALLBACK (toggled_cb), dialog);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), dialog);
  gtk_widget_add_controller (row, keys);

  return row;
}

static void
fill (Dialog *dialog)
{
  g_autoptr(GArray) sorts = guichet_queue_columns_dup_sorts (dialog->columns, FALSE);

  gtk_list_box_remove_all (dialog->list);
  for (guint i = 0; i < sorts->len; i++)
    gtk_list_box_append (dialog->list, create_row (dialog, g_array_index (sorts, GuichetSort, i)));
}

static void
reset_cb (GtkButton *button,
          Dialog    *dialog)
{
  guichet_queue_columns_reset (dialog->columns);
  fill (dialog);
}

static GtkWidget *
create_content (Dialog *dialog)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *reset = gtk_button_new_with_mnemonic (_("_Usual Columns"));

  dialog->list = GTK_LIST_BOX (list);
  gtk_list_box_set_selection_mode (dialog->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Columns"), -1);
  gtk_widget_set_halign (reset, GTK_ALIGN_CENTER);
  g_signal_connect (reset, "clicked", G_CALLBACK (reset_cb), dialog);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), reset);
  gtk_widget_add_css_class (box, "dialog-sections");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);

  return scroll;
}

AdwDialog *
guichet_queue_columns_dialog_new (GuichetQueueColumns *columns)
{
  AdwDialog *self = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  Dialog *dialog = g_new0 (Dialog, 1);

  dialog->columns = g_object_ref (columns);
  g_object_set_data_full (G_OBJECT (self), "columns", dialog, free_dialog);
  adw_dialog_set_title (self, _("Columns"));
  adw_dialog_set_content_width (self, 420);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), create_content (dialog));
  adw_dialog_set_child (self, view);
  fill (dialog);

  return self;
}

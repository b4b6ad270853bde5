#include "config.h"

#include "ui/agent/check-column.h"

#define WIDTH 40

/* The row does the rest, as with Ctrl. */
static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y)
{
  GtkWidget *mark = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_activate_action (mark, "listitem.select", "(bb)", TRUE, FALSE);
}

/**
 * guichet_check_mark_new:
 *
 * Returns: a frame for a row; the style fills it when the row is selected. A
 *   screen reader hears that of the row itself
 */
GtkWidget *
guichet_check_mark_new (void)
{
  GtkWidget *mark = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name", "object-select-symbolic",
                                  "pixel-size", 14,
                                  "halign", GTK_ALIGN_CENTER,
                                  "valign", GTK_ALIGN_CENTER,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_widget_add_css_class (mark, "check-mark");
  g_signal_connect (gesture, "pressed", G_CALLBACK (pressed_cb), NULL);
  gtk_widget_add_controller (mark, GTK_EVENT_CONTROLLER (gesture));

  return mark;
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkColumnViewCell  *cell)
{
  gtk_column_view_cell_set_child (cell, guichet_check_mark_new ());
}

/* Hidden until it is needed: its cells are only made then. */
GtkColumnViewColumn *
guichet_check_column_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  column = gtk_column_view_column_new (NULL, factory);
  gtk_column_view_column_set_fixed_width (column, WIDTH);
  gtk_column_view_column_set_visible (column, FALSE);

  return column;
}

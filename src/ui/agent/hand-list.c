#include "config.h"

#include "ui/agent/hand-list.h"

#include <glib/gi18n.h>

struct _GuichetHandList
{
  GtkBox parent_instance;

  GuichetHands *hands;
  GtkListBox   *list;
  gint64        shown;          /* the ticket on screen, 0 for none */
};

G_DEFINE_FINAL_TYPE (GuichetHandList, guichet_hand_list, GTK_TYPE_BOX)

static GuichetHand *
get_hand (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "hand");
}

/* ---- a row */

static void
describe (GtkWidget *row)
{
  GuichetHand *hand = get_hand (GTK_LIST_BOX_ROW (row));
  const char *ref = guichet_hand_get_ref (hand);
  const char *title = guichet_hand_get_title (hand);
  g_autofree char *label = NULL;

  if (guichet_hand_get_unread (hand))
    /* Translators: a ticket at hand, for screen readers: reference, subject */
    label = g_strdup_printf (_("%s, %s, unread"), ref, title);
  else
    label = g_strdup_printf ("%s, %s", ref, title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (row, title);
  if (guichet_hand_get_unread (hand))
    gtk_widget_add_css_class (row, "unread");
  else
    gtk_widget_remove_css_class (row, "unread");
}

static GtkWidget *
create_label (GuichetHand *hand,
              const char  *property)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, NULL);

  g_object_bind_property (hand, property, label, "label", G_BINDING_SYNC_CREATE);

  return label;
}

static GtkWidget *
create_close_button (GuichetHand *hand)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Put Away"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", guichet_hand_get_ticket_id (hand));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "portal.drop-hand");

  return button;
}

static GtkWidget *
create_content (GuichetHand *hand)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *dot = g_object_new (GTK_TYPE_BOX, "valign", GTK_ALIGN_CENTER, "width-request", 8, "height-request", 8, NULL);
  GtkWidget *ref = create_label (hand, "ref");
  GtkWidget *title = create_label (hand, "title");

  gtk_widget_add_css_class (dot, "hand-dot");
  g_object_bind_property (hand, "unread", dot, "visible", G_BINDING_SYNC_CREATE);
  gtk_widget_add_css_class (ref, "numeric");
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "dim");
  gtk_box_append (GTK_BOX (box), dot);
  gtk_box_append (GTK_BOX (box), ref);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), create_close_button (hand));

  return box;
}

static gboolean
delete_cb (GtkWidget *row,
           GVariant  *arguments,
           gpointer   user_data)
{
  return gtk_widget_activate_action (row, "portal.drop-hand", "x",
                                     guichet_hand_get_ticket_id (get_hand (GTK_LIST_BOX_ROW (row))));
}

static void
add_delete_key (GtkWidget *row)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Delete|KP_Delete"),
                                                          gtk_callback_action_new (delete_cb, NULL, NULL)));
  gtk_widget_add_controller (row, controller);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", create_content (item), NULL);

  g_object_set_data_full (G_OBJECT (row), "hand", g_object_ref (item), g_object_unref);
  g_signal_connect_object (item, "notify", G_CALLBACK (describe), row, G_CONNECT_SWAPPED);
  describe (row);
  add_delete_key (row);

  return row;
}

/* ---- the list */

static void
select_shown (GuichetHandList *self)
{
  GtkListBoxRow *row;
  GtkListBoxRow *shown = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (guichet_hand_get_ticket_id (get_hand (row)) == self->shown)
      shown = row;

  gtk_list_box_select_row (self->list, shown);
}

static void
items_changed_cb (GuichetHandList *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (guichet_hands_get_model (self->hands)) > 0);
  select_shown (self);
}

static void
row_activated_cb (GuichetHandList *self,
                  GtkListBoxRow   *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "portal.show-hand", "x", guichet_hand_get_ticket_id (get_hand (row)));
}

static void
guichet_hand_list_dispose (GObject *object)
{
  GuichetHandList *self = GUICHET_HAND_LIST (object);

  g_clear_object (&self->hands);

  G_OBJECT_CLASS (guichet_hand_list_parent_class)->dispose (object);
}

static void
guichet_hand_list_class_init (GuichetHandListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = guichet_hand_list_dispose;
}

static void
guichet_hand_list_init (GuichetHandList *self)
{
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "label", _("At Hand"), "xalign", 0.0f, NULL);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (heading, "sidebar-heading");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "hands");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("At Hand"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), heading);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
}

GtkWidget *
guichet_hand_list_new (GuichetHands *hands)
{
  GuichetHandList *self;

  g_return_val_if_fail (GUICHET_IS_HANDS (hands), NULL);

  self = g_object_new (GUICHET_TYPE_HAND_LIST, NULL);
  self->hands = g_object_ref (hands);
  gtk_list_box_bind_model (self->list, guichet_hands_get_model (hands), create_row, self, NULL);
  g_signal_connect_object (guichet_hands_get_model (hands), "items-changed",
                           G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  items_changed_cb (self);

  return GTK_WIDGET (self);
}

/**
 * guichet_hand_list_select:
 * @ticket_id: the one on screen, 0 for none
 */
void
guichet_hand_list_select (GuichetHandList *self,
                          gint64           ticket_id)
{
  g_return_if_fail (GUICHET_IS_HAND_LIST (self));

  self->shown = ticket_id;
  select_shown (self);
}

#include "config.h"

#include "ui/agent/filter-chips.h"

#include "ui/agent/filter-text.h"

#include <glib/gi18n.h>

struct _GuichetFilterChips
{
  AdwBin parent_instance;

  GuichetContext *context;
  GuichetFilter  *filter;
  AdwWrapBox     *box;
};

G_DEFINE_FINAL_TYPE (GuichetFilterChips, guichet_filter_chips, ADW_TYPE_BIN)

/* ---- one chip */

static guint
get_position (GtkWidget *chip)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "position"));
}

/* The focus goes to what took the chip's place. */
static void
remove_chip (GuichetFilterChips *self,
             GtkWidget          *chip)
{
  guint position = get_position (chip);
  GtkWidget *next;

  guichet_filter_remove (self->filter, position);
  next = gtk_widget_get_first_child (GTK_WIDGET (self->box));
  for (guint i = 0; next != NULL && i < position && gtk_widget_get_next_sibling (next) != NULL; i++)
    next = gtk_widget_get_next_sibling (next);
  if (next != NULL)
    gtk_widget_grab_focus (next);
}

static void
clicked_cb (GtkWidget          *chip,
            GuichetFilterChips *self)
{
  remove_chip (self, chip);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                GuichetFilterChips    *self)
{
  if (keyval != GDK_KEY_Delete && keyval != GDK_KEY_BackSpace && keyval != GDK_KEY_KP_Delete)
    return GDK_EVENT_PROPAGATE;

  remove_chip (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));

  return GDK_EVENT_STOP;
}

static GtkWidget *
create_face (const char *label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_label_new (label);

  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 40);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE,
                                               "icon-name", "window-close-symbolic",
                                               "pixel-size", 12,
                                               "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                               NULL));

  return box;
}

static GtkWidget *
create_chip (GuichetFilterChips *self,
             const char         *label,
             guint               position)
{
  GtkWidget *chip = gtk_button_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  /* Translators: a button; %s is a condition such as "Status: Assigned" */
  g_autofree char *spoken = g_strdup_printf (_("Remove the condition “%s”"), label);

  gtk_button_set_child (GTK_BUTTON (chip), create_face (label));
  gtk_widget_add_css_class (chip, "filter-chip");
  gtk_widget_set_tooltip_text (chip, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data (G_OBJECT (chip), "position", GUINT_TO_POINTER (position));
  g_signal_connect (chip, "clicked", G_CALLBACK (clicked_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (chip, keys);

  return chip;
}

/* ---- all of them */

static void
add_button (GuichetFilterChips *self,
            const char         *label,
            const char         *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "filter-action");
  adw_wrap_box_append (self->box, button);
}

static void
filter_changed_cb (GuichetFilterChips *self)
{
  g_autoptr(GPtrArray) criteria = guichet_filter_dup_criteria (self->filter);
  GuichetProfile *profile = guichet_context_get_profile (self->context);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    adw_wrap_box_remove (self->box, child);

  for (guint i = 0; i < criteria->len; i++)
    {
      g_autofree char *label = guichet_filter_criterion_dup_label (g_ptr_array_index (criteria, i), profile);

      adw_wrap_box_append (self->box, create_chip (self, label, i));
    }
  add_button (self, _("_Clear the Filter"), "list.clear-filter");
  add_button (self, _("_Save This View…"), "list.save-view");

  gtk_widget_set_visible (GTK_WIDGET (self), criteria->len > 0);
}

/* ---- class */

static void
guichet_filter_chips_dispose (GObject *object)
{
  GuichetFilterChips *self = GUICHET_FILTER_CHIPS (object);

  if (self->filter != NULL)
    g_signal_handlers_disconnect_by_data (self->filter, self);
  g_clear_object (&self->filter);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_filter_chips_parent_class)->dispose (object);
}

static void
guichet_filter_chips_class_init (GuichetFilterChipsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = guichet_filter_chips_dispose;
}

static void
guichet_filter_chips_init (GuichetFilterChips *self)
{
  self->box = ADW_WRAP_BOX (adw_wrap_box_new ());
  adw_wrap_box_set_child_spacing (self->box, 6);
  adw_wrap_box_set_line_spacing (self->box, 6);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "filter-chips");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Conditions"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
guichet_filter_chips_set_filter (GuichetFilterChips *self,
                                 GuichetContext     *context,
                                 GuichetFilter      *filter)
{
  g_return_if_fail (GUICHET_IS_FILTER_CHIPS (self));
  g_return_if_fail (self->filter == NULL);

  self->context = g_object_ref (context);
  self->filter = g_object_ref (filter);
  g_signal_connect_object (filter, "changed", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  filter_changed_cb (self);
}

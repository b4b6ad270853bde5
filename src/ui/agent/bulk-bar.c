#include "config.h"

#include "ui/agent/bulk-bar.h"

#include <glib/gi18n.h>

struct _GuichetBulkBar
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel    *count;
};

G_DEFINE_FINAL_TYPE (GuichetBulkBar, guichet_bulk_bar, ADW_TYPE_BIN)

static void
add_button (AdwWrapBox *box,
            const char *icon,
            const char *label,
            const char *tooltip,
            const char *action)
{
  GtkWidget *button = gtk_button_new ();

  if (label != NULL)
    gtk_button_set_child (GTK_BUTTON (button), g_object_new (ADW_TYPE_BUTTON_CONTENT,
                                                             "icon-name", icon, "label", label,
                                                             "use-underline", TRUE, NULL));
  else
    gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_set_tooltip_text (button, tooltip);
  if (label == NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  adw_wrap_box_append (box, button);
}

static GtkWidget *
create_box (GuichetBulkBar *self)
{
  AdwWrapBox *box = ADW_WRAP_BOX (adw_wrap_box_new ());

  adw_wrap_box_set_child_spacing (box, 6);
  adw_wrap_box_set_line_spacing (box, 6);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "heading");
  adw_wrap_box_append (box, GTK_WIDGET (self->count));
  add_button (box, "avatar-default-symbolic", _("_Take"), _("Assign the Selected Tickets to Me"), "list.take");
  add_button (box, "guichet-team-symbolic", _("To a _Team…"), _("Assign the Selected Tickets to a Team"), "list.assign-team");
  add_button (box, "mail-read-symbolic", NULL, _("Mark as Read"), "list.mark-seen");
  add_button (box, "mail-unread-symbolic", NULL, _("Mark as Unread"), "list.mark-unread");
  add_button (box, "starred-symbolic", NULL, _("Star"), "list.star");
  add_button (box, "edit-copy-symbolic", NULL, _("Copy the References"), "list.copy-references");
  add_button (box, "document-save-symbolic", NULL, _("Export as a Table (CSV)"), "list.export");
  add_button (box, "edit-select-all-symbolic", NULL, _("Select All on This Page"), "list.select-all");
  add_button (box, "window-close-symbolic", NULL, _("End the Selection"), "list.end-selection");
  gtk_widget_add_css_class (GTK_WIDGET (box), "bulk-bar");

  return GTK_WIDGET (box);
}

static void
guichet_bulk_bar_class_init (GuichetBulkBarClass *klass)
{
}

static void
guichet_bulk_bar_init (GuichetBulkBar *self)
{
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_transition_type (self->revealer, GTK_REVEALER_TRANSITION_TYPE_CROSSFADE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Selected Tickets"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->revealer));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
guichet_bulk_bar_show (GuichetBulkBar *self,
                       gboolean        selecting,
                       guint           n_selected)
{
  g_autofree char *text = NULL;

  g_return_if_fail (GUICHET_IS_BULK_BAR (self));

  /* Its buttons are made when somebody selects for the first time. */
  if (!selecting && self->count == NULL)
    return;
  if (self->count == NULL)
    gtk_revealer_set_child (self->revealer, create_box (self));

  text = g_strdup_printf (ngettext ("%'u selected", "%'u selected", n_selected), n_selected);
  gtk_label_set_label (self->count, text);
  gtk_widget_set_visible (GTK_WIDGET (self), selecting);
  gtk_revealer_set_reveal_child (self->revealer, selecting);
}

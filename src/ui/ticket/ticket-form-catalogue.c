#include "config.h"

#include "ui/ticket/ticket-form-private.h"

#include "ui/ticket/catalogue-picker.h"

#include <glib/gi18n.h>

/* The five levels are changed together: in the place of their lines stands the
 * picker while somebody chooses. */

static void
show_lines (GuichetTicketForm *self,
            gboolean           show)
{
  for (GtkWidget *line = gtk_widget_get_first_child (self->catalogue_panel);
       line != NULL; line = gtk_widget_get_next_sibling (line))
    gtk_widget_set_visible (line, show);
}

static void
close_picker (GuichetTicketForm *self,
              gboolean           take_focus)
{
  gtk_box_remove (GTK_BOX (self->catalogue_panel), self->catalogue_box);
  self->catalogue_box = NULL;
  show_lines (self, TRUE);
  gtk_widget_set_visible (self->catalogue_pencil, TRUE);
  if (!gtk_widget_in_destruction (GTK_WIDGET (self)))
    _guichet_ticket_form_show_all (self);
  if (take_focus && self->rows[GUICHET_FIELD_SERVICE] != NULL)
    gtk_widget_grab_focus (self->rows[GUICHET_FIELD_SERVICE]);
}

void
_guichet_ticket_form_close_catalogue (GuichetTicketForm *self,
                                      gboolean           take_focus)
{
  if (self->catalogue_box == NULL)
    return;

  guichet_field_edits_close_step (self->edits);
  close_picker (self, take_focus);
}

static void
changed_cb (GuichetCataloguePicker *picker,
            GuichetTicketForm      *self)
{
  const GuichetCatalogueChoice *choice = guichet_catalogue_picker_get_choice (picker);

  for (guint i = 0; i < GUICHET_N_CATALOGUE_LEVELS; i++)
    guichet_field_edits_stage_key (self->edits, guichet_catalogue_level_get_field (i), choice->ids[i],
                                   guichet_catalogue_picker_get_name (picker, i));
}

static void
done_clicked_cb (GuichetTicketForm *self)
{
  _guichet_ticket_form_close_catalogue (self, TRUE);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                GuichetTicketForm     *self)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;

  guichet_field_edits_cancel_step (self->edits);
  close_picker (self, TRUE);

  return GDK_EVENT_STOP;
}

static GtkWidget *
make_picker (GuichetTicketForm *self)
{
  GtkWidget *picker = guichet_catalogue_picker_new (guichet_context_get_store (self->context),
                                                    guichet_context_get_profile (self->context));
  GuichetCatalogueChoice choice;

  for (guint i = 0; i < GUICHET_N_CATALOGUE_LEVELS; i++)
    choice.ids[i] = guichet_field_edits_get_key (self->edits, guichet_catalogue_level_get_field (i));
  guichet_catalogue_picker_set_choice (GUICHET_CATALOGUE_PICKER (picker), &choice);
  g_signal_connect_object (picker, "changed", G_CALLBACK (changed_cb), self, 0);

  return picker;
}

static GtkWidget *
make_box (GuichetTicketForm *self,
          GtkWidget         *picker)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *done = gtk_button_new_with_label (_("Done"));
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (box, keys);

  gtk_widget_set_halign (done, GTK_ALIGN_END);
  g_signal_connect_object (done, "clicked", G_CALLBACK (done_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (box, "catalogue-box");
  gtk_box_append (GTK_BOX (box), picker);
  gtk_box_append (GTK_BOX (box), done);

  return box;
}

static gboolean
can_choose (GuichetTicketForm *self)
{
  for (guint i = 0; i < GUICHET_N_CATALOGUE_LEVELS; i++)
    if (guichet_field_edits_can_edit (self->edits, guichet_catalogue_level_get_field (i), NULL))
      return TRUE;

  return FALSE;
}

/**
 * _guichet_ticket_form_open_catalogue:
 * @field: the level that gets the focus; the search, when it is none
 *
 * Returns: whether the catalogue can be changed
 */
gboolean
_guichet_ticket_form_open_catalogue (GuichetTicketForm *self,
                                     GuichetField       field)
{
  GuichetCatalogueLevel level;
  GtkWidget *picker;

  if (self->catalogue_panel == NULL || !can_choose (self))
    return FALSE;

  guichet_ticket_form_finish_edit (self);
  guichet_field_edits_open_step (self->edits);
  show_lines (self, FALSE);
  gtk_widget_set_visible (self->catalogue_pencil, FALSE);
  picker = make_picker (self);
  self->catalogue_box = make_box (self, picker);
  gtk_box_append (GTK_BOX (self->catalogue_panel), self->catalogue_box);

  if (guichet_catalogue_level_from_field (field, &level))
    guichet_catalogue_picker_focus_level (GUICHET_CATALOGUE_PICKER (picker), level);
  else
    gtk_widget_grab_focus (picker);

  return TRUE;
}

static void
pencil_clicked_cb (GuichetTicketForm *self)
{
  _guichet_ticket_form_open_catalogue (self, GUICHET_N_FIELDS);
}

/* The heading of the group, with the way into the search. */
GtkWidget *
_guichet_ticket_form_make_catalogue_heading (GuichetTicketForm *self,
                                             GtkWidget         *label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->catalogue_pencil = gtk_button_new_from_icon_name ("document-edit-symbolic");
  gtk_widget_add_css_class (self->catalogue_pencil, "flat");
  gtk_widget_add_css_class (self->catalogue_pencil, "field-pencil");
  gtk_widget_set_tooltip_text (self->catalogue_pencil, _("Choose from the Catalogue"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->catalogue_pencil), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Choose from the Catalogue"), -1);
  g_signal_connect_object (self->catalogue_pencil, "clicked", G_CALLBACK (pencil_clicked_cb), self, G_CONNECT_SWAPPED);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->catalogue_pencil);

  return box;
}

void
_guichet_ticket_form_update_catalogue (GuichetTicketForm *self)
{
  if (self->catalogue_pencil != NULL)
    gtk_widget_set_visible (self->catalogue_pencil, self->catalogue_box == NULL && can_choose (self));
}

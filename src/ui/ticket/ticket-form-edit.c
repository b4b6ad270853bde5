#include "config.h"

#include "ui/ticket/ticket-form-private.h"

#include "ui/common/field-title.h"
#include "ui/common/wrapping.h"
#include "ui/ticket/field-editor.h"
#include "ui/ticket/person-card.h"

#include <glib/gi18n.h>

gboolean
_guichet_form_field_is_person (GuichetField field)
{
  return field == GUICHET_FIELD_CALLER || field == GUICHET_FIELD_BENEFICIARY || field == GUICHET_FIELD_AGENT;
}

gboolean
_guichet_form_field_is_catalogue (GuichetField field)
{
  return field >= GUICHET_FIELD_DOMAIN && field <= GUICHET_FIELD_SUBCATEGORY;
}

/* ---- the editor in its place */

static void
close_editor (GuichetTicketForm *self,
              gboolean           take_focus)
{
  GtkWidget *row = self->rows[self->edited];

  self->editor = NULL;
  guichet_field_row_end_edit (GUICHET_FIELD_ROW (row), FALSE);
  if (self->ticket != NULL && !gtk_widget_in_destruction (GTK_WIDGET (self)))
    _guichet_ticket_form_show_all (self);
  if (take_focus)
    gtk_widget_grab_focus (row);
}

static void
done_cb (GuichetFieldEditor *editor,
         gboolean            take_focus,
         GuichetTicketForm  *self)
{
  close_editor (self, take_focus);
}

static void
cancelled_cb (GuichetFieldEditor *editor,
              GuichetTicketForm  *self)
{
  close_editor (self, TRUE);
}

/**
 * guichet_ticket_form_edit:
 *
 * Puts an editor in the place of the value.
 *
 * Returns: whether the field can be changed
 */
gboolean
guichet_ticket_form_edit (GuichetTicketForm *self,
                          GuichetField       field)
{
  g_return_val_if_fail (GUICHET_IS_TICKET_FORM (self), FALSE);

  if (self->rows[field] == NULL || !guichet_field_edits_can_edit (self->edits, field, NULL))
    return FALSE;
  if (_guichet_form_field_is_catalogue (field))
    return _guichet_ticket_form_open_catalogue (self, field);
  if (self->editor != NULL && self->edited == field)
    return TRUE;

  guichet_ticket_form_finish_edit (self);
  self->edited = field;
  self->editor = guichet_field_editor_new (self->context, self->edits, field, guichet_field_get_title (field));
  g_signal_connect_object (self->editor, "done", G_CALLBACK (done_cb), self, 0);
  g_signal_connect_object (self->editor, "cancelled", G_CALLBACK (cancelled_cb), self, 0);
  guichet_field_row_begin_edit (GUICHET_FIELD_ROW (self->rows[field]), self->editor);
  _guichet_ticket_form_show_all (self);

  return TRUE;
}

gboolean
guichet_ticket_form_is_editing (GuichetTicketForm *self)
{
  g_return_val_if_fail (GUICHET_IS_TICKET_FORM (self), FALSE);

  return self->editor != NULL || self->catalogue_box != NULL;
}

/* What is in the open editor counts. */
void
guichet_ticket_form_finish_edit (GuichetTicketForm *self)
{
  g_return_if_fail (GUICHET_IS_TICKET_FORM (self));

  if (self->editor != NULL)
    guichet_field_editor_finish (GUICHET_FIELD_EDITOR (self->editor));
  _guichet_ticket_form_close_catalogue (self, FALSE);
}

/* ---- what sets it off */

static GuichetField
find_field (GuichetTicketForm *self,
            GtkWidget         *row)
{
  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    if (self->rows[i] == row)
      return i;

  return GUICHET_N_FIELDS;
}

/* F2: the field that has the focus. */
gboolean
guichet_ticket_form_edit_focused (GuichetTicketForm *self)
{
  GtkWidget *focus;
  GtkWidget *row;

  g_return_val_if_fail (GUICHET_IS_TICKET_FORM (self), FALSE);

  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  row = focus != NULL ? gtk_widget_get_ancestor (focus, GUICHET_TYPE_FIELD_ROW) : NULL;

  return row != NULL && find_field (self, row) < GUICHET_N_FIELDS
         && guichet_ticket_form_edit (self, find_field (self, row));
}

static gboolean
change_idle_cb (gpointer user_data)
{
  GtkWidget *row = user_data;

  g_signal_emit_by_name (row, "edit");

  return G_SOURCE_REMOVE;
}

static void
change_clicked_cb (GtkWidget *button,
                   GtkWidget *row)
{
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER)));
  /* After the popover gave the focus back. */
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, change_idle_cb, g_object_ref (row), g_object_unref);
}

static GtkWidget *
make_card (GuichetTicketForm *self,
           GuichetField       field)
{
  GtkWidget *card = guichet_person_card_new (self->context, guichet_field_edits_get_key (self->edits, field));
  g_autofree char *site = _guichet_ticket_form_format_site (self);

  guichet_person_card_set_name (GUICHET_PERSON_CARD (card), guichet_field_edits_get_label (self->edits, field));
  guichet_person_card_leave_out (GUICHET_PERSON_CARD (card), guichet_ticket_get_id (self->ticket));
  if (field != GUICHET_FIELD_AGENT)
    guichet_person_card_set_site (GUICHET_PERSON_CARD (card),
                                  guichet_field_edits_get_key (self->edits, GUICHET_FIELD_SITE), site);
  if (guichet_field_edits_can_edit (self->edits, field, NULL))
    {
      GtkWidget *change = gtk_button_new_with_label (_("Choose Somebody Else"));

      gtk_widget_set_halign (change, GTK_ALIGN_START);
      g_signal_connect_object (change, "clicked", G_CALLBACK (change_clicked_cb), self->rows[field], 0);
      guichet_person_card_add (GUICHET_PERSON_CARD (card), change);
    }

  return card;
}

static void
card_closed_cb (GtkWidget *popover)
{
  gtk_widget_unparent (popover);
}

static void
open_card (GuichetTicketForm *self,
           GuichetField       field)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                                      "child", make_card (self, field),
                                      "hscrollbar-policy", GTK_POLICY_NEVER,
                                      "propagate-natural-height", TRUE,
                                      "max-content-height", 480,
                                      NULL);

  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_widget_set_parent (popover, self->rows[field]);
  g_signal_connect_after (popover, "closed", G_CALLBACK (card_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
row_activate_cb (GuichetFieldRow   *row,
                 GuichetTicketForm *self)
{
  GuichetField field = find_field (self, GTK_WIDGET (row));

  if (field == GUICHET_FIELD_PARENT)
    gtk_widget_activate_action (GTK_WIDGET (self), "portal.open-ticket", "x",
                                guichet_field_edits_get_key (self->edits, field));
  else if (_guichet_form_field_is_person (field) && guichet_field_edits_get_key (self->edits, field) != 0)
    open_card (self, field);
  else
    guichet_ticket_form_edit (self, field);
}

static void
row_edit_cb (GuichetFieldRow   *row,
             GuichetTicketForm *self)
{
  guichet_ticket_form_edit (self, find_field (self, GTK_WIDGET (row)));
}

void
_guichet_ticket_form_connect_row (GuichetTicketForm *self,
                                  GuichetField       field)
{
  g_signal_connect_object (self->rows[field], "activate", G_CALLBACK (row_activate_cb), self, 0);
  g_signal_connect_object (self->rows[field], "edit", G_CALLBACK (row_edit_cb), self, 0);
}

static GuichetFieldRowUse
choose_use (GuichetTicketForm *self,
            GuichetField       field,
            gboolean           can_edit)
{
  if (field == GUICHET_FIELD_PARENT)
    return GUICHET_FIELD_ROW_CLICK;
  if (_guichet_form_field_is_person (field) && guichet_field_edits_get_key (self->edits, field) != 0)
    return can_edit ? GUICHET_FIELD_ROW_BOTH : GUICHET_FIELD_ROW_CLICK;
  if (!can_edit)
    return GUICHET_FIELD_ROW_READ;

  return self->texts[field] != NULL ? GUICHET_FIELD_ROW_PENCIL : GUICHET_FIELD_ROW_CLICK;
}

void
_guichet_ticket_form_update_use (GuichetTicketForm *self,
                                 GuichetField       field)
{
  const char *reason;
  gboolean can_edit = guichet_field_edits_can_edit (self->edits, field, &reason);

  guichet_field_row_set_use (GUICHET_FIELD_ROW (self->rows[field]), choose_use (self, field, can_edit), reason);
}

/* ---- what blocks the sending */

static void
link_clicked_cb (GtkWidget         *link,
                 GuichetTicketForm *self)
{
  guichet_ticket_form_focus_field (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (link), "field")));
}

static GtkWidget *
make_link (GuichetTicketForm *self,
           GuichetField       field)
{
  GtkWidget *link = gtk_button_new_with_label (guichet_field_get_title (field));

  gtk_widget_add_css_class (link, "slim");
  gtk_widget_add_css_class (link, "flat");
  gtk_widget_set_halign (link, GTK_ALIGN_START);
  g_object_set_data (G_OBJECT (link), "field", GUINT_TO_POINTER (field));
  g_signal_connect_object (link, "clicked", G_CALLBACK (link_clicked_cb), self, 0);

  return link;
}

static GtkWidget *
make_missing (GuichetTicketForm *self,
              guint64            missing)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (_("To be filled in before this can be sent:"));

  guichet_label_wrap (GTK_LABEL (label));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    if (missing & (G_GUINT64_CONSTANT (1) << i))
      gtk_box_append (GTK_BOX (box), make_link (self, i));
  gtk_widget_add_css_class (box, "problem");
  gtk_widget_add_css_class (box, "missing");

  return box;
}

/* The list on top follows what is still missing of what was named. */
void
_guichet_ticket_form_show_missing (GuichetTicketForm *self)
{
  guint64 missing = self->named_missing & guichet_field_edits_find_missing (self->edits);

  if (missing == self->shown_missing)
    return;

  g_clear_pointer (&self->missing, gtk_widget_unparent);
  self->shown_missing = missing;
  if (missing == 0)
    return;

  self->missing = make_missing (self, missing);
  gtk_widget_insert_after (self->missing, GTK_WIDGET (self), NULL);
}

static GuichetField
find_first (GuichetTicketForm *self,
            guint64            missing)
{
  for (guint i = 0; i < GUICHET_FORM_MAX_LINES; i++)
    for (guint n = 0; n < 2; n++)
      {
        GtkWidget *row = self->lines[i].rows[n];

        if (row != NULL && (missing & (G_GUINT64_CONSTANT (1) << find_field (self, row))))
          return find_field (self, row);
      }

  return GUICHET_N_FIELDS;
}

static void
announce (GuichetTicketForm *self,
          guint64            missing)
{
  g_autoptr(GString) names = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    if (missing & (G_GUINT64_CONSTANT (1) << i))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", guichet_field_get_title (i));

  /* Translators: names of fields */
  text = g_strdup_printf (_("Not sent. To be filled in: %s."), names->str);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

/* Once the list on top has its height. */
static gboolean
scroll_cb (gpointer user_data)
{
  GtkWidget *row = user_data;
  GtkWidget *viewport = gtk_widget_get_ancestor (row, GTK_TYPE_VIEWPORT);

  if (viewport != NULL && gtk_widget_get_mapped (row))
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), row, NULL);

  return G_SOURCE_REMOVE;
}

/**
 * guichet_ticket_form_show_missing:
 * @missing: fields that keep the form from being sent, a bit each
 *
 * Lists them on top, marks each, speaks them and begins to edit the first.
 */
void
guichet_ticket_form_show_missing (GuichetTicketForm *self,
                                  guint64            missing)
{
  GuichetField first;

  g_return_if_fail (GUICHET_IS_TICKET_FORM (self));

  self->named_missing |= missing;
  _guichet_ticket_form_show_all (self);
  announce (self, missing);
  if ((first = find_first (self, missing)) == GUICHET_N_FIELDS)
    return;

  guichet_ticket_form_focus_field (self, first);
  g_idle_add_full (G_PRIORITY_LOW, scroll_cb, g_object_ref (self->rows[first]), g_object_unref);
}

void
guichet_ticket_form_focus_field (GuichetTicketForm *self,
                                 GuichetField       field)
{
  g_return_if_fail (GUICHET_IS_TICKET_FORM (self));

  if (!guichet_ticket_form_edit (self, field) && self->rows[field] != NULL)
    gtk_widget_grab_focus (self->rows[field]);
}

/* Moves the focus there without changing anything. */
void
guichet_ticket_form_reveal_field (GuichetTicketForm *self,
                                  GuichetField       field)
{
  g_return_if_fail (GUICHET_IS_TICKET_FORM (self));

  if (self->rows[field] != NULL)
    gtk_widget_grab_focus (self->rows[field]);
}

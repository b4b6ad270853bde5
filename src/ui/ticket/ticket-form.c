#include "config.h"

#include "ui/ticket/ticket-form-private.h"

#include "ui/common/action-keys.h"
#include "ui/common/field-title.h"

#include <glib/gi18n.h>

/* Child tickets shown by name. */
#define N_CHILDREN 8

/* The form of SPEC §6, line by line; then what a server may send besides. */
static const struct
{
  const char   *group;          /* begins one */
  GuichetField  fields[2];
  guint         n_fields;
} lines[] = {
  { N_("General Information"), { GUICHET_FIELD_CALLER, GUICHET_FIELD_BENEFICIARY }, 2 },
  { NULL, { GUICHET_FIELD_SITE }, 1 },
  { NULL, { GUICHET_FIELD_CALLBACK_PHONE, GUICHET_FIELD_AVAILABILITY }, 2 },
  { NULL, { GUICHET_FIELD_STATUS, GUICHET_FIELD_TEAM }, 2 },
  { NULL, { GUICHET_FIELD_AGENT }, 1 },
  { N_("Catalogue"), { GUICHET_FIELD_DOMAIN }, 1 },
  { NULL, { GUICHET_FIELD_FAMILY_GROUP, GUICHET_FIELD_SERVICE_FAMILY }, 2 },
  { NULL, { GUICHET_FIELD_SERVICE, GUICHET_FIELD_SUBCATEGORY }, 2 },
  { N_("Ticket Description"), { GUICHET_FIELD_TITLE }, 1 },
  { NULL, { GUICHET_FIELD_DESCRIPTION }, 1 },
  { NULL, { GUICHET_FIELD_PENDING_REASON }, 1 },
  { NULL, { GUICHET_FIELD_SOLUTION }, 1 },
  { NULL, { GUICHET_FIELD_RESOLUTION_CODE }, 1 },
  { NULL, { GUICHET_FIELD_PARENT }, 1 },
  { NULL, { GUICHET_FIELD_PRIORITY, GUICHET_FIELD_REQUEST_TYPE }, 2 },
  { NULL, { GUICHET_FIELD_IMPACT, GUICHET_FIELD_URGENCY }, 2 },
  { NULL, { GUICHET_FIELD_ORIGIN }, 1 },
};

G_STATIC_ASSERT (G_N_ELEMENTS (lines) <= GUICHET_FORM_MAX_LINES);

G_DEFINE_FINAL_TYPE (GuichetTicketForm, guichet_ticket_form, GTK_TYPE_WIDGET)

/* ---- building */

static GtkWidget *
make_row (GuichetTicketForm *self,
          GuichetField       field)
{
  GtkWidget *row = guichet_field_row_new (guichet_field_get_title (field),
                                          guichet_profile_is_mandatory (self->profile, field),
                                          guichet_profile_get_help (self->profile, field));

  if (field == GUICHET_FIELD_STATUS)
    {
      self->status = GUICHET_CHIP (guichet_chip_new ());
      gtk_widget_set_margin_top (GTK_WIDGET (self->status), 2);
      guichet_field_row_set_child (GUICHET_FIELD_ROW (row), GTK_WIDGET (self->status));
    }
  else if (guichet_field_is_long (field))
    {
      self->texts[field] = GUICHET_RICH_VIEW (guichet_rich_view_new ());
      guichet_field_row_set_child (GUICHET_FIELD_ROW (row), GTK_WIDGET (self->texts[field]));
    }
  self->rows[field] = row;
  _guichet_ticket_form_connect_row (self, field);

  return row;
}

static void
make_line (GuichetTicketForm *self,
           guint              index,
           GtkWidget         *panel)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_widget_add_css_class (box, "kv");

  for (guint i = 0; i < lines[index].n_fields; i++)
    if (guichet_profile_has_field (self->profile, lines[index].fields[i]))
      {
        self->lines[index].rows[i] = make_row (self, lines[index].fields[i]);
        gtk_box_append (GTK_BOX (box), self->lines[index].rows[i]);
      }

  if (gtk_widget_get_first_child (box) == NULL)
    {
      g_object_ref_sink (box);
      g_object_unref (box);
      return;
    }

  self->lines[index].box = box;
  gtk_box_append (GTK_BOX (panel), box);
}

static GtkWidget *
make_group (GuichetTicketForm *self,
            const char        *title,
            gboolean           is_catalogue)
{
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *panel = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *heading = label;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (is_catalogue)
    {
      heading = _guichet_ticket_form_make_catalogue_heading (self, label);
      self->catalogue_panel = panel;
    }
  gtk_widget_add_css_class (heading, "formgroup");
  gtk_widget_add_css_class (panel, "panel");
  gtk_widget_set_parent (heading, GTK_WIDGET (self));
  gtk_widget_set_parent (panel, GTK_WIDGET (self));

  return panel;
}

static void
make_children (GuichetTicketForm *self)
{
  self->children = GUICHET_RELATED_LIST (guichet_related_list_new (self->context, _("Child Tickets"),
                                                                   GUICHET_RELATED_ALL, N_CHILDREN));
  gtk_widget_set_margin_top (GTK_WIDGET (self->children), 14);
  gtk_widget_set_parent (GTK_WIDGET (self->children), GTK_WIDGET (self));
}

/* ---- class */

static void
guichet_ticket_form_dispose (GObject *object)
{
  GuichetTicketForm *self = GUICHET_TICKET_FORM (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  if (self->edits != NULL)
    guichet_ticket_form_finish_edit (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->edits);
  g_clear_pointer (&self->profile, guichet_profile_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_ticket_form_parent_class)->dispose (object);
}

static void
guichet_ticket_form_finalize (GObject *object)
{
  GuichetTicketForm *self = GUICHET_TICKET_FORM (object);

  g_clear_pointer (&self->ticket, guichet_ticket_unref);
  g_clear_pointer (&self->site, guichet_reference_unref);
  g_clear_object (&self->cancellable);
  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    g_free (self->texts_html[i]);

  G_OBJECT_CLASS (guichet_ticket_form_parent_class)->finalize (object);
}

static void
edit_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  guichet_ticket_form_edit_focused (GUICHET_TICKET_FORM (widget));
}

static void
guichet_ticket_form_class_init (GuichetTicketFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_ticket_form_dispose;
  object_class->finalize = guichet_ticket_form_finalize;

  gtk_widget_class_install_action (widget_class, "form.edit", NULL, edit_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "ticketform");
}

static void
guichet_ticket_form_init (GuichetTicketForm *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  self->cancellable = g_cancellable_new ();
  guichet_action_keys_add (GTK_WIDGET (self), "form", GTK_SHORTCUT_SCOPE_LOCAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
}

static void
edits_changed_cb (GuichetTicketForm *self)
{
  if (self->ticket != NULL)
    _guichet_ticket_form_show_all (self);
}

/**
 * guichet_ticket_form_build:
 *
 * Builds the rows of the fields that the server has. To be called once, before
 * the form is opened: all of it that does not depend on a ticket.
 */
void
guichet_ticket_form_build (GuichetTicketForm *self,
                           GuichetProfile    *profile)
{
  GtkWidget *panel = NULL;

  g_return_if_fail (GUICHET_IS_TICKET_FORM (self));
  g_return_if_fail (self->profile == NULL && profile != NULL);

  self->profile = guichet_profile_ref (profile);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      if (lines[i].group != NULL)
        panel = make_group (self, _(lines[i].group), _guichet_form_field_is_catalogue (lines[i].fields[0]));
      make_line (self, i, panel);
    }
}

/* To be called once, when it is built. */
void
guichet_ticket_form_open (GuichetTicketForm *self,
                          GuichetContext    *context,
                          GuichetFieldEdits *edits)
{
  g_return_if_fail (GUICHET_IS_TICKET_FORM (self));
  g_return_if_fail (self->context == NULL && self->profile != NULL);

  self->context = g_object_ref (context);
  self->edits = g_object_ref (edits);
  g_signal_connect_object (edits, "changed", G_CALLBACK (edits_changed_cb), self, G_CONNECT_SWAPPED);
  if (guichet_profile_has_field (self->profile, GUICHET_FIELD_PARENT))
    make_children (self);
}

void
guichet_ticket_form_set_ticket (GuichetTicketForm *self,
                                GuichetTicket     *ticket)
{
  g_return_if_fail (GUICHET_IS_TICKET_FORM (self));
  g_return_if_fail (self->context != NULL && ticket != NULL);

  guichet_ticket_ref (ticket);
  g_clear_pointer (&self->ticket, guichet_ticket_unref);
  self->ticket = ticket;
  guichet_field_edits_set_ticket (self->edits, ticket);
  if (self->children != NULL)
    guichet_related_list_read (self->children, GUICHET_FIELD_PARENT, guichet_ticket_get_id (ticket), 0);
}

/* How many tickets hang on this one, as far as the cache knows. */
guint
guichet_ticket_form_count_children (GuichetTicketForm *self)
{
  g_return_val_if_fail (GUICHET_IS_TICKET_FORM (self), 0);

  return self->children != NULL ? guichet_related_list_get_count (self->children) : 0;
}

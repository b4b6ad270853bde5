#include "config.h"

#include "ui/user/new-ticket-form-private.h"

#include "ui/common/field-title.h"
#include "ui/ticket/catalogue-picker.h"
#include "ui/ticket/field-row.h"
#include "ui/user/new-ticket-cursor.h"
#include "ui/user/new-ticket-files.h"
#include "ui/user/new-ticket-input.h"
#include "ui/user/new-ticket-missing.h"

#include <adwaita.h>
#include <glib/gi18n.h>

enum
{
  LEAF_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GuichetNewTicketForm, guichet_new_ticket_form, GTK_TYPE_WIDGET)

/* ---- groups */

static GtkWidget *
make_heading (const char *title)
{
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "new-group");

  return label;
}

static GtkWidget *
append_group (GuichetNewTicketForm *self,
              const char           *title)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_set_parent (make_heading (title), GTK_WIDGET (self));
  gtk_widget_set_parent (group, GTK_WIDGET (self));

  return group;
}

gboolean
_guichet_new_ticket_form_is_catalogue (const GuichetFormField *field)
{
  GuichetCatalogueLevel level;

  return field->field < GUICHET_N_FIELDS && guichet_catalogue_level_from_field (field->field, &level);
}

static gboolean
is_description (const GuichetFormField *field)
{
  return field->field == GUICHET_FIELD_TITLE || field->field == GUICHET_FIELD_DESCRIPTION;
}

/* ---- the fields */

gboolean
_guichet_new_ticket_form_is_shown (const GuichetFormField *field)
{
  return !field->hidden && field->widget != GUICHET_WIDGET_HIDDEN && !_guichet_new_ticket_form_is_catalogue (field);
}

/* Lines of short fields, as many beside each other as there is room for. */
static GtkWidget *
make_line (void)
{
  GtkWidget *line = adw_wrap_box_new ();

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (line), 12);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (line), 12);
  adw_wrap_box_set_justify (ADW_WRAP_BOX (line), ADW_JUSTIFY_FILL);

  return line;
}

static gboolean
is_short (GtkWidget *input)
{
  int width;

  gtk_widget_get_size_request (input, &width, NULL);

  return width > 0;
}

/* Who asks is never a question, but always to be seen. */
static void
append_requester (GuichetNewTicketForm *self)
{
  GuichetIdentity *identity = guichet_context_get_identity (self->context);
  GtkWidget *row;
  g_autofree char *text = NULL;

  if (*identity->name == '\0' || guichet_create_form_find_field (self->fields, GUICHET_FIELD_CALLER) != NULL)
    return;

  /* Translators: who asks for something; %s is a name */
  text = g_strdup_printf (_("Requester: %s"), identity->name);
  row = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (row), 0);
  gtk_label_set_wrap (GTK_LABEL (row), TRUE);
  gtk_widget_add_css_class (row, "requester");
  gtk_box_append (GTK_BOX (self->general), row);
}

static void
append_input (GuichetNewTicketForm   *self,
              const GuichetFormField *field)
{
  GtkWidget *group = is_description (field) ? self->description : self->general;
  GtkWidget *input = guichet_new_ticket_input_new (self->context, self->draft, self->fields, field);
  GtkWidget *last = gtk_widget_get_last_child (group);

  g_ptr_array_add (self->inputs, input);
  if (!is_short (input))
    {
      gtk_box_append (GTK_BOX (group), input);
      return;
    }

  if (last == NULL || !ADW_IS_WRAP_BOX (last))
    {
      last = make_line ();
      gtk_box_append (GTK_BOX (group), last);
    }
  adw_wrap_box_append (ADW_WRAP_BOX (last), input);
}

static void
empty_group (GtkWidget *group)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (group)) != NULL)
    gtk_box_remove (GTK_BOX (group), child);
}

static GtkWidget *
find_input (GuichetNewTicketForm *self,
            GuichetField          field)
{
  for (guint i = 0; i < self->inputs->len; i++)
    if (guichet_new_ticket_input_get_field (g_ptr_array_index (self->inputs, i))->field == field)
      return g_ptr_array_index (self->inputs, i);

  return NULL;
}

static void
place_proposals (GuichetNewTicketForm *self)
{
  GtkWidget *subject = find_input (self, GUICHET_FIELD_TITLE);

  if (self->proposals == NULL || subject == NULL)
    return;

  gtk_box_insert_child_after (GTK_BOX (self->description), self->proposals, subject);
}

static void
propose_value (GuichetNewTicketForm   *self,
               const GuichetFormField *field)
{
  if (*field->value == '\0')
    return;

  if (field->field < GUICHET_N_FIELDS)
    guichet_new_ticket_draft_propose (self->draft, field->field, field->value, field->value_label);
  else
    guichet_new_ticket_draft_propose_extra (self->draft, field->code, field->value);
}

static void
fill (GuichetNewTicketForm *self)
{
  g_ptr_array_set_size (self->inputs, 0);
  empty_group (self->general);
  empty_group (self->description);
  append_requester (self);
  for (guint i = 0; i < self->fields->fields->len; i++)
    {
      const GuichetFormField *field = g_ptr_array_index (self->fields->fields, i);

      propose_value (self, field);
      if (_guichet_new_ticket_form_is_shown (field))
        append_input (self, field);
    }
  place_proposals (self);
}

/* ---- the catalogue */

static void
catalogue_changed_cb (GuichetNewTicketForm *self)
{
  GuichetCataloguePicker *picker = GUICHET_CATALOGUE_PICKER (self->picker);
  const GuichetCatalogueChoice *choice = guichet_catalogue_picker_get_choice (picker);

  for (guint i = 0; i < GUICHET_N_CATALOGUE_LEVELS; i++)
    guichet_new_ticket_draft_set_id (self->draft, guichet_catalogue_level_get_field (i), choice->ids[i],
                                     guichet_catalogue_picker_get_name (picker, i));
  gtk_widget_set_visible (self->picker_problem, FALSE);
  g_signal_emit (self, signals[LEAF_CHANGED], 0);
}

static void
show_choice (GuichetNewTicketForm *self)
{
  GuichetCatalogueChoice choice;

  for (guint i = 0; i < GUICHET_N_CATALOGUE_LEVELS; i++)
    choice.ids[i] = guichet_new_ticket_draft_get_id (self->draft, guichet_catalogue_level_get_field (i));
  guichet_catalogue_picker_set_choice (GUICHET_CATALOGUE_PICKER (self->picker), &choice);
}

static void
append_picker (GuichetNewTicketForm *self)
{
  GtkWidget *group = append_group (self, _("Catalogue"));

  self->picker = guichet_catalogue_picker_new (guichet_context_get_store (self->context),
                                               guichet_context_get_profile (self->context));
  self->picker_problem = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->picker_problem), 0);
  gtk_label_set_wrap (GTK_LABEL (self->picker_problem), TRUE);
  gtk_widget_add_css_class (self->picker_problem, "field-problem");
  gtk_widget_set_visible (self->picker_problem, FALSE);
  gtk_box_append (GTK_BOX (group), self->picker);
  gtk_box_append (GTK_BOX (group), self->picker_problem);
  show_choice (self);
  g_signal_connect_object (self->picker, "changed", G_CALLBACK (catalogue_changed_cb), self, G_CONNECT_SWAPPED);
}

void
guichet_new_ticket_form_choose_leaf (GuichetNewTicketForm *self,
                                     gint64                leaf)
{
  g_return_if_fail (GUICHET_IS_NEW_TICKET_FORM (self));

  guichet_catalogue_picker_choose_leaf (GUICHET_CATALOGUE_PICKER (self->picker), leaf);
}

/* ---- class */

static void
guichet_new_ticket_form_dispose (GObject *object)
{
  GuichetNewTicketForm *self = GUICHET_NEW_TICKET_FORM (object);
  GtkWidget *child;

  g_ptr_array_set_size (self->inputs, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->proposals);
  g_clear_pointer (&self->fields, guichet_create_form_unref);
  g_clear_object (&self->draft);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (guichet_new_ticket_form_parent_class)->dispose (object);
}

static void
guichet_new_ticket_form_finalize (GObject *object)
{
  g_ptr_array_unref (GUICHET_NEW_TICKET_FORM (object)->inputs);

  G_OBJECT_CLASS (guichet_new_ticket_form_parent_class)->finalize (object);
}

static void
guichet_new_ticket_form_class_init (GuichetNewTicketFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_new_ticket_form_dispose;
  object_class->finalize = guichet_new_ticket_form_finalize;

  signals[LEAF_CHANGED] = g_signal_new ("leaf-changed", GUICHET_TYPE_NEW_TICKET_FORM, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "newticket");
}

static void
guichet_new_ticket_form_init (GuichetNewTicketForm *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->inputs = g_ptr_array_new ();
}

GtkWidget *
guichet_new_ticket_form_new (GuichetContext        *context,
                             GuichetNewTicketDraft *draft,
                             GuichetCreateForm     *fields)
{
  GuichetNewTicketForm *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (GUICHET_IS_NEW_TICKET_DRAFT (draft), NULL);

  self = g_object_new (GUICHET_TYPE_NEW_TICKET_FORM, NULL);
  self->context = g_object_ref (context);
  self->draft = g_object_ref (draft);
  self->fields = guichet_create_form_ref (fields);

  self->missing = guichet_new_ticket_missing_new ();
  g_signal_connect_object (self->missing, "wanted", G_CALLBACK (_guichet_new_ticket_form_wanted_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->missing, GTK_WIDGET (self));
  append_picker (self);
  self->general = append_group (self, _("General Information"));
  self->description = append_group (self, _("Ticket Description"));
  self->files = guichet_new_ticket_files_new (context, draft);
  gtk_widget_set_parent (self->files, GTK_WIDGET (self));
  fill (self);

  return GTK_WIDGET (self);
}

static GtkWidget *
get_focus (GuichetNewTicketForm *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

/* Returns: (transfer full) (nullable): the code of the field that has the focus */
static char *
dup_focused (GuichetNewTicketForm *self)
{
  GtkWidget *focus = get_focus (self);

  for (guint i = 0; focus != NULL && i < self->inputs->len; i++)
    if (gtk_widget_is_ancestor (focus, g_ptr_array_index (self->inputs, i)))
      return g_strdup (guichet_new_ticket_input_get_field (g_ptr_array_index (self->inputs, i))->code);

  return NULL;
}

/* The server answers while somebody writes: they do not lose their place. */
void
guichet_new_ticket_form_set_fields (GuichetNewTicketForm *self,
                                    GuichetCreateForm    *fields)
{
  g_autofree char *code = NULL;
  const GuichetFormField *field;
  int cursor;

  g_return_if_fail (GUICHET_IS_NEW_TICKET_FORM (self));
  g_return_if_fail (fields != NULL);

  code = dup_focused (self);
  cursor = guichet_cursor_get (get_focus (self));
  guichet_create_form_ref (fields);
  g_clear_pointer (&self->fields, guichet_create_form_unref);
  self->fields = fields;
  guichet_new_ticket_missing_clear (self->missing);
  fill (self);
  field = code != NULL ? guichet_create_form_find (fields, code) : NULL;
  if (field == NULL)
    return;

  _guichet_new_ticket_form_focus (self, field);
  guichet_cursor_set (get_focus (self), cursor);
}

void
guichet_new_ticket_form_set_wide (GuichetNewTicketForm *self,
                                  gboolean              wide)
{
  g_return_if_fail (GUICHET_IS_NEW_TICKET_FORM (self));

  guichet_catalogue_picker_set_wide (GUICHET_CATALOGUE_PICKER (self->picker), wide);
}

void
guichet_new_ticket_form_refresh (GuichetNewTicketForm *self,
                                 GuichetField          field)
{
  GtkWidget *input;

  g_return_if_fail (GUICHET_IS_NEW_TICKET_FORM (self));

  input = find_input (self, field);
  if (input != NULL)
    guichet_new_ticket_input_refresh (input);
}

void
guichet_new_ticket_form_focus_start (GuichetNewTicketForm *self,
                                     gint64                leaf)
{
  GtkWidget *subject;

  g_return_if_fail (GUICHET_IS_NEW_TICKET_FORM (self));

  subject = find_input (self, GUICHET_FIELD_TITLE);
  if (subject != NULL && leaf != 0)
    guichet_new_ticket_input_focus (subject);
  else
    gtk_widget_grab_focus (self->picker);
}

void
guichet_new_ticket_form_set_proposals (GuichetNewTicketForm *self,
                                       GtkWidget            *proposals)
{
  g_return_if_fail (GUICHET_IS_NEW_TICKET_FORM (self));
  g_return_if_fail (self->proposals == NULL);

  self->proposals = g_object_ref_sink (proposals);
  place_proposals (self);
}

gboolean
guichet_new_ticket_form_take_value (GuichetNewTicketForm *self,
                                    const GValue         *value)
{
  g_return_val_if_fail (GUICHET_IS_NEW_TICKET_FORM (self), FALSE);

  return guichet_new_ticket_files_take_value (GUICHET_NEW_TICKET_FILES (self->files), value);
}

gboolean
guichet_new_ticket_form_paste (GuichetNewTicketForm *self)
{
  g_return_val_if_fail (GUICHET_IS_NEW_TICKET_FORM (self), FALSE);

  return guichet_new_ticket_files_paste (GUICHET_NEW_TICKET_FILES (self->files));
}

void
guichet_new_ticket_form_choose_files (GuichetNewTicketForm *self)
{
  g_return_if_fail (GUICHET_IS_NEW_TICKET_FORM (self));

  gtk_widget_activate_action (self->files, "files.choose", NULL);
}

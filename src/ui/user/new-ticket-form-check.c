#include "config.h"

#include "ui/user/new-ticket-form-private.h"

#include "ui/ticket/catalogue-picker.h"
#include "ui/ticket/field-row.h"
#include "ui/user/new-ticket-input.h"
#include "ui/user/new-ticket-missing.h"

#include <glib/gi18n.h>

/* What is missing or does not do, and the way to it. */

void
_guichet_new_ticket_form_focus (GuichetNewTicketForm   *self,
                                const GuichetFormField *field)
{
  GuichetCatalogueLevel level;

  if (_guichet_new_ticket_form_is_catalogue (field) && guichet_catalogue_level_from_field (field->field, &level))
    {
      guichet_catalogue_picker_focus_level (GUICHET_CATALOGUE_PICKER (self->picker), level);
      return;
    }

  for (guint i = 0; i < self->inputs->len; i++)
    if (guichet_new_ticket_input_get_field (g_ptr_array_index (self->inputs, i)) == field)
      guichet_new_ticket_input_focus (g_ptr_array_index (self->inputs, i));
}

/* Somebody chose it in the list at the top. */
void
_guichet_new_ticket_form_wanted_cb (GuichetNewTicketForm *self,
                                    const char           *code)
{
  const GuichetFormField *field = guichet_create_form_find (self->fields, code);

  if (field != NULL)
    _guichet_new_ticket_form_focus (self, field);
}

static void
show_problem (GuichetNewTicketForm   *self,
              const GuichetFormField *field,
              const char             *sentence)
{
  if (_guichet_new_ticket_form_is_catalogue (field))
    {
      gtk_label_set_text (GTK_LABEL (self->picker_problem), sentence != NULL ? sentence : "");
      gtk_widget_set_visible (self->picker_problem, sentence != NULL);
      return;
    }

  for (guint i = 0; i < self->inputs->len; i++)
    if (guichet_new_ticket_input_get_field (g_ptr_array_index (self->inputs, i)) == field)
      guichet_field_row_set_problem (GUICHET_FIELD_ROW (g_ptr_array_index (self->inputs, i)), sentence);
}

static void
clear_problems (GuichetNewTicketForm *self)
{
  guichet_new_ticket_missing_clear (self->missing);
  gtk_widget_set_visible (self->picker_problem, FALSE);
  for (guint i = 0; i < self->inputs->len; i++)
    guichet_field_row_set_problem (GUICHET_FIELD_ROW (g_ptr_array_index (self->inputs, i)), NULL);
}

static const char *
describe_objection (GuichetNewTicketForm   *self,
                    const GuichetFormField *field)
{
  const char *value = guichet_new_ticket_draft_get_of (self->draft, field);

  if (*value == '\0' || (_guichet_new_ticket_form_is_catalogue (field) && g_str_equal (value, "0")))
    return _("This must be filled in.");
  if (field->must_change && g_str_equal (value, field->value))
    return _("The proposed value has to be changed.");
  if (field->max_length > 0 && g_utf8_strlen (value, -1) > (glong) field->max_length)
    return _("This text is too long.");

  return _("This value does not do.");
}

gboolean
guichet_new_ticket_form_check (GuichetNewTicketForm *self)
{
  const GuichetFormField *first = NULL;

  g_return_val_if_fail (GUICHET_IS_NEW_TICKET_FORM (self), FALSE);

  clear_problems (self);
  for (guint i = 0; i < self->fields->fields->len; i++)
    {
      const GuichetFormField *field = g_ptr_array_index (self->fields->fields, i);

      if (guichet_form_field_check (field, guichet_new_ticket_draft_get_of (self->draft, field), NULL))
        continue;

      show_problem (self, field, describe_objection (self, field));
      guichet_new_ticket_missing_append (self->missing, field->code, guichet_form_field_get_title (field));
      if (first == NULL && (_guichet_new_ticket_form_is_shown (field) || _guichet_new_ticket_form_is_catalogue (field)))
        first = field;
    }
  guichet_new_ticket_missing_announce (self->missing, NULL);
  if (first != NULL)
    _guichet_new_ticket_form_focus (self, first);

  return guichet_new_ticket_missing_is_empty (self->missing);
}

static const GuichetFormField *
find_named (GuichetNewTicketForm *self,
            const char           *name)
{
  GuichetField field;

  if (name == NULL)
    return NULL;
  if (guichet_field_from_name (name, &field))
    return guichet_create_form_find_field (self->fields, field);

  return guichet_create_form_find (self->fields, name);
}

void
guichet_new_ticket_form_show_refusal (GuichetNewTicketForm *self,
                                      const char           *name,
                                      const char           *sentence)
{
  const GuichetFormField *field;

  g_return_if_fail (GUICHET_IS_NEW_TICKET_FORM (self));

  clear_problems (self);
  field = find_named (self, name);
  if (field != NULL)
    {
      show_problem (self, field, sentence);
      guichet_new_ticket_missing_append (self->missing, field->code, guichet_form_field_get_title (field));
    }
  guichet_new_ticket_missing_announce (self->missing, sentence);
  if (field != NULL)
    _guichet_new_ticket_form_focus (self, field);
}

#include "config.h"

#include "ui/ticket/field-edits-private.h"

/* A form that holds more than this is damaged. */
#define MAX_TEXT (4 * 1024 * 1024)

static void
write_change (GKeyFile     *file,
              GuichetField  field,
              const char   *base,
              const char   *value,
              const char   *label)
{
  const char *group = guichet_field_get_name (field);

  g_key_file_set_string (file, group, "Base", base != NULL ? base : "");
  g_key_file_set_string (file, group, "Value", value);
  g_key_file_set_string (file, group, "Label", label != NULL ? label : "");
}

/**
 * guichet_field_edits_to_text:
 *
 * Returns: (transfer full): the staged changes, "" for none
 */
char *
guichet_field_edits_to_text (GuichetFieldEdits *self)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (GUICHET_IS_FIELD_EDITS (self), NULL);

  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    if (self->edits[i].staged)
      write_change (file, i, self->edits[i].base, self->edits[i].value, self->edits[i].label);

  return g_key_file_to_data (file, NULL, NULL);
}

/**
 * guichet_field_changes_to_text:
 *
 * Returns: (transfer full): the changes of @intent that the form made, in the
 *   same form; "" for none
 */
char *
guichet_field_changes_to_text (const GuichetIntent *intent)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();

  for (guint i = 0; i < intent->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);

      if (guichet_field_is_of_form (change->field))
        write_change (file, change->field, change->base, change->value, change->label);
    }

  return g_key_file_to_data (file, NULL, NULL);
}

static void
read_change (GuichetFieldEdits *self,
             GKeyFile          *file,
             const char        *group)
{
  g_autofree char *base = g_key_file_get_string (file, group, "Base", NULL);
  g_autofree char *value = g_key_file_get_string (file, group, "Value", NULL);
  g_autofree char *label = g_key_file_get_string (file, group, "Label", NULL);
  GuichetField field;

  if (base == NULL || value == NULL || !guichet_field_from_name (group, &field) || !guichet_field_is_of_form (field))
    return;

  _guichet_field_edits_put (self, field, base, value, label);
}

/**
 * guichet_field_edits_add_text:
 * @text: what guichet_field_edits_to_text() gave once; anything else is left out
 *
 * What the text holds is staged again, as one step.
 */
void
guichet_field_edits_add_text (GuichetFieldEdits *self,
                              const char        *text)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) groups = NULL;

  g_return_if_fail (GUICHET_IS_FIELD_EDITS (self));

  if (text == NULL || *text == '\0' || strlen (text) > MAX_TEXT)
    return;
  if (!g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, &error))
    {
      g_message ("Kept changes of a form could not be read: %s", error->message);
      return;
    }

  guichet_field_edits_open_step (self);
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    read_change (self, file, groups[i]);
  guichet_field_edits_close_step (self);
  _guichet_field_edits_changed (self);
}

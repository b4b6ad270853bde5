#include "config.h"

#include "remote/itop-portal-filling.h"

#include "remote/itop-portal-field.h"
#include "richtext/richtext.h"
#include "util/error.h"
#include "util/uuid.h"

gboolean
_guichet_portal_refuse (GuichetError   code,
                        const char    *field,
                        const char    *message,
                        GError       **error)
{
  g_propagate_error (error, guichet_error_new (code, field, NULL, "%s", message));

  return FALSE;
}

char *
_guichet_portal_build_route (GuichetItopPortal *self,
                             const char        *what,
                             gint64             id)
{
  return g_strdup_printf ("/object/%s/%s/%" G_GINT64_FORMAT, what, self->layout->class_name, id);
}

const char *
_guichet_portal_filling_get_log_code (GuichetItopPortal *self)
{
  return guichet_profile_get_journal_code (self->profile, GUICHET_JOURNAL_PUBLIC);
}

gboolean
_guichet_portal_filling_is_writable (const GuichetPortalFilling *filling,
                                     const char                 *code)
{
  yyjson_val *field = code != NULL ? yyjson_obj_get (filling->fields, code) : NULL;

  return field != NULL && guichet_portal_field_is_writable (field);
}

/* Whether the form has room for a message. */
gboolean
_guichet_portal_filling_takes_words (const GuichetPortalFilling *filling)
{
  return _guichet_portal_filling_is_writable (filling, _guichet_portal_filling_get_log_code (filling->self));
}

static gboolean
write_change (GuichetPortalFilling      *filling,
              const GuichetFieldChange  *change,
              GError                   **error)
{
  const char *code = guichet_profile_get_code (filling->self->profile, change->field);
  const char *name = guichet_field_get_name (change->field);
  g_autoptr(GuichetCreateForm) form = NULL;
  GuichetFormField *field;

  if (!_guichet_portal_filling_is_writable (filling, code))
    return _guichet_portal_refuse (GUICHET_ERROR_INVALID, name,
                                   "The form of the server does not let this field be written", error);

  form = guichet_create_form_new (0, NULL);
  guichet_portal_fields_fill_form (filling->fields, NULL, filling->self->profile, form);
  field = guichet_create_form_find (form, code);
  if (field != NULL && !guichet_form_field_check (field, change->value, error))
    return FALSE;
  guichet_portal_post_add_value (filling->values, code, change->value != NULL ? change->value : "");

  return TRUE;
}

gboolean
_guichet_portal_filling_write_changes (GuichetPortalFilling  *filling,
                                       GError               **error)
{
  for (guint i = 0; i < filling->intent->changes->len; i++)
    if (!write_change (filling, g_ptr_array_index (filling->intent->changes, i), error))
      return FALSE;

  return TRUE;
}

/* The words to the support, with the marker by which they are found again. */
void
_guichet_portal_filling_write_entry (GuichetPortalFilling *filling)
{
  g_autofree char *marker = guichet_marker_for_uuid (filling->intent->uuid);
  g_autofree char *html = guichet_html_add_marker (filling->intent->entries[GUICHET_JOURNAL_PUBLIC], marker);

  guichet_portal_post_add_value (filling->values, _guichet_portal_filling_get_log_code (filling->self), html);
  filling->entry_written = TRUE;
}

/* The server does not insist on what a form says is mandatory (§8): a form that
 * wants words or a value gets them. */
gboolean
_guichet_portal_filling_check_mandatory (const GuichetPortalFilling  *filling,
                                         GError                     **error)
{
  const char *log = _guichet_portal_filling_get_log_code (filling->self);
  yyjson_obj_iter iter = yyjson_obj_iter_with (filling->fields);
  yyjson_val *name;

  while ((name = yyjson_obj_iter_next (&iter)) != NULL)
    {
      const char *code = yyjson_get_str (name);
      yyjson_val *field = yyjson_obj_iter_get_val (name);
      gboolean is_log = g_strcmp0 (code, log) == 0;
      g_autofree char *raw = guichet_portal_field_dup_raw (field);

      if (!guichet_portal_field_is_writable (field) || guichet_portal_field_has_flag (field, "hidden") ||
          !(guichet_portal_field_has_flag (field, "mandatory") || guichet_portal_field_has_flag (field, "must-change")))
        continue;
      /* What is in a journal are the words of before. */
      if (is_log ? filling->entry_written
                 : *raw != '\0' || guichet_portal_post_has_value (filling->values, code))
        continue;
      return _guichet_portal_refuse (GUICHET_ERROR_INVALID, _guichet_portal_find_name (filling->self->profile, code),
                                     "The server wants a value with this action", error);
    }

  return TRUE;
}

/* An entry that is there already is not written again. */
gboolean
_guichet_portal_filling_check_entry_absent (const GuichetPortalFilling  *filling,
                                            GError                     **error)
{
  const char *code = _guichet_portal_filling_get_log_code (filling->self);
  yyjson_val *field = code != NULL ? yyjson_obj_get (filling->fields, code) : NULL;
  g_autofree char *marker = guichet_marker_for_uuid (filling->intent->uuid);
  g_autofree char *raw = field != NULL ? guichet_portal_field_dup_raw (field) : NULL;

  if (raw == NULL || strstr (raw, marker) == NULL)
    return TRUE;

  return _guichet_portal_refuse (GUICHET_ERROR_PRECONDITION, NULL, "The entry is there already", error);
}

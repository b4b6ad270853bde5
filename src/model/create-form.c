#include "config.h"

#include "model/create-form.h"

#include "util/error.h"
#include "util/server-time.h"
#include "util/text.h"

/* What iTop's one-line texts hold. */
#define LINE_MAX_LENGTH 255

G_DEFINE_BOXED_TYPE (GuichetCreateForm, guichet_create_form, guichet_create_form_ref, guichet_create_form_unref)

/* ---- choices */

GuichetChoice *
guichet_choice_new (const char *value,
                    const char *label)
{
  GuichetChoice *self = g_new0 (GuichetChoice, 1);

  self->value = g_strdup (value);
  self->label = g_strdup (label != NULL ? label : value);

  return self;
}

void
guichet_choice_free (GuichetChoice *self)
{
  if (self == NULL)
    return;

  g_free (self->value);
  g_free (self->label);
  g_free (self);
}

/* Returns: (transfer full) (element-type GuichetChoice): */
GPtrArray *
guichet_choices_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_choice_free);
}

/* ---- fields */

static void
free_field (gpointer data)
{
  GuichetFormField *self = data;

  g_free (self->code);
  g_free (self->label);
  g_free (self->value);
  g_free (self->value_label);
  g_ptr_array_unref (self->choices);
  g_strfreev (self->impacts);
  g_free (self);
}

void
guichet_form_field_add_choice (GuichetFormField *self,
                               const char       *value,
                               const char       *label)
{
  g_ptr_array_add (self->choices, guichet_choice_new (value, label));
}

static gboolean
has_choice (const GuichetFormField *self,
            const char             *value)
{
  for (guint i = 0; i < self->choices->len; i++)
    if (g_str_equal (((const GuichetChoice *) g_ptr_array_index (self->choices, i))->value, value))
      return TRUE;

  return FALSE;
}

static gboolean
refuse (const GuichetFormField  *self,
        const char              *what,
        GError                 **error)
{
  const char *name = self->field < GUICHET_N_FIELDS ? guichet_field_get_name (self->field) : self->code;

  g_propagate_error (error, guichet_error_new (GUICHET_ERROR_INVALID, name, NULL, "%s: %s", self->code, what));

  return FALSE;
}

/**
 * guichet_form_field_check:
 * @value: (nullable): what a person entered
 *
 * The server does not always look, and loses the message of what it finds
 * (PORTAL-PROTOCOL §7): flags, lengths and choices are checked here.
 *
 * Returns: %FALSE with @error (INVALID, with the field) when @value does not do
 */
gboolean
guichet_form_field_check (const GuichetFormField  *self,
                          const char              *value,
                          GError                 **error)
{
  gboolean key = self->field < GUICHET_N_FIELDS && guichet_field_get_kind (self->field) == GUICHET_FIELD_KIND_KEY;
  gboolean empty = guichet_text_is_empty (value) || (key && g_str_equal (value, "0"));

  if (empty)
    return !self->mandatory || self->read_only || refuse (self, "a value is missing", error);
  if (self->must_change && g_str_equal (value, self->value))
    return refuse (self, "the proposed value has to be changed", error);
  if (self->max_length > 0 && g_utf8_strlen (value, -1) > (glong) self->max_length)
    return refuse (self, "the text is too long", error);
  if (self->widget == GUICHET_WIDGET_CHOICE && self->choices->len > 0 && !has_choice (self, value))
    return refuse (self, "the value is none of the choices", error);
  if (self->widget == GUICHET_WIDGET_DATE && !guichet_server_time_is_valid (value))
    return refuse (self, "the value is no date", error);

  return TRUE;
}

/* ---- forms */

GuichetCreateForm *
guichet_create_form_new (gint64      leaf,
                         const char *class_name)
{
  GuichetCreateForm *self = g_atomic_rc_box_new0 (GuichetCreateForm);

  self->leaf = leaf;
  self->class_name = g_strdup (class_name != NULL ? class_name : "");
  self->fields = g_ptr_array_new_with_free_func (free_field);

  return self;
}

GuichetCreateForm *
guichet_create_form_ref (GuichetCreateForm *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_form (gpointer data)
{
  GuichetCreateForm *self = data;

  g_free (self->class_name);
  g_ptr_array_unref (self->fields);
}

void
guichet_create_form_unref (GuichetCreateForm *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_form);
}

/**
 * guichet_create_form_add:
 * @field: %GUICHET_N_FIELDS when the code has no logical name
 *
 * Returns: (transfer none): the new last field, whose texts are ""
 */
GuichetFormField *
guichet_create_form_add (GuichetCreateForm *self,
                         const char        *code,
                         GuichetField       field,
                         GuichetWidgetKind  widget)
{
  GuichetFormField *added = g_new0 (GuichetFormField, 1);

  added->code = g_strdup (code);
  added->field = field;
  added->label = g_strdup ("");
  added->widget = widget;
  added->value = g_strdup ("");
  added->value_label = g_strdup ("");
  added->choices = guichet_choices_new ();
  added->impacts = g_new0 (char *, 1);
  g_ptr_array_add (self->fields, added);

  return added;
}

GuichetFormField *
guichet_create_form_find (GuichetCreateForm *self,
                          const char        *code)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      GuichetFormField *field = g_ptr_array_index (self->fields, i);

      if (g_str_equal (field->code, code))
        return field;
    }

  return NULL;
}

GuichetFormField *
guichet_create_form_find_field (GuichetCreateForm *self,
                                GuichetField       field)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      GuichetFormField *candidate = g_ptr_array_index (self->fields, i);

      if (candidate->field == field)
        return candidate;
    }

  return NULL;
}

/* ---- without the server's form */

static GuichetWidgetKind
choose_widget (GuichetProfile *profile,
               GuichetField    field)
{
  switch (guichet_field_get_kind (field))
    {
    case GUICHET_FIELD_KIND_KEY:
      return GUICHET_WIDGET_SEARCH;
    case GUICHET_FIELD_KIND_CODE:
      return GUICHET_WIDGET_CHOICE;
    case GUICHET_FIELD_KIND_TIME:
      return GUICHET_WIDGET_DATE;
    case GUICHET_FIELD_KIND_PLAIN:
      return GUICHET_WIDGET_TEXT;
    case GUICHET_FIELD_KIND_HTML:
      return GUICHET_WIDGET_RICH;
    case GUICHET_FIELD_KIND_TEXT:
    default:
      return GUICHET_WIDGET_LINE;
    }
}

static void
add_from_profile (GuichetCreateForm *self,
                  GuichetProfile    *profile,
                  GuichetField       field)
{
  const char * const *values = guichet_profile_get_values (profile, field);
  const char *proposed = guichet_profile_get_default (profile, field);
  GuichetFormField *added;

  if (!guichet_profile_has_field (profile, field))
    return;

  added = guichet_create_form_add (self, guichet_profile_get_code (profile, field), field,
                                   choose_widget (profile, field));
  added->mandatory = guichet_profile_is_mandatory (profile, field);
  added->max_length = added->widget == GUICHET_WIDGET_LINE ? LINE_MAX_LENGTH : 0;
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    guichet_form_field_add_choice (added, values[i], guichet_profile_get_value_label (profile, field, values[i]));
  if (proposed != NULL)
    {
      g_set_str (&added->value, proposed);
      g_set_str (&added->value_label, guichet_profile_get_value_label (profile, field, proposed));
    }
}

/**
 * guichet_create_form_new_from_profile:
 *
 * What the profile knows of a new ticket: for servers that give no form of
 * their own, and while the server is out of reach.
 *
 * Returns: (transfer full):
 */
GuichetCreateForm *
guichet_create_form_new_from_profile (GuichetProfile *profile,
                                      gint64          leaf)
{
  static const GuichetField shown[] = {
    GUICHET_FIELD_SERVICE, GUICHET_FIELD_SUBCATEGORY, GUICHET_FIELD_BENEFICIARY, GUICHET_FIELD_SITE,
    GUICHET_FIELD_CALLBACK_PHONE, GUICHET_FIELD_AVAILABILITY, GUICHET_FIELD_IMPACT, GUICHET_FIELD_URGENCY,
    GUICHET_FIELD_TITLE, GUICHET_FIELD_DESCRIPTION,
  };
  GuichetCreateForm *self = guichet_create_form_new (leaf, guichet_profile_get_class_name (profile));

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    add_from_profile (self, profile, shown[i]);

  return self;
}

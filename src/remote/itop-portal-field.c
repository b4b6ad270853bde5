#include "config.h"

#include "remote/itop-portal-field.h"

#include "remote/html-scanner.h"
#include "remote/itop-portal-layout.h"
#include "remote/itop-portal-thread.h"
#include "richtext/richtext.h"
#include "util/text.h"

/* Bounds of what one form may hold. */
#define FIELDS_MAX 200
#define CHOICES_MAX 2000
/* What iTop's texts hold. */
#define LINE_MAX_LENGTH 255
#define TEXT_MAX_LENGTH 65535

static yyjson_val *
get_metadata (yyjson_val *field,
              const char *name)
{
  return yyjson_obj_get (yyjson_obj_get (field, "html_metadata"), name);
}

/**
 * guichet_portal_field_dup_raw:
 *
 * Returns: (transfer full): the value, which the server escapes once more; ""
 *   where there is none
 */
char *
guichet_portal_field_dup_raw (yyjson_val *field)
{
  g_autofree char *escaped = guichet_json_dup_value (get_metadata (field, "value-raw"));

  return guichet_html_unescape (escaped, -1);
}

/**
 * guichet_portal_field_dup_text:
 *
 * Returns: (transfer full): what a person reads of the value: the text of
 *   ".form-control-static"; "" where there is none
 */
char *
guichet_portal_field_dup_text (yyjson_val *field)
{
  const char *html = yyjson_get_str (yyjson_obj_get (field, "html"));
  GuichetHtmlScanner scanner;

  guichet_html_scanner_init (&scanner, html != NULL ? html : "", -1);
  while (guichet_html_scanner_next (&scanner))
    if (scanner.kind == GUICHET_HTML_OPEN && guichet_html_scanner_has_class (&scanner, "form-control-static"))
      return guichet_html_scanner_dup_inner_text (&scanner);

  return g_strdup ("");
}

/* What the field is called. */
char *
guichet_portal_field_dup_label (yyjson_val *field)
{
  g_autofree char *escaped = guichet_json_dup_value (get_metadata (field, "attribute-label"));
  g_autofree char *label = guichet_html_unescape (escaped, -1);

  return guichet_text_single_line (label);
}

/**
 * guichet_portal_field_has_flag:
 * @flag: "read-only", "mandatory", "hidden", "must-change"
 */
gboolean
guichet_portal_field_has_flag (yyjson_val *field,
                               const char *flag)
{
  g_autofree char *name = g_strconcat ("attribute-flag-", flag, NULL);

  return yyjson_equals_str (get_metadata (field, name), "true");
}

/* Whether the form lets a value be given. What has no description is no field
 * that we know how to fill. */
gboolean
guichet_portal_field_is_writable (yyjson_val *field)
{
  return yyjson_is_str (get_metadata (field, "attribute-type")) &&
         !guichet_portal_field_has_flag (field, "read-only");
}

/* ---- into a ticket */

static void
fill_key (GuichetTicket *ticket,
          GuichetField   field,
          yyjson_val    *value)
{
  g_autofree char *raw = guichet_portal_field_dup_raw (value);
  g_autofree char *label = guichet_portal_field_dup_text (value);
  gint64 id;

  if (!guichet_text_parse_int64 (raw, &id) || id < 0)
    id = 0;
  guichet_ticket_set_key (ticket, field, id, id > 0 ? label : "");
}

static void
fill_field (GuichetTicket *ticket,
            GuichetField   field,
            yyjson_val    *value)
{
  g_autofree char *raw = NULL;

  if (guichet_field_get_kind (field) == GUICHET_FIELD_KIND_KEY)
    {
      fill_key (ticket, field, value);
      return;
    }
  raw = guichet_portal_field_dup_raw (value);
  guichet_ticket_set (ticket, field, raw);
}

/**
 * guichet_portal_fields_fill_ticket:
 *
 * A field that @fields lacks stays as it is in @ticket. Of the journals only
 * the public one is looked for.
 */
void
guichet_portal_fields_fill_ticket (yyjson_val     *fields,
                                   GuichetProfile *profile,
                                   GuichetTicket  *ticket)
{
  const char *log = guichet_profile_get_journal_code (profile, GUICHET_JOURNAL_PUBLIC);
  GPtrArray *entries;
  yyjson_val *value;

  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    {
      const char *code = guichet_profile_get_code (profile, i);

      if (code != NULL && (value = yyjson_obj_get (fields, code)) != NULL)
        fill_field (ticket, i, value);
    }
  if (log != NULL && (value = yyjson_obj_get (fields, log)) != NULL &&
      (entries = guichet_portal_thread_read (value)) != NULL)
    guichet_ticket_take_journal (ticket, GUICHET_JOURNAL_PUBLIC, entries);
}

/* ---- into a form for a new ticket */

/* What the HTML of a field tells: its choices, and which input it is. */
typedef struct
{
  gboolean selects;
  gboolean hidden_input;
  gboolean shown_input;
  guint    max_length;
} Inputs;

static void
read_option (GuichetHtmlScanner *scanner,
             GuichetFormField   *field)
{
  g_autofree char *value = guichet_html_scanner_dup_attribute (scanner, "value");
  g_autofree char *label = guichet_html_scanner_dup_inner_text (scanner);

  /* The first one, "-- choose --", stands for nothing. */
  if (guichet_text_is_empty (value) || field->choices->len >= CHOICES_MAX)
    return;
  guichet_form_field_add_choice (field, value, label);
  if (g_str_equal (value, field->value))
    g_set_str (&field->value_label, label);
}

static void
read_choice_input (GuichetHtmlScanner *scanner,
                   Inputs             *inputs)
{
  g_autofree char *type = guichet_html_scanner_dup_attribute (scanner, "type");
  g_autofree char *length = guichet_html_scanner_dup_attribute (scanner, "maxlength");
  gint64 number;

  if (g_strcmp0 (type, "hidden") == 0)
    inputs->hidden_input = TRUE;
  else
    inputs->shown_input = TRUE;
  if (guichet_text_parse_int64 (length, &number) && number > 0 && number < G_MAXINT)
    inputs->max_length = (guint) number;
}

static void
read_inputs (yyjson_val       *value,
             GuichetFormField *field,
             Inputs           *inputs)
{
  const char *html = yyjson_get_str (yyjson_obj_get (value, "html"));
  GuichetHtmlScanner scanner;

  guichet_html_scanner_init (&scanner, html != NULL ? html : "", -1);
  while (guichet_html_scanner_next (&scanner))
    {
      if (scanner.kind != GUICHET_HTML_OPEN)
        continue;
      if (g_str_equal (scanner.name, "select"))
        inputs->selects = TRUE;
      else if (g_str_equal (scanner.name, "option"))
        read_option (&scanner, field);
      else if (g_str_equal (scanner.name, "textarea"))
        inputs->shown_input = TRUE;
      else if (g_str_equal (scanner.name, "input"))
        read_choice_input (&scanner, inputs);
    }
}

/* An editor is put over the text area of what is HTML. */
static gboolean
has_editor (yyjson_val *value)
{
  const char *script = yyjson_get_str (yyjson_obj_get (value, "js_inline"));
  const char *html = yyjson_get_str (yyjson_obj_get (value, "html"));

  return (script != NULL && (strstr (script, "ckeditor") != NULL || strstr (script, "CKEditor") != NULL)) ||
         (html != NULL && strstr (html, "htmlEditor") != NULL);
}

static GuichetWidgetKind
choose_text_widget (yyjson_val   *value,
                    GuichetField  field)
{
  if (has_editor (value) || (field < GUICHET_N_FIELDS && guichet_field_get_kind (field) == GUICHET_FIELD_KIND_HTML))
    return GUICHET_WIDGET_RICH;

  return GUICHET_WIDGET_TEXT;
}

static GuichetWidgetKind
choose_widget (yyjson_val             *value,
               const char             *type,
               const GuichetFormField *field,
               const Inputs           *inputs)
{
  static const char * const lines[] = {
    "AttributeString", "AttributeEmailAddress", "AttributePhoneNumber", "AttributeInteger", "AttributeDecimal",
    "AttributePercentage", "AttributeURL", "AttributeIPAddress", "AttributeDuration", NULL
  };

  if (inputs->selects || field->choices->len > 0)
    return GUICHET_WIDGET_CHOICE;
  if (g_str_has_prefix (type, "AttributeExternalKey") || g_str_has_prefix (type, "AttributeHierarchicalKey"))
    return inputs->shown_input ? GUICHET_WIDGET_SEARCH : GUICHET_WIDGET_HIDDEN;
  if (inputs->hidden_input && !inputs->shown_input)
    return GUICHET_WIDGET_HIDDEN;
  if (g_str_equal (type, "AttributeText") || g_str_equal (type, "AttributeLongText") ||
      g_str_equal (type, "AttributeHTML"))
    return g_str_equal (type, "AttributeHTML") ? GUICHET_WIDGET_RICH : choose_text_widget (value, field->field);
  if (g_str_equal (type, "AttributeCaseLog"))
    return GUICHET_WIDGET_RICH;
  if (g_str_has_prefix (type, "AttributeDate"))
    return GUICHET_WIDGET_DATE;

  return g_strv_contains (lines, type) ? GUICHET_WIDGET_LINE : GUICHET_WIDGET_BROWSER;
}

static guint
get_max_length (const GuichetFormField *field,
                const char             *type,
                const Inputs           *inputs)
{
  if (inputs->max_length > 0)
    return inputs->max_length;
  if (g_str_equal (type, "AttributeString"))
    return LINE_MAX_LENGTH;

  return g_str_equal (type, "AttributeText") ? TEXT_MAX_LENGTH : 0;
}

static char **
read_impacts (yyjson_val *impacts,
              const char *code)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (impacts, code));
  yyjson_val *value;

  while ((value = yyjson_arr_iter_next (&iter)) != NULL)
    if (guichet_portal_layout_is_word (yyjson_get_str (value)))
      g_strv_builder_add (builder, yyjson_get_str (value));

  return g_strv_builder_end (builder);
}

static GuichetField
find_field (GuichetProfile *profile,
            const char     *code)
{
  GuichetField field;

  return guichet_profile_find_field (profile, code, &field) ? field : GUICHET_N_FIELDS;
}

static void
fill_form_field (GuichetFormField *field,
                 yyjson_val       *value,
                 yyjson_val       *impacts)
{
  g_autofree char *type = guichet_json_dup_value (get_metadata (value, "attribute-type"));
  Inputs inputs = { FALSE };

  g_free (field->label);
  field->label = guichet_portal_field_dup_label (value);
  g_free (field->value);
  field->value = guichet_portal_field_dup_raw (value);
  g_ptr_array_set_size (field->choices, 0);
  g_set_str (&field->value_label, "");
  read_inputs (value, field, &inputs);
  if (*field->value_label == '\0')
    {
      g_free (field->value_label);
      field->value_label = guichet_portal_field_dup_text (value);
    }
  field->widget = choose_widget (value, type, field, &inputs);
  field->max_length = get_max_length (field, type, &inputs);
  field->mandatory = guichet_portal_field_has_flag (value, "mandatory");
  field->read_only = guichet_portal_field_has_flag (value, "read-only");
  field->must_change = guichet_portal_field_has_flag (value, "must-change");
  field->hidden = guichet_portal_field_has_flag (value, "hidden") || field->widget == GUICHET_WIDGET_HIDDEN;
  g_strfreev (field->impacts);
  field->impacts = read_impacts (impacts, field->code);
}

/* Lists of links, attachments: nothing that is filled in with a value. Left
 * out unless the server insists on one. */
static gboolean
is_passed_over (yyjson_val *value)
{
  const char *type = yyjson_get_str (get_metadata (value, "attribute-type"));

  return type == NULL ||
         (g_str_has_prefix (type, "AttributeLinkedSet") && !guichet_portal_field_has_flag (value, "mandatory"));
}

/**
 * guichet_portal_fields_fill_form:
 * @fields: "fields_list" of a form, or "updated_fields" of an answer, whose
 *   fields take the place of those of @form
 */
void
guichet_portal_fields_fill_form (yyjson_val        *fields,
                                 yyjson_val        *impacts,
                                 GuichetProfile    *profile,
                                 GuichetCreateForm *form)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (fields);
  yyjson_val *name;

  while ((name = yyjson_obj_iter_next (&iter)) != NULL && form->fields->len < FIELDS_MAX)
    {
      const char *code = yyjson_get_str (name);
      yyjson_val *value = yyjson_obj_iter_get_val (name);
      GuichetFormField *field;

      if (!guichet_portal_layout_is_word (code) || is_passed_over (value))
        continue;
      field = guichet_create_form_find (form, code);
      if (field == NULL)
        field = guichet_create_form_add (form, code, find_field (profile, code), GUICHET_WIDGET_LINE);
      fill_form_field (field, value, impacts);
    }
}

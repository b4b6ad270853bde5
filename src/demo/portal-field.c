#include "config.h"

#include "demo/portal-field.h"

#include "demo/portal-answer.h"
#include "demo/portal-files.h"
#include "demo/portal-scope.h"
#include "demo/portal-text.h"
#include "demo/portal-thread.h"
#include "util/text.h"

/* One field of a form: HTML around what a client wants to know. */

/* More than so many objects are searched for, not listed (max_combo_length). */
#define MAX_OPTIONS 25

typedef struct
{
  DemoForm            *form;
  const DemoFormField *field;
  DemoAttributeRef     ref;
  const char          *value;
  char                *html_id;
  GString             *html;
} Writer;

static gboolean
is_read_only (Writer *writer)
{
  return (writer->field->flags & DEMO_FIELD_READ_ONLY) != 0;
}

static gint64
get_key (Writer *writer)
{
  gint64 id;

  return guichet_text_parse_int64 (writer->value, &id) ? id : 0;
}

static const DemoClass *
get_target (Writer *writer)
{
  return writer->ref.attribute->target != NULL
         ? demo_schema_get_class (writer->ref.attribute->target, writer->form->visit->core->lab) : NULL;
}

static void
append_hidden_input (Writer *writer)
{
  g_autofree char *value = demo_portal_escape (writer->value);

  g_string_append_printf (writer->html,
                          "<input type=\"hidden\" id=\"%s\" name=\"%s\" value=\"%s\" class=\"form-control\"/>",
                          writer->html_id, writer->field->code, value);
}

static void
begin_group (Writer *writer)
{
  g_autofree char *label = demo_portal_escape (demo_portal_get_label (writer->ref.attribute));

  g_string_append_printf (writer->html,
                          "<div class=\"form-group %s form_group_small\"><div class=\"form_field_label\">"
                          "<label for=\"%s\" class=\"control-label\" data-toggle=\"tooltip\" title=\"\">%s</label></div>"
                          "<div class=\"form_field_control\"><div class=\"help-block\"></div>",
                          (writer->field->flags & DEMO_FIELD_MANDATORY) != 0 ? "form_mandatory" : "", writer->html_id,
                          label);
}

static void
end_group (Writer *writer)
{
  g_string_append (writer->html, "</div></div>");
}

/* Whoever may see the other object gets a link to it. */
static void
append_linked_name (Writer *writer)
{
  const DemoClass *target = get_target (writer);
  gint64 id = get_key (writer);
  g_autofree char *name = target != NULL ? demo_portal_dup_name (writer->form->visit->core, target, id) : g_strdup ("");
  g_autofree char *safe = demo_portal_escape (name);
  g_autofree char *url = NULL;
  g_autofree char *safe_url = NULL;

  if (target == NULL || id == 0 || !demo_portal_may_see (writer->form->visit, target, id))
    {
      g_string_append (writer->html, safe);
      return;
    }

  url = demo_portal_make_url ("/object/view/%s/%" G_GINT64_FORMAT, target->name, id);
  safe_url = demo_portal_escape (url);
  g_string_append_printf (writer->html, "<a href=\"%s\" data-toggle=\"itop-portal-modal\">%s</a>", safe_url, safe);
}

static void
append_lines (Writer *writer)
{
  g_autofree char *safe = demo_portal_escape (writer->value);
  g_auto(GStrv) lines = g_strsplit (safe, "\n", -1);
  g_autofree char *joined = g_strjoinv ("<br />\n", lines);

  g_string_append (writer->html, joined);
}

static void
append_static (Writer *writer)
{
  g_string_append (writer->html, "<div class=\"form-control-static\">");
  if (writer->ref.kind == DEMO_KIND_KEY)
    append_linked_name (writer);
  else if (writer->ref.kind == DEMO_KIND_HTML)
    g_string_append (writer->html, writer->value);
  else if (writer->ref.kind == DEMO_KIND_CODE)
    g_string_append (writer->html, demo_portal_get_code_label (writer->field->code, writer->value));
  else
    append_lines (writer);
  g_string_append (writer->html, "</div>");
  append_hidden_input (writer);
}

static void
append_option (Writer     *writer,
               const char *value,
               const char *label)
{
  g_autofree char *safe_value = demo_portal_escape (value);
  g_autofree char *safe_label = demo_portal_escape (label);

  g_string_append_printf (writer->html, "<option value=\"%s\" %s>%s</option>", safe_value,
                          g_str_equal (value, writer->value) ? "selected" : "", safe_label);
}

static void
begin_select (Writer *writer)
{
  g_string_append_printf (writer->html,
                          "<select id=\"%s\" name=\"%s\" class=\"form-control\" >"
                          "<option value=\"\">-- choisir une valeur --</option>",
                          writer->html_id, writer->field->code);
}

static void
append_codes (Writer *writer)
{
  g_auto(GStrv) codes = g_strsplit (writer->ref.attribute->detail, "|", -1);

  begin_select (writer);
  for (guint i = 0; codes[i] != NULL; i++)
    append_option (writer, codes[i], demo_portal_get_code_label (writer->field->code, codes[i]));
  g_string_append (writer->html, "</select>");
}

static void
append_search (Writer *writer)
{
  const DemoClass *target = get_target (writer);
  g_autofree char *name = demo_portal_dup_name (writer->form->visit->core, target, get_key (writer));
  g_autofree char *safe = demo_portal_escape (name);

  g_string_append_printf (writer->html,
                          "<div class=\"input-group selectize\"><input type=\"hidden\" id=\"%s\" name=\"%s\" "
                          "value=\"%s\" class=\"form-control\"/><input type=\"text\" id=\"%s_autocomplete\" value=\"%s\" "
                          "class=\"form-control autocomplete\" autocomplete=\"off\" /></div>",
                          writer->html_id, writer->field->code, get_key (writer) != 0 ? writer->value : "",
                          writer->html_id, safe);
}

static void
append_choice (Writer *writer)
{
  g_autoptr(GPtrArray) options = demo_portal_list_options (writer->form->visit, writer->ref.attribute,
                                                           writer->form->draft, "");

  if (options->len > MAX_OPTIONS)
    {
      append_search (writer);
      return;
    }

  begin_select (writer);
  for (guint i = 0; i < options->len; i++)
    {
      DemoOption *option = g_ptr_array_index (options, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, option->id);

      append_option (writer, id, option->name);
    }
  g_string_append (writer->html, "</select>");
}

static void
append_area (Writer     *writer,
             const char *value)
{
  g_autofree char *safe = demo_portal_escape (value);
  gboolean rich = writer->ref.kind == DEMO_KIND_HTML || writer->ref.kind == DEMO_KIND_LOG;

  g_string_append_printf (writer->html,
                          "<textarea id=\"%s\" name=\"%s\" class=\"form-control%s\" rows=\"8\" cols=\"40\">%s</textarea>",
                          writer->html_id, writer->field->code, rich ? " htmlEditor" : "", safe);
}

static void
append_line_input (Writer *writer)
{
  g_autofree char *safe = demo_portal_escape (writer->value);

  g_string_append_printf (writer->html,
                          "<input type=\"text\" id=\"%s\" name=\"%s\" value=\"%s\" class=\"form-control\" "
                          "maxlength=\"%u\" />",
                          writer->html_id, writer->field->code, safe, writer->ref.attribute->limit);
}

static void
append_editor (Writer *writer)
{
  switch (writer->ref.kind)
    {
    case DEMO_KIND_CODE:
      append_codes (writer);
      break;

    case DEMO_KIND_KEY:
      append_choice (writer);
      break;

    case DEMO_KIND_TEXT:
    case DEMO_KIND_HTML:
      append_area (writer, writer->value);
      break;

    case DEMO_KIND_STRING:
    case DEMO_KIND_DATE:
    case DEMO_KIND_INTEGER:
    case DEMO_KIND_SECONDS:
    case DEMO_KIND_LOG:
    case DEMO_KIND_BLOB:
    case DEMO_KIND_EXTERNAL:
    case DEMO_KIND_LINKS:
    case DEMO_KIND_TAGS:
    case DEMO_KIND_FLAG:
    case DEMO_KIND_NULL:
    case DEMO_KIND_HIDDEN:
    case DEMO_KIND_ID:
    case DEMO_KIND_FRIENDLY_NAME:
    case DEMO_KIND_FINAL_CLASS:
    case DEMO_KIND_OBSOLETE:
    case DEMO_KIND_OBSOLETE_DATE:
    case DEMO_KIND_KEY_NAME:
    case DEMO_KIND_KEY_CLASS:
    case DEMO_KIND_KEY_OBSOLETE:
    default:
      append_line_input (writer);
      break;
    }
}

static void
append_log (Writer *writer)
{
  if (!is_read_only (writer))
    append_area (writer, "");
  demo_portal_append_thread (writer->value, writer->form->visit->caller.account->id, writer->html);
}

static void
append_links (Writer *writer)
{
  g_string_append_printf (writer->html, "<table id=\"table_%s\" class=\"table table-striped\" width=\"100%%\"></table>"
                                        "<input type=\"hidden\" id=\"%s\" name=\"%s\" value=\"{}\" />"
                                        "<span class=\"text\">0</span>",
                          writer->html_id, writer->html_id, writer->field->code);
}

static void
append_html (Writer *writer)
{
  if ((writer->field->flags & DEMO_FIELD_HELPER) != 0)
    {
      append_hidden_input (writer);
      return;
    }

  begin_group (writer);
  if (writer->ref.kind == DEMO_KIND_LOG)
    append_log (writer);
  else if (writer->ref.kind == DEMO_KIND_LINKS)
    append_links (writer);
  else if (is_read_only (writer))
    append_static (writer);
  else
    append_editor (writer);
  end_group (writer);
}

static void
add_flag (yyjson_mut_doc *document,
          yyjson_mut_val *metadata,
          const char     *name,
          gboolean        on)
{
  yyjson_mut_obj_add_str (document, metadata, name, on ? "true" : "false");
}

static void
add_metadata (Writer         *writer,
              yyjson_mut_doc *document,
              yyjson_mut_val *object)
{
  yyjson_mut_val *metadata = yyjson_mut_obj (document);
  DemoFieldFlags flags = writer->field->flags;
  g_autofree char *label = demo_portal_encode (demo_portal_get_label (writer->ref.attribute));
  g_autofree char *flat = writer->ref.kind == DEMO_KIND_LOG ? demo_portal_flatten_log (writer->value)
                                                            : g_strdup (writer->value);
  g_autofree char *raw = demo_portal_encode (flat);

  yyjson_mut_obj_add_val (document, object, "html_metadata", metadata);
  demo_portal_add_text (document, metadata, "attribute-code", writer->field->code);
  demo_portal_add_text (document, metadata, "attribute-type", demo_portal_get_type (&writer->ref));
  demo_portal_add_text (document, metadata, "attribute-label", label);
  add_flag (document, metadata, "attribute-flag-hidden", FALSE);
  add_flag (document, metadata, "attribute-flag-read-only", (flags & DEMO_FIELD_READ_ONLY) != 0);
  add_flag (document, metadata, "attribute-flag-mandatory", (flags & DEMO_FIELD_MANDATORY) != 0);
  add_flag (document, metadata, "attribute-flag-must-change", FALSE);
  add_flag (document, metadata, "attribute-flag-must-prompt", (flags & DEMO_FIELD_PROMPT) != 0);
  add_flag (document, metadata, "attribute-flag-slave", FALSE);
  if (writer->ref.kind != DEMO_KIND_LINKS)
    demo_portal_add_text (document, metadata, "value-raw", raw);
}

static void
add_rest (yyjson_mut_doc *document,
          yyjson_mut_val *object)
{
  yyjson_mut_val *classes;

  yyjson_mut_obj_add_str (document, object, "js_inline", "");
  yyjson_mut_obj_add_str (document, object, "css_inline", "");
  yyjson_mut_obj_add_val (document, object, "js_files", yyjson_mut_arr (document));
  yyjson_mut_obj_add_val (document, object, "css_files", yyjson_mut_arr (document));
  classes = yyjson_mut_arr (document);
  yyjson_mut_arr_add_str (document, classes, "form_field_cosy");
  yyjson_mut_obj_add_val (document, object, "css_classes", classes);
}

static char *
dup_value (DemoForm               *form,
           const DemoAttributeRef *ref)
{
  if (ref->kind == DEMO_KIND_LINKS)
    return g_strdup ("");
  if (demo_kind_is_stored (ref->kind))
    return g_strdup (demo_draft_get (form->draft, ref->code));

  return demo_portal_dup_text (form->visit->core, ref, form->draft->id);
}

static void
add_attachments (DemoForm       *form,
                 yyjson_mut_doc *document,
                 yyjson_mut_val *object)
{
  g_autofree char *html = demo_portal_dup_files_html (form);

  demo_portal_add_text (document, object, "html", html);
  yyjson_mut_obj_add_val (document, object, "html_metadata", yyjson_mut_arr (document));
}

/* The identity of the form may be of the client's making. */
static char *
make_html_id (DemoForm            *form,
              const DemoFormField *field)
{
  g_autofree char *id = demo_portal_escape (form->id);

  return g_strdup_printf ("field_%s_%s", field->code, id);
}

/* One member of fields_list or updated_fields. */
yyjson_mut_val *
demo_field_build (DemoForm            *form,
                  const DemoFormField *field,
                  yyjson_mut_doc      *document)
{
  yyjson_mut_val *object = yyjson_mut_obj (document);
  Writer writer = { form, field };
  g_autofree char *value = NULL;

  demo_portal_add_text (document, object, "id", field->code);
  if (g_str_equal (field->code, DEMO_FIELD_ATTACHMENTS))
    add_attachments (form, document, object);
  else if (demo_class_resolve (form->class, field->code, form->visit->core->lab, &writer.ref))
    {
      value = dup_value (form, &writer.ref);
      writer.value = value;
      writer.html = g_string_new (NULL);
      writer.html_id = make_html_id (form, field);
      append_html (&writer);
      demo_portal_add_text (document, object, "html", writer.html->str);
      add_metadata (&writer, document, object);
      g_string_free (writer.html, TRUE);
      g_free (writer.html_id);
    }
  add_rest (document, object);

  return object;
}

#include "config.h"

#include "demo/portal-render.h"

#include "demo/portal-answer.h"
#include "demo/portal-field.h"
#include "demo/portal-scope.h"
#include "demo/portal-text.h"

static gboolean
is_ticket (DemoForm *form)
{
  return g_str_equal (form->class->name, "UserRequest");
}

static char *
make_properties_id (DemoForm *form)
{
  if (form->mode == DEMO_FORM_STIMULUS)
    return g_strdup_printf ("apply_stimulus-%s-%s", form->class->name, form->stimulus);
  if (!is_ticket (form))
    return g_strdup_printf ("default-%s", form->class->name);

  return g_strdup (form->mode == DEMO_FORM_CREATE ? "ticket-create" : "ticket-edit");
}

/* The codes of the fields can be seen in it (PORTAL-PROTOCOL §4). */
static char *
make_layout (DemoForm *form)
{
  GString *layout = g_string_new ("<div class=\"row\"><div class=\"col-sm-12\">");

  for (guint i = 0; i < form->fields->len; i++)
    g_string_append_printf (layout, "<div class=\"form_field\" data-field-id=\"%s\"></div>",
                            g_array_index (form->fields, DemoFormField, i).code);
  for (guint i = 0; i < form->hidden->len; i++)
    g_string_append_printf (layout, "<div class=\"form_field\" data-field-id=\"%s\"></div>",
                            (const char *) g_ptr_array_index (form->hidden, i));
  g_string_append (layout, "</div></div>");

  return g_string_free (layout, FALSE);
}

static void
add_rule (yyjson_mut_doc *document,
          yyjson_mut_val *rules,
          const char     *name,
          const char     *rule)
{
  yyjson_mut_val *object = yyjson_mut_obj (document);

  yyjson_mut_obj_add_val (document, rules, name, object);
  if (rule != NULL)
    {
      yyjson_mut_obj_add_str (document, object, "default", rule);
      yyjson_mut_obj_add_str (document, object, "modal", rule);
      return;
    }
  yyjson_mut_obj_add_null (document, object, "default");
  yyjson_mut_obj_add_null (document, object, "modal");
}

static yyjson_mut_val *
build_properties (DemoForm       *form,
                  yyjson_mut_doc *document,
                  gboolean        rendered)
{
  yyjson_mut_val *object = yyjson_mut_obj (document);
  yyjson_mut_val *properties = yyjson_mut_obj (document);
  yyjson_mut_val *rules = yyjson_mut_obj (document);
  yyjson_mut_val *layout = yyjson_mut_obj (document);
  g_autofree char *id = make_properties_id (form);
  g_autofree char *content = make_layout (form);

  if (is_ticket (form))
    yyjson_mut_obj_add_str (document, object, "_brought_by", "Ticket");
  demo_portal_add_text (document, object, "id", id);
  yyjson_mut_obj_add_str (document, object, "type", "custom_list");
  yyjson_mut_obj_add_val (document, object, "properties", properties);
  yyjson_mut_obj_add_str (document, properties, "display_mode", "cosy");
  yyjson_mut_obj_add_bool (document, properties, "always_show_submit", FALSE);
  yyjson_mut_obj_add_val (document, properties, "navigation_rules", rules);
  add_rule (document, rules, "submit", "go-to-open-requests");
  add_rule (document, rules, "cancel", NULL);
  yyjson_mut_obj_add_val (document, object, "fields", yyjson_mut_arr (document));
  yyjson_mut_obj_add_val (document, object, "layout", layout);
  yyjson_mut_obj_add_str (document, layout, "type", rendered ? "xhtml" : "twig");
  demo_portal_add_text (document, layout, "content", content);
  if (form->mode == DEMO_FORM_STIMULUS)
    demo_portal_add_text (document, object, "stimulus_code", form->stimulus);

  return object;
}

static yyjson_mut_val *
build_manager_data (DemoForm       *form,
                    yyjson_mut_doc *document,
                    gboolean        rendered)
{
  yyjson_mut_val *object = yyjson_mut_obj (document);
  g_autofree char *url = demo_form_make_url (form);

  demo_portal_add_text (document, object, "id", form->id);
  demo_portal_add_text (document, object, "transaction_id", form->transaction != NULL ? form->transaction : "");
  yyjson_mut_obj_add_str (document, object, "formmanager_class", DEMO_FORM_MANAGER);
  yyjson_mut_obj_add_str (document, object, "formrenderer_class", "Combodo\\iTop\\Renderer\\Bootstrap\\BsFormRenderer");
  demo_portal_add_text (document, object, "formrenderer_endpoint", url);
  demo_portal_add_text (document, object, "formobject_class", form->class->name);
  if (form->draft->id != 0)
    demo_portal_add_id (document, object, "formobject_id", form->draft->id);
  demo_portal_add_text (document, object, "formmode", demo_form_get_mode (form));
  if (form->token != NULL)
    demo_portal_add_text (document, object, "formactionrulestoken", form->token);
  else
    yyjson_mut_obj_add_null (document, object, "formactionrulestoken");
  yyjson_mut_obj_add_val (document, object, "formproperties", build_properties (form, document, rendered));

  return object;
}

/* Without any an empty list, as PHP has it. */
static yyjson_mut_val *
build_impacts (DemoForm       *form,
               yyjson_mut_doc *document)
{
  guint n;
  const DemoFormImpact *impacts = demo_form_list_impacts (form->mode, form->class, form->stimulus, &n);
  yyjson_mut_val *object;

  if (n == 0)
    return yyjson_mut_arr (document);

  object = yyjson_mut_obj (document);
  for (guint i = 0; i < n; i++)
    {
      g_auto(GStrv) codes = g_strsplit (impacts[i].impacted, "|", -1);
      yyjson_mut_val *list = yyjson_mut_arr (document);

      for (guint j = 0; codes[j] != NULL; j++)
        yyjson_mut_arr_add_strcpy (document, list, codes[j]);
      yyjson_mut_obj_add_val (document, object, impacts[i].code, list);
    }

  return object;
}

static yyjson_mut_val *
build_fieldset (DemoForm       *form,
                yyjson_mut_doc *document,
                gboolean        with_fields)
{
  yyjson_mut_val *object = yyjson_mut_obj (document);
  yyjson_mut_val *fields;

  yyjson_mut_obj_add_val (document, object, "fields_impacts", build_impacts (form, document));
  demo_portal_add_text (document, object, "form_path", form->id);
  if (!with_fields)
    return object;

  fields = yyjson_mut_obj (document);
  yyjson_mut_obj_add_val (document, object, "fields_list", fields);
  for (guint i = 0; i < form->fields->len; i++)
    {
      const DemoFormField *field = &g_array_index (form->fields, DemoFormField, i);

      yyjson_mut_obj_add_val (document, fields, field->code, demo_field_build (form, field, document));
    }

  return object;
}

static char *
dup_name (DemoForm *form)
{
  return demo_portal_dup_name (form->visit->core, form->class, form->draft->id);
}

static char *
make_title (DemoForm *form)
{
  const char *label = demo_portal_get_class_label (form->class->name);
  g_autofree char *name = dup_name (form);

  switch (form->mode)
    {
    case DEMO_FORM_CREATE:
      return g_strdup_printf ("Création de %s", label);

    case DEMO_FORM_EDIT:
      return g_strdup_printf ("Modification de %s (%s)", name, label);

    case DEMO_FORM_STIMULUS:
      return g_strdup ("Veuillez compléter les informations suivantes :");

    case DEMO_FORM_VIEW:
    default:
      return g_strdup_printf ("%s : %s", label, name);
    }
}

static void
add_clipboard_text (DemoForm       *form,
                    yyjson_mut_doc *document,
                    yyjson_mut_val *object)
{
  g_autofree char *text =
    g_strdup_printf ("http://%s" DEMO_PORTAL_PAGE "/object/view/%s/%" G_GINT64_FORMAT "?exec_module=itop-portal-base"
                     "&exec_page=index.php&exec_env=production&portal_id=itop-portal&",
                     form->visit->request->host, form->class->name, form->draft->id);

  demo_portal_add_text (document, object, "title_clipboard_text", text);
}

static void
add_object (DemoForm       *form,
            yyjson_mut_doc *document,
            yyjson_mut_val *object)
{
  g_autofree char *name = dup_name (form);

  demo_portal_add_text (document, object, "object_name", name);
  demo_portal_add_text (document, object, "object_class", form->class->name);
  demo_portal_add_id (document, object, "object_id", form->draft->id != 0 ? form->draft->id : -1);
  demo_portal_add_text (document, object, "object_state", demo_draft_get (form->draft, "status"));
}

/* What answers to update and submit have in common. */
static void
add_form (DemoForm       *form,
          yyjson_mut_doc *document,
          yyjson_mut_val *object,
          gboolean        submitted)
{
  yyjson_mut_val *hidden = yyjson_mut_arr (document);
  gboolean rendered = submitted && form->mode != DEMO_FORM_EDIT;
  g_autofree char *title = make_title (form);

  demo_portal_add_text (document, object, "id", form->id);
  demo_portal_add_text (document, object, "transaction_id", form->transaction != NULL ? form->transaction : "");
  yyjson_mut_obj_add_str (document, object, "formmanager_class", DEMO_FORM_MANAGER);
  yyjson_mut_obj_add_val (document, object, "formmanager_data", build_manager_data (form, document, rendered));
  yyjson_mut_obj_add_val (document, object, "renderer", yyjson_mut_obj (document));
  add_object (form, document, object);
  yyjson_mut_obj_add_val (document, object, "fieldset", build_fieldset (form, document, submitted));
  yyjson_mut_obj_add_str (document, object, "display_mode", "cosy");
  for (guint i = 0; i < form->hidden->len; i++)
    yyjson_mut_arr_add_strcpy (document, hidden, g_ptr_array_index (form->hidden, i));
  yyjson_mut_obj_add_val (document, object, "hidden_fields", hidden);
  if (form->mode != DEMO_FORM_CREATE)
    add_clipboard_text (form, document, object);
  demo_portal_add_text (document, object, "title", title);
}

static yyjson_mut_val *
begin_answer (DemoForm       *form,
              yyjson_mut_doc *document)
{
  yyjson_mut_val *root = yyjson_mut_obj (document);
  yyjson_mut_val *object = yyjson_mut_obj (document);

  yyjson_mut_doc_set_root (document, root);
  demo_portal_add_text (document, root, "sMode", demo_form_get_mode (form));
  yyjson_mut_obj_add_val (document, root, "form", object);
  return object;
}

static gboolean
is_requested (yyjson_val *requested,
              const char *code)
{
  yyjson_val *key;
  yyjson_val *value;
  gsize i, max;

  yyjson_obj_foreach (requested, i, max, key, value)
    if (yyjson_equals_str (value, code))
      return TRUE;

  return FALSE;
}

/* Unknown and hidden names are passed over (view-02). */
static yyjson_mut_val *
build_updated (DemoForm       *form,
               yyjson_val     *requested,
               yyjson_mut_doc *document)
{
  yyjson_mut_val *object = yyjson_mut_obj (document);

  for (guint i = 0; i < form->fields->len; i++)
    {
      const DemoFormField *field = &g_array_index (form->fields, DemoFormField, i);

      if (is_requested (requested, field->code))
        yyjson_mut_obj_add_val (document, object, field->code, demo_field_build (form, field, document));
    }

  return yyjson_mut_obj_size (object) > 0 ? object : yyjson_mut_arr (document);
}

static void
add_buttons (DemoForm       *form,
             yyjson_mut_doc *document,
             yyjson_mut_val *object)
{
  yyjson_mut_val *buttons = yyjson_mut_obj (document);
  yyjson_mut_val *actions = yyjson_mut_arr (document);
  yyjson_mut_val *action = yyjson_mut_arr_add_obj (document, actions);
  g_autofree char *url = demo_portal_make_url ("/object/edit/%s/%" G_GINT64_FORMAT, form->class->name, form->draft->id);
  g_autofree char *click = g_strdup_printf ("CombodoModal.OpenUrlInModal(\"%s\", true);; return false;", url);

  yyjson_mut_obj_add_val (document, object, "buttons", buttons);
  yyjson_mut_obj_add_val (document, buttons, "actions", actions);
  yyjson_mut_obj_add_str (document, action, "label", "Modifier...");
  demo_portal_add_text (document, action, "onclick", click);
  yyjson_mut_obj_add_str (document, action, "url", "#");
  yyjson_mut_obj_add_val (document, action, "css_classes", yyjson_mut_arr (document));
  yyjson_mut_obj_add_str (document, action, "icon_class", "");
  yyjson_mut_obj_add_str (document, action, "tooltip", "");
  yyjson_mut_obj_add_val (document, action, "js_files", yyjson_mut_arr (document));
}

/**
 * demo_form_answer_update:
 * @requested: (nullable): codes
 */
void
demo_form_answer_update (DemoForm   *form,
                         yyjson_val *requested,
                         DemoAnswer *answer)
{
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *object = begin_answer (form, document);

  yyjson_mut_obj_add_val (document, object, "updated_fields", build_updated (form, requested, document));
  add_form (form, document, object, FALSE);
  if (form->mode == DEMO_FORM_VIEW && is_ticket (form))
    add_buttons (form, document, object);
  demo_portal_answer_json (answer, document);
}

static void
add_validation (yyjson_mut_doc *document,
                yyjson_mut_val *object,
                const char     *message)
{
  yyjson_mut_val *validation = yyjson_mut_obj (document);
  yyjson_mut_val *messages = yyjson_mut_obj (document);
  yyjson_mut_val *success = yyjson_mut_obj (document);
  yyjson_mut_val *main = yyjson_mut_arr (document);

  yyjson_mut_obj_add_val (document, object, "validation", validation);
  yyjson_mut_obj_add_bool (document, validation, "valid", TRUE);
  yyjson_mut_obj_add_val (document, validation, "messages", messages);
  yyjson_mut_obj_add_val (document, messages, "success", success);
  yyjson_mut_arr_add_strcpy (document, main, message);
  yyjson_mut_obj_add_val (document, success, "_main", main);
  yyjson_mut_obj_add_val (document, messages, "warnings", yyjson_mut_arr (document));
  yyjson_mut_obj_add_val (document, messages, "error", yyjson_mut_arr (document));
}

/* Of what was written: the form all over again. */
void
demo_form_answer_submit (DemoForm   *form,
                         const char *message,
                         DemoAnswer *answer)
{
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *object = begin_answer (form, document);

  add_validation (document, object, message);
  add_form (form, document, object, TRUE);
  demo_portal_answer_json (answer, document);
}

/**
 * demo_form_append_script:
 *
 * The two literals that a client looks for (PORTAL-PROTOCOL §4).
 */
void
demo_form_append_script (const char     *id,
                         const char     *manager_class,
                         yyjson_mut_val *manager_data,
                         yyjson_mut_val *fieldset,
                         const char     *endpoint,
                         GString        *html)
{
  g_autofree char *set = demo_portal_write_value (fieldset, DEMO_PORTAL_SCRIPT);
  g_autofree char *data = demo_portal_write_value (manager_data, DEMO_PORTAL_SCRIPT);
  g_auto(GStrv) parts = g_strsplit (manager_class, "\\", -1);
  g_autofree char *class = g_strjoinv ("\\\\", parts);

  g_string_append_printf (html,
                          "<script type=\"text/javascript\">\n$(document).ready(function(){\n"
                          "var oFieldSet = $('#%s > .form_fields').field_set(%s);\n"
                          "$('#%s').portal_form_handler({\n"
                          "  formmanager_class: \"%s\",\n  formmanager_data: %s,\n"
                          "  field_set: oFieldSet,\n  endpoint: \"%s\",\n  is_modal: true\n});\n});\n</script>\n",
                          id, set, id, class, data, endpoint);
}

/* Not on the view form (PORTAL-PROTOCOL §8). */
static void
append_stimuli (DemoForm *form,
                GString  *html)
{
  if (form->mode != DEMO_FORM_EDIT || !is_ticket (form) ||
      !g_str_equal (demo_draft_get (form->draft, "status"), "resolved"))
    return;

  g_string_append (html,
                   "<button class=\"btn btn-primary form_btn_transition\" type=\"submit\" name=\"stimulus_code\" "
                   "value=\"ev_reopen\">Ré-ouvrir</button>\n"
                   "<button class=\"btn btn-primary form_btn_transition\" type=\"submit\" name=\"stimulus_code\" "
                   "value=\"ev_close\">Clore</button>\n");
}

void
demo_form_append_html (DemoForm *form,
                       GString  *html)
{
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  g_autofree char *url = demo_form_make_url (form);
  g_autofree char *id = demo_portal_escape (form->id);
  g_autofree char *title = make_title (form);
  g_autofree char *safe_title = demo_portal_escape (title);
  g_autofree char *layout = make_layout (form);

  g_string_append_printf (html,
                          "<div class=\"modal-header\"><h4 class=\"modal-title\">%s</h4></div>\n"
                          "<form id=\"%s\" class=\"object_form\" method=\"POST\" action=\"\" "
                          "data-form-path=\"%s\" data-object-id=\"%" G_GINT64_FORMAT "\">\n"
                          "<div class=\"form_fields\">%s</div>\n<div class=\"form_buttons\">\n",
                          safe_title, id, id, form->draft->id, layout);
  append_stimuli (form, html);
  g_string_append (html, "</div>\n</form>\n");
  demo_form_append_script (id, DEMO_FORM_MANAGER, build_manager_data (form, document, FALSE),
                           build_fieldset (form, document, TRUE), url, html);
  yyjson_mut_doc_free (document);
}

void
demo_form_answer_page (DemoForm   *form,
                       DemoAnswer *answer)
{
  g_autoptr(GString) html = g_string_new (NULL);

  demo_form_append_html (form, html);
  demo_portal_answer_html (answer, html->str);
}

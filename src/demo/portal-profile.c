#include "config.h"

#include "demo/portal-profile.h"

#include "demo/portal-answer.h"
#include "demo/portal-form.h"
#include "demo/portal-render.h"
#include "demo/portal-scope.h"
#include "demo/portal-session.h"
#include "demo/portal-text.h"

/* /user: three forms (profile-01, PORTAL-PROTOCOL §9). */

#define PREFERENCES "Combodo\\iTop\\Portal\\Form\\PreferencesFormManager"
#define PASSWORD    "Combodo\\iTop\\Portal\\Form\\PasswordFormManager"

static const char * const languages[][2] = {
  { "EN US", "English (English)" }, { "FR FR", "French (Français)" },
};

static const char *
get_language (DemoVisit *visit)
{
  const char *language = g_hash_table_lookup (visit->portal->languages, visit->caller.account->login);

  return language != NULL ? language : "FR FR";
}

static yyjson_mut_val *
build_plain_field (yyjson_mut_doc *document,
                   const char     *code,
                   const char     *html)
{
  yyjson_mut_val *field = yyjson_mut_obj (document);

  demo_portal_add_text (document, field, "id", code);
  demo_portal_add_text (document, field, "html", html);
  yyjson_mut_obj_add_val (document, field, "html_metadata", yyjson_mut_arr (document));
  yyjson_mut_obj_add_str (document, field, "js_inline", "");
  return field;
}

static char *
make_language_html (DemoVisit *visit)
{
  GString *html = g_string_new ("<label class=\"control-label\">Langue</label><select name=\"language\">");

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    g_string_append_printf (html, "<option value=\"%s\" %s>%s</option>", languages[i][0],
                            g_str_equal (languages[i][0], get_language (visit)) ? "selected" : "", languages[i][1]);
  g_string_append (html, "</select>");

  return g_string_free (html, FALSE);
}

static void
add_preferences (DemoVisit      *visit,
                 yyjson_mut_doc *document,
                 yyjson_mut_val *fields)
{
  g_autofree char *html = make_language_html (visit);

  yyjson_mut_obj_add_val (document, fields, "language", build_plain_field (document, "language", html));
}

static void
add_password (yyjson_mut_doc *document,
              yyjson_mut_val *fields)
{
  static const char * const codes[][2] = {
    { "old_password", "Mot de passe actuel" }, { "new_password", "Nouveau mot de passe" },
    { "confirm_password", "Confirmation du nouveau mot de passe" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *html = g_strdup_printf ("<label class=\"control-label\">%s</label>"
                                               "<input type=\"password\" name=\"%s\" value=\"\" />",
                                               codes[i][1], codes[i][0]);

      yyjson_mut_obj_add_val (document, fields, codes[i][0], build_plain_field (document, codes[i][0], html));
    }
}

static void
append_plain_form (DemoVisit  *visit,
                   const char *id,
                   const char *manager,
                   GString    *html)
{
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *data = yyjson_mut_obj (document);
  yyjson_mut_val *fieldset = yyjson_mut_obj (document);
  yyjson_mut_val *fields = yyjson_mut_obj (document);
  g_autofree char *transaction = demo_portal_make_transaction (visit);
  g_autofree char *url = demo_portal_make_url ("/user");

  demo_portal_add_text (document, data, "id", id);
  demo_portal_add_text (document, data, "transaction_id", transaction);
  demo_portal_add_text (document, data, "formmanager_class", manager);
  demo_portal_add_text (document, data, "formrenderer_endpoint", url);
  yyjson_mut_obj_add_val (document, fieldset, "fields_list", fields);
  yyjson_mut_obj_add_val (document, fieldset, "fields_impacts", yyjson_mut_arr (document));
  demo_portal_add_text (document, fieldset, "form_path", id);
  if (g_str_equal (manager, PREFERENCES))
    add_preferences (visit, document, fields);
  else
    add_password (document, fields);
  g_string_append_printf (html, "<form id=\"%s\" method=\"POST\"><div class=\"form_fields\"></div></form>\n", id);
  demo_form_append_script (id, manager, data, fieldset, url, html);
  yyjson_mut_doc_free (document);
}

static void
append_contact_form (DemoVisit *visit,
                     GString   *html)
{
  DemoDraft *draft = demo_draft_load (visit->core, visit->caller.account,
                                      demo_schema_get_class ("Person", visit->core->lab),
                                      visit->caller.account->person, visit->core->n_commits, NULL);
  g_autoptr(DemoForm) form = demo_form_new (visit, DEMO_FORM_EDIT, draft, NULL);

  demo_form_set_identity (form, NULL, NULL, "");
  demo_form_append_html (form, html);
}

static void
answer_page (DemoVisit  *visit,
             DemoAnswer *answer)
{
  g_autoptr(GString) html = g_string_new ("<!DOCTYPE html>\n<html><head><title>Mon profil - iTop</title></head>"
                                          "<body>\n");

  append_contact_form (visit, html);
  append_plain_form (visit, "preferences_form", PREFERENCES, html);
  append_plain_form (visit, "password_form", PASSWORD, html);
  g_string_append (html, "</body></html>\n");
  demo_portal_answer_html (answer, html->str);
}

static void
answer_validation (DemoAnswer *answer,
                   gboolean    valid,
                   const char *message)
{
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (document);
  yyjson_mut_val *form = yyjson_mut_obj (document);
  yyjson_mut_val *validation = yyjson_mut_obj (document);
  yyjson_mut_val *messages = yyjson_mut_obj (document);
  yyjson_mut_val *kind = yyjson_mut_obj (document);
  yyjson_mut_val *main = yyjson_mut_arr (document);

  yyjson_mut_doc_set_root (document, root);
  yyjson_mut_obj_add_val (document, root, "form", form);
  yyjson_mut_obj_add_val (document, form, "validation", validation);
  yyjson_mut_obj_add_bool (document, validation, "valid", valid);
  yyjson_mut_obj_add_val (document, validation, "messages", messages);
  yyjson_mut_arr_add_strcpy (document, main, message);
  yyjson_mut_obj_add_val (document, kind, "_main", main);
  yyjson_mut_obj_add_val (document, messages, valid ? "success" : "error", kind);
  demo_portal_answer_json (answer, document);
  answer->written = valid;
}

static void
take_language (DemoVisit  *visit,
               const char *language,
               DemoAnswer *answer)
{
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_strcmp0 (language, languages[i][0]) == 0)
      {
        g_hash_table_insert (visit->portal->languages, g_strdup (visit->caller.account->login), g_strdup (language));
        answer_validation (answer, TRUE, "Préférences mises à jour.");
        return;
      }

  answer_validation (answer, FALSE, "Langue inconnue.");
}

/* All accounts share one secret, which is not theirs to change. */
static void
take_password (yyjson_val *values,
               DemoAnswer *answer)
{
  const char *old = yyjson_get_str (yyjson_obj_get (values, "old_password"));
  const char *new = yyjson_get_str (yyjson_obj_get (values, "new_password"));
  const char *confirmed = yyjson_get_str (yyjson_obj_get (values, "confirm_password"));

  if (g_strcmp0 (old, DEMO_SECRET) != 0)
    answer_validation (answer, FALSE, "Le mot de passe actuel est incorrect.");
  else if (new == NULL || *new == '\0' || g_strcmp0 (new, confirmed) != 0)
    answer_validation (answer, FALSE, "Les deux saisies du nouveau mot de passe ne correspondent pas.");
  else
    answer_validation (answer, FALSE, "Impossible de modifier le mot de passe. Merci de contacter votre administrateur.");
}

void
demo_portal_user (DemoVisit  *visit,
                  DemoAnswer *answer)
{
  yyjson_val *values = demo_portal_request_get_value (visit->request, "current_values");
  const char *type = yyjson_get_str (yyjson_obj_get (values, "form_type"));

  if (!visit->request->is_post || type == NULL)
    answer_page (visit, answer);
  else if (visit->caller.read_only)
    demo_portal_answer_error (visit, answer, 500, "L'application est en lecture seule.");
  else if (g_str_equal (type, "preferences"))
    take_language (visit, yyjson_get_str (yyjson_obj_get (values, "language")), answer);
  else if (g_str_equal (type, "change_password"))
    take_password (values, answer);
  else
    demo_portal_answer_error (visit, answer, 500, "Unknown form_type");
}

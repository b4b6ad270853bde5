#include "config.h"

#include "demo/portal-submit.h"

#include "demo/life-cycle.h"
#include "demo/portal-answer.h"
#include "demo/portal-files.h"
#include "demo/portal-operation.h"
#include "demo/portal-render.h"
#include "demo/portal-scope.h"
#include "demo/portal-session.h"
#include "demo/portal-text.h"
#include "util/text.h"

static gboolean
is_key (const DemoClass *class,
        const char      *code,
        gboolean         lab,
        DemoAttributeRef *out_ref)
{
  return demo_class_resolve (class, code, lab, out_ref) && out_ref->kind == DEMO_KIND_KEY;
}

/* Keys are numbers here; a query, as REST takes it, is none. */
static char *
normalise (DemoForm   *form,
           const char *code,
           const char *value)
{
  DemoAttributeRef ref;
  gint64 id;

  if (!is_key (form->class, code, form->visit->core->lab, &ref))
    return g_strdup (value);

  return g_strdup_printf ("%" G_GINT64_FORMAT, guichet_text_parse_int64 (value, &id) ? id : 0);
}

/* What was sent for fields that can be written; the rest is passed over. */
static void
take_sent (DemoForm       *form,
           yyjson_val     *sent,
           yyjson_mut_doc *document,
           yyjson_mut_val *fields)
{
  yyjson_val *key;
  yyjson_val *value;
  gsize i, max;

  yyjson_obj_foreach (sent, i, max, key, value)
    {
      const DemoFormField *field = demo_form_find_field (form, yyjson_get_str (key));
      g_autofree char *text = NULL;

      if (field == NULL || !demo_form_is_writable (field) || !yyjson_is_str (value))
        continue;
      text = normalise (form, field->code, yyjson_get_str (value));
      yyjson_mut_obj_put (fields, yyjson_mut_str (document, field->code), yyjson_mut_strcpy (document, text));
    }
}

static void
put_id (yyjson_mut_doc *document,
        yyjson_mut_val *fields,
        const char     *code,
        gint64          id)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  yyjson_mut_obj_put (fields, yyjson_mut_str (document, code), yyjson_mut_strcpy (document, text));
}

/* The rule contact-to-userrequest. */
static void
put_contact (DemoVisit      *visit,
             yyjson_mut_doc *document,
             yyjson_mut_val *fields)
{
  gint64 person = visit->caller.account->person;
  g_autofree char *phone = NULL;

  put_id (document, fields, "caller_id", person);
  put_id (document, fields, "org_id", demo_portal_get_organisation (visit));
  if (!visit->core->lab)
    return;

  phone = demo_core_read_text (visit->core, "SELECT phone FROM person WHERE id = ?1", person);
  put_id (document, fields, "beneficiary_id", person);
  put_id (document, fields, "site_id",
          demo_core_read_int64 (visit->core, "SELECT location_id FROM person WHERE id = ?1", person));
  yyjson_mut_obj_put (fields, yyjson_mut_str (document, "callback_phone"),
                      yyjson_mut_strcpy (document, phone != NULL ? phone : ""));
}

/* The rule servicesubcategory-to-userrequest. */
static void
put_leaf (DemoVisit      *visit,
          gint64          leaf,
          yyjson_mut_doc *document,
          yyjson_mut_val *fields)
{
  put_id (document, fields, "servicesubcategory_id", leaf);
  put_id (document, fields, "service_id",
          demo_core_read_int64 (visit->core, "SELECT service_id FROM subcategory WHERE id = ?1", leaf));
}

/* The levels above the service follow from it. */
static void
put_levels (DemoVisit      *visit,
            yyjson_mut_doc *document,
            yyjson_mut_val *fields)
{
  const char *service = yyjson_mut_get_str (yyjson_mut_obj_get (fields, "service_id"));
  gint64 id;
  gint64 family;
  gint64 group;

  if (!visit->core->lab || service == NULL || !guichet_text_parse_int64 (service, &id))
    return;

  family = demo_core_read_int64 (visit->core, "SELECT servicefamily_id FROM service WHERE id = ?1", id);
  group = demo_core_read_int64 (visit->core, "SELECT familygroup_id FROM service_family WHERE id = ?1", family);
  put_id (document, fields, "servicefamily_id", family);
  put_id (document, fields, "familygroup_id", group);
  put_id (document, fields, "domain_id",
          demo_core_read_int64 (visit->core, "SELECT domain_id FROM family_group WHERE id = ?1", group));
}

static void
put_presets (DemoVisit      *visit,
             const char     *token,
             yyjson_mut_doc *document,
             yyjson_mut_val *fields)
{
  gint64 leaf;

  if (token == NULL || !demo_portal_read_token (visit->portal, token, "create_from_this", &leaf))
    return;

  yyjson_mut_obj_add_str (document, fields, "origin", "portal");
  put_contact (visit, document, fields);
  put_leaf (visit, leaf, document, fields);
}

/* In memory only. */
static void
apply (DemoDraft      *draft,
       yyjson_mut_doc *document,
       yyjson_mut_val *fields)
{
  yyjson_doc *copy = yyjson_mut_val_imut_copy (fields, NULL);

  demo_draft_take_fields (draft, yyjson_doc_get_root (copy), NULL);
  yyjson_doc_free (copy);
}

/**
 * demo_submit_new_draft:
 * @token: (nullable): what a row of the catalogue gave
 *
 * Returns: (transfer full): a request as the creation form begins with it
 */
DemoDraft *
demo_submit_new_draft (DemoVisit  *visit,
                       const char *token)
{
  DemoDraft *draft = demo_draft_new (visit->core, visit->caller.account,
                                     demo_schema_get_class ("UserRequest", visit->core->lab), visit->caller.arrival);
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *fields = yyjson_mut_obj (document);

  put_presets (visit, token, document, fields);
  put_levels (visit, document, fields);
  apply (draft, document, fields);
  yyjson_mut_doc_free (document);

  return draft;
}

/* The form with the values that were sent, nothing written: for update. */
void
demo_submit_preview (DemoForm   *form,
                     yyjson_val *sent)
{
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *fields = yyjson_mut_obj (document);

  take_sent (form, sent, document, fields);
  /* A journal shows what is in it, not what is being written. */
  yyjson_mut_obj_remove_key (fields, "public_log");
  apply (form->draft, document, fields);
  yyjson_mut_doc_free (document);
}

static const char *
get_stimulus_label (const char *stimulus)
{
  return g_str_equal (stimulus, "ev_reopen") ? "Ré-ouvrir" : "Clore";
}

/* stimulus-04: unlike other errors it is JSON by its type too. */
gboolean
demo_submit_check_state (DemoForm   *form,
                         DemoAnswer *answer)
{
  const char *status = demo_draft_get (form->draft, "status");
  g_autofree char *message = NULL;

  if (demo_life_cycle_find (status, form->stimulus, form->visit->core->lab) != NULL)
    return TRUE;

  message = g_strdup_printf ("%s est actuellement dans l'état \"%s\", l'opération \"%s\" que vous avez demandée ne peut "
                             "être appliquée.", demo_draft_get (form->draft, "ref"),
                             demo_portal_get_code_label ("status", status), get_stimulus_label (form->stimulus));
  demo_portal_answer_error (form->visit, answer, 500, message);
  answer->type = "application/json";
  return FALSE;
}

static void
refuse_save (DemoForm   *form,
             DemoAnswer *answer,
             const char *issue)
{
  g_autofree char *message = g_strdup_printf ("L'objet ne peut pas être sauvé : %s", issue);
  g_autofree char *encoded = demo_portal_encode (message);

  demo_portal_answer_error (form->visit, answer, 500, encoded);
}

/* Keys must point at what the account may see, also where they would be
 * passed over (PORTAL-PROTOCOL §10). */
static gboolean
check_keys (DemoForm   *form,
            yyjson_val *sent,
            DemoAnswer *answer)
{
  yyjson_val *code;
  yyjson_val *value;
  gsize i, max;

  yyjson_obj_foreach (sent, i, max, code, value)
    {
      DemoAttributeRef ref;
      const DemoClass *target;
      g_autofree char *message = NULL;
      gint64 id;

      if (!is_key (form->class, yyjson_get_str (code), form->visit->core->lab, &ref) || !yyjson_is_str (value) ||
          !guichet_text_parse_int64 (yyjson_get_str (value), &id) || id == 0 || ref.attribute->target == NULL ||
          g_str_equal (yyjson_get_str (value), demo_draft_get (form->draft, ref.code)) ||
          (target = demo_schema_get_class (ref.attribute->target, form->visit->core->lab)) == NULL ||
          demo_portal_may_see (form->visit, target, id))
        continue;
      message = g_strdup_printf ("Attribute pointing to an object that is either non existing or not readable by the "
                                 "current user: current_user = %s, target_class = %s, target_id = %" G_GINT64_FORMAT
                                 ", attcode = %s", form->visit->caller.account->login, target->name, id, ref.code);
      demo_portal_answer_error (form->visit, answer, 500, message);
      return FALSE;
    }

  return TRUE;
}

/* 3.2.0 stumbles over the message of a field that is not filled (create-05).
 * The journal of a transition is not looked at (stimulus-03). */
static gboolean
check_mandatory (DemoForm       *form,
                 yyjson_mut_val *fields,
                 DemoAnswer     *answer)
{
  for (guint i = 0; form->mode == DEMO_FORM_CREATE && i < form->fields->len; i++)
    {
      const DemoFormField *field = &g_array_index (form->fields, DemoFormField, i);
      yyjson_mut_val *value = yyjson_mut_obj_get (fields, field->code);
      const char *text = value != NULL ? yyjson_mut_get_str (value) : demo_draft_get (form->draft, field->code);

      if ((field->flags & DEMO_FIELD_MANDATORY) != 0 && demo_form_is_writable (field) && *text == '\0')
        {
          demo_portal_answer_error (form->visit, answer, 500,
                                    "implode(): Argument #1 ($pieces) must be of type array, string given");
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_visit (DemoForm   *form,
             DemoAnswer *answer)
{
  if (form->visit->caller.read_only)
    demo_portal_answer_error (form->visit, answer, 500, "L'application est en lecture seule.");
  else if (!demo_portal_knows_transaction (form->visit, form->transaction))
    demo_portal_answer_error (form->visit, answer, 500,
                              form->mode == DEMO_FORM_CREATE ? "Erreur: l'objet a déjà été créé."
                                                             : "Erreur: l'objet a déjà été mis à jour.");
  else
    return TRUE;

  return FALSE;
}

static yyjson_mut_doc *
new_operation (DemoForm        *form,
               yyjson_mut_val **out_fields)
{
  static const char * const verbs[] = {
    [DEMO_FORM_VIEW] = "core/update", [DEMO_FORM_EDIT] = "core/update", [DEMO_FORM_CREATE] = "core/create",
    [DEMO_FORM_STIMULUS] = "core/apply_stimulus",
  };
  yyjson_mut_doc *operation = demo_portal_new_operation (verbs[form->mode], form->class->name, form->draft->id,
                                                         out_fields);

  if (form->mode == DEMO_FORM_STIMULUS)
    demo_portal_add_text (operation, yyjson_mut_doc_get_root (operation), "stimulus", form->stimulus);
  return operation;
}

/* As it is now. */
static void
reload (DemoForm *form,
        gint64    id)
{
  DemoDraft *draft = demo_draft_load (form->visit->core, form->visit->caller.account, form->class, id,
                                      form->visit->core->n_commits, NULL);

  demo_draft_free (form->draft);
  form->draft = draft;
}

static char *
make_success (DemoForm *form)
{
  const char *label = demo_portal_get_class_label (form->class->name);
  g_autofree char *name = demo_portal_dup_name (form->visit->core, form->class, form->draft->id);

  if (form->mode == DEMO_FORM_CREATE)
    return g_strdup_printf ("%s - %s créé(e).", label, name);

  return g_strdup_printf ("%s (%s) - informations mises à jour.", label, name);
}

static void
finish (DemoForm   *form,
        gint64      id,
        DemoAnswer *answer)
{
  yyjson_val *attachments = demo_portal_request_get_value (form->visit->request, "attachment_ids");
  gboolean is_ticket = g_str_equal (form->class->name, "UserRequest");
  g_autofree char *message = NULL;

  reload (form, id);
  if (is_ticket && !demo_portal_attach_uploads (form, yyjson_obj_get (attachments, "removed_attachments_ids")))
    refuse_save (form, answer, "Valeur de l'attribut incorrecte 'filename' (filename) : Null not allowed");
  else
    {
      message = make_success (form);
      demo_form_list_again (form);
      demo_form_answer_submit (form, message, answer);
    }
  answer->ticket = is_ticket ? id : 0;
  answer->written = TRUE;
}

/* The contact of the account is not a matter of REST: its own rules are those
 * of the class. */
static gboolean
write_person (DemoForm       *form,
              yyjson_mut_doc *operation,
              yyjson_mut_val *fields,
              char          **out_message)
{
  g_autoptr(GError) error = NULL;

  apply (form->draft, operation, fields);
  yyjson_mut_doc_free (operation);
  if (demo_draft_check (form->draft, &error) && demo_draft_write (form->draft, &error))
    return TRUE;

  *out_message = g_strdup (error->message);
  return FALSE;
}

/**
 * demo_submit_write:
 * @sent: (nullable): the values
 *
 * Writes and answers, or refuses.
 */
void
demo_submit_write (DemoForm   *form,
                   yyjson_val *sent,
                   DemoAnswer *answer)
{
  gint64 id = form->draft->id;
  yyjson_mut_val *fields;
  yyjson_mut_doc *operation;
  g_autofree char *message = NULL;
  gboolean done;

  if (!check_visit (form, answer) || !check_keys (form, sent, answer))
    return;

  operation = new_operation (form, &fields);
  if (form->mode == DEMO_FORM_CREATE)
    put_presets (form->visit, form->token, operation, fields);
  take_sent (form, sent, operation, fields);
  if (form->mode == DEMO_FORM_CREATE)
    put_levels (form->visit, operation, fields);
  if (!check_mandatory (form, fields, answer))
    {
      yyjson_mut_doc_free (operation);
      return;
    }

  if (g_str_equal (form->class->name, "Person"))
    done = write_person (form, operation, fields, &message);
  else
    done = demo_portal_operate (form->visit, operation, &id, &message);
  if (done)
    finish (form, id, answer);
  else
    refuse_save (form, answer, message);
}

#include "config.h"

#include "demo/portal-object.h"

#include "demo/portal-answer.h"
#include "demo/portal-operation.h"
#include "demo/portal-render.h"
#include "demo/portal-scope.h"
#include "demo/portal-submit.h"
#include "util/text.h"

/* What a client says of the form it sends; it may have written that itself. */
typedef struct
{
  yyjson_doc *document;
  const char *id;
  const char *transaction;
  const char *token;
  const char *class;
  gint64      object;
} FormData;

static gint64
parse_id (const char *text)
{
  gint64 id;

  return text != NULL && guichet_text_parse_int64 (text, &id) ? id : 0;
}

static gint64
get_id (yyjson_val *value)
{
  return yyjson_is_int (value) ? yyjson_get_sint (value) : parse_id (yyjson_get_str (value));
}

static gboolean
read_form_data (DemoVisit *visit,
                FormData  *data)
{
  const char *text = demo_portal_request_get (visit->request, "formmanager_data");
  yyjson_val *root;

  data->document = text != NULL ? yyjson_read (text, strlen (text), 0) : NULL;
  root = yyjson_doc_get_root (data->document);
  data->id = yyjson_get_str (yyjson_obj_get (root, "id"));
  data->transaction = yyjson_get_str (yyjson_obj_get (root, "transaction_id"));
  data->token = yyjson_get_str (yyjson_obj_get (root, "formactionrulestoken"));
  data->class = yyjson_get_str (yyjson_obj_get (root, "formobject_class"));
  data->object = get_id (yyjson_obj_get (root, "formobject_id"));
  if (data->transaction == NULL)
    data->transaction = demo_portal_request_get (visit->request, "transaction_id");

  return data->id != NULL && data->class != NULL;
}

static DemoForm *
load_form (DemoVisit       *visit,
           DemoFormMode     mode,
           const DemoClass *class,
           gint64           id,
           const char      *stimulus)
{
  DemoDraft *draft = demo_draft_load (visit->core, visit->caller.account, class, id, visit->core->n_commits, NULL);

  return demo_form_new (visit, mode, draft, stimulus);
}

/* Reads what it is about to answer, or writes. */
static void
run_form (DemoForm   *form,
          DemoAnswer *answer)
{
  DemoPortalRequest *request = form->visit->request;
  const char *operation = demo_portal_request_get (request, "operation");
  yyjson_val *sent = demo_portal_request_get_value (request, "current_values");

  if (g_strcmp0 (operation, "update") == 0)
    {
      demo_submit_preview (form, sent);
      demo_form_answer_update (form, demo_portal_request_get_value (request, "requested_fields"), answer);
    }
  else if (g_strcmp0 (operation, "submit") == 0)
    demo_submit_write (form, sent, answer);
  else
    demo_portal_answer_error (form->visit, answer, 500, "Missing parameter 'operation'");
}

/* The class and the id of the form's own data count, within what the account
 * may see (view-05). */
static void
post_form (DemoVisit    *visit,
           DemoFormMode  mode,
           const char   *stimulus,
           DemoAnswer   *answer)
{
  FormData data = { NULL };
  const DemoClass *class = NULL;

  if (read_form_data (visit, &data))
    class = demo_schema_get_class (data.class, visit->core->lab);
  if (class == NULL || !demo_form_has_class (class->name) || !demo_portal_may_see (visit, class, data.object))
    demo_portal_answer_error (visit, answer, 500, "Form data access denied.");
  else
    {
      g_autoptr(DemoForm) form = load_form (visit, mode, class, data.object, stimulus);

      demo_form_set_identity (form, data.id, data.transaction, data.token);
      if (mode != DEMO_FORM_STIMULUS || demo_submit_check_state (form, answer))
        run_form (form, answer);
    }
  yyjson_doc_free (data.document);
}

static gint64
find_by_ref (DemoCore   *core,
             const char *ref)
{
  sqlite3_stmt *statement = demo_core_prepare (core, "SELECT id FROM user_request WHERE ref = ?1", NULL);
  gint64 id = 0;

  g_return_val_if_fail (statement != NULL, 0);

  sqlite3_bind_text (statement, 1, ref, -1, SQLITE_TRANSIENT);
  if (sqlite3_step (statement) == SQLITE_ROW)
    id = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);

  return id;
}

/* Of the route /object/view/<class>/<id>, or …/ref/<reference>. */
static gint64
find_object (DemoVisit *visit,
             guint      index)
{
  const char *part = demo_portal_request_get_part (visit->request, index);

  if (g_str_equal (part, "ref"))
    return find_by_ref (visit->core, demo_portal_request_get_part (visit->request, index + 1));

  return demo_portal_request_get_number (visit->request, index);
}

/* Returns: (nullable): the class, when the account may see that object and
 *   there is a form for it; else the answer says so */
static const DemoClass *
find_class (DemoVisit  *visit,
            guint       index,
            gint64     *out_id,
            DemoAnswer *answer)
{
  const char *name = demo_portal_request_get_part (visit->request, index);
  const DemoClass *class = demo_form_has_class (name) ? demo_schema_get_class (name, visit->core->lab) : NULL;

  *out_id = find_object (visit, index + 1);
  if (class != NULL && demo_portal_may_see (visit, class, *out_id))
    return class;

  demo_portal_answer_missing (visit, answer);
  return NULL;
}

static void
open_form (DemoVisit    *visit,
           DemoFormMode  mode,
           DemoAnswer   *answer)
{
  gint64 id;
  const DemoClass *class = find_class (visit, 2, &id, answer);
  g_autoptr(DemoForm) form = NULL;

  if (class == NULL)
    return;
  if (visit->request->is_post)
    {
      post_form (visit, mode, NULL, answer);
      return;
    }

  form = load_form (visit, mode, class, id, NULL);
  demo_form_set_identity (form, NULL, NULL, "");
  demo_form_answer_page (form, answer);
}

void
demo_portal_view (DemoVisit  *visit,
                  DemoAnswer *answer)
{
  open_form (visit, DEMO_FORM_VIEW, answer);
}

/* Only requests, and one's own contact. */
static gboolean
may_edit (DemoVisit *visit)
{
  const char *class = demo_portal_request_get_part (visit->request, 2);

  return g_str_equal (class, "UserRequest") ||
         (g_str_equal (class, "Person") && find_object (visit, 3) == visit->caller.account->person);
}

/* The data that are sent must be of the object in the address. */
static gboolean
is_of_address (DemoVisit *visit,
               guint      index)
{
  FormData data = { NULL };
  gboolean same;

  if (!visit->request->is_post)
    return TRUE;

  same = read_form_data (visit, &data) &&
         g_str_equal (data.class, demo_portal_request_get_part (visit->request, index)) &&
         data.object == find_object (visit, index + 1);
  yyjson_doc_free (data.document);
  return same;
}

void
demo_portal_edit (DemoVisit  *visit,
                  DemoAnswer *answer)
{
  if (!may_edit (visit))
    demo_portal_answer_missing (visit, answer);
  else if (!is_of_address (visit, 2))
    demo_portal_answer_error (visit, answer, 500, "Form data access denied.");
  else
    open_form (visit, DEMO_FORM_EDIT, answer);
}

static void
create (DemoVisit  *visit,
        const char *token,
        DemoAnswer *answer)
{
  g_autoptr(DemoForm) form = demo_form_new (visit, DEMO_FORM_CREATE, demo_submit_new_draft (visit, token), NULL);

  demo_form_set_identity (form, NULL, NULL, token);
  demo_form_answer_page (form, answer);
}

static void
post_creation (DemoVisit  *visit,
               DemoAnswer *answer)
{
  FormData data = { NULL };

  if (!read_form_data (visit, &data) || !g_str_equal (data.class, "UserRequest"))
    demo_portal_answer_error (visit, answer, 500, "Form data access denied.");
  else
    {
      DemoDraft *draft = demo_submit_new_draft (visit, data.token);
      g_autoptr(DemoForm) form = demo_form_new (visit, DEMO_FORM_CREATE, draft, NULL);

      demo_form_set_identity (form, data.id, data.transaction, data.token);
      run_form (form, answer);
    }
  yyjson_doc_free (data.document);
}

void
demo_portal_create (DemoVisit  *visit,
                    DemoAnswer *answer)
{
  const char *token = demo_portal_request_get (visit->request, "ar_token");

  if (!g_str_equal (demo_portal_request_get_part (visit->request, 2), "UserRequest") || !demo_portal_has_scope (visit))
    demo_portal_answer_missing (visit, answer);
  else if (visit->request->is_post)
    post_creation (visit, answer);
  else
    create (visit, token != NULL ? token : "", answer);
}

/* /object/create-from-factory/<class>/<id>/<method>: from a leaf of the
 * catalogue (PORTAL-PROTOCOL §7). */
void
demo_portal_create_from (DemoVisit  *visit,
                         DemoAnswer *answer)
{
  const char *token = demo_portal_request_get (visit->request, "ar_token");
  gint64 id;
  const DemoClass *class = find_class (visit, 2, &id, answer);

  if (class == NULL)
    return;
  if (g_str_equal (class->name, "ServiceSubcategory") && token != NULL)
    create (visit, token, answer);
  else
    demo_portal_answer_missing (visit, answer);
}

static gboolean
is_allowed_stimulus (const char *stimulus)
{
  return g_str_equal (stimulus, "ev_reopen") || g_str_equal (stimulus, "ev_close");
}

/* With nothing to fill in the page does what it is the page of
 * (PORTAL-PROTOCOL §8). */
static void
open_transition (DemoVisit       *visit,
                 const DemoClass *class,
                 gint64           id,
                 const char      *stimulus,
                 DemoAnswer      *answer)
{
  g_autoptr(DemoForm) form = load_form (visit, DEMO_FORM_STIMULUS, class, id, stimulus);

  demo_form_set_identity (form, NULL, NULL, "");
  if (!demo_submit_check_state (form, answer))
    return;

  if (demo_form_can_be_filled (form))
    demo_form_answer_page (form, answer);
  else
    demo_submit_write (form, NULL, answer);
}

/* /object/apply-stimulus/<code>/<class>/<id> */
void
demo_portal_apply_stimulus (DemoVisit  *visit,
                            DemoAnswer *answer)
{
  const char *stimulus = demo_portal_request_get_part (visit->request, 2);
  gint64 id;
  const DemoClass *class;

  if (!is_allowed_stimulus (stimulus) || !g_str_equal (demo_portal_request_get_part (visit->request, 3), "UserRequest"))
    {
      demo_portal_answer_missing (visit, answer);
      return;
    }
  if ((class = find_class (visit, 3, &id, answer)) == NULL)
    return;

  if (!visit->request->is_post)
    open_transition (visit, class, id, stimulus, answer);
  else if (is_of_address (visit, 3))
    post_form (visit, DEMO_FORM_STIMULUS, stimulus, answer);
  else
    demo_portal_answer_error (visit, answer, 500, "Form data access denied.");
}

/**
 * demo_portal_describe_write:
 *
 * For whoever writes just before (fault.c).
 *
 * Returns: (transfer full) (nullable): what a request is about to do, as an
 *   operation of REST
 */
yyjson_mut_doc *
demo_portal_describe_write (DemoPortalRequest *request)
{
  const char *action = demo_portal_request_get_part (request, 1);
  gboolean is_transition = g_str_equal (action, "apply-stimulus");
  yyjson_mut_val *fields;
  yyjson_mut_doc *operation;
  yyjson_val *code;
  yyjson_val *value;
  gsize i, max;
  gint64 id = demo_portal_request_get_number (request, is_transition ? 4 : 3);

  if (id == 0 || (!is_transition && !g_str_equal (action, "edit")) ||
      !g_str_equal (demo_portal_request_get_part (request, is_transition ? 3 : 2), "UserRequest"))
    return NULL;

  operation = demo_portal_new_operation (is_transition ? "core/apply_stimulus" : "core/update", "UserRequest", id,
                                         &fields);
  yyjson_obj_foreach (demo_portal_request_get_value (request, "current_values"), i, max, code, value)
    yyjson_mut_obj_put (fields, yyjson_val_mut_copy (operation, code), yyjson_val_mut_copy (operation, value));
  if (is_transition)
    demo_portal_add_text (operation, yyjson_mut_doc_get_root (operation), "stimulus",
                          demo_portal_request_get_part (request, 2));

  return operation;
}

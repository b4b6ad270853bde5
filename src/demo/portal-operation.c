#include "config.h"

#include "demo/portal-operation.h"

#include "demo/portal-answer.h"
#include "util/text.h"

/**
 * demo_portal_new_operation:
 * @verb: "core/create", …
 * @id: 0 for a creation
 * @out_fields: (transfer none): to be filled
 *
 * Returns: (transfer full)
 */
yyjson_mut_doc *
demo_portal_new_operation (const char      *verb,
                           const char      *class,
                           gint64           id,
                           yyjson_mut_val **out_fields)
{
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (document);

  yyjson_mut_doc_set_root (document, root);
  demo_portal_add_text (document, root, "operation", verb);
  demo_portal_add_text (document, root, "comment", "Portail");
  demo_portal_add_text (document, root, "class", class);
  demo_portal_add_text (document, root, "output_fields", "id");
  if (id != 0)
    yyjson_mut_obj_add_int (document, root, "key", id);
  *out_fields = yyjson_mut_obj (document);
  yyjson_mut_obj_add_val (document, root, "fields", *out_fields);

  return document;
}

static gint64
get_id (yyjson_val *objects)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (objects);
  yyjson_val *object = yyjson_obj_iter_get_val (yyjson_obj_iter_next (&iter));
  const char *key = yyjson_get_str (yyjson_obj_get (object, "key"));
  gint64 id;

  return key != NULL && guichet_text_parse_int64 (key, &id) ? id : 0;
}

/* The objection alone: without the frame that REST gives it. */
static char *
extract_message (yyjson_val *root)
{
  const char *message = yyjson_get_str (yyjson_obj_get (root, "message"));
  const char *frame;

  if (message == NULL)
    return g_strdup ("Fatal error");
  if (g_str_has_prefix (message, "Error: "))
    message += strlen ("Error: ");
  frame = strstr (message, ": issues = {");

  return frame != NULL ? g_strndup (message, (gsize) (frame - message)) : g_strdup (message);
}

/**
 * demo_portal_operate:
 * @operation: (transfer full)
 * @out_id: (optional): of the object written
 * @out_message: (out) (transfer full) (optional): why not
 */
gboolean
demo_portal_operate (DemoVisit       *visit,
                     yyjson_mut_doc  *operation,
                     gint64          *out_id,
                     char           **out_message)
{
  yyjson_doc *request = yyjson_mut_doc_imut_copy (operation, NULL);
  DemoCaller caller = visit->caller;
  DemoAnswer answer;
  yyjson_doc *document;
  yyjson_val *root;
  gboolean done;

  caller.version = "1.3";
  caller.over_pages = TRUE;
  demo_operation_run (visit->core, &caller, yyjson_doc_get_root (request), &answer);
  document = yyjson_read (answer.body->str, answer.body->len, 0);
  root = yyjson_doc_get_root (document);
  done = root != NULL && yyjson_get_int (yyjson_obj_get (root, "code")) == 0;
  if (done && out_id != NULL)
    *out_id = get_id (yyjson_obj_get (root, "objects"));
  if (!done && out_message != NULL)
    *out_message = extract_message (root);

  yyjson_doc_free (document);
  yyjson_doc_free (request);
  yyjson_mut_doc_free (operation);
  demo_answer_clear (&answer);
  return done;
}

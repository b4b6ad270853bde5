#include "config.h"

#include "demo/operation.h"

#include "demo/json.h"
#include "demo/operation-write.h"
#include "demo/output.h"
#include "demo/query.h"
#include "util/text.h"

typedef gboolean (*Operation) (DemoCore          *core,
                               const DemoCaller  *caller,
                               yyjson_val        *request,
                               DemoAnswer        *answer,
                               GError           **error);

void
demo_answer_clear (DemoAnswer *answer)
{
  g_string_free (answer->body, TRUE);
  answer->body = NULL;
  g_clear_pointer (&answer->headers, g_ptr_array_unref);
}

static void
set_answer (DemoAnswer *answer,
            int         code,
            const char *message,
            const char *tail)
{
  g_string_truncate (answer->body, 0);
  g_string_append_printf (answer->body, "{\"code\":%d,", code);
  demo_json_append_member (answer->body, "message", message);
  g_string_append (answer->body, tail);
  g_string_append_c (answer->body, '}');
  answer->written = FALSE;
  answer->ticket = 0;
}

/* A refusal from before any operation. */
void
demo_answer_set_error (DemoAnswer *answer,
                       int         code,
                       const char *message)
{
  g_autofree char *full = g_strconcat ("Error: ", message, NULL);

  set_answer (answer, code, full, "");
}

static void
set_breakdown (DemoAnswer *answer)
{
  g_string_assign (answer->body,
                   "<p>iTop: An error occurred, check server error log for more information.</p>\n");
  answer->status = 500;
  answer->type = "text/html; charset=UTF-8";
  answer->written = FALSE;
}

static void
answer_failure (DemoAnswer   *answer,
                const GError *error)
{
  if (error->domain == DEMO_REFUSAL)
    set_answer (answer, error->code, error->message, ",\"objects\":null");
  else if (error->domain == DEMO_EXCEPTION && error->code == DEMO_CODE_BREAKDOWN)
    set_breakdown (answer);
  else
    demo_answer_set_error (answer, error->domain == DEMO_EXCEPTION ? error->code : DEMO_CODE_INTERNAL, error->message);

  if (error->domain == DEMO_EXCEPTION && error->code == 412)
    answer->status = 412;
}

yyjson_val *
_demo_request_get_value (yyjson_val  *request,
                         const char  *name,
                         GError     **error)
{
  yyjson_val *value = yyjson_obj_get (request, name);

  if (value == NULL || yyjson_is_null (value))
    {
      g_set_error (error, DEMO_EXCEPTION, DEMO_CODE_INTERNAL, "Missing parameter '%s'", name);
      return NULL;
    }

  return value;
}

static const char *
get_text (yyjson_val  *request,
          const char  *name,
          GError     **error)
{
  yyjson_val *value = _demo_request_get_value (request, name, error);

  if (value == NULL)
    return NULL;
  if (!yyjson_is_str (value))
    {
      g_set_error (error, DEMO_EXCEPTION, DEMO_CODE_BREAKDOWN, "%s is no text", name);
      return NULL;
    }

  return yyjson_get_str (value);
}

const DemoClass *
_demo_request_get_class (DemoCore    *core,
                         yyjson_val  *request,
                         GError     **error)
{
  const char *name = get_text (request, "class", error);
  const DemoClass *class;

  if (name == NULL)
    return NULL;
  /* Read or written, such a class answers the same refusal to an agent. */
  if (demo_schema_is_closed (name))
    {
      const char *operation = yyjson_get_str (yyjson_obj_get (request, "operation"));

      g_set_error (error, DEMO_REFUSAL, DEMO_CODE_UNAUTHORIZED,
                   "The current user does not have enough permissions for %s data of class %s",
                   g_str_equal (operation, "core/create") ? "creating" :
                   g_str_equal (operation, "core/update") ? "modifying" :
                   g_str_equal (operation, "core/delete") ? "deleting" : "reading", name);
      return NULL;
    }
  if ((class = demo_schema_get_class (name, core->lab)) == NULL)
    g_set_error (error, DEMO_EXCEPTION, DEMO_CODE_INTERNAL, "class: '%s' is not a valid class'", name);

  return class;
}

const char *
_demo_request_get_fields (yyjson_val  *request,
                          GError     **error)
{
  return yyjson_obj_get (request, "output_fields") != NULL ? get_text (request, "output_fields", error) : "*";
}

static gint64
get_number (yyjson_val *request,
            const char *name,
            gint64      fallback)
{
  yyjson_val *value = yyjson_obj_get (request, name);
  gint64 number;

  if (yyjson_is_int (value))
    return yyjson_get_sint (value);
  if (yyjson_is_str (value))
    return guichet_text_parse_int64 (yyjson_get_str (value), &number) ? number : 0;

  return fallback;
}

static gboolean
append_objects (DemoCore    *core,
                DemoOutput  *output,
                GArray      *ids,
                GString     *body,
                GError     **error)
{
  if (ids->len == 0)
    {
      g_string_append (body, "null");
      return TRUE;
    }

  g_string_append_c (body, '{');
  for (guint i = 0; i < ids->len; i++)
    {
      if (i > 0)
        g_string_append_c (body, ',');
      if (!demo_output_append_object (output, core, g_array_index (ids, gint64, i), "", body, error))
        return FALSE;
    }
  g_string_append_c (body, '}');

  return TRUE;
}

/* A query of another class than was asked gives no more than the name, without
 * a word (get-18). */
static DemoOutput *
choose_output (DemoCore         *core,
               const DemoClass  *class,
               const DemoSet    *set,
               const char       *wanted,
               GError          **error)
{
  g_autoptr(DemoOutput) asked = demo_output_new (core, class, wanted, error);

  if (asked == NULL || set->class == class)
    return g_steal_pointer (&asked);

  return demo_output_new (core, set->class, "id,friendlyname", error);
}

static gboolean
operation_get (DemoCore          *core,
               const DemoCaller  *caller,
               yyjson_val        *request,
               DemoAnswer        *answer,
               GError           **error)
{
  const DemoClass *class = _demo_request_get_class (core, request, error);
  gint64 limit = get_number (request, "limit", 0);
  gint64 page = get_number (request, "page", 1);
  gint64 total;
  yyjson_val *key;
  const char *wanted;
  g_autoptr(DemoSet) set = NULL;
  g_autoptr(DemoOutput) output = NULL;
  g_autoptr(GArray) ids = NULL;

  if (class == NULL || (key = _demo_request_get_value (request, "key", error)) == NULL ||
      (wanted = _demo_request_get_fields (request, error)) == NULL ||
      (set = demo_set_new_from_key (core, caller->account, class, key, error)) == NULL ||
      (output = choose_output (core, class, set, wanted, error)) == NULL)
    return FALSE;
  if (page < 1)
    {
      g_set_error_literal (error, DEMO_REFUSAL, DEMO_CODE_BAD_PAGE,
                           "The request page number is not valid. It must be an integer greater than 0");
      return FALSE;
    }

  output->lone_space = set->joined;
  if ((total = demo_set_count (set, core, error)) < 0 ||
      (ids = demo_set_list (set, core, limit, limit > 0 ? (MIN (page, G_MAXINT32) - 1) * MIN (limit, G_MAXINT32) : 0,
                            error)) == NULL)
    return FALSE;

  g_string_append_printf (answer->body, "{\"code\":0,\"message\":\"Found: %" G_GINT64_FORMAT "\",\"objects\":", total);
  if (!append_objects (core, output, ids, answer->body, error))
    return FALSE;
  g_string_append_c (answer->body, '}');
  return TRUE;
}

/* Nothing in the invented data is related: the answer has the right shape. */
static gboolean
operation_get_related (DemoCore          *core,
                       const DemoCaller  *caller,
                       yyjson_val        *request,
                       DemoAnswer        *answer,
                       GError           **error)
{
  const DemoClass *class = _demo_request_get_class (core, request, error);
  const char *direction = yyjson_get_str (yyjson_obj_get (request, "direction"));
  yyjson_val *key;
  g_autoptr(DemoSet) set = NULL;
  g_autoptr(DemoOutput) output = NULL;
  g_autoptr(GArray) ids = NULL;

  if (class == NULL || (key = _demo_request_get_value (request, "key", error)) == NULL ||
      _demo_request_get_value (request, "relation", error) == NULL ||
      (set = demo_set_new_from_key (core, caller->account, class, key, error)) == NULL ||
      (output = demo_output_new (core, set->class, "id,friendlyname", error)) == NULL ||
      (ids = demo_set_list (set, core, 0, 0, error)) == NULL)
    return FALSE;
  if (direction != NULL && !g_str_equal (direction, "up") && !g_str_equal (direction, "down"))
    {
      g_autofree char *message =
        g_strdup_printf ("Invalid value: '%s' for the parameter 'direction'. Valid values are 'up' and 'down'",
                         direction);

      set_answer (answer, DEMO_CODE_INTERNAL, message, ",\"objects\":null,\"relations\":[]");
      return TRUE;
    }

  g_string_append_printf (answer->body, "{\"code\":0,\"message\":\"Scope: %u; Related objects: %s= %u\",\"objects\":",
                          ids->len, set->class->name, ids->len);
  if (!append_objects (core, output, ids, answer->body, error))
    return FALSE;
  g_string_append (answer->body, ",\"relations\":[]}");
  return TRUE;
}

static gboolean
operation_list (DemoCore          *core,
                const DemoCaller  *caller,
                yyjson_val        *request,
                DemoAnswer        *answer,
                GError           **error)
{
  static const char * const verbs[][2] = {
    { "core/create", "Create an object" },
    { "core/update", "Update an object" },
    { "core/apply_stimulus", "Apply a stimulus to change the state of an object" },
    { "core/get", "Search for objects" },
    { "core/delete", "Delete objects" },
    { "core/get_related", "Get related objects through the specified relation" },
    { "core/check_credentials", "Check user credentials" },
  };

  g_string_append_printf (answer->body,
                          "{\"code\":0,\"message\":\"Operations: %u\",\"version\":\"%s\",\"operations\":[",
                          (guint) G_N_ELEMENTS (verbs), caller->version);
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_string_append (answer->body, i > 0 ? ",{" : "{");
      demo_json_append_member (answer->body, "verb", verbs[i][0]);
      g_string_append_c (answer->body, ',');
      demo_json_append_member (answer->body, "description", verbs[i][1]);
      g_string_append (answer->body, ",\"extension\":\"CoreServices\"}");
    }
  g_string_append (answer->body, "]}");
  return TRUE;
}

static gboolean
operation_check_credentials (DemoCore          *core,
                             const DemoCaller  *caller,
                             yyjson_val        *request,
                             DemoAnswer        *answer,
                             GError           **error)
{
  const char *user = get_text (request, "user", error);
  const char *password = user != NULL ? get_text (request, "password", error) : NULL;
  g_autoptr(DemoAccount) account = NULL;

  if (password == NULL)
    return FALSE;

  account = demo_account_load (core, user);
  g_string_append_printf (answer->body, "{\"code\":0,\"message\":null,\"authorized\":%s}",
                          account != NULL && g_str_equal (password, DEMO_SECRET) ? "true" : "false");
  return TRUE;
}

static const struct
{
  const char *verb;
  Operation   run;
  gboolean    write;
} operations[] = {
  { "list_operations", operation_list, FALSE },
  { "core/get", operation_get, FALSE },
  { "core/create", _demo_operation_create, TRUE },
  { "core/update", _demo_operation_update, TRUE },
  { "core/apply_stimulus", _demo_operation_stimulus, TRUE },
  { "core/delete", _demo_operation_delete, TRUE },
  { "core/get_related", operation_get_related, FALSE },
  { "core/check_credentials", operation_check_credentials, FALSE },
};

static const char *
get_verb (yyjson_val *request)
{
  return yyjson_get_str (yyjson_obj_get (request, "operation"));
}

gboolean
demo_operation_is_write (yyjson_val *request)
{
  const char *verb = get_verb (request);

  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    if (verb != NULL && g_str_equal (operations[i].verb, verb))
      return operations[i].write;

  return FALSE;
}

static gboolean
run (DemoCore          *core,
     const DemoCaller  *caller,
     yyjson_val        *request,
     DemoAnswer        *answer,
     GError           **error)
{
  const char *verb = get_verb (request);

  if (verb == NULL)
    {
      g_set_error_literal (error, DEMO_EXCEPTION, DEMO_CODE_INTERNAL, "Missing parameter 'operation'");
      return FALSE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      if (!g_str_equal (operations[i].verb, verb))
        continue;
      if (operations[i].write && _demo_request_get_value (request, "comment", error) == NULL)
        return FALSE;
      return operations[i].run (core, caller, request, answer, error);
    }

  g_set_error (error, DEMO_EXCEPTION, DEMO_CODE_UNKNOWN_VERB, "Unknown verb '%s' in version '%s'",
               verb, caller->version);
  return FALSE;
}

/**
 * demo_operation_run:
 * @answer: (out caller-allocates): to be cleared
 *
 * One operation, whole or not at all.
 */
void
demo_operation_run (DemoCore         *core,
                    const DemoCaller *caller,
                    yyjson_val       *request,
                    DemoAnswer       *answer)
{
  g_autoptr(GError) error = NULL;

  *answer = (DemoAnswer) { 200, "application/json", g_string_new (NULL) };
  demo_core_trim (core);
  demo_core_run (core, "BEGIN", NULL);

  if (!run (core, caller, request, answer, &error))
    {
      gint64 number = demo_core_read_int64 (core, "SELECT value FROM counter WHERE name = 'ref' AND ?1 = 0", 0);
      g_autofree char *keep = g_strdup_printf ("UPDATE counter SET value = %" G_GINT64_FORMAT " WHERE name = 'ref'",
                                               number);

      answer_failure (answer, error);
      demo_core_run (core, "ROLLBACK", NULL);
      /* The counter is not rolled back: gaps between the references. */
      demo_core_run (core, keep, NULL);
      return;
    }

  demo_core_run (core, "COMMIT", NULL);
}

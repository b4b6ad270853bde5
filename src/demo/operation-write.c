#include "config.h"

#include "demo/operation-write.h"

#include "demo/draft.h"
#include "demo/output.h"
#include "demo/query.h"
#include "demo/ticket-rules.h"
#include "util/text.h"

static gboolean
may_write (const DemoCaller  *caller,
           const DemoClass   *class,
           DemoClassFlags     right,
           const char        *verb,
           GError           **error)
{
  if (!caller->read_only && ((caller->account->flags & DEMO_ACCOUNT_ADMIN) != 0 || (class->flags & right) != 0))
    return TRUE;

  g_set_error (error, DEMO_REFUSAL, DEMO_CODE_UNAUTHORIZED,
               "The current user does not have enough permissions for %s data of class %s", verb, class->name);
  return FALSE;
}

static gboolean
answer_object (DemoCore    *core,
               DemoDraft   *draft,
               DemoOutput  *output,
               const char  *message,
               DemoAnswer  *answer,
               GError     **error)
{
  answer->written = TRUE;
  if (g_str_equal (draft->class->name, "UserRequest"))
    answer->ticket = draft->id;

  g_string_append (answer->body, "{\"code\":0,\"message\":null,\"objects\":{");
  if (!demo_output_append_object (output, core, draft->id, message, answer->body, error))
    return FALSE;
  g_string_append (answer->body, "}}");
  return TRUE;
}

static void
set_ref (DemoDraft *draft,
         gint64     number)
{
  g_autofree char *ref = g_strdup_printf ("R-%06" G_GINT64_FORMAT, number);

  if (*demo_draft_get (draft, "ref") == '\0')
    demo_draft_set (draft, "ref", ref);
}

static gboolean
finish_ticket (DemoCore   *core,
               DemoDraft  *draft,
               gint64      number,
               GError    **error)
{
  demo_ticket_prepare_creation (draft);
  if (!demo_draft_check (draft, error))
    return FALSE;

  set_ref (draft, number != 0 ? number : demo_ticket_take_number (core));
  return demo_draft_write (draft, error);
}

static void
set_key (DemoDraft  *draft,
         const char *code,
         gint64      id)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  demo_draft_set (draft, code, text);
}

static gboolean
finish_attachment (DemoCore          *core,
                   const DemoCaller  *caller,
                   DemoDraft         *draft,
                   GError           **error)
{
  g_autofree char *now = demo_core_now (core);
  gint64 ticket;

  demo_draft_set (draft, "creation_date", now);
  demo_draft_set (draft, "expire", now);
  set_key (draft, "user_id", caller->account->id);
  set_key (draft, "contact_id", caller->account->person);
  if (!demo_draft_check (draft, error) || !demo_draft_write (draft, error))
    return FALSE;

  if (!demo_core_is_weak (core, GUICHET_DEMO_WEAKNESS_SILENT_ATTACHMENTS) &&
      guichet_text_parse_int64 (demo_draft_get (draft, "item_id"), &ticket))
    demo_ticket_touch (core, ticket);
  return TRUE;
}

static gboolean
finish_creation (DemoCore          *core,
                 const DemoCaller  *caller,
                 DemoDraft         *draft,
                 gint64             number,
                 GError           **error)
{
  if (g_str_equal (draft->class->name, "UserRequest"))
    return finish_ticket (core, draft, number, error);
  if (g_str_equal (draft->class->name, "Attachment"))
    return finish_attachment (core, caller, draft, error);

  return demo_draft_check (draft, error) && demo_draft_write (draft, error);
}

gboolean
_demo_operation_create (DemoCore          *core,
                        const DemoCaller  *caller,
                        yyjson_val        *request,
                        DemoAnswer        *answer,
                        GError           **error)
{
  const DemoClass *class = _demo_request_get_class (core, request, error);
  yyjson_val *fields;
  const char *wanted;
  gint64 number = 0;
  g_autoptr(DemoOutput) output = NULL;
  g_autoptr(DemoDraft) draft = NULL;

  if (class == NULL || (fields = _demo_request_get_value (request, "fields", error)) == NULL ||
      (wanted = _demo_request_get_fields (request, error)) == NULL ||
      (output = demo_output_new (core, class, wanted, error)) == NULL ||
      !may_write (caller, class, DEMO_CLASS_WRITABLE, "creating", error))
    return FALSE;

  draft = demo_draft_new (core, caller->account, class, caller->arrival);
  if (!demo_draft_take_fields (draft, fields, error))
    return FALSE;
  /* Taken before the checks, as the real counter is: gaps. */
  if (g_str_equal (class->name, "UserRequest") && demo_core_is_weak (core, GUICHET_DEMO_WEAKNESS_REF_GAPS))
    number = demo_ticket_take_number (core);
  if (!finish_creation (core, caller, draft, number, error))
    return FALSE;

  return answer_object (core, draft, output, "created", answer, error);
}

/* The object of an update or a stimulus, its fields taken. */
static DemoDraft *
load_draft (DemoCore          *core,
            const DemoCaller  *caller,
            const DemoClass   *class,
            yyjson_val        *key,
            yyjson_val        *fields,
            GError           **error)
{
  g_autoptr(DemoSet) set = demo_set_new_from_key (core, caller->account, class, key, error);
  g_autoptr(DemoDraft) draft = NULL;
  gint64 id;

  if (set == NULL || !may_write (caller, set->class, DEMO_CLASS_WRITABLE, "modifying", error) ||
      (id = demo_set_find_one (set, core, error)) < 0 ||
      (draft = demo_draft_load (core, caller->account, set->class, id, caller->arrival, error)) == NULL)
    return NULL;

  if (caller->if_match != NULL && !demo_core_is_weak (core, GUICHET_DEMO_WEAKNESS_NO_IF_MATCH) &&
      !g_str_equal (caller->if_match, demo_draft_get (draft, "last_update")))
    {
      g_set_error (error, DEMO_EXCEPTION, 412, "The object was modified at %s", demo_draft_get (draft, "last_update"));
      return NULL;
    }
  if (!demo_draft_take_fields (draft, fields, error))
    return NULL;

  return g_steal_pointer (&draft);
}

static gboolean
write_back (DemoDraft  *draft,
            GError    **error)
{
  if (!demo_draft_check (draft, error))
    return FALSE;
  if (g_str_equal (draft->class->name, "UserRequest"))
    demo_ticket_complete_update (draft);

  return demo_draft_write (draft, error);
}

gboolean
_demo_operation_update (DemoCore          *core,
                        const DemoCaller  *caller,
                        yyjson_val        *request,
                        DemoAnswer        *answer,
                        GError           **error)
{
  const DemoClass *class = _demo_request_get_class (core, request, error);
  yyjson_val *key;
  yyjson_val *fields;
  const char *wanted;
  g_autoptr(DemoOutput) output = NULL;
  g_autoptr(DemoDraft) draft = NULL;

  if (class == NULL || (key = _demo_request_get_value (request, "key", error)) == NULL ||
      (fields = _demo_request_get_value (request, "fields", error)) == NULL ||
      (wanted = _demo_request_get_fields (request, error)) == NULL ||
      (output = demo_output_new (core, class, wanted, error)) == NULL)
    return FALSE;

  draft = load_draft (core, caller, class, key, fields, error);
  return draft != NULL && write_back (draft, error) &&
         answer_object (core, draft, output, "updated", answer, error);
}

/* Off the record of the real server, which does not look (stim-19, stim-21). */
static gboolean
may_send (DemoCore          *core,
          const DemoCaller  *caller,
          const char        *stimulus,
          GError           **error)
{
  static const char * const closed[] = {
    "ev_approve", "ev_reject", "ev_timeout", "ev_info_received", "ev_reopen", NULL,
  };

  if (demo_core_is_weak (core, GUICHET_DEMO_WEAKNESS_UNCHECKED_STIMULI) || caller->over_pages ||
      (caller->account->flags & DEMO_ACCOUNT_ADMIN) != 0 || !g_strv_contains (closed, stimulus))
    return TRUE;

  g_set_error (error, DEMO_REFUSAL, DEMO_CODE_UNAUTHORIZED,
               "The current user does not have enough permissions for applying the stimulus %s", stimulus);
  return FALSE;
}

gboolean
_demo_operation_stimulus (DemoCore          *core,
                          const DemoCaller  *caller,
                          yyjson_val        *request,
                          DemoAnswer        *answer,
                          GError           **error)
{
  const DemoClass *class = _demo_request_get_class (core, request, error);
  yyjson_val *key;
  yyjson_val *fields;
  yyjson_val *stimulus;
  const char *wanted;
  g_autoptr(DemoOutput) output = NULL;
  g_autoptr(DemoDraft) draft = NULL;

  if (class == NULL || (key = _demo_request_get_value (request, "key", error)) == NULL ||
      (fields = _demo_request_get_value (request, "fields", error)) == NULL ||
      (stimulus = _demo_request_get_value (request, "stimulus", error)) == NULL ||
      (wanted = _demo_request_get_fields (request, error)) == NULL ||
      (output = demo_output_new (core, class, wanted, error)) == NULL)
    return FALSE;
  if (!yyjson_is_str (stimulus) || !g_str_equal (class->name, "UserRequest"))
    {
      g_set_error (error, DEMO_REFUSAL, DEMO_CODE_INTERNAL, "Invalid stimulus on the class %s", class->name);
      return FALSE;
    }

  draft = load_draft (core, caller, class, key, fields, error);
  return draft != NULL && may_send (core, caller, yyjson_get_str (stimulus), error) &&
         demo_ticket_apply_stimulus (draft, yyjson_get_str (stimulus), error) &&
         write_back (draft, error) &&
         answer_object (core, draft, output, "updated", answer, error);
}

static gboolean
delete_object (DemoCore         *core,
               const DemoClass  *class,
               gint64            id,
               GError          **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE id = ?1", class->table);
  sqlite3_stmt *statement = demo_core_prepare (core, sql, error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_step (statement);
  sqlite3_reset (statement);
  return TRUE;
}

/* The plan of deletions names each object before it goes. */
static gboolean
append_plan (DemoCore         *core,
             const DemoClass  *class,
             GArray           *ids,
             GString          *body,
             GError          **error)
{
  g_autoptr(DemoOutput) output = demo_output_new (core, class, "id,friendlyname", error);

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

static gboolean
delete_all (DemoCore         *core,
            const DemoClass  *class,
            GArray           *ids,
            DemoAnswer       *answer,
            GError          **error)
{
  for (guint i = 0; i < ids->len; i++)
    if (!delete_object (core, class, g_array_index (ids, gint64, i), error))
      return FALSE;

  answer->written = ids->len > 0;
  return TRUE;
}

gboolean
_demo_operation_delete (DemoCore          *core,
                        const DemoCaller  *caller,
                        yyjson_val        *request,
                        DemoAnswer        *answer,
                        GError           **error)
{
  const DemoClass *class = _demo_request_get_class (core, request, error);
  gboolean simulate = yyjson_get_bool (yyjson_obj_get (request, "simulate"));
  yyjson_val *key;
  g_autoptr(DemoSet) set = NULL;
  g_autoptr(GArray) ids = NULL;

  if (class == NULL || (key = _demo_request_get_value (request, "key", error)) == NULL ||
      !may_write (caller, class, DEMO_CLASS_DELETABLE, "deleting", error) ||
      (set = demo_set_new_from_key (core, caller->account, class, key, error)) == NULL ||
      (ids = demo_set_list (set, core, 0, 0, error)) == NULL)
    return FALSE;

  g_string_append_printf (answer->body, "{\"code\":0,\"message\":\"%sDeleted: %u\",\"objects\":",
                          simulate ? "SIMULATING: " : "", ids->len);
  if (ids->len == 0)
    g_string_append (answer->body, "null");
  else if (!append_plan (core, set->class, ids, answer->body, error) ||
           (!simulate && !delete_all (core, set->class, ids, answer, error)))
    return FALSE;

  g_string_append_c (answer->body, '}');
  return TRUE;
}

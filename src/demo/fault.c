#include "config.h"

#include "demo/fault.h"

#include "demo/case-log.h"
#include "demo/draft.h"
#include "demo/operation.h"
#include "demo/query.h"
#include "demo/ticket-rules.h"

static const char * const nicks[GUICHET_DEMO_N_FAULTS] = {
  [GUICHET_DEMO_FAULT_NONE] = "none",
  [GUICHET_DEMO_FAULT_DROP_BEFORE] = "drop-before",
  [GUICHET_DEMO_FAULT_DROP_AFTER] = "drop-after",
  [GUICHET_DEMO_FAULT_CUT_BODY] = "cut-body",
  [GUICHET_DEMO_FAULT_LATE_COMMIT] = "late-commit",
  [GUICHET_DEMO_FAULT_DELAY] = "delay",
  [GUICHET_DEMO_FAULT_500] = "500",
  [GUICHET_DEMO_FAULT_503] = "503",
  [GUICHET_DEMO_FAULT_HTML] = "html",
  [GUICHET_DEMO_FAULT_PHP_WARNING] = "php-warning",
  [GUICHET_DEMO_FAULT_DOUBLE_APPLY] = "double-apply",
  [GUICHET_DEMO_FAULT_EXPIRED_LOGIN] = "expired-login",
  [GUICHET_DEMO_FAULT_READ_ONLY] = "read-only",
  [GUICHET_DEMO_FAULT_LOST_APPEND] = "lost-append",
  [GUICHET_DEMO_FAULT_LAST_WRITER] = "last-writer",
};

gboolean
guichet_demo_fault_from_nick (const char       *nick,
                              GuichetDemoFault *out_fault)
{
  for (guint i = 0; i < GUICHET_DEMO_N_FAULTS; i++)
    if (g_str_equal (nicks[i], nick))
      {
        *out_fault = (GuichetDemoFault) i;
        return TRUE;
      }

  return FALSE;
}

const char *
guichet_demo_fault_to_nick (GuichetDemoFault fault)
{
  g_return_val_if_fail (fault < GUICHET_DEMO_N_FAULTS, NULL);

  return nicks[fault];
}

/* Counted faults come before lasting ones. */
GuichetDemoFault
demo_fault_plan_draw (DemoFaultPlan *plan,
                      GRand         *random,
                      gboolean       is_write)
{
  if (plan->n_next > 0 && (is_write || !plan->next_writes))
    {
      plan->n_next--;
      return plan->next;
    }
  if (plan->lasting != GUICHET_DEMO_FAULT_NONE && (is_write || !plan->lasting_writes) &&
      g_rand_double (random) < plan->probability)
    return plan->lasting;

  return GUICHET_DEMO_FAULT_NONE;
}

static void
overwrite_log (DemoCore   *core,
               gint64      ticket,
               const char *code,
               const char *before)
{
  g_autoptr(DemoAccount) colleague = demo_account_load (core, "colleague");
  g_autofree char *now = demo_core_now (core);
  g_autofree char *log = NULL;
  g_autofree char *sql = g_strdup_printf ("UPDATE user_request SET %s = ?1, last_update = ?2 WHERE id = ?3", code);
  sqlite3_stmt *statement = demo_core_prepare (core, sql, NULL);

  g_return_if_fail (statement != NULL && colleague != NULL);
  log = demo_case_log_append (before, now, colleague->name, colleague->id, TRUE,
                              "<p>J’ai eu le demandeur au téléphone, je complète le dossier.</p>");
  sqlite3_bind_text (statement, 1, log, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 2, now, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 3, ticket);
  sqlite3_step (statement);
  sqlite3_reset (statement);
  core->n_commits++;
}

/**
 * demo_fault_overwrite_logs:
 * @since: the number of commits before the operation that is the victim
 *
 * A colleague whose request overlapped with it saves the journals as they were
 * before it, with an entry of his own.
 */
void
demo_fault_overwrite_logs (DemoCore *core,
                           gint64    ticket,
                           guint64   since)
{
  static const char * const logs[] = { "public_log", "private_log" };

  for (gsize i = 0; i < G_N_ELEMENTS (logs); i++)
    {
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT "/%s", ticket, logs[i]);
      const char *replaced = g_hash_table_lookup (core->replaced_logs, key);
      char *end;

      if (replaced != NULL && g_ascii_strtoull (replaced, &end, 10) > since)
        overwrite_log (core, ticket, logs[i], end + 1);
    }
}

static char *
choose_other_code (const DemoAttribute *attribute,
                   const char          *current,
                   const char          *wanted)
{
  g_auto(GStrv) codes = g_strsplit (attribute->detail, "|", -1);

  for (guint i = 0; codes[i] != NULL; i++)
    if (!g_str_equal (codes[i], current) && !g_str_equal (codes[i], wanted))
      return g_strdup (codes[i]);

  return g_strdup (current);
}

static char *
choose_other_object (DemoCore            *core,
                     const DemoAttribute *attribute,
                     const char          *current)
{
  const DemoClass *target = attribute->target != NULL ? demo_schema_get_class (attribute->target, core->lab) : NULL;
  g_autofree char *sql = NULL;
  char *found;

  if (target == NULL)
    return g_strdup (current);

  sql = g_strdup_printf ("SELECT max(id) FROM %s WHERE id != ?1", target->table);
  found = demo_core_read_text (core, sql, g_ascii_strtoll (current, NULL, 10));
  return found != NULL ? found : g_strdup (current);
}

/* What a colleague would write where the victim is about to write. */
static void
change_field (DemoDraft  *draft,
              const char *code,
              yyjson_val *wanted)
{
  const char *current = demo_draft_get (draft, code);
  g_autofree char *wanted_text = yyjson_is_str (wanted) ? g_strdup (yyjson_get_str (wanted))
                                                        : demo_json_to_text (wanted);
  g_autofree char *value = NULL;
  DemoAttributeRef ref;

  if (!demo_class_resolve (draft->class, code, draft->core->lab, &ref))
    return;
  if (ref.kind == DEMO_KIND_CODE)
    value = choose_other_code (ref.attribute, current, wanted_text);
  else if (ref.kind == DEMO_KIND_KEY)
    value = choose_other_object (draft->core, ref.attribute, current);
  else if (ref.kind == DEMO_KIND_HTML)
    value = g_strconcat (current, "<p>(complété par un collègue)</p>", NULL);
  else if (ref.kind == DEMO_KIND_STRING || ref.kind == DEMO_KIND_TEXT)
    value = g_strconcat (current, " (revu par un collègue)", NULL);

  if (value != NULL)
    demo_draft_set (draft, code, value);
}

static gint64
find_ticket (DemoCore          *core,
             const DemoAccount *account,
             yyjson_val        *request)
{
  const DemoClass *class = demo_schema_get_class ("UserRequest", core->lab);
  yyjson_val *key = yyjson_obj_get (request, "key");
  g_autoptr(DemoSet) set = key != NULL ? demo_set_new_from_key (core, account, class, key, NULL) : NULL;

  return set != NULL && set->class == class ? demo_set_find_one (set, core, NULL) : -1;
}

/**
 * demo_fault_write_before:
 *
 * Between what the victim has read and what it asks for now, a colleague
 * writes: the same fields in an update; the same transition in a stimulus.
 */
void
demo_fault_write_before (DemoCore          *core,
                         const DemoAccount *victim,
                         yyjson_val        *request)
{
  gint64 ticket = find_ticket (core, victim, request);
  const char *stimulus = yyjson_get_str (yyjson_obj_get (request, "stimulus"));
  g_autoptr(DemoAccount) colleague = demo_account_load (core, "colleague");
  g_autoptr(DemoDraft) draft = NULL;
  yyjson_val *code;
  yyjson_val *value;
  gsize i, max;

  if (ticket <= 0 || colleague == NULL)
    return;

  draft = demo_draft_load (core, colleague, demo_schema_get_class ("UserRequest", core->lab), ticket,
                           core->n_commits, NULL);
  if (draft == NULL)
    return;

  yyjson_obj_foreach (yyjson_obj_get (request, "fields"), i, max, code, value)
    change_field (draft, yyjson_get_str (code), value);
  if (stimulus != NULL)
    {
      g_autofree char *person = g_strdup_printf ("%" G_GINT64_FORMAT, colleague->person);

      if (g_str_equal (stimulus, "ev_assign"))
        demo_draft_set (draft, "agent_id", person);
      demo_ticket_apply_stimulus (draft, stimulus, NULL);
    }
  demo_ticket_complete_update (draft);
  demo_draft_write (draft, NULL);
}

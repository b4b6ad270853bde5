#include "config.h"

#include "demo/ticket-rules.h"

#include "util/server-time.h"
#include "util/text.h"

/* The reference counter runs also for creations that end refused, unless that
 * weakness is off: then the caller takes the number last (see create). */
gint64
demo_ticket_take_number (DemoCore *core)
{
  demo_core_run (core, "UPDATE counter SET value = value + 1 WHERE name = 'ref'", NULL);
  return demo_core_read_int64 (core, "SELECT value FROM counter WHERE name = 'ref' AND ?1 = 0", 0);
}

static void
set_default (DemoDraft  *draft,
             const char *code,
             const char *value)
{
  if (*demo_draft_get (draft, code) == '\0')
    demo_draft_set (draft, code, value);
}

static gboolean
has_object (DemoDraft  *draft,
            const char *key)
{
  const char *value = demo_draft_get (draft, key);

  return *value != '\0' && !g_str_equal (value, "0");
}

/* The default team of the service takes a new request (create-01, create-31). */
static void
route (DemoDraft *draft)
{
  gint64 service;
  gint64 team;

  if (!draft->core->lab || !g_str_equal (demo_draft_get (draft, "status"), "new"))
    return;

  if (!has_object (draft, "team_id") &&
      guichet_text_parse_int64 (demo_draft_get (draft, "service_id"), &service) &&
      (team = demo_core_read_int64 (draft->core, "SELECT default_team_id FROM service WHERE id = ?1", service)) != 0)
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, team);

      demo_draft_set (draft, "team_id", text);
    }
  if (has_object (draft, "team_id"))
    demo_draft_set (draft, "status", "dispatched");
}

static void
compute_values (DemoDraft *draft)
{
  demo_draft_set (draft, "operational_status", demo_life_cycle_categorise (demo_draft_get (draft, "status")));
  demo_draft_set (draft, "priority", demo_life_cycle_priority (demo_draft_get (draft, "impact"),
                                                               demo_draft_get (draft, "urgency")));
}

/**
 * demo_ticket_prepare_creation:
 *
 * Dates, reference and routing of a new request; what the caller gave is kept
 * (create-16, create-27). The reference is left to the caller.
 */
void
demo_ticket_prepare_creation (DemoDraft *draft)
{
  g_autofree char *now = demo_core_now (draft->core);

  set_default (draft, "start_date", now);
  set_default (draft, "last_update", now);
  route (draft);
  compute_values (draft);
}

static gboolean
is_person (DemoDraft  *draft,
           const char *key)
{
  gint64 id;

  return guichet_text_parse_int64 (demo_draft_get (draft, key), &id) && id != 0 && id == draft->account->person;
}

/* The answer of the requester brings a request that waits for it back to its
 * agent (stim-12). */
static void
receive_information (DemoDraft *draft)
{
  if (!g_str_equal (demo_draft_get (draft, "status"), "to_complete") ||
      !g_ptr_array_find_with_equal_func (draft->appended, "public_log", g_str_equal, NULL))
    return;

  if (is_person (draft, "caller_id") || is_person (draft, "beneficiary_id"))
    demo_ticket_apply_stimulus (draft, "ev_info_received", NULL);
}

static gboolean
is_anything_changed (DemoDraft *draft)
{
  GHashTableIter iter;
  gpointer code;

  g_hash_table_iter_init (&iter, draft->values);
  while (g_hash_table_iter_next (&iter, &code, NULL))
    if (demo_draft_is_changed (draft, code))
      return TRUE;

  return FALSE;
}

/**
 * demo_ticket_complete_update:
 *
 * Before a request is written back: computed values and, if anything changed
 * at all, the date (update-19, update-20).
 */
void
demo_ticket_complete_update (DemoDraft *draft)
{
  receive_information (draft);
  compute_values (draft);

  if (is_anything_changed (draft))
    {
      g_autofree char *now = demo_core_now (draft->core);

      demo_draft_set (draft, "last_update", now);
    }
}

static gint64
measure_seconds (DemoDraft  *draft,
                 const char *from,
                 const char *until)
{
  g_autoptr(GDateTime) start = guichet_server_time_parse (from, draft->core->zone);
  g_autoptr(GDateTime) end = guichet_server_time_parse (until, draft->core->zone);

  if (start == NULL || end == NULL)
    return 0;

  return MAX (g_date_time_difference (end, start) / G_TIME_SPAN_SECOND, 0);
}

static void
set_seconds (DemoDraft  *draft,
             const char *code,
             gint64      seconds)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, seconds);

  demo_draft_set (draft, code, text);
}

static void
add_pending_time (DemoDraft  *draft,
                  const char *now)
{
  gint64 so_far = g_ascii_strtoll (demo_draft_get (draft, "cumulatedpending"), NULL, 10);

  set_seconds (draft, "cumulatedpending",
               so_far + measure_seconds (draft, demo_draft_get (draft, "last_pending_date"), now));
}

static void
enter_state (DemoDraft  *draft,
             const char *from,
             const char *to,
             const char *now)
{
  const char *start = demo_draft_get (draft, "start_date");

  if (g_str_equal (from, "pending") && !g_str_equal (to, "pending"))
    add_pending_time (draft, now);

  if (g_str_equal (to, "assigned"))
    {
      if (*demo_draft_get (draft, "assignment_date") == '\0')
        set_seconds (draft, "tto", measure_seconds (draft, start, now));
      demo_draft_set (draft, "assignment_date", now);
    }
  else if (g_str_equal (to, "pending"))
    demo_draft_set (draft, "last_pending_date", now);
  else if (g_str_equal (to, "to_complete"))
    demo_draft_set (draft, "last_info_request_date", now);
  else if (g_str_equal (to, "resolved"))
    {
      demo_draft_set (draft, "resolution_date", now);
      set_seconds (draft, "time_spent", measure_seconds (draft, start, now));
      set_seconds (draft, "ttr", measure_seconds (draft, start, now));
    }
  else if (g_str_equal (to, "closed"))
    demo_draft_set (draft, "close_date", now);
}

static gboolean
refuse_stimulus (DemoDraft   *draft,
                 const char  *stimulus,
                 GError     **error)
{
  g_set_error (error, DEMO_REFUSAL, DEMO_CODE_INTERNAL, "Invalid stimulus: '%s' on the object %s in state '%s'",
               stimulus, demo_draft_get (draft, "ref"), demo_draft_get (draft, "status"));
  return FALSE;
}

/**
 * demo_ticket_apply_stimulus:
 *
 * In memory only: when it fails nothing is to be written.
 */
gboolean
demo_ticket_apply_stimulus (DemoDraft   *draft,
                            const char  *stimulus,
                            GError     **error)
{
  g_autofree char *from = g_strdup (demo_draft_get (draft, "status"));
  const DemoTransition *transition = demo_life_cycle_find (from, stimulus, draft->core->lab);
  g_autofree char *now = demo_core_now (draft->core);

  if (transition == NULL)
    return refuse_stimulus (draft, stimulus, error);
  if (transition->mandatory != NULL && *demo_draft_get (draft, transition->mandatory) == '\0')
    {
      g_set_error (error, DEMO_REFUSAL, DEMO_CODE_INTERNAL,
                   "Missing mandatory attribute(s) for applying the stimulus: %s.", transition->mandatory);
      return FALSE;
    }

  demo_draft_set (draft, "status", transition->to);
  if (transition->clears_agent)
    demo_draft_set (draft, "agent_id", "0");
  enter_state (draft, from, transition->to, now);
  return TRUE;
}

/* For the desk without the weakness of silent attachments. */
void
demo_ticket_touch (DemoCore *core,
                   gint64    ticket)
{
  g_autofree char *now = demo_core_now (core);
  sqlite3_stmt *statement = demo_core_prepare (core, "UPDATE user_request SET last_update = ?1 WHERE id = ?2", NULL);

  g_return_if_fail (statement != NULL);
  sqlite3_bind_text (statement, 1, now, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 2, ticket);
  sqlite3_step (statement);
  sqlite3_reset (statement);
}

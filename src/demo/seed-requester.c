#include "config.h"

#include "demo/seed-private.h"

#include "demo/case-log.h"
#include "util/server-time.h"

/* The first requester gets a request in each state that the user portal has
 * something to show for. They are taken from others once everything has been
 * invented, so that nothing else changes. */

#define HOUR  (60 * 60)
#define DAY   (24 * HOUR)

typedef struct
{
  const char *condition;        /* SQL on the request */
  gint64      resolved_before;  /* seconds ago; 0 to leave it as it is */
  const char *satisfaction;     /* nullable */
  const char *comment;
} Adoption;

/* Never one of those that the first agent's lists show. */
#define ELSEWHERE  " AND agent_id != 1 AND team_id NOT IN (3, 4)"

static const Adoption adoptions[] = {
  { "status = 'to_complete'" ELSEWHERE, 0, NULL, NULL },
  { "status = 'to_complete'" ELSEWHERE, 0, NULL, NULL },
  { "status = 'assigned' AND public_log != ''" ELSEWHERE, 0, NULL, NULL },
  { "status = 'pending'" ELSEWHERE, 0, NULL, NULL },
  { "status = 'dispatched'" ELSEWHERE, 0, NULL, NULL },
  { "status = 'new'" ELSEWHERE, 0, NULL, NULL },
  { "status = 'resolved' AND agent_id != 1", DAY, NULL, NULL },
  /* Half a day is left to reopen it. */
  { "status = 'resolved' AND agent_id != 1", 15 * DAY + 12 * HOUR, NULL, NULL },
  { "status = 'closed' AND agent_id != 1", 0, "1", "Rapide et clair, merci à toute l’équipe." },
  { "status = 'closed' AND agent_id != 1", 0, "3", "Résolu, mais il a fallu relancer deux fois." },
};

/* What a request was before. */
typedef struct
{
  gint64  id;
  gint64  account;
  char   *resolved;
  char   *public_log;
} Found;

static gboolean
find (DemoSeed       *seed,
      const Adoption *adoption,
      Found          *found)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT r.id, COALESCE((SELECT id FROM account WHERE contactid = r.caller_id), 0),"
                     "  r.resolution_date, r.public_log FROM user_request AS r "
                     "WHERE %s AND r.caller_id NOT IN (1, ?1) ORDER BY r.id DESC LIMIT 1", adoption->condition);
  sqlite3_stmt *statement = demo_core_prepare (seed->core, sql, NULL);
  gboolean is_there;

  g_return_val_if_fail (statement != NULL, FALSE);

  sqlite3_bind_int64 (statement, 1, seed->requesters[0].id);
  if ((is_there = sqlite3_step (statement) == SQLITE_ROW))
    {
      found->id = sqlite3_column_int64 (statement, 0);
      found->account = sqlite3_column_int64 (statement, 1);
      found->resolved = g_strdup ((const char *) sqlite3_column_text (statement, 2));
      found->public_log = g_strdup ((const char *) sqlite3_column_text (statement, 3));
    }
  sqlite3_reset (statement);

  return is_there;
}

static gint64
parse_time (DemoSeed   *seed,
            const char *text)
{
  g_autoptr(GDateTime) when = guichet_server_time_parse (text, seed->core->zone);

  return when != NULL ? g_date_time_to_unix (when) : 0;
}

/* What was said with the solution or after it moves along with it. */
static char *
move_date (DemoSeed    *seed,
           const Found *found,
           const char  *date,
           gint64       shift)
{
  gint64 when = parse_time (seed, date);

  if (shift == 0 || when < parse_time (seed, found->resolved))
    return g_strdup (date);

  return demo_seed_format_time (seed, MIN (when + shift, seed->now - HOUR));
}

/* The same entries, the caller's by the new one. */
static char *
rewrite_log (DemoSeed    *seed,
             const Found *found,
             gint64       shift)
{
  g_autoptr(GPtrArray) entries = demo_case_log_list (found->public_log);
  const DemoSeedPerson *requester = &seed->requesters[0];
  g_autofree char *name = g_strdup_printf ("%s %s", requester->first_name, requester->name);
  char *log = g_strdup ("");

  for (guint i = 0; i < entries->len; i++)
    {
      const DemoCaseEntry *entry = g_ptr_array_index (entries, i);
      gint64 user = g_ascii_strtoll (entry->user_id, NULL, 10);
      gboolean is_caller = user == found->account;
      g_autofree char *date = move_date (seed, found, entry->date, shift);
      g_autofree char *before = log;

      log = demo_case_log_append (before, date, is_caller ? name : entry->author,
                                  is_caller ? seed->requester_account : user, TRUE, entry->html);
    }

  return log;
}

static gboolean
set_caller (DemoSeed     *seed,
            const Found  *found,
            const char   *log,
            GError      **error)
{
  const DemoSeedPerson *requester = &seed->requesters[0];
  DemoRow row;

  if (!demo_row_begin (&row, seed->core,
                       "UPDATE user_request SET org_id = ?1, caller_id = ?2, beneficiary_id = ?2, site_id = ?3,"
                       "  callback_phone = ?4, public_log = ?5 WHERE id = ?6", error))
    return FALSE;
  demo_row_add_int (&row, requester->organisation);
  demo_row_add_int (&row, requester->id);
  demo_row_add_int (&row, requester->site);
  demo_row_add_text (&row, requester->phone);
  demo_row_add_text (&row, log);
  demo_row_add_int (&row, found->id);
  if (!demo_row_finish (&row, seed->core, NULL, error) ||
      !demo_row_begin (&row, seed->core,
                       "UPDATE attachment SET item_org_id = ?1, user_id = ?2, contact_id = ?3 "
                       "WHERE item_class = 'UserRequest' AND item_id = ?4", error))
    return FALSE;

  demo_row_add_int (&row, requester->organisation);
  demo_row_add_int (&row, seed->requester_account);
  demo_row_add_int (&row, requester->id);
  demo_row_add_int (&row, found->id);
  return demo_row_finish (&row, seed->core, NULL, error);
}

static gboolean
set_resolution (DemoSeed     *seed,
                const Found  *found,
                gint64        shift,
                GError      **error)
{
  g_autofree char *resolved = demo_seed_format_time (seed, parse_time (seed, found->resolved) + shift);
  DemoRow row;

  if (!demo_row_begin (&row, seed->core,
                       "UPDATE user_request SET resolution_date = ?1, last_update = ?1 WHERE id = ?2", error))
    return FALSE;

  demo_row_add_text (&row, resolved);
  demo_row_add_int (&row, found->id);
  return demo_row_finish (&row, seed->core, NULL, error);
}

static gboolean
set_satisfaction (DemoSeed        *seed,
                  const Found     *found,
                  const Adoption  *adoption,
                  GError         **error)
{
  DemoRow row;

  if (!demo_row_begin (&row, seed->core,
                       "UPDATE user_request SET user_satisfaction = ?1, user_comment = ?2 WHERE id = ?3", error))
    return FALSE;

  demo_row_add_text (&row, adoption->satisfaction);
  demo_row_add_text (&row, adoption->comment);
  demo_row_add_int (&row, found->id);
  return demo_row_finish (&row, seed->core, NULL, error);
}

static gboolean
adopt (DemoSeed        *seed,
       const Adoption  *adoption,
       const Found     *found,
       GError         **error)
{
  gint64 shift = adoption->resolved_before != 0
                 ? seed->now - adoption->resolved_before - parse_time (seed, found->resolved) : 0;
  g_autofree char *log = rewrite_log (seed, found, shift);

  return set_caller (seed, found, log, error) &&
         (shift == 0 || set_resolution (seed, found, shift, error)) &&
         (adoption->satisfaction == NULL || set_satisfaction (seed, found, adoption, error));
}

/* A small desk has not all of them. */
gboolean
demo_seed_requester (DemoSeed  *seed,
                     GError   **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (adoptions); i++)
    {
      Found found = { 0 };
      gboolean done = TRUE;

      if (find (seed, &adoptions[i], &found))
        done = adopt (seed, &adoptions[i], &found, error);
      g_free (found.resolved);
      g_free (found.public_log);
      if (!done)
        return FALSE;
    }

  return TRUE;
}

#include "config.h"

#include "store/list-sets.h"

#include "model/deadline.h"
#include "store/fact-table.h"
#include "store/mark-reader.h"
#include "store/ticket-table.h"

/* What is true of a ticket because of user.db or of the time of day. No
 * statement sees both files. */

#define STARRED_SQL "SELECT ticket_id FROM seen WHERE starred = 1"
#define DRAFT_SQL "SELECT DISTINCT CAST (key AS INTEGER) FROM draft WHERE key GLOB '[1-9]*/*'"
#define LOOKED_AT_SQL "SELECT ticket_id FROM seen WHERE unread <> 0 OR last_update <> ''"

/* ---- unread */

static gboolean
add_candidates (GuichetDb   *db,
                const char  *sql,
                const char  *value,
                GHashTable  *candidates,
                GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row = TRUE;

  if (!(stmt = guichet_db_prepare (db, sql, error)))
    return FALSE;
  if (value != NULL)
    guichet_db_stmt_bind_text (stmt, 1, value);
  while (has_row)
    {
      gint64 id;

      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return FALSE;
      id = has_row ? guichet_db_stmt_get_int64 (stmt, 0) : 0;
      if (has_row)
        g_hash_table_add (candidates, g_memdup2 (&id, sizeof id));
    }

  return TRUE;
}

static GArray *
filter_unread (GuichetMarkReader  *reader,
               GHashTable         *candidates,
               GError            **error)
{
  g_autoptr(GArray) unread = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, candidates);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_autoptr(GuichetMark) mark = guichet_mark_reader_read (reader, *(gint64 *) id, error);

      if (mark == NULL)
        return NULL;
      if (mark->unread)
        g_array_append_vals (unread, id, 1);
    }

  return g_steal_pointer (&unread);
}

/* Only what changed since the first load, or was looked at, can be unread; of
 * a queue, only its tickets matter. Those are asked one by one. */
static GArray *
list_unread (GuichetDb     *cache,
             GuichetDb     *user,
             GuichetRules  *rules,
             GuichetView    view,
             GError       **error)
{
  g_autoptr(GHashTable) candidates = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_auto(GuichetMarkReader) reader = { NULL };
  g_autofree char *changed_sql = g_strdup_printf ("SELECT id FROM ticket WHERE %s AND last_update > ?1",
                                                  guichet_list_sql_get_view (view));
  g_autofree char *view_sql = g_strdup_printf ("SELECT id FROM ticket WHERE %s", guichet_list_sql_get_view (view));

  if (!guichet_mark_reader_init (&reader, cache, user, rules, error))
    return NULL;

  if (view != GUICHET_VIEW_ALL)
    {
      if (!add_candidates (cache, view_sql, NULL, candidates, error))
        return NULL;
    }
  else if ((reader.baseline != NULL && !add_candidates (cache, changed_sql, reader.baseline, candidates, error)) ||
           !add_candidates (user, LOOKED_AT_SQL, NULL, candidates, error))
    return NULL;

  return filter_unread (&reader, candidates, error);
}

/* ---- at risk */

static GArray *
list_at_risk (GuichetDb     *cache,
              GuichetRules  *rules,
              GError       **error)
{
  GuichetIdentity *identity = guichet_rules_get_identity (rules);
  g_autoptr(GTimeZone) zone = identity != NULL ? guichet_identity_dup_zone (identity) : NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (cache, "SELECT id, deadline, start_date FROM ticket WHERE vanished = 0"
                                          " AND deadline IS NOT NULL", error)))
    return NULL;
  for (;;)
    {
      gint64 id;

      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&ids);
      id = guichet_db_stmt_get_int64 (stmt, 0);
      if (guichet_deadline_is_at_risk (guichet_db_stmt_get_text (stmt, 1), guichet_db_stmt_get_text (stmt, 2), zone, now))
        g_array_append_val (ids, id);
    }
}

/**
 * guichet_list_sets_read:
 * @kind: a criterion that is about no column
 * @view: what is asked; of everything else the answer need not tell
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the tickets for
 *   which it holds
 */
GArray *
guichet_list_sets_read (GuichetCriterionKind   kind,
                        GuichetDb             *cache,
                        GuichetDb             *user,
                        GuichetRules          *rules,
                        GuichetView            view,
                        GError               **error)
{
  switch (kind)
    {
    case GUICHET_CRITERION_UNREAD:
      return list_unread (cache, user, rules, view, error);

    case GUICHET_CRITERION_STARRED:
      return guichet_ticket_table_list (user, STARRED_SQL, 0, error);

    case GUICHET_CRITERION_AT_RISK:
      return list_at_risk (cache, rules, error);

    case GUICHET_CRITERION_DRAFT:
      return guichet_ticket_table_list (user, DRAFT_SQL, 0, error);

    case GUICHET_CRITERION_FIELD:
    case GUICHET_CRITERION_REOPENED:
    default:
      g_assert_not_reached ();
    }
}

#include "config.h"

#include "store/figures.h"

#include "store/list-reader.h"
#include "store/store-private.h"

/* ---- counts */

typedef struct
{
  GuichetStore *store;
  GPtrArray    *queries;
  GArray       *counts;
} Counting;

static gboolean
count_all (GuichetDb  *cache,
           gpointer    data,
           GError    **error)
{
  Counting *counting = data;
  g_autoptr(GuichetRules) rules = _guichet_store_dup_rules (counting->store);

  for (guint i = 0; i < counting->queries->len; i++)
    {
      guint count;

      if (!guichet_list_count (cache, counting->store->reader.user, rules, g_ptr_array_index (counting->queries, i),
                               &count, error))
        return FALSE;
      g_array_append_val (counting->counts, count);
    }

  return TRUE;
}

static gpointer
count_queries_job (GuichetStore  *self,
                   gpointer       data,
                   GError       **error)
{
  g_autoptr(GArray) counts = g_array_new (FALSE, FALSE, sizeof (guint));
  Counting counting = { self, data, counts };

  return guichet_db_look (self->reader.cache, count_all, &counting, error) ? g_steal_pointer (&counts) : NULL;
}

static const GuichetStoreCall count_queries_call = {
  .func = count_queries_job,
  .free_data = (GDestroyNotify) g_ptr_array_unref,
  .free_result = (GDestroyNotify) g_array_unref,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

/**
 * guichet_store_count_queries:
 *
 * Returns: (transfer full) (nullable) (element-type guint): all of the same
 *   moment, so that they fit together
 */
GArray *
guichet_store_count_queries (GuichetStore  *self,
                             GPtrArray     *queries,
                             GCancellable  *cancellable,
                             GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);
  g_return_val_if_fail (queries != NULL, NULL);

  return _guichet_store_call (self, &count_queries_call, queries, cancellable, error);
}

static GPtrArray *
copy_queries (GPtrArray *queries)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_ticket_query_free);

  for (guint i = 0; i < queries->len; i++)
    g_ptr_array_add (copy, guichet_ticket_query_copy (g_ptr_array_index (queries, i)));

  return copy;
}

void
guichet_store_count_queries_async (GuichetStore        *self,
                                   GPtrArray           *queries,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (queries != NULL);

  _guichet_store_begin (self, &count_queries_call, copy_queries (queries), cancellable, callback, user_data);
}

GArray *
guichet_store_count_queries_finish (GuichetStore  *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return _guichet_store_finish (self, &count_queries_call, result, error);
}

/* ---- arrivals and resolutions */

/* A ticket that was resolved since a day has changed since that day: the index
 * of the changes leads to the few rows that matter. */
#define ARRIVED_SQL \
  "SELECT substr (start_date, 1, 10), count(*) FROM ticket WHERE vanished = 0 AND start_date >= ?1" \
  " AND team IN (SELECT value FROM json_each (?2)) GROUP BY 1"
#define RESOLVED_SQL \
  "SELECT substr (resolution_date, 1, 10), count(*) FROM ticket WHERE vanished = 0 AND last_update >= ?1" \
  " AND resolution_date >= ?1 AND team IN (SELECT value FROM json_each (?2)) GROUP BY 1"

static char *
print_teams (GuichetIdentity *identity)
{
  g_autoptr(GString) out = g_string_new ("[");

  for (guint i = 0; identity != NULL && i < identity->teams->len; i++)
    g_string_append_printf (out, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (identity->teams, gint64, i));
  g_string_append_c (out, ']');

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Calendar days of the server's zone: its times are text in that zone. */
static GArray *
make_days (GuichetIdentity *identity,
           guint            n_days)
{
  g_autoptr(GTimeZone) zone = identity != NULL ? guichet_identity_dup_zone (identity) : g_time_zone_new_local ();
  g_autoptr(GDateTime) today = g_date_time_new_now (zone);
  GArray *days = g_array_new (FALSE, TRUE, sizeof (GuichetActivityDay));

  for (guint i = 0; i < n_days; i++)
    {
      g_autoptr(GDateTime) when = g_date_time_add_days (today, (int) i - (int) n_days + 1);
      g_autofree char *date = g_date_time_format (when, "%Y-%m-%d");
      GuichetActivityDay day = { .arrived = 0 };

      g_strlcpy (day.date, date, sizeof day.date);
      g_array_append_val (days, day);
    }

  return days;
}

static GuichetActivityDay *
find_day (GArray     *days,
          const char *date)
{
  for (guint i = 0; i < days->len; i++)
    {
      GuichetActivityDay *day = &g_array_index (days, GuichetActivityDay, i);

      if (g_strcmp0 (day->date, date) == 0)
        return day;
    }

  return NULL;
}

static gboolean
read_days (GuichetDb   *cache,
           const char  *sql,
           const char  *teams,
           gboolean     resolved,
           GArray      *days,
           GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (cache, sql, error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, g_array_index (days, GuichetActivityDay, 0).date);
  guichet_db_stmt_bind_text (stmt, 2, teams);
  for (;;)
    {
      GuichetActivityDay *day;

      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if ((day = find_day (days, guichet_db_stmt_get_text (stmt, 0))) == NULL)
        continue;
      if (resolved)
        day->resolved = (guint) guichet_db_stmt_get_int64 (stmt, 1);
      else
        day->arrived = (guint) guichet_db_stmt_get_int64 (stmt, 1);
    }
}

static gpointer
read_activity_job (GuichetStore  *self,
                   gpointer       data,
                   GError       **error)
{
  g_autoptr(GuichetRules) rules = _guichet_store_dup_rules (self);
  GuichetIdentity *identity = guichet_rules_get_identity (rules);
  g_autoptr(GArray) days = make_days (identity, GPOINTER_TO_UINT (data));
  g_autofree char *teams = print_teams (identity);

  if (days->len > 0 && (!read_days (self->reader.cache, ARRIVED_SQL, teams, FALSE, days, error) ||
                        !read_days (self->reader.cache, RESOLVED_SQL, teams, TRUE, days, error)))
    return NULL;

  return g_steal_pointer (&days);
}

static const GuichetStoreCall read_activity_call = {
  .func = read_activity_job,
  .free_result = (GDestroyNotify) g_array_unref,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

/**
 * guichet_store_read_activity:
 *
 * Returns: (transfer full) (nullable) (element-type GuichetActivityDay):
 *   @n_days days, oldest first
 */
GArray *
guichet_store_read_activity (GuichetStore  *self,
                             guint          n_days,
                             GCancellable  *cancellable,
                             GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);

  return _guichet_store_call (self, &read_activity_call, GUINT_TO_POINTER (n_days), cancellable, error);
}

void
guichet_store_read_activity_async (GuichetStore        *self,
                                   guint                n_days,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));

  _guichet_store_begin (self, &read_activity_call, GUINT_TO_POINTER (n_days), cancellable, callback, user_data);
}

GArray *
guichet_store_read_activity_finish (GuichetStore  *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return _guichet_store_finish (self, &read_activity_call, result, error);
}

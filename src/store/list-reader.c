#include "config.h"

#include "store/list-reader.h"

#include "store/id-map.h"
#include "store/list-criteria.h"
#include "store/list-sets.h"
#include "store/list-sql.h"
#include "util/text.h"

/**
 * guichet_grouped_ids_free:
 */
void
guichet_grouped_ids_free (GuichetGroupedIds *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->runs, g_array_unref);
  g_free (self);
}

static GuichetGroupedIds *
new_result (gboolean is_grouped)
{
  GuichetGroupedIds *result = g_new0 (GuichetGroupedIds, 1);

  result->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (is_grouped)
    result->runs = g_array_new (FALSE, FALSE, sizeof (guint));

  return result;
}

/* ---- one statement that gives the order */

/* Tells rows whose second column is the same from others. */
typedef struct
{
  char     *last;
  gboolean  any;
} Comparer;

static void
comparer_clear (Comparer *self)
{
  g_free (self->last);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Comparer, comparer_clear)

static gboolean
differs_from_last (Comparer      *self,
                   GuichetDbStmt *stmt)
{
  const char *value = guichet_db_stmt_get_text (stmt, 1);
  gboolean differs = !self->any || g_strcmp0 (self->last, value) != 0;

  if (differs)
    g_set_str (&self->last, value);
  self->any = TRUE;

  return differs;
}

static void
count_run (GuichetGroupedIds *result,
           gboolean           begins)
{
  const guint none = 0;

  if (begins)
    g_array_append_val (result->runs, none);
  g_array_index (result->runs, guint, result->runs->len - 1)++;
}

static gboolean
read_ordered (GuichetDb             *cache,
              const GuichetListSql  *sql,
              gboolean               with_runs,
              GuichetGroupedIds     *result,
              GError               **error)
{
  g_auto(Comparer) comparer = { NULL };
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (cache, sql->text->str, error)))
    return FALSE;
  guichet_list_sql_bind (sql, stmt);
  for (;;)
    {
      gint64 id;

      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      id = guichet_db_stmt_get_int64 (stmt, 0);
      g_array_append_val (result->ids, id);
      if (with_runs)
        count_run (result, differs_from_last (&comparer, stmt));
    }
}

/* ---- the ranks of a level */

/* Everything in the order of @level; equal values have the same rank. */
static GuichetIdMap *
read_ranks (GuichetDb       *cache,
            GuichetSortKey   level,
            guint           *out_n_ranks,
            GError         **error)
{
  g_autoptr(GuichetIdMap) ranks = guichet_id_map_new ();
  g_auto(GuichetListSql) sql = { NULL };
  g_auto(Comparer) comparer = { NULL };
  g_autoptr(GuichetDbStmt) stmt = NULL;
  guint n_ranks = 0;
  gboolean has_row;

  guichet_list_sql_init (&sql);
  guichet_list_sql_build_ranks (&sql, level);
  if (!(stmt = guichet_db_prepare (cache, sql.text->str, error)))
    return NULL;
  for (;;)
    {
      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      n_ranks += differs_from_last (&comparer, stmt);
      guichet_id_map_set (ranks, guichet_db_stmt_get_int64 (stmt, 0), n_ranks - 1);
    }

  *out_n_ranks = n_ranks;
  return g_steal_pointer (&ranks);
}

/* A counting sort: those of one rank stay in the order in which they are.
 * Returns: (transfer full): how many there are of each rank */
static GArray *
sort_by_rank (GArray             *ids,
              const GuichetIdMap *ranks,
              guint               n_ranks)
{
  GArray *counts = g_array_sized_new (FALSE, TRUE, sizeof (guint), n_ranks);
  g_autofree guint *places = g_new0 (guint, n_ranks + 1);
  g_autofree guint *rank_of = g_new0 (guint, ids->len + 1);
  g_autofree gint64 *sorted = g_new (gint64, ids->len + 1);

  g_array_set_size (counts, n_ranks);
  for (guint i = 0; i < ids->len; i++)
    {
      guichet_id_map_lookup (ranks, g_array_index (ids, gint64, i), &rank_of[i]);
      g_array_index (counts, guint, rank_of[i])++;
    }
  for (guint rank = 0; rank < n_ranks; rank++)
    places[rank + 1] = places[rank] + g_array_index (counts, guint, rank);
  for (guint i = 0; i < ids->len; i++)
    sorted[places[rank_of[i]]++] = g_array_index (ids, gint64, i);
  memcpy (ids->data, sorted, ids->len * sizeof *sorted);

  return counts;
}

static void
take_runs (GuichetGroupedIds *result,
           GArray            *counts)
{
  for (guint rank = 0; rank < counts->len; rank++)
    if (g_array_index (counts, guint, rank) > 0)
      g_array_append_val (result->runs, g_array_index (counts, guint, rank));
}

static gboolean
sort_by_level (GuichetDb          *cache,
               GuichetSortKey      level,
               gboolean            is_group,
               GuichetGroupedIds  *result,
               GError            **error)
{
  guint n_ranks;
  g_autoptr(GuichetIdMap) ranks = NULL;
  g_autoptr(GArray) counts = NULL;

  if (result->ids->len == 0)
    return TRUE;
  if ((ranks = read_ranks (cache, level, &n_ranks, error)) == NULL)
    return FALSE;

  counts = sort_by_rank (result->ids, ranks, n_ranks);
  if (is_group)
    take_runs (result, counts);

  return TRUE;
}

/* From the last level but one up to the first. */
static gboolean
sort_by_levels (GuichetDb                 *cache,
                const GuichetTicketQuery  *query,
                GuichetGroupedIds         *result,
                GError                   **error)
{
  GuichetSortKey levels[GUICHET_N_SORT_KEYS + 1];
  guint n_levels = guichet_list_sql_get_levels (query, levels);

  for (guint i = n_levels - 1; i > 0; i--)
    if (!sort_by_level (cache, levels[i - 1], i == 1 && query->group != GUICHET_GROUP_NONE, result, error))
      return FALSE;

  return TRUE;
}

/* ---- conditions that are no part of the statement */

typedef struct
{
  GuichetDb                *user;
  GuichetRules             *rules;
  const GuichetTicketQuery *query;
  GuichetGroupedIds        *result;
} Reading;

/* Takes those of a group out of its run. */
static void
shorten_run (GuichetGroupedIds *result,
             const guint       *run_of,
             guint              i)
{
  if (result->runs != NULL && run_of != NULL)
    g_array_index (result->runs, guint, run_of[i])--;
}

static guint *
list_runs (GuichetGroupedIds *result)
{
  guint *run_of;
  guint n = 0;

  if (result->runs == NULL || result->runs->len == 0)
    return NULL;

  run_of = g_new0 (guint, result->ids->len);
  for (guint run = 0; run < result->runs->len; run++)
    for (guint i = g_array_index (result->runs, guint, run); i > 0; i--)
      run_of[n++] = run;

  return run_of;
}

static void
drop_empty_runs (GArray *runs)
{
  guint n = 0;

  for (guint run = 0; run < runs->len; run++)
    if (g_array_index (runs, guint, run) > 0)
      g_array_index (runs, guint, n++) = g_array_index (runs, guint, run);
  g_array_set_size (runs, n);
}

/* Keeps those that are among @wanted, or those that are not. */
static void
keep (GuichetGroupedIds *result,
      GArray            *wanted,
      gboolean           turned_round)
{
  g_autoptr(GuichetIdMap) map = guichet_id_map_of (wanted);
  g_autofree guint *run_of = list_runs (result);
  guint n = 0;

  for (guint i = 0; i < result->ids->len; i++)
    {
      gint64 id = g_array_index (result->ids, gint64, i);

      if (guichet_id_map_lookup (map, id, NULL) != turned_round)
        g_array_index (result->ids, gint64, n++) = id;
      else
        shorten_run (result, run_of, i);
    }
  g_array_set_size (result->ids, n);
  if (run_of != NULL)
    drop_empty_runs (result->runs);
}

static GArray *
read_condition (GuichetDb             *cache,
                const GuichetListSql  *sql,
                GError               **error)
{
  g_autoptr(GuichetGroupedIds) found = new_result (FALSE);

  return read_ordered (cache, sql, FALSE, found, error) ? g_steal_pointer (&found->ids) : NULL;
}

static GArray *
read_criterion (GuichetDb               *cache,
                Reading                 *reading,
                const GuichetCriterion  *criterion,
                GError                 **error)
{
  g_auto(GuichetListSql) sql = { NULL };

  if (!guichet_list_criteria_is_column (criterion))
    return guichet_list_sets_read (criterion->kind, cache, reading->user, reading->rules, reading->query->view, error);

  guichet_list_sql_init (&sql);
  guichet_list_sql_build_condition (&sql, criterion);
  return read_condition (cache, &sql, error);
}

static gboolean
apply_criteria (GuichetDb  *cache,
                Reading    *reading,
                GError    **error)
{
  GPtrArray *criteria = reading->query->criteria;
  gboolean is_large = guichet_list_sql_is_large (reading->query);

  for (guint i = 0; criteria != NULL && i < criteria->len; i++)
    {
      const GuichetCriterion *criterion = g_ptr_array_index (criteria, i);
      g_autoptr(GArray) ids = NULL;

      if (!guichet_list_criteria_asks (criterion) || (!is_large && guichet_list_criteria_is_column (criterion)))
        continue;
      if ((ids = read_criterion (cache, reading, criterion, error)) == NULL)
        return FALSE;
      keep (reading->result, ids, guichet_list_criteria_is_turned_round (criterion));
    }

  return TRUE;
}

static gboolean
apply_filter (GuichetDb  *cache,
              Reading    *reading,
              GError    **error)
{
  g_auto(GuichetListSql) sql = { NULL };
  g_autoptr(GArray) ids = NULL;

  guichet_list_sql_init (&sql);
  if (!guichet_list_sql_is_large (reading->query) || !guichet_list_sql_build_filter (&sql, reading->query->filter))
    return TRUE;
  if ((ids = read_condition (cache, &sql, error)) == NULL)
    return FALSE;

  keep (reading->result, ids, FALSE);
  return TRUE;
}

/* ---- one state of the file for all statements */

static gboolean
read_list (GuichetDb  *cache,
           gpointer    data,
           GError    **error)
{
  Reading *reading = data;
  const GuichetTicketQuery *query = reading->query;
  gboolean is_ranked = guichet_list_sql_is_ranked (query);
  g_auto(GuichetListSql) sql = { NULL };

  guichet_list_sql_init (&sql);
  guichet_list_sql_build (&sql, query);

  return read_ordered (cache, &sql, reading->result->runs != NULL && !is_ranked, reading->result, error) &&
         apply_filter (cache, reading, error) && apply_criteria (cache, reading, error) &&
         (!is_ranked || sort_by_levels (cache, query, reading->result, error));
}

/**
 * guichet_list_read:
 *
 * Returns: (transfer full) (nullable): with runs if @query has a group
 */
GuichetGroupedIds *
guichet_list_read (GuichetDb                 *cache,
                   GuichetDb                 *user,
                   GuichetRules              *rules,
                   const GuichetTicketQuery  *query,
                   GError                   **error)
{
  g_autoptr(GuichetGroupedIds) result = new_result (query->group != GUICHET_GROUP_NONE);
  Reading reading = { user, rules, query, result };

  return guichet_db_look (cache, read_list, &reading, error) ? g_steal_pointer (&result) : NULL;
}

static gboolean
has_conditions (const GuichetTicketQuery *query)
{
  return (query->criteria != NULL && query->criteria->len > 0) || !guichet_text_is_empty (query->filter);
}

static gboolean
count_view (GuichetDb    *cache,
            GuichetView   view,
            guint        *out_count,
            GError      **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM ticket WHERE %s", guichet_list_sql_get_view (view));
  gint64 count;

  if (!guichet_db_read_int64 (cache, view == GUICHET_VIEW_ALL ? GUICHET_COUNT_ALL_SQL : sql, &count, error))
    return FALSE;

  *out_count = (guint) count;
  return TRUE;
}

/**
 * guichet_list_count:
 *
 * Inside a look at @cache, so that several counts fit together.
 */
gboolean
guichet_list_count (GuichetDb                 *cache,
                    GuichetDb                 *user,
                    GuichetRules              *rules,
                    const GuichetTicketQuery  *query,
                    guint                     *out_count,
                    GError                   **error)
{
  GuichetTicketQuery bare = { .view = query->view, .filter = query->filter, .criteria = query->criteria };
  g_autoptr(GuichetGroupedIds) result = NULL;
  Reading reading = { user, rules, &bare, NULL };

  if (!has_conditions (query))
    return count_view (cache, query->view, out_count, error);

  reading.result = result = new_result (FALSE);
  if (!read_list (cache, &reading, error))
    return FALSE;

  *out_count = result->ids->len;
  return TRUE;
}

#include "config.h"

#include "store/list-reader.h"

#include "store/list-sets.h"
#include "store/list-sql.h"

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

typedef struct
{
  gint64 id;
  guint  rank;
} Ranked;

static void
index_ranks (GArray     *ranked,
             GHashTable *ranks)
{
  for (guint i = 0; i < ranked->len; i++)
    {
      Ranked *entry = &g_array_index (ranked, Ranked, i);

      g_hash_table_insert (ranks, &entry->id, GUINT_TO_POINTER (entry->rank));
    }
}

/* Everything in the order of @level; equal values have the same rank. */
static GArray *
read_ranks (GuichetDb       *cache,
            GuichetSortKey   level,
            guint           *out_n_ranks,
            GError         **error)
{
  g_autoptr(GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
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
      Ranked entry;

      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      n_ranks += differs_from_last (&comparer, stmt);
      entry = (Ranked) { guichet_db_stmt_get_int64 (stmt, 0), n_ranks - 1 };
      g_array_append_val (ranked, entry);
    }

  *out_n_ranks = n_ranks;
  return g_steal_pointer (&ranked);
}

/* A counting sort: those of one rank stay in the order in which they are.
 * Returns: (transfer full): how many there are of each rank */
static GArray *
sort_by_rank (GArray     *ids,
              GHashTable *ranks,
              guint       n_ranks)
{
  GArray *counts = g_array_sized_new (FALSE, TRUE, sizeof (guint), n_ranks);
  g_autofree guint *places = g_new0 (guint, n_ranks + 1);
  g_autofree gint64 *sorted = g_new (gint64, ids->len + 1);

  g_array_set_size (counts, n_ranks);
  for (guint i = 0; i < ids->len; i++)
    g_array_index (counts, guint, GPOINTER_TO_UINT (g_hash_table_lookup (ranks, &g_array_index (ids, gint64, i))))++;
  for (guint rank = 0; rank < n_ranks; rank++)
    places[rank + 1] = places[rank] + g_array_index (counts, guint, rank);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      sorted[places[GPOINTER_TO_UINT (g_hash_table_lookup (ranks, &id))]++] = id;
    }
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
  g_autoptr(GArray) ranked = read_ranks (cache, level, &n_ranks, error);
  g_autoptr(GHashTable) ranks = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr(GArray) counts = NULL;

  if (ranked == NULL)
    return FALSE;
  if (result->ids->len == 0)
    return TRUE;

  index_ranks (ranked, ranks);
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

/* ---- one state of the file for all statements */

typedef struct
{
  GuichetDb                *user;
  GuichetRules             *rules;
  const GuichetTicketQuery *query;
  GuichetGroupedIds        *result;
} Reading;

static gboolean
read_list (GuichetDb  *cache,
           gpointer    data,
           GError    **error)
{
  Reading *reading = data;
  const GuichetTicketQuery *query = reading->query;
  gboolean is_ranked = guichet_list_sql_is_ranked (query);
  g_auto(GuichetListSets) sets = { { NULL } };
  g_auto(GuichetListSql) sql = { NULL };

  if (!guichet_list_sets_read (&sets, cache, reading->user, reading->rules, query, error))
    return FALSE;
  guichet_list_sql_init (&sql);
  guichet_list_sql_build (&sql, query, &sets);

  return read_ordered (cache, &sql, reading->result->runs != NULL && !is_ranked, reading->result, error) &&
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
  return (query->criteria != NULL && query->criteria->len > 0) || (query->filter != NULL && *query->filter != '\0');
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
  g_auto(GuichetListSets) sets = { { NULL } };
  g_auto(GuichetListSql) sql = { NULL };
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!guichet_list_sets_read (&sets, cache, user, rules, query, error))
    return FALSE;
  guichet_list_sql_init (&sql);
  if (query->view == GUICHET_VIEW_ALL && !has_conditions (query))
    g_string_append (sql.text, GUICHET_COUNT_ALL_SQL);
  else
    guichet_list_sql_build_count (&sql, query, &sets);

  if (!(stmt = guichet_db_prepare (cache, sql.text->str, error)))
    return FALSE;
  guichet_list_sql_bind (&sql, stmt);
  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;

  *out_count = (guint) guichet_db_stmt_get_int64 (stmt, 0);
  return TRUE;
}

#include "config.h"

#include "store/list-sql.h"

#include "store/list-criteria.h"
#include "util/text.h"

/* Constants, not values to bind: a partial index is used only if the text of
 * the query implies the text of the index. Numbers: see rules.h. */
static const char * const view_conditions[GUICHET_N_VIEWS] = {
  [GUICHET_VIEW_ALL] = "vanished = 0",
  [GUICHET_VIEW_MINE] = "queue = 1",
  [GUICHET_VIEW_TO_TAKE] = "queue = 2",
  [GUICHET_VIEW_TAKEN] = "queue = 3",
  [GUICHET_VIEW_RESOLVED_MINE] = "queue = 4",
  [GUICHET_VIEW_RESOLVED_TEAM] = "queue >= 4",
  [GUICHET_VIEW_OPEN] = "queue BETWEEN 1 AND 3",
};

static const char * const sort_columns[GUICHET_N_SORTS] = {
  [GUICHET_SORT_LAST_UPDATE] = "last_update",
  [GUICHET_SORT_REF] = "ref_number",
  [GUICHET_SORT_TITLE] = "title_key",
  [GUICHET_SORT_START_DATE] = "start_date",
  [GUICHET_SORT_STATUS] = "status_rank",
  [GUICHET_SORT_SERVICE] = "service_key",
  [GUICHET_SORT_CALLER] = "caller_key",
  [GUICHET_SORT_TEAM] = "team_key",
  [GUICHET_SORT_SITE] = "site_key",
  [GUICHET_SORT_AGENT] = "agent_key",
  [GUICHET_SORT_TIME_LEFT] = "deadline",
};

/* A group is the first level of the order. */
static const GuichetSort group_sorts[GUICHET_N_GROUPS] = {
  [GUICHET_GROUP_NONE] = GUICHET_N_SORTS,
  [GUICHET_GROUP_STATUS] = GUICHET_SORT_STATUS,
  [GUICHET_GROUP_SERVICE] = GUICHET_SORT_SERVICE,
  [GUICHET_GROUP_TEAM] = GUICHET_SORT_TEAM,
  [GUICHET_GROUP_SITE] = GUICHET_SORT_SITE,
  [GUICHET_GROUP_CALLER] = GUICHET_SORT_CALLER,
};

/* ---- the text and its values */

void
guichet_list_sql_init (GuichetListSql *self)
{
  self->text = g_string_new (NULL);
  self->values = g_ptr_array_new_with_free_func (g_free);
}

void
guichet_list_sql_clear (GuichetListSql *self)
{
  if (self->text != NULL)
    g_string_free (g_steal_pointer (&self->text), TRUE);
  g_clear_pointer (&self->values, g_ptr_array_unref);
}

/* Returns: the number of the parameter that is bound to @value */
guint
guichet_list_sql_add_value (GuichetListSql *self,
                            const char     *value)
{
  g_ptr_array_add (self->values, g_strdup (value));

  return self->values->len;
}

/* @self must live until @stmt is released. */
void
guichet_list_sql_bind (const GuichetListSql *self,
                       GuichetDbStmt        *stmt)
{
  for (guint i = 0; i < self->values->len; i++)
    guichet_db_stmt_bind_text (stmt, (int) i + 1, g_ptr_array_index (self->values, i));
}

/* ---- conditions */

const char *
guichet_list_sql_get_view (GuichetView view)
{
  return view_conditions[view];
}

/* The words of a filter as table ticket_filter has them. */
static char **
split_words (const char *filter)
{
  g_autofree char *folded = guichet_text_fold (filter);
  g_autofree char *line = guichet_text_single_line (folded);
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  g_auto(GStrv) parts = g_strsplit (line, " ", GUICHET_FILTER_WORDS_MAX + 1);

  for (guint i = 0; parts[i] != NULL && i < GUICHET_FILTER_WORDS_MAX; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (words, parts[i]);

  return g_strv_builder_end (words);
}

/* A word with a hyphen is also looked for without it: "wi-fi", "wifi". */
static void
append_word (GuichetListSql *self,
             const char     *word)
{
  g_autofree char *joined = guichet_text_join_hyphens (word);
  guint n = guichet_list_sql_add_value (self, word);

  if (*joined == '\0')
    g_string_append_printf (self->text, " AND instr (f.folded, ?%u)", n);
  else
    g_string_append_printf (self->text, " AND (instr (f.folded, ?%u) OR instr (f.folded, ?%u))", n,
                            guichet_list_sql_add_value (self, joined));
}

static gboolean
append_words (GuichetListSql *self,
              const char     *filter)
{
  g_auto(GStrv) words = split_words (filter);

  for (guint i = 0; words[i] != NULL; i++)
    append_word (self, words[i]);

  return words[0] != NULL;
}

/* A queue is small: each of its tickets is looked at. */
static void
append_conditions (GuichetListSql           *self,
                   const GuichetTicketQuery *query)
{
  for (guint i = 0; query->criteria != NULL && i < query->criteria->len; i++)
    {
      const GuichetCriterion *criterion = g_ptr_array_index (query->criteria, i);

      if (!guichet_list_criteria_asks (criterion) || !guichet_list_criteria_is_column (criterion))
        continue;

      g_string_append (self->text, guichet_list_criteria_is_turned_round (criterion) ? " AND NOT ifnull ((" :
                                                                                       " AND ifnull ((");
      guichet_list_criteria_append (self, criterion);
      g_string_append (self->text, "), 0)");
    }
}

static void
append_filter (GuichetListSql *self,
               const char     *filter)
{
  if (guichet_text_is_empty (filter))
    return;

  g_string_append (self->text, " AND EXISTS (SELECT 1 FROM ticket_filter AS f WHERE f.id = ticket.id");
  append_words (self, filter);
  g_string_append_c (self->text, ')');
}

/* ---- order */

/**
 * guichet_list_sql_get_levels:
 *
 * Returns: how many levels the order has: the group first, then the keys
 */
guint
guichet_list_sql_get_levels (const GuichetTicketQuery *query,
                             GuichetSortKey            levels[GUICHET_N_SORT_KEYS + 1])
{
  guint n = 0;

  if (query->group != GUICHET_GROUP_NONE)
    levels[n++] = (GuichetSortKey) { group_sorts[query->group], TRUE };
  for (guint i = 0; i < query->n_keys; i++)
    levels[n++] = query->keys[i];
  if (n == 0)
    levels[n++] = (GuichetSortKey) { GUICHET_SORT_LAST_UPDATE, FALSE };

  return n;
}

/**
 * guichet_list_sql_is_large:
 *
 * Everything may be a million tickets, a queue is a few hundred. Conditions on
 * everything are statements of their own, each a pass over the narrowest index
 * that has its column; those on a queue are part of its statement.
 */
gboolean
guichet_list_sql_is_large (const GuichetTicketQuery *query)
{
  return query->view == GUICHET_VIEW_ALL;
}

/**
 * guichet_list_sql_is_ranked:
 *
 * Sorting everything by several levels takes longer than a pass over the index
 * of each level.
 *
 * Returns: whether the statement of @query gives the order of its last level
 *   only, and the ranks of the other levels are to be read
 */
gboolean
guichet_list_sql_is_ranked (const GuichetTicketQuery *query)
{
  GuichetSortKey levels[GUICHET_N_SORT_KEYS + 1];

  return guichet_list_sql_is_large (query) && guichet_list_sql_get_levels (query, levels) > 1;
}

static void
append_level (GuichetListSql *self,
              GuichetSortKey  level)
{
  g_string_append_printf (self->text, "%s %s", sort_columns[level.sort], level.ascending ? "ASC" : "DESC");
  /* NULL is less than anything: what has no deadline comes last both ways. */
  if (level.sort == GUICHET_SORT_TIME_LEFT && level.ascending)
    g_string_append (self->text, " NULLS LAST");
}

static void
append_order (GuichetListSql       *self,
              const GuichetSortKey *levels,
              guint                 n_levels)
{
  g_string_append (self->text, " ORDER BY ");
  for (guint i = 0; i < n_levels; i++)
    {
      append_level (self, levels[i]);
      g_string_append (self->text, ", ");
    }
  g_string_append_printf (self->text, "id %s", levels[n_levels - 1].ascending ? "ASC" : "DESC");
}

/* ---- statements */

/**
 * guichet_list_sql_build:
 *
 * The ids in their order, with the group beside them where there is one and
 * the statement is not ranked. Of everything all of them, of a queue those for
 * which the conditions about columns hold. The id ends every order and is part
 * of every index, so that no sort is needed.
 *
 * All SQL that depends on a person's choice is made here.
 */
void
guichet_list_sql_build (GuichetListSql           *self,
                        const GuichetTicketQuery *query)
{
  GuichetSortKey levels[GUICHET_N_SORT_KEYS + 1];
  guint n_levels = guichet_list_sql_get_levels (query, levels);
  gboolean is_ranked = guichet_list_sql_is_ranked (query);

  g_string_append (self->text, "SELECT id");
  if (query->group != GUICHET_GROUP_NONE && !is_ranked)
    g_string_append_printf (self->text, ", %s", sort_columns[levels[0].sort]);
  g_string_append_printf (self->text, " FROM ticket WHERE %s", view_conditions[query->view]);
  if (!guichet_list_sql_is_large (query))
    {
      append_filter (self, query->filter);
      append_conditions (self, query);
    }
  append_order (self, is_ranked ? &levels[n_levels - 1] : levels, is_ranked ? 1 : n_levels);
}

/**
 * guichet_list_sql_build_ranks:
 *
 * A query for everything in the order of one level, with its column.
 */
void
guichet_list_sql_build_ranks (GuichetListSql *self,
                              GuichetSortKey  key)
{
  g_string_append_printf (self->text, "SELECT id, %s FROM ticket WHERE %s", sort_columns[key.sort],
                          view_conditions[GUICHET_VIEW_ALL]);
  append_order (self, &key, 1);
}

/**
 * guichet_list_sql_build_condition:
 * @criterion: one that asks, about a column
 *
 * A query for everything for which @criterion holds before it is turned round.
 */
void
guichet_list_sql_build_condition (GuichetListSql         *self,
                                  const GuichetCriterion *criterion)
{
  g_string_append_printf (self->text, "SELECT id FROM ticket WHERE %s AND (", view_conditions[GUICHET_VIEW_ALL]);
  guichet_list_criteria_append (self, criterion);
  g_string_append_c (self->text, ')');
}

/**
 * guichet_list_sql_build_filter:
 * @filter: (nullable):
 *
 * A query for everything that has the words of @filter: one pass over the
 * narrow table is faster than as many look-ups.
 *
 * Returns: whether there are words
 */
gboolean
guichet_list_sql_build_filter (GuichetListSql *self,
                               const char     *filter)
{
  g_string_append (self->text, "SELECT id FROM ticket_filter AS f WHERE true");

  return append_words (self, filter);
}

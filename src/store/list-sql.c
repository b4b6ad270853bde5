#include "config.h"

#include "store/list-sql.h"

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
  [GUICHET_SORT_CALLER] = "caller_label",
  [GUICHET_SORT_TEAM] = "team_label",
  [GUICHET_SORT_SITE] = "site_label",
  [GUICHET_SORT_AGENT] = "agent_label",
  [GUICHET_SORT_TIME_LEFT] = "ttr_deadline",
};

/* A queue is small: each of its tickets is looked up. Everything may be a
 * million: one pass over the narrow table is faster than as many look-ups. The
 * plus sign keeps SQLite from starting with the hits, which it would have to
 * sort then. */
static void
append_filter (GString *sql,
               gboolean is_large,
               guint    n_words)
{
  if (n_words == 0)
    return;

  g_string_append (sql, is_large ? " AND +id IN (SELECT id FROM ticket_filter AS f WHERE true" :
                                   " AND EXISTS (SELECT 1 FROM ticket_filter AS f WHERE f.id = ticket.id");
  for (guint i = 1; i <= n_words; i++)
    g_string_append_printf (sql, " AND instr (f.folded, ?%u)", i);
  g_string_append_c (sql, ')');
}

/**
 * guichet_list_sql_build:
 * @n_words: of the filter; they are bound to ?1, ?2…
 *
 * All SQL that depends on a person's choice is made here. The id ends every
 * order and is part of every index, so that no sort is needed.
 *
 * Returns: (transfer full): a query for ids
 */
char *
guichet_list_sql_build (const GuichetTicketQuery *query,
                        guint                     n_words)
{
  g_autoptr(GString) sql = g_string_new (NULL);
  const char *direction = query->keys[0].ascending ? "ASC" : "DESC";

  g_string_append_printf (sql, "SELECT id FROM ticket WHERE %s", view_conditions[query->view]);
  append_filter (sql, query->view == GUICHET_VIEW_ALL, n_words);
  g_string_append_printf (sql, " ORDER BY %s %s, id %s", sort_columns[query->keys[0].sort], direction, direction);

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/**
 * guichet_list_sql_split_words:
 * @filter: (nullable): what the person typed
 *
 * Returns: (transfer full): the words as table ticket_filter has them
 */
char **
guichet_list_sql_split_words (const char *filter)
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

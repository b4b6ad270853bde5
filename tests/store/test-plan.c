#include "config.h"

#include "fixture.h"
#include "store/db.h"
#include "store/list-sql.h"

/* Which indexes a query takes decides between a millisecond and seconds at a
 * million tickets. SQLite itself is asked. */

typedef struct
{
  char      *folder;
  GuichetDb *db;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GuichetStore) store = NULL;
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;

  fixture->folder = make_folder ();
  store = open_store (fixture->folder);
  for (gint64 id = 1; id <= 50; id++)
    {
      g_autoptr(GuichetTicket) ticket = make_ticket (id, id % 2 ? "assigned" : "resolved", MY_TEAM, id % 3 ? ME : 0);

      merge_one (store, ticket);
    }
  guichet_store_close (store);

  path = g_build_filename (fixture->folder, "cache.db", NULL);
  fixture->db = guichet_db_open (path, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  guichet_db_close (fixture->db);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static char *
explain (Fixture    *fixture,
         const char *sql)
{
  g_autofree char *query = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  g_autoptr(GString) plan = g_string_new (NULL);
  g_autoptr(GuichetDbStmt) stmt = NULL;
  g_autoptr(GError) error = NULL;
  gboolean has_row = TRUE;

  stmt = guichet_db_prepare (fixture->db, query, &error);
  g_assert_no_error (error);
  while (guichet_db_stmt_step (stmt, &has_row, &error) && has_row)
    g_string_append_printf (plan, "%s\n", guichet_db_stmt_get_text (stmt, 3));
  g_assert_no_error (error);

  return g_string_free (g_steal_pointer (&plan), FALSE);
}

static void
assert_covered (Fixture    *fixture,
                const char *sql,
                const char *index)
{
  g_autofree char *plan = explain (fixture, sql);

  g_test_message ("%s\n%s", sql, plan);
  if (strstr (plan, index) == NULL || strstr (plan, "COVERING INDEX") == NULL || strstr (plan, "TEMP B-TREE") != NULL)
    g_error ("%s\nis done by\n%s", sql, plan);
}

static const char * const index_families[GUICHET_N_VIEWS] = {
  [GUICHET_VIEW_ALL] = "ticket_all_by_",
  [GUICHET_VIEW_MINE] = "ticket_queue_by_",
  [GUICHET_VIEW_TO_TAKE] = "ticket_queue_by_",
  [GUICHET_VIEW_TAKEN] = "ticket_queue_by_",
  [GUICHET_VIEW_RESOLVED_MINE] = "ticket_queue_by_",
  [GUICHET_VIEW_RESOLVED_TEAM] = "ticket_resolved_by_",
};

static const char * const index_orders[GUICHET_N_SORTS] = {
  [GUICHET_SORT_LAST_UPDATE] = "update",
  [GUICHET_SORT_REF] = "ref",
  [GUICHET_SORT_TITLE] = "title",
  [GUICHET_SORT_START_DATE] = "start",
  [GUICHET_SORT_STATUS] = "status",
  [GUICHET_SORT_SERVICE] = "service",
};

static void
test_lists (Fixture       *fixture,
            gconstpointer  data)
{
  for (guint view = 0; view < GUICHET_N_VIEWS; view++)
    for (guint sort = 0; sort < GUICHET_N_SORTS; sort++)
      for (guint ascending = 0; ascending < 2; ascending++)
        for (guint n_words = 0; n_words <= 2; n_words++)
          {
            GuichetTicketQuery query = { .view = view, .keys = { { sort, ascending } }, .n_keys = 1 };
            g_autofree char *sql = guichet_list_sql_build (&query, n_words);
            g_autofree char *index = g_strconcat (index_families[view], index_orders[sort], NULL);

            assert_covered (fixture, sql, index);
          }
}

/* A plan must not depend on figures of the data: there are none, and there
 * may be some one day. */
static void
test_lists_analyzed (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  guichet_db_exec (fixture->db, "ANALYZE", &error);
  g_assert_no_error (error);
  test_lists (fixture, data);
}

static void
test_counts (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *plan = explain (fixture, GUICHET_COUNT_ALL_SQL);

  assert_covered (fixture, GUICHET_COUNT_QUEUES_SQL, "ticket_queue_by_");
  /* The whole is counted over an index, never over the rows. */
  g_assert_nonnull (strstr (plan, "SCAN ticket USING COVERING INDEX ticket_by_category\n"));
  g_assert_nonnull (strstr (plan, "SCAN ticket USING COVERING INDEX ticket_vanished\n"));
}

static void
test_text (Fixture       *fixture,
           gconstpointer  data)
{
  GuichetTicketQuery mine = { .view = GUICHET_VIEW_MINE, .keys = { { GUICHET_SORT_TITLE, TRUE } }, .n_keys = 1 };
  GuichetTicketQuery all = { .view = GUICHET_VIEW_ALL, .keys = { { GUICHET_SORT_LAST_UPDATE, FALSE } }, .n_keys = 1 };
  g_autofree char *first = guichet_list_sql_build (&mine, 0);
  g_autofree char *second = guichet_list_sql_build (&all, 2);

  g_assert_cmpstr (first, ==, "SELECT id FROM ticket WHERE queue = 1 ORDER BY title_key ASC, id ASC");
  g_assert_cmpstr (second, ==, "SELECT id FROM ticket WHERE vanished = 0 AND +id IN (SELECT id FROM ticket_filter AS f"
                   " WHERE true AND instr (f.folded, ?1) AND instr (f.folded, ?2)) ORDER BY last_update DESC, id DESC");
}

static void
test_others (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct { const char *sql, *index; } cases[] = {
    { "SELECT id FROM ticket WHERE category = 0 AND vanished = 0", "ticket_by_category" },
    { "SELECT id FROM ticket WHERE texts_wanted = 1 AND vanished = 0 ORDER BY category, last_update DESC LIMIT ?1",
      "ticket_without_texts" },
    { "SELECT ticket_id FROM search_queue ORDER BY slot DESC LIMIT ?1", "search_queue_by_slot" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_covered (fixture, cases[i].sql, cases[i].index);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/store/plan/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("lists", test_lists);
  ADD ("lists-analyzed", test_lists_analyzed);
  ADD ("counts", test_counts);
  ADD ("text", test_text);
  ADD ("others", test_others);

  return g_test_run ();
}

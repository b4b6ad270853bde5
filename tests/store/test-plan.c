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

static const char * const index_families[] = {
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
  [GUICHET_SORT_CALLER] = "caller",
  [GUICHET_SORT_TEAM] = "team",
  [GUICHET_SORT_SITE] = "site",
  [GUICHET_SORT_AGENT] = "agent",
  [GUICHET_SORT_TIME_LEFT] = "deadline",
};

static char *
build (const GuichetTicketQuery *query)
{
  g_auto(GuichetListSql) sql = { NULL };

  guichet_list_sql_init (&sql);
  guichet_list_sql_build (&sql, query);

  return g_strdup (sql.text->str);
}

/* The six columns of every list are in an index; the other orders are for
 * everything, since a queue is small. */
static void
assert_list (Fixture        *fixture,
             GuichetView     view,
             GuichetSortKey  key,
             const char     *filter)
{
  GuichetTicketQuery query = { .view = view, .keys = { key }, .n_keys = 1, .filter = (char *) filter };
  g_autofree char *sql = build (&query);
  g_autofree char *index = NULL;
  g_autofree char *plan = NULL;

  if (view < G_N_ELEMENTS (index_families) && (view == GUICHET_VIEW_ALL || key.sort <= GUICHET_SORT_SERVICE))
    {
      index = g_strconcat (index_families[view], index_orders[key.sort], NULL);
      assert_covered (fixture, sql, index);
      return;
    }

  plan = explain (fixture, sql);
  if (strstr (plan, "SEARCH ticket USING") == NULL)
    g_error ("%s\nis done by\n%s", sql, plan);
}

static void
test_lists (Fixture       *fixture,
            gconstpointer  data)
{
  static const char * const filters[] = { NULL, "un", "un wi-fi" };

  for (guint view = 0; view < GUICHET_N_VIEWS; view++)
    for (guint sort = 0; sort < GUICHET_N_SORTS; sort++)
      for (guint ascending = 0; ascending < 2; ascending++)
        for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
          assert_list (fixture, view, (GuichetSortKey) { sort, ascending }, filters[i]);
}

/* The other levels of an order of everything. */
static void
test_ranks (Fixture       *fixture,
            gconstpointer  data)
{
  for (guint sort = 0; sort < GUICHET_N_SORTS; sort++)
    for (guint ascending = 0; ascending < 2; ascending++)
      {
        g_auto(GuichetListSql) sql = { NULL };
        g_autofree char *index = g_strconcat ("ticket_all_by_", index_orders[sort], NULL);

        guichet_list_sql_init (&sql);
        guichet_list_sql_build_ranks (&sql, (GuichetSortKey) { sort, ascending });
        assert_covered (fixture, sql.text->str, index);
      }
}

/* What the usual conditions ask of everything is in an index. */
static void
test_criteria (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct { GuichetField field; GuichetOperator op; const char *value, *index; } cases[] = {
    { GUICHET_FIELD_STATUS, GUICHET_OPERATOR_IS, "new", "ticket_all_by_status" },
    { GUICHET_FIELD_TEAM, GUICHET_OPERATOR_IS, "31", "ticket_all_by_team" },
    { GUICHET_FIELD_TEAM, GUICHET_OPERATOR_CONTAINS, "dsi", "ticket_all_by_team" },
    { GUICHET_FIELD_AGENT, GUICHET_OPERATOR_EMPTY, NULL, "ticket_all_by_agent" },
    { GUICHET_FIELD_SITE, GUICHET_OPERATOR_BEGINS, "lycee", "ticket_all_by_site" },
    { GUICHET_FIELD_CALLER, GUICHET_OPERATOR_CONTAINS, "x", "ticket_all_by_caller" },
    { GUICHET_FIELD_SERVICE, GUICHET_OPERATOR_CONTAINS, "x", "ticket_all_by_service" },
    { GUICHET_FIELD_TITLE, GUICHET_OPERATOR_CONTAINS, "x", "ticket_all_by_title" },
    { GUICHET_FIELD_LAST_UPDATE, GUICHET_OPERATOR_BEFORE, "2024", "ticket_all_by_update" },
    { GUICHET_FIELD_START_DATE, GUICHET_OPERATOR_SINCE, "2024", "ticket_all_by_start" },
    { GUICHET_FIELD_PRIORITY, GUICHET_OPERATOR_IS, "1", "ticket_all_facets" },
    { GUICHET_FIELD_DOMAIN, GUICHET_OPERATOR_IS, "1", "ticket_all_facets" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GuichetCriterion) criterion = guichet_criterion_new_field (cases[i].field, cases[i].op, cases[i].value);
      g_auto(GuichetListSql) sql = { NULL };

      guichet_list_sql_init (&sql);
      guichet_list_sql_build_condition (&sql, criterion);
      assert_covered (fixture, sql.text->str, cases[i].index);
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
  GuichetTicketQuery mine = { .view = GUICHET_VIEW_MINE, .keys = { { GUICHET_SORT_TITLE, TRUE } }, .n_keys = 1,
                              .group = GUICHET_GROUP_TEAM };
  g_auto(GuichetListSql) filter = { NULL };
  g_autofree char *list = build (&mine);

  g_assert_cmpstr (list, ==, "SELECT id, team_key FROM ticket WHERE queue = 1 ORDER BY team_key ASC, title_key ASC, id ASC");
  guichet_list_sql_init (&filter);
  g_assert_false (guichet_list_sql_build_filter (&filter, "  "));
  g_assert_true (guichet_list_sql_build_filter (&filter, "un"));
}

static void
assert_clean (Fixture              *fixture,
              const GuichetListSql *sql)
{
  g_autofree char *plan = explain (fixture, sql->text->str);

  g_assert_null (strstr (sql->text->str, "xyzzy"));
  g_assert_nonnull (plan);
}

/* Nothing that a person typed is in the text of a statement. */
static void
test_injection (Fixture       *fixture,
                gconstpointer  data)
{
  static const char hostile[] = "xyzzy'); DROP TABLE ticket; --";

  for (guint field = 0; field < GUICHET_N_FIELDS; field++)
    for (guint op = 0; op < GUICHET_N_OPERATORS; op++)
      for (guint view = 0; view <= GUICHET_VIEW_MINE; view++)
        {
          g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (view);
          GuichetCriterion *criterion = guichet_criterion_new_field (field, op, hostile);
          g_auto(GuichetListSql) list = { NULL };
          g_auto(GuichetListSql) condition = { NULL };
          g_auto(GuichetListSql) filter = { NULL };

          query->criteria = guichet_criteria_new ();
          query->filter = g_strdup (hostile);
          g_ptr_array_add (query->criteria, criterion);
          guichet_list_sql_init (&list);
          guichet_list_sql_init (&condition);
          guichet_list_sql_init (&filter);
          guichet_list_sql_build (&list, query);
          guichet_list_sql_build_condition (&condition, criterion);
          guichet_list_sql_build_filter (&filter, hostile);
          assert_clean (fixture, &list);
          assert_clean (fixture, &condition);
          assert_clean (fixture, &filter);
        }
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
  ADD ("ranks", test_ranks);
  ADD ("criteria", test_criteria);
  ADD ("injection", test_injection);
  ADD ("counts", test_counts);
  ADD ("text", test_text);
  ADD ("others", test_others);

  return g_test_run ();
}

#include "config.h"

#include <string.h>

#include "demo/core.h"
#include "demo/oql.h"
#include "demo/query.h"
#include "demo/seed.h"

static DemoCore *core;
static DemoAccount *agent;

static void
test_accepted (void)
{
  static const char * const queries[] = {
    "SELECT UserRequest",
    "select UserRequest where id = 1",
    "SELECT UserRequest AS r WHERE r.status = 'new'",
    "SELECT r FROM UserRequest AS r WHERE r.status != \"new\"",
    "SELECT UserRequest WHERE id IN (1, 2, 3) AND status NOT IN ('resolved','closed')",
    "SELECT UserRequest WHERE title LIKE '%a%' OR title NOT LIKE '%b%'",
    "SELECT UserRequest WHERE (id > 1 AND id <= 5) OR (id >= 7 AND id < 9)",
    "SELECT UserRequest WHERE ISNULL(agent_id)",
    "SELECT UserRequest WHERE start_date >= DATE_SUB(NOW(), INTERVAL 2 DAY)",
    "SELECT Team AS t JOIN lnkPersonToTeam AS l ON l.team_id = t.id WHERE l.person_id = :current_contact_id",
    "SELECT UserRequest WHERE team_id IN (SELECT Team AS t JOIN lnkPersonToTeam AS l ON l.team_id = t.id "
    "WHERE l.person_id = :current_contact_id)",
    "SELECT UserRequest WHERE id = 1 UNION SELECT UserRequest WHERE id = 2",
    "SELECT Person WHERE email LIKE CONCAT(:current_user->login,'@%')",
    "SELECT `UserRequest` WHERE `id` = -1",
    "SELECT UserRequest WHERE title = 'l\\'app' AND title != '\\\\'",
    "SELECT UserRequest WHERE org_id_friendlyname = 'x' AND caller_id_obsolescence_flag = 0 AND agent_name = ''",
    "SELECT Person WHERE name = :current_contact->name",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(DemoSet) set = demo_set_new_from_oql (core, agent, queries[i], &error);

      g_assert_no_error (error);
      g_assert_nonnull (set);
      g_assert_cmpint (demo_set_count (set, core, &error), >=, 0);
      g_assert_no_error (error);
    }
}

static void
test_refused (void)
{
  static const struct { const char *query; const char *message; } cases[] = {
    { "", "Unexpected token End of Input - found '0' at 0 in ''" },
    { "James Bond", "Unexpected token NAME - found 'Bond' at 6 in 'James Bond'" },
    { "SELECT", "Unexpected token End of Input - found '0' at 0 in 'SELECT'" },
    { "SELECT UserRequest WHERE", "Unexpected token End of Input - found '0' at 0 in 'SELECT UserRequest WHERE'" },
    { "SELECT Organization WHERE id BELOW 4",
      "Unexpected token BELOW - found 'BELOW' at 29 in 'SELECT Organization WHERE id BELOW 4'" },
    { "SELECT UserRequest WHERE id = 1 AND NOT (id = 2)",
      "Unexpected token PAR_OPEN - found '(' at 40 in 'SELECT UserRequest WHERE id = 1 AND NOT (id = 2)'" },
    { "SELECT UserRequest WHERE title = 'open", "Unexpected token UNKNOWN - found ''' at 33 in "
                                                "'SELECT UserRequest WHERE title = 'open'" },
    { "SELECT UserRequest WHERE id = 1; DROP TABLE person",
      "Unexpected token UNKNOWN - found ';' at 31 in 'SELECT UserRequest WHERE id = 1; DROP TABLE person'" },
    { "SELECT UserRequest ORDER BY id", "Unexpected token NAME - found 'ORDER' at 19 in 'SELECT UserRequest ORDER BY id'" },
    { "SELECT UserRequest WHERE zz.id = 1", "Unknown class alias - found 'zz' at 28 in "
      "'SELECT UserRequest WHERE zz.id = 1', expecting {UserRequest}, I would suggest to use ''" },
    { "SELECT UserRequest WHERE id = :mine", "Missing query argument: mine" },
    { "SELECT UserRequest WHERE SLEEP(5)", "Unknown function SLEEP" },
    { "SELECT UserRequest WHERE id = INTERVAL 1 DAY", "An interval stands only in a function of dates" },
    { "SELECT User", "The current user does not have enough permissions for reading data of class User" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(DemoSet) set = demo_set_new_from_oql (core, agent, cases[i].query, &error);

      g_assert_null (set);
      g_assert_nonnull (error);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static gint64
count (const char *query)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DemoSet) set = demo_set_new_from_oql (core, agent, query, &error);
  gint64 n;

  g_assert_no_error (error);
  n = demo_set_count (set, core, &error);
  g_assert_no_error (error);
  return n;
}

/* Whatever stands between the quotes is compared, never run. */
static void
test_injection (void)
{
  gint64 n = count ("SELECT Person");
  static const char * const attempts[] = {
    "SELECT Person WHERE name = '\\' OR 1=1 --'",
    "SELECT Person WHERE name = \"x' OR 'a'='a\"",
    "SELECT Person WHERE name = 'x\\'); DELETE FROM person; --'",
    "SELECT Person WHERE name LIKE 'x\\' UNION SELECT 1'",
    "SELECT Person WHERE id = 'x) OR (1=1'",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    g_assert_cmpint (count (attempts[i]), ==, 0);
  g_assert_cmpint (count ("SELECT Person"), ==, n);
}

static void
test_meaning (void)
{
  gint64 all = count ("SELECT UserRequest");

  g_assert_cmpint (count ("SELECT UserRequest WHERE operational_status = 'ongoing'") +
                   count ("SELECT UserRequest WHERE operational_status IN ('resolved', 'closed')"), ==, all);
  g_assert_cmpint (count ("SELECT UserRequest WHERE id <= 10 OR id > 10"), ==, all);
  g_assert_cmpint (count ("SELECT UserRequest WHERE id NOT IN (1, 2)"), ==, all - 2);
  g_assert_cmpint (count ("SELECT UserRequest WHERE id = 1 UNION SELECT UserRequest WHERE id IN (1, 2)"), ==, 2);
  g_assert_cmpint (count ("SELECT Team WHERE name = 'dsi postes et RESEAUX'"), ==, 1);
  g_assert_cmpint (count ("SELECT UserRequest WHERE start_date > NOW()"), ==,
                   count ("SELECT UserRequest WHERE start_date > DATE_ADD(NOW(), INTERVAL 0 DAY)"));
  g_assert_cmpint (count ("SELECT UserRequest WHERE start_date > DATE_SUB(NOW(), INTERVAL 10 YEAR)"), ==, all);
  /* A join that finds one object several times counts it once. */
  g_assert_cmpint (count ("SELECT Team AS t JOIN lnkPersonToTeam AS l ON l.team_id = t.id"), ==, 5);
  g_assert_cmpint (count ("SELECT UserRequest WHERE ISNULL(agent_id)"), ==,
                   count ("SELECT UserRequest WHERE agent_id = 0"));
}

static void
test_silo (void)
{
  g_autoptr(DemoAccount) restricted = demo_account_load (core, "restricted");
  g_autoptr(DemoSet) set = demo_set_new_from_oql (core, restricted, "SELECT UserRequest WHERE id = 0 OR id > 0", NULL);

  g_assert_cmpint (demo_set_count (set, core, NULL), ==, count ("SELECT UserRequest WHERE org_id = 2"));
  g_assert_cmpint (demo_set_count (set, core, NULL), <, count ("SELECT UserRequest"));
}

static void
test_many_ids (void)
{
  g_autoptr(GString) query = g_string_new ("SELECT UserRequest WHERE id IN (0");

  for (int i = 1; i < 5000; i++)
    g_string_append_printf (query, ",%d", i);
  g_string_append_c (query, ')');
  g_assert_cmpint (count (query->str), ==, count ("SELECT UserRequest"));
}

/* A refusal, never a crash: nesting is bounded. */
static void
test_deep (void)
{
  static const char * const nested[] = { "(", "CONCAT(", "INTERVAL ", "id IN (SELECT UserRequest WHERE ", "NOT " };

  for (gsize i = 0; i < G_N_ELEMENTS (nested); i++)
    {
      g_autoptr(GString) query = g_string_new ("SELECT UserRequest WHERE ");
      g_autoptr(GError) error = NULL;

      for (int k = 0; k < 20000; k++)
        g_string_append (query, nested[i]);
      g_assert_null (demo_set_new_from_oql (core, agent, query->str, &error));
      g_assert_nonnull (error);
    }
}

static void
test_long_chain (void)
{
  g_autoptr(GString) query = g_string_new ("SELECT UserRequest WHERE id = 1");
  g_autoptr(DemoSet) set = NULL;

  for (int i = 0; i < 5000; i++)
    g_string_append (query, " OR id = 2");
  set = demo_set_new_from_oql (core, agent, query->str, NULL);
  g_assert_nonnull (set);
  /* SQLite may find the expression too deep: then that is an error. */
  if (demo_set_count (set, core, NULL) >= 0)
    g_assert_cmpint (demo_set_count (set, core, NULL), ==, 2);
}

static gint64
count_criteria (const char *json)
{
  yyjson_doc *document = yyjson_read (json, strlen (json), 0);
  g_autoptr(GError) error = NULL;
  g_autoptr(DemoSet) set = demo_set_new_from_key (core, agent, demo_schema_get_class ("UserRequest", TRUE),
                                                  yyjson_doc_get_root (document), &error);
  gint64 n = set != NULL ? demo_set_count (set, core, NULL) : -1;

  yyjson_doc_free (document);
  return n;
}

/* Equal and all of them; names without case and accents; nested ones must
 * find one object. */
static void
test_criteria (void)
{
  gint64 mine = count ("SELECT UserRequest WHERE agent_id = 1");

  g_assert_cmpint (mine, >, 0);
  g_assert_cmpint (count_criteria ("{\"agent_id\":1}"), ==, mine);
  g_assert_cmpint (count_criteria ("{\"agent_name\":\"MARCHAL\"}"), ==, mine);
  g_assert_cmpint (count_criteria ("{\"agent_id_friendlyname\":\"elise marchal\"}"), ==, mine);
  g_assert_cmpint (count_criteria ("{\"agent_id\":{\"name\":\"Marchal\"}}"), ==, mine);
  g_assert_cmpint (count_criteria ("{\"agent_id\":1,\"status\":\"nope\"}"), ==, 0);
  g_assert_cmpint (count_criteria ("{\"title\":\"' OR 1=1 --\"}"), ==, 0);
  g_assert_cmpint (count_criteria ("{\"agent_id\":{\"status\":\"active\"}}"), ==, -1);
  g_assert_cmpint (count_criteria ("{\"agent_id\":{\"name\":\"Personne\"}}"), ==, -1);
  g_assert_cmpint (count_criteria ("{\"id\":1}"), ==, -1);
  g_assert_cmpint (count_criteria ("[1]"), ==, -1);
}

/* Of what is drawn at random: the same every time. */
static GRand *random_source;

static char *
draw_query (void)
{
  static const char * const pieces[] = {
    "SELECT ", "UserRequest ", "Person ", "AS ", "r ", "JOIN ", "ON ", "WHERE ", "id ", "status ", "team_id ", "= ", "!= ", "< ",
    ">= ", "LIKE ", "NOT ", "IN ", "(", ")", ", ", "'a' ", "\"b\" ", "12 ", "-3 ", ":current_contact_id ", ":x ", "AND ", "OR ",
    "ISNULL(", "NOW() ", ".", "'", "\\", "UNION ", "INTERVAL ", "DAY ", "é", "`", "->", ";", "--", "nope ", "1.5.2 ", "MATCHES ",
  };
  g_autoptr(GString) text = g_string_new (g_rand_int_range (random_source, 0, 3) > 0 ? "SELECT UserRequest WHERE " : "");
  int n = g_rand_int_range (random_source, 0, 24);

  for (int i = 0; i < n; i++)
    g_string_append (text, pieces[g_rand_int_range (random_source, 0, G_N_ELEMENTS (pieces))]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_garbage (void)
{
  guint n_good = 0;

  for (int i = 0; i < 30000; i++)
    {
      g_autofree char *query = draw_query ();
      g_autoptr(GError) error = NULL;
      g_autoptr(DemoSet) set = demo_set_new_from_oql (core, agent, query, &error);

      g_assert_true ((set == NULL) == (error != NULL));
      if (set != NULL && demo_set_count (set, core, NULL) >= 0)
        n_good++;
      demo_core_trim (core);
    }

  g_assert_cmpuint (n_good, >, 10);
  g_assert_cmpint (count ("SELECT Person"), >, 0);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  random_source = g_rand_new_with_seed (20);
  core = demo_core_new (NULL, TRUE, 1, NULL);
  g_assert_true (demo_seed_fill (core, 60, 1, NULL));
  agent = demo_account_load (core, "AGENT");

  g_test_add_func ("/demo/oql/accepted", test_accepted);
  g_test_add_func ("/demo/oql/refused", test_refused);
  g_test_add_func ("/demo/oql/injection", test_injection);
  g_test_add_func ("/demo/oql/meaning", test_meaning);
  g_test_add_func ("/demo/oql/criteria", test_criteria);
  g_test_add_func ("/demo/oql/silo", test_silo);
  g_test_add_func ("/demo/oql/many-ids", test_many_ids);
  g_test_add_func ("/demo/oql/deep", test_deep);
  g_test_add_func ("/demo/oql/long-chain", test_long_chain);
  g_test_add_func ("/demo/oql/garbage", test_garbage);

  status = g_test_run ();
  g_clear_pointer (&agent, demo_account_free);
  g_clear_pointer (&core, demo_core_free);
  g_rand_free (random_source);
  return status;
}

#include "config.h"

#include "remote/oql.h"

#include "oql-tokens.h"
#include "util/error.h"

static char *
finish (GuichetOql *oql)
{
  g_autoptr(GuichetOql) owned = oql;
  g_autoptr(GError) error = NULL;
  char *text = guichet_oql_to_text (owned, &error);

  g_assert_no_error (error);

  return text;
}

static void
test_quote (void)
{
  static const struct { const char *text, *quoted; } quotes[] = {
    { "", "''" }, { "a", "'a'" }, { "l'app", "'l\\'app'" }, { "a\\", "'a\\\\'" },
    { "\\'", "'\\\\\\''" }, { "' OR 1 = 1 --", "'\\' OR 1 = 1 --'" }, { "\"é\"\n%_", "'\"é\"\n%_'" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      g_autofree char *quoted = guichet_oql_quote (quotes[i].text);

      g_assert_cmpstr (quoted, ==, quotes[i].quoted);
    }
}

static void
test_conditions (void)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) states = g_ptr_array_new ();
  GuichetOql *oql = guichet_oql_new ("UserRequest");
  g_autofree char *text = NULL;
  const gint64 numbers[] = { 3, G_MAXINT64 };

  g_array_append_vals (ids, numbers, 2);
  g_ptr_array_add (states, (gpointer) "closed");
  g_ptr_array_add (states, (gpointer) "it's");
  guichet_oql_where_int (oql, "id", ">", 5);
  guichet_oql_where_text (oql, "title", "!=", "l'app");
  guichet_oql_where_ids (oql, "id", ids);
  guichet_oql_where_not_in (oql, "status", states);
  guichet_oql_where_contains (oql, "description", "cl-1");
  guichet_oql_where_lacks (oql, "public_log", "cl-1");
  guichet_oql_where_trusted (oql, "a = 1 OR b = 2");
  text = finish (oql);

  g_assert_cmpstr (text, ==,
                   "SELECT UserRequest WHERE id > 5 AND title != 'l\\'app' AND id IN (3,9223372036854775807)"
                   " AND status NOT IN ('closed','it\\'s') AND description LIKE '%cl-1%'"
                   " AND public_log NOT LIKE '%cl-1%' AND (a = 1 OR b = 2)");
}

static void
test_groups (void)
{
  GuichetOql *oql = guichet_oql_new ("T");
  g_autofree char *text = NULL;

  guichet_oql_open_any (oql);
  guichet_oql_where_int (oql, "a", "=", 1);
  guichet_oql_open_all (oql);
  guichet_oql_where_int (oql, "b", "=", 2);
  guichet_oql_where_null (oql, "c");
  guichet_oql_close (oql);
  guichet_oql_close (oql);
  guichet_oql_where_int (oql, "d", "=", 3);
  text = finish (oql);

  g_assert_cmpstr (text, ==, "SELECT T WHERE (a = 1 OR (b = 2 AND ISNULL(c))) AND d = 3");
}

static void
test_no_condition (void)
{
  g_autofree char *text = finish (guichet_oql_new ("Person"));

  g_assert_cmpstr (text, ==, "SELECT Person");
}

static void
assert_bad (GuichetOql *oql)
{
  g_autoptr(GuichetOql) owned = oql;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = guichet_oql_to_text (owned, &error);

  g_assert_null (text);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
}

/* A query that was given anything else than names where names belong, or an
 * empty alternative, never gets out: it would find too much. */
static void
test_bad (void)
{
  static const char * const names[] = { "", "a b", "a'", "1a", "a;", "a--", "é", NULL };
  g_autoptr(GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));
  GuichetOql *oql;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      assert_bad (guichet_oql_new (names[i]));
      oql = guichet_oql_new ("T");
      guichet_oql_where_int (oql, names[i], "=", 1);
      assert_bad (oql);
    }
  oql = guichet_oql_new ("T");
  guichet_oql_where_int (oql, "a", "= 1 OR a =", 1);
  assert_bad (oql);
  oql = guichet_oql_new ("T");
  guichet_oql_where_contains (oql, "a", "%' OR 1");
  assert_bad (oql);
  oql = guichet_oql_new ("T");
  guichet_oql_where_contains (oql, "a", "");
  assert_bad (oql);
  oql = guichet_oql_new ("T");
  guichet_oql_where_ids (oql, "id", none);
  assert_bad (oql);
  oql = guichet_oql_new ("T");
  guichet_oql_open_any (oql);
  guichet_oql_close (oql);
  assert_bad (oql);
  oql = guichet_oql_new ("T");
  guichet_oql_open_any (oql);
  guichet_oql_where_int (oql, "a", "=", 1);
  assert_bad (oql);
  oql = guichet_oql_new ("T");
  guichet_oql_close (oql);
  assert_bad (oql);
}

/* The lexer of the tests is of use only if it sees through what it reads. */
static void
test_tokens (void)
{
  g_autoptr(GPtrArray) tokens = oql_tokens_new ("SELECT T WHERE a_1 >= 'x\\'\\\\ y' AND b IN (1,-2)");
  g_autoptr(GPtrArray) open = oql_tokens_new ("a = 'x\\'");

  g_assert_cmpuint (tokens->len, ==, 14);
  g_assert_cmpstr (g_ptr_array_index (tokens, 5), ==, "'x'\\ y");
  g_assert_cmpstr (g_ptr_array_index (tokens, 12), ==, "-2");
  g_assert_null (open);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/remote/oql/quote", test_quote);
  g_test_add_func ("/remote/oql/conditions", test_conditions);
  g_test_add_func ("/remote/oql/groups", test_groups);
  g_test_add_func ("/remote/oql/no-condition", test_no_condition);
  g_test_add_func ("/remote/oql/bad", test_bad);
  g_test_add_func ("/remote/oql/tokens", test_tokens);

  return g_test_run ();
}

#include "config.h"

#include "fixture.h"
#include "store/reference-table.h"
#include "store/related-sql.h"

typedef struct
{
  char         *folder;
  GuichetStore *store;
  GAsyncResult *result;
} Fixture;

static GuichetReference *
make_person (gint64      id,
             const char *name,
             const char *code,
             const char *email,
             const char *phone)
{
  GuichetReference *person = guichet_reference_new (GUICHET_REFERENCE_PERSON, id, name);

  g_set_str (&person->code, code);
  g_set_str (&person->email, email);
  g_set_str (&person->phone, phone);

  return person;
}

static void
replace (Fixture              *fixture,
         GuichetReferenceKind  kind,
         GPtrArray            *references)
{
  g_autoptr(GError) error = NULL;

  guichet_store_replace_references (fixture->store, kind, references, &error);
  g_assert_no_error (error);
}

static void
add_persons (Fixture *fixture)
{
  g_autoptr(GPtrArray) persons = guichet_references_new ();
  GuichetReference *gone = make_person (6, "Zoé Partie", "", "", "");

  gone->active = FALSE;
  g_ptr_array_add (persons, make_person (1, "Élodie Géraud", "", "Elodie.Geraud@ac-x.example", "04 67.12 34 56"));
  g_ptr_array_add (persons, make_person (2, "Marie-Élodie Roy", "", "m.roy@ac-x.example", ""));
  g_ptr_array_add (persons, make_person (3, "Jean Velodrome", "", "j.v@ac-x.example", ""));
  g_ptr_array_add (persons, make_person (4, "Anne Autre", "", "anne.elodine@ac-x.example", ""));
  g_ptr_array_add (persons, make_person (5, "100% Pur_e", "", "", ""));
  g_ptr_array_add (persons, gone);
  replace (fixture, GUICHET_REFERENCE_PERSON, persons);
}

static void
add_sites (Fixture *fixture)
{
  g_autoptr(GPtrArray) sites = guichet_references_new ();
  GuichetReference *school = guichet_reference_new (GUICHET_REFERENCE_SITE, 9, "Collège Élodie");

  g_set_str (&school->code, "0340001A");
  g_ptr_array_add (sites, school);
  replace (fixture, GUICHET_REFERENCE_SITE, sites);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = make_folder ();
  fixture->store = open_store (fixture->folder);
  add_persons (fixture);
  add_sites (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->result);
  guichet_store_close (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->store);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_set_object (&fixture->result, result);
}

static GAsyncResult *
wait_for_result (Fixture *fixture)
{
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return fixture->result;
}

static char *
join_ids (GPtrArray *references)
{
  g_autoptr(GString) ids = g_string_new (NULL);

  for (guint i = 0; i < references->len; i++)
    {
      const GuichetReference *reference = g_ptr_array_index (references, i);

      g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", reference->id);
    }

  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
assert_found (Fixture    *fixture,
              const char *text,
              const char *expected)
{
  const GuichetReferenceKind kinds[] = { GUICHET_REFERENCE_PERSON, GUICHET_REFERENCE_SITE };
  g_autoptr(GPtrArray) found = NULL;
  g_autofree char *ids = NULL;
  g_autoptr(GError) error = NULL;

  found = guichet_store_search_references (fixture->store, kinds, G_N_ELEMENTS (kinds), text, 20, &error);
  g_assert_no_error (error);
  ids = join_ids (found);
  g_test_message ("%s", text);
  g_assert_cmpstr (ids, ==, expected);
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  /* Beginning of the name, beginning of a word, inside; person by person. */
  assert_found (fixture, "élod", "1 2 4 3 9");
  assert_found (fixture, "ELODIE", "1 2 9");
  assert_found (fixture, "géraud él", "1");
  assert_found (fixture, "0467", "1");
  assert_found (fixture, "12 34", "1");
  assert_found (fixture, "m.roy@", "2");
  assert_found (fixture, "0340001a", "9");
  assert_found (fixture, "100%", "5");
  assert_found (fixture, "r_e", "5");
  assert_found (fixture, "partie", "");
  assert_found (fixture, "", "");
  assert_found (fixture, "  ", "");
  assert_found (fixture, "'; DROP TABLE reference", "");
}

static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  const GuichetReferenceKind kinds[] = { GUICHET_REFERENCE_SITE, GUICHET_REFERENCE_PERSON };
  g_autoptr(GPtrArray) found = NULL;
  g_autofree char *ids = NULL;
  g_autoptr(GError) error = NULL;

  guichet_store_search_references_async (fixture->store, kinds, G_N_ELEMENTS (kinds), "elod", 2, NULL, result_cb,
                                         fixture);
  found = guichet_store_search_references_finish (fixture->store, wait_for_result (fixture), &error);
  g_assert_no_error (error);
  ids = join_ids (found);
  g_assert_cmpstr (ids, ==, "9 1");
}

static void
test_read (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GuichetReference) site = NULL;
  g_autoptr(GuichetReference) gone = NULL;
  g_autoptr(GError) error = NULL;

  guichet_store_read_reference_async (fixture->store, GUICHET_REFERENCE_SITE, 9, NULL, result_cb, fixture);
  site = guichet_store_read_reference_finish (fixture->store, wait_for_result (fixture), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (site->code, ==, "0340001A");
  g_assert_true (site->active);

  gone = guichet_store_read_reference (fixture->store, GUICHET_REFERENCE_PERSON, 6, &error);
  g_assert_no_error (error);
  g_assert_false (gone->active);
  g_assert_null (guichet_store_read_reference (fixture->store, GUICHET_REFERENCE_SITE, 1, &error));
  g_assert_no_error (error);
}

static void
test_members (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) memberships = guichet_references_new ();
  g_autoptr(GPtrArray) members = NULL;
  g_autofree char *ids = NULL;
  g_autoptr(GError) error = NULL;

  for (gint64 person = 3; person >= 2; person--)
    {
      GuichetReference *membership = guichet_reference_new (GUICHET_REFERENCE_MEMBERSHIP, person, "");

      membership->parent = MY_TEAM;
      membership->other = person;
      g_ptr_array_add (memberships, membership);
    }
  replace (fixture, GUICHET_REFERENCE_MEMBERSHIP, memberships);

  guichet_store_list_members_async (fixture->store, MY_TEAM, NULL, result_cb, fixture);
  members = guichet_store_list_members_finish (fixture->store, wait_for_result (fixture), &error);
  g_assert_no_error (error);
  ids = join_ids (members);
  g_assert_cmpstr (ids, ==, "3 2");
}

/* ---- tickets around one */

static void
add_ticket (Fixture    *fixture,
            gint64      id,
            gint64      caller,
            const char *last_update)
{
  g_autoptr(GuichetTicket) ticket = make_ticket (id, "assigned", MY_TEAM, ME);

  guichet_ticket_set_key (ticket, GUICHET_FIELD_CALLER, caller, "Élodie Géraud");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_SITE, 9, "Collège");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_PARENT, id == 10 ? 0 : 10, "");
  set_update (ticket, last_update);
  merge_one (fixture->store, ticket);
}

static void
assert_related (Fixture      *fixture,
                GuichetField  field,
                gint64        id,
                guint         count,
                gint64        first)
{
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GError) error = NULL;
  guint found = 0;

  ids = guichet_store_list_related (fixture->store, field, id, 2, &found, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found, ==, count);
  g_assert_cmpuint (ids->len, ==, MIN (count, 2));
  if (count > 0)
    g_assert_cmpint (g_array_index (ids, gint64, 0), ==, first);
}

static void
test_related (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GError) error = NULL;
  gint64 vanished = 13;
  guint count = 0;

  add_ticket (fixture, 10, 1, "2026-01-01 10:00:00");
  add_ticket (fixture, 11, 1, "2026-01-03 10:00:00");
  add_ticket (fixture, 12, 2, "2026-01-02 10:00:00");
  add_ticket (fixture, 13, 1, "2026-01-04 10:00:00");
  g_array_append_val (gone, vanished);
  g_assert_true (guichet_store_vanish_tickets (fixture->store, gone, NULL));

  assert_related (fixture, GUICHET_FIELD_CALLER, 1, 2, 11);
  assert_related (fixture, GUICHET_FIELD_SITE, 9, 3, 11);
  assert_related (fixture, GUICHET_FIELD_PARENT, 10, 2, 11);
  assert_related (fixture, GUICHET_FIELD_CALLER, 77, 0, 0);

  guichet_store_list_related_async (fixture->store, GUICHET_FIELD_CALLER, 1, 5, NULL, result_cb, fixture);
  ids = guichet_store_list_related_finish (fixture->store, wait_for_result (fixture), &count, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, 10);
}

/* ---- how SQLite does it */

static char *
explain (GuichetDb  *db,
         const char *sql)
{
  g_autofree char *query = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  g_autoptr(GString) plan = g_string_new (NULL);
  g_autoptr(GuichetDbStmt) stmt = NULL;
  g_autoptr(GError) error = NULL;
  gboolean has_row = TRUE;

  stmt = guichet_db_prepare (db, query, &error);
  g_assert_no_error (error);
  while (guichet_db_stmt_step (stmt, &has_row, &error) && has_row)
    g_string_append_printf (plan, "%s\n", guichet_db_stmt_get_text (stmt, 3));

  return g_string_free (g_steal_pointer (&plan), FALSE);
}

static void
assert_plan (GuichetDb  *db,
             const char *sql,
             const char *part)
{
  g_autofree char *plan = explain (db, sql);

  if (strstr (plan, part) == NULL)
    g_error ("%s\nis done by\n%s", sql, plan);
}

static void
test_plan (Fixture       *fixture,
           gconstpointer  data)
{
  static const struct { GuichetField field; const char *index; } cases[] = {
    { GUICHET_FIELD_CALLER, "COVERING INDEX ticket_by_caller" },
    { GUICHET_FIELD_SITE, "COVERING INDEX ticket_by_site" },
    { GUICHET_FIELD_PARENT, "COVERING INDEX ticket_by_parent" },
  };
  g_autofree char *path = g_build_filename (fixture->folder, "cache.db", NULL);
  char *words[] = { (char *) "du", (char *) "04", NULL };
  g_autoptr(GuichetDb) db = NULL;

  guichet_store_close (fixture->store);
  db = guichet_db_open (path, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *plan = explain (db, guichet_related_list_sql (cases[i].field));

      assert_plan (db, guichet_related_count_sql (cases[i].field), cases[i].index);
      assert_plan (db, guichet_related_list_sql (cases[i].field), cases[i].index);
      g_assert_null (strstr (plan, "TEMP B-TREE"));
    }
  for (guint half = GUICHET_REFERENCE_SEARCH_BEGINNINGS; half <= GUICHET_REFERENCE_SEARCH_OTHERS; half++)
    {
      g_autofree char *sql = guichet_reference_table_search_sql (half, words);

      assert_plan (db, sql, half == GUICHET_REFERENCE_SEARCH_BEGINNINGS
                              ? "INDEX reference_by_words (kind=? AND name_key>? AND name_key<?)\n"
                              : "INDEX reference_by_words (kind=?)\n");
    }
}

/* With -m perf: how long a person waits for each letter. */
static void
test_perf (Fixture       *fixture,
           gconstpointer  data)
{
  static const char * const texts[] = { "a", "martin", "durand ma", "martin zzz" };
  const GuichetReferenceKind kinds[] = { GUICHET_REFERENCE_PERSON };
  g_autoptr(GPtrArray) persons = guichet_references_new ();

  for (gint64 id = 1; id <= 20000; id++)
    {
      g_autofree char *name = g_strdup_printf ("%s %s%" G_GINT64_FORMAT, id % 3 ? "Martin" : "Durand",
                                               id % 7 ? "Agnès" : "Maud", id);
      g_autofree char *email = g_strdup_printf ("prenom.nom%" G_GINT64_FORMAT "@ac-academie.example", id);

      g_ptr_array_add (persons, make_person (id, name, "", email, "04 67 12 34 56"));
    }
  replace (fixture, GUICHET_REFERENCE_PERSON, persons);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GPtrArray) found = NULL;
      double took;

      g_test_timer_start ();
      found = guichet_store_search_references (fixture->store, kinds, 1, texts[i], 20, NULL);
      took = g_test_timer_elapsed () * 1000;
      g_test_minimized_result (took, "“%s” among 20,000 persons: %u in %.1f ms", texts[i], found->len, took);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/store/references/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("search", test_search);
  ADD ("limit", test_limit);
  ADD ("read", test_read);
  ADD ("members", test_members);
  ADD ("related", test_related);
  ADD ("plan", test_plan);
  if (g_test_perf ())
    ADD ("perf", test_perf);

  return g_test_run ();
}

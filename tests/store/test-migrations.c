#include "config.h"

#include <glib/gstdio.h>

#include "fixture.h"
#include "store/db.h"
#include "store/list-sql.h"
#include "store/marks.h"
#include "store/migrations.h"
#include "store/templates.h"
#include "store/views.h"

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = make_folder ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static char *
make_path (Fixture    *fixture,
           const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
run_sql (Fixture    *fixture,
         const char *name,
         const char *sql)
{
  g_autofree char *path = make_path (fixture, name);
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetDb) db = guichet_db_open (path, NULL, &error);

  g_assert_no_error (error);
  guichet_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

static gint64
read_version (Fixture    *fixture,
              const char *name)
{
  g_autofree char *path = make_path (fixture, name);
  g_autoptr(GuichetDb) db = guichet_db_open (path, NULL, NULL);
  gint64 version = -1;

  g_assert_true (guichet_db_read_int64 (db, "PRAGMA user_version", &version, NULL));

  return version;
}

static char *
read_bytes (Fixture    *fixture,
            const char *name,
            gsize      *out_length)
{
  g_autofree char *path = make_path (fixture, name);
  char *bytes = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &bytes, out_length, &error);
  g_assert_no_error (error);

  return bytes;
}

/* A file as a program of that time left it. */
static void
restore_dump (Fixture    *fixture,
              const char *dump,
              const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "store", "data", dump, NULL);
  g_autofree char *sql = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &sql, NULL, &error);
  g_assert_no_error (error);
  run_sql (fixture, name, sql);
}

/* What lists are ordered by, and what their filter looks at, has been computed
 * for what was there. */
static void
assert_sorted (GuichetStore *store)
{
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (GUICHET_VIEW_ALL);
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GError) error = NULL;

  query->filter = g_strdup ("r001678");
  query->criteria = guichet_criteria_new ();
  guichet_ticket_query_set_sort (query, GUICHET_SORT_CALLER, TRUE);
  guichet_ticket_query_add_sort (query, GUICHET_SORT_STATUS, TRUE);
  g_ptr_array_add (query->criteria, guichet_criterion_new_field (GUICHET_FIELD_CALLER, GUICHET_OPERATOR_IS, "elodie geraud"));
  g_ptr_array_add (query->criteria, guichet_criterion_new_field (GUICHET_FIELD_TEAM, GUICHET_OPERATOR_CONTAINS, "accueil"));
  g_ptr_array_add (query->criteria, guichet_criterion_new_field (GUICHET_FIELD_AGENT, GUICHET_OPERATOR_BEGINS, "AGNES"));
  ids = guichet_store_list_ids (store, query, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 1);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, 1678);
}

static void
assert_old_data (GuichetStore *store)
{
  g_autoptr(GArray) mine = list_view (store, GUICHET_VIEW_MINE);
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autoptr(GuichetDraft) draft = NULL;
  g_autoptr(GPtrArray) intents = NULL;
  g_autoptr(GArray) found = NULL;
  g_autofree char *cursor = NULL;
  g_autofree char *report = NULL;
  g_autoptr(GError) error = NULL;
  gboolean left = TRUE;

  g_assert_cmpuint (mine->len, ==, 2);
  ticket = guichet_store_read_ticket (store, 1678, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_DESCRIPTION), ==, "<p>Le bureau est trop loin</p>");
  g_assert_cmpuint (guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PUBLIC)->len, ==, 2);
  draft = guichet_store_read_draft (store, "1678/public", &error);
  g_assert_cmpstr (draft->html, ==, "<p>Bonjour, je pas</p>");
  intents = guichet_store_list_intents (store, FALSE, &error);
  g_assert_cmpuint (intents->len, ==, 1);
  /* Nobody counted entries then. */
  g_assert_cmpint (((GuichetIntent *) g_ptr_array_index (intents, 0))->seen_private, ==, -1);
  g_assert_cmpint (((GuichetIntent *) g_ptr_array_index (intents, 0))->seen_public, ==, -1);
  cursor = guichet_store_read_cursor (store, "delta", &error);
  g_assert_cmpstr (cursor, ==, "2026-01-06 09:30:00");

  assert_sorted (store);
  while (left)
    g_assert_true (guichet_store_index_step (store, &left, &error));
  found = guichet_store_search (store, "bureau", GUICHET_SEARCH_NEWEST, FALSE, NULL, &error);
  g_assert_cmpuint (found->len, ==, 1);
  guichet_store_check (store, &report, &error);
  g_assert_no_error (error);
}

static void
test_upgrade (Fixture       *fixture,
              gconstpointer  data)
{
  guint cache_version = GPOINTER_TO_UINT (data);
  g_autofree char *dump = g_strdup_printf ("cache-%03u.sql", cache_version);
  g_autoptr(GuichetStore) store = NULL;
  g_autoptr(GError) error = NULL;

  restore_dump (fixture, dump, "cache.db");
  restore_dump (fixture, "user-001.sql", "user.db");
  g_assert_cmpint (read_version (fixture, "cache.db"), ==, cache_version);

  store = open_store (fixture->folder);
  g_assert_false (guichet_store_was_rebuilt (store));
  assert_old_data (store);
  guichet_store_close (store);
  g_assert_cmpint (read_version (fixture, "cache.db"), ==, guichet_migrations_count (GUICHET_MIGRATIONS_CACHE));
  g_assert_cmpint (read_version (fixture, "user.db"), ==, guichet_migrations_count (GUICHET_MIGRATIONS_USER));
}

static void
assert_marks (GuichetStore *store)
{
  const gint64 id = 1678;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) marks = NULL;
  g_autoptr(GError) error = NULL;

  g_array_append_val (ids, id);
  marks = guichet_store_read_marks (store, ids, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (marks->len, ==, 1);
  g_assert_true (((GuichetMark *) g_ptr_array_index (marks, 0))->starred);
}

/* What the second script made room for, before the third. */
static void
test_upgrade_user (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GuichetStore) store = NULL;
  g_autoptr(GuichetDraft) draft = NULL;
  g_autoptr(GPtrArray) intents = NULL;
  g_autoptr(GPtrArray) views = NULL;
  g_autoptr(GPtrArray) templates = NULL;
  const GuichetIntent *refused;
  g_autoptr(GError) error = NULL;

  restore_dump (fixture, "cache-004.sql", "cache.db");
  restore_dump (fixture, "user-002.sql", "user.db");
  g_assert_cmpint (read_version (fixture, "user.db"), ==, 2);

  store = open_store (fixture->folder);
  g_assert_false (guichet_store_was_rebuilt (store));
  draft = guichet_store_read_draft (store, "1678/public", &error);
  g_assert_cmpstr (draft->html, ==, "<p>Bonjour, je pas</p>");
  intents = guichet_store_list_intents (store, FALSE, &error);
  g_assert_cmpuint (intents->len, ==, 2);
  refused = g_ptr_array_index (intents, 1);
  g_assert_cmpint (refused->state, ==, GUICHET_INTENT_REFUSED);
  g_assert_cmpint (refused->seen_private, ==, 3);
  g_assert_cmpint (refused->seen_public, ==, 2);
  g_assert_null (refused->creation);
  views = guichet_store_list_views (store, &error);
  g_assert_cmpuint (views->len, ==, 1);
  g_assert_cmpstr (((GuichetSavedView *) g_ptr_array_index (views, 0))->name, ==, "Écrans");
  templates = guichet_store_list_templates (store, &error);
  g_assert_cmpuint (templates->len, ==, 1);
  g_assert_cmpuint (((GuichetTemplate *) g_ptr_array_index (templates, 0))->used, ==, 3);
  assert_marks (store);
  guichet_store_close (store);
  g_assert_cmpint (read_version (fixture, "user.db"), ==, guichet_migrations_count (GUICHET_MIGRATIONS_USER));
}

static char *
dump_schema (Fixture    *fixture,
             const char *name)
{
  g_autofree char *path = make_path (fixture, name);
  g_autoptr(GuichetDb) db = guichet_db_open (path, NULL, NULL);
  g_autoptr(GuichetDbStmt) stmt = guichet_db_prepare (db, "SELECT sql FROM sqlite_schema ORDER BY name", NULL);
  g_autoptr(GString) out = g_string_new (NULL);
  gboolean has_row;

  while (guichet_db_stmt_step (stmt, &has_row, NULL) && has_row)
    if (!guichet_db_stmt_is_null (stmt, 0))
      g_string_append_printf (out, "%s\n", guichet_db_stmt_get_text (stmt, 0));

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
assert_same_schema (Fixture    *old,
                    Fixture    *fresh,
                    const char *name)
{
  g_autofree char *old_schema = dump_schema (old, name);
  g_autofree char *fresh_schema = dump_schema (fresh, name);

  g_assert_cmpstr (old_schema, ==, fresh_schema);
}

/* The upgraded files have the schema of new ones, word by word. */
static void
test_same_schema (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *fresh_folder = make_folder ();
  Fixture fresh = { .folder = fresh_folder };
  g_autoptr(GuichetStore) store = NULL;

  restore_dump (fixture, "cache-001.sql", "cache.db");
  restore_dump (fixture, data, "user.db");
  store = open_store (fixture->folder);
  guichet_store_close (store);
  g_clear_object (&store);
  store = open_store (fresh_folder);
  guichet_store_close (store);

  assert_same_schema (fixture, &fresh, "cache.db");
  assert_same_schema (fixture, &fresh, "user.db");
  remove_folder (fresh_folder);
}

static void
test_newer_user (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GuichetStore) store = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before, length_after;
  g_autoptr(GError) error = NULL;

  run_sql (fixture, "user.db", "CREATE TABLE draft (words TEXT); INSERT INTO draft VALUES ('de demain');"
           " PRAGMA user_version = 4711");
  before = read_bytes (fixture, "user.db", &length_before);
  store = guichet_store_open (fixture->folder, &error);
  g_assert_null (store);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_NEWER_SCHEMA);
  after = read_bytes (fixture, "user.db", &length_after);
  g_assert_cmpmem (before, length_before, after, length_after);
}

/* Also in WAL mode, and with a WAL that was left behind. */
static void
test_newer_user_wal (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *path = make_path (fixture, "user.db");
  g_autofree char *wal = make_path (fixture, "user.db-wal");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before, length_after;
  g_autoptr(GError) error = NULL;
  GuichetDb *db = guichet_db_open (path, NULL, &error);

  g_assert_true (guichet_db_exec (db, "PRAGMA journal_mode = WAL; CREATE TABLE draft (words TEXT);"
                                      " PRAGMA user_version = 4711", &error));
  guichet_db_abandon (db);
  g_assert_true (g_file_test (wal, G_FILE_TEST_EXISTS));
  before = read_bytes (fixture, "user.db", &length_before);

  g_assert_null (guichet_store_open (fixture->folder, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_NEWER_SCHEMA);
  after = read_bytes (fixture, "user.db", &length_after);
  g_assert_cmpmem (before, length_before, after, length_after);
  g_assert_true (g_file_test (wal, G_FILE_TEST_EXISTS));
}

static void
test_newer_cache (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GuichetDraft) draft = guichet_draft_new ("1/public", "<p>un</p>");
  g_autoptr(GuichetDraft) stored = NULL;
  g_autoptr(GuichetStore) store = open_store (fixture->folder);
  g_autoptr(GError) error = NULL;

  g_assert_true (guichet_store_save_draft (store, draft, &error));
  guichet_store_close (store);
  g_clear_object (&store);
  run_sql (fixture, "cache.db", "PRAGMA user_version = 4711");

  g_test_expect_message ("Guichet", G_LOG_LEVEL_MESSAGE, "*set aside*");
  store = guichet_store_open (fixture->folder, &error);
  g_test_assert_expected_messages ();
  g_assert_no_error (error);
  g_assert_true (guichet_store_was_rebuilt (store));
  stored = guichet_store_read_draft (store, "1/public", &error);
  g_assert_cmpstr (stored->html, ==, "<p>un</p>");
  guichet_store_close (store);
}

/* Every logical field has its column, in this order. */
static void
test_columns (Fixture       *fixture,
              gconstpointer  data)
{
  static const char * const tables[] = { "ticket", "ticket_server" };
  g_autoptr(GuichetStore) store = open_store (fixture->folder);
  g_autofree char *path = make_path (fixture, "cache.db");
  g_autoptr(GuichetDb) db = NULL;

  guichet_store_close (store);
  db = guichet_db_open (path, NULL, NULL);
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", tables[t]);
      g_autofree char *columns_sql = g_strdup_printf ("SELECT name FROM pragma_table_info ('%s')", tables[t]);
      g_autoptr(GuichetDbStmt) stmt = guichet_db_prepare (db, columns_sql, NULL);
      gboolean has_row;

      guichet_db_stmt_step (stmt, &has_row, NULL);
      g_assert_cmpstr (guichet_db_stmt_get_text (stmt, 0), ==, "id");
      for (guint f = 0; f < GUICHET_FIELD_FIRST_LONG; f++)
        {
          g_autofree char *name = g_strdelimit (g_strdup (guichet_field_get_name (f)), "-", '_');
          g_autofree char *label = g_strconcat (name, "_label", NULL);

          guichet_db_stmt_step (stmt, &has_row, NULL);
          g_assert_cmpstr (guichet_db_stmt_get_text (stmt, 0), ==, name);
          if (guichet_field_get_kind (f) != GUICHET_FIELD_KIND_KEY)
            continue;
          guichet_db_stmt_step (stmt, &has_row, NULL);
          g_assert_cmpstr (guichet_db_stmt_get_text (stmt, 0), ==, label);
        }
    }
}

/* The settings that a first load changes are back. */
static void
test_settings (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GuichetStore) store = open_store (fixture->folder);
  g_autofree char *path = make_path (fixture, "cache.db");
  g_autoptr(GuichetDb) db = NULL;
  g_autoptr(GError) error = NULL;
  gboolean left = TRUE;
  gint64 value;

  g_assert_true (guichet_store_begin_bulk (store, &error));
  g_assert_true (guichet_store_end_bulk (store, &error));
  while (left)
    g_assert_true (guichet_store_index_step (store, &left, &error));
  guichet_store_close (store);

  db = guichet_db_open (path, NULL, NULL);
  g_assert_true (guichet_db_read_int64 (db, "SELECT v FROM search_config WHERE k = 'hashsize'", &value, &error));
  g_assert_cmpint (value, ==, 1048576);
  g_assert_true (guichet_db_read_int64 (db, "SELECT v FROM search_config WHERE k = 'automerge'", &value, &error));
  g_assert_cmpint (value, ==, 0);
  g_assert_true (guichet_db_read_int64 (db, "SELECT count(*) FROM index_to_make", &value, &error));
  g_assert_cmpint (value, ==, 0);
  g_assert_true (guichet_db_read_int64 (db, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'ticket_all_by_%'",
                                        &value, &error));
  g_assert_cmpint (value, ==, GUICHET_N_SORTS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, func) g_test_add ("/store/migrations/" path, Fixture, data, set_up, func, tear_down)
  ADD ("upgrade-1", GUINT_TO_POINTER (1), test_upgrade);
  ADD ("upgrade-2", GUINT_TO_POINTER (2), test_upgrade);
  ADD ("upgrade-4", GUINT_TO_POINTER (4), test_upgrade);
  ADD ("upgrade-user-2", NULL, test_upgrade_user);
  ADD ("same-schema-1", "user-001.sql", test_same_schema);
  ADD ("same-schema-2", "user-002.sql", test_same_schema);
  ADD ("newer-user", NULL, test_newer_user);
  ADD ("newer-user-wal", NULL, test_newer_user_wal);
  ADD ("newer-cache", NULL, test_newer_cache);
  ADD ("columns", NULL, test_columns);
  ADD ("settings", NULL, test_settings);

  return g_test_run ();
}

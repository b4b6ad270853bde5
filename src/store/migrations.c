#include "config.h"

#include "store/migrations.h"

#include "store/store-sql.h"

/* Step @number of the schema of @family, NULL when there is none. */
static GBytes *
load_script (const char *family,
             guint       number)
{
  g_autofree char *path = g_strdup_printf ("/org/guichet/store/sql/%s/%03u.sql", family, number);

  return g_resource_lookup_data (guichet_store_sql_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

/**
 * guichet_migrations_count:
 *
 * Returns: the schema version that this program writes
 */
guint
guichet_migrations_count (const char *family)
{
  guint n = 0;

  for (;;)
    {
      g_autoptr(GBytes) script = load_script (family, n + 1);

      if (script == NULL)
        return n;
      n++;
    }
}

static gboolean
read_version (GuichetDb  *db,
              gint64     *out_version,
              GError    **error)
{
  return guichet_db_read_int64 (db, "PRAGMA user_version", out_version, error);
}

/**
 * guichet_migrations_check_version:
 *
 * Reads only. Fails with %GUICHET_ERROR_NEWER_SCHEMA when a newer program
 * wrote the file: what it means by its columns cannot be known here.
 */
gboolean
guichet_migrations_check_version (GuichetDb   *db,
                                  const char  *family,
                                  GError     **error)
{
  guint known = guichet_migrations_count (family);
  gint64 version;

  if (!read_version (db, &version, error))
    return FALSE;
  if (version >= 0 && version <= known)
    return TRUE;

  g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_NEWER_SCHEMA,
               "%s.db has schema %" G_GINT64_FORMAT ", this program knows up to %u", family, version, known);
  return FALSE;
}

typedef struct
{
  const char *family;
  guint       number;
  GBytes     *script;
} Step;

/* The script sets the version as its last line, so that both are in the same
 * transaction; a script that forgets it would run again at each start. */
static gboolean
run_step (GuichetDb  *db,
          gpointer    data,
          GError    **error)
{
  const Step *step = data;
  gint64 version;

  if (!guichet_db_exec (db, g_bytes_get_data (step->script, NULL), error) || !read_version (db, &version, error))
    return FALSE;

  g_assert (version == step->number);
  return TRUE;
}

/**
 * guichet_migrations_run:
 *
 * Brings the schema of @db up to date, each step in a transaction of its own:
 * wherever this is stopped, the next start goes on from there.
 */
gboolean
guichet_migrations_run (GuichetDb   *db,
                        const char  *family,
                        GError     **error)
{
  gint64 version;

  if (!read_version (db, &version, error))
    return FALSE;

  for (guint n = (guint) version + 1;; n++)
    {
      g_autoptr(GBytes) script = load_script (family, n);
      Step step = { family, n, script };

      if (script == NULL)
        return TRUE;
      if (!guichet_db_transact (db, run_step, &step, error))
        return FALSE;
    }
}

/* ---- telling a damaged schema from a wrong statement */

static GHashTable *
read_schema (GuichetDb *db)
{
  g_autoptr(GHashTable) schema = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GuichetDbStmt) stmt = guichet_db_prepare (db, "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL",
                                                      NULL);
  gboolean has_row = TRUE;

  while (stmt != NULL && guichet_db_stmt_step (stmt, &has_row, NULL) && has_row)
    g_hash_table_insert (schema, g_strdup (guichet_db_stmt_get_text (stmt, 0)),
                         g_strdup (guichet_db_stmt_get_text (stmt, 1)));

  return stmt != NULL && !has_row ? g_steal_pointer (&schema) : NULL;
}

static GHashTable *
make_expected_schema (const char *family)
{
  g_autoptr(GuichetDb) fresh = guichet_db_open (":memory:", NULL, NULL);

  if (fresh == NULL || !guichet_migrations_run (fresh, family, NULL))
    return NULL;

  return read_schema (fresh);
}

/**
 * guichet_migrations_is_intact:
 *
 * Returns: whether everything that the file's schema holds is what the scripts
 *   put there, letter by letter. Indexes may be missing: a first load takes
 *   them away for a while.
 */
gboolean
guichet_migrations_is_intact (GuichetDb  *db,
                              const char *family)
{
  g_autoptr(GHashTable) found = read_schema (db);
  g_autoptr(GHashTable) expected = make_expected_schema (family);
  GHashTableIter iter;
  gpointer name, sql;

  if (found == NULL || expected == NULL)
    return FALSE;

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &name, &sql))
    if (g_strcmp0 (sql, g_hash_table_lookup (expected, name)) != 0)
      return FALSE;

  return TRUE;
}

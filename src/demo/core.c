#include "config.h"

#include "demo/core.h"

#include "demo/collate.h"
#include "util/error.h"
#include "util/server-time.h"

/* Statements kept prepared; a client sends few shapes of requests. */
#define MAX_STATEMENTS 256

/* The zone of the server's PHP; the rule stands in where no zone files are. */
#define SERVER_ZONE       "Europe/Paris"
#define SERVER_ZONE_RULE  "CET-1CEST,M3.5.0/2,M10.5.0/3"

G_DEFINE_QUARK (guichet-demo-exception, demo_exception)
G_DEFINE_QUARK (guichet-demo-refusal, demo_refusal)
G_DEFINE_QUARK (guichet-demo-oql, demo_oql)

static void
set_database_error (DemoCore  *core,
                    GError   **error)
{
  g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_DATABASE, "demonstration desk: %s",
               core->db != NULL ? sqlite3_errmsg (core->db) : "out of memory");
}

gboolean
demo_core_run (DemoCore    *core,
               const char  *sql,
               GError     **error)
{
  if (sqlite3_exec (core->db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  set_database_error (core, error);
  return FALSE;
}

static const char *
get_column_type (DemoKind kind)
{
  switch (kind)
    {
    case DEMO_KIND_KEY:
    case DEMO_KIND_INTEGER:
    case DEMO_KIND_SECONDS:
      return "INTEGER NOT NULL DEFAULT 0";

    case DEMO_KIND_DATE:
      return "TEXT NOT NULL DEFAULT ''";

    case DEMO_KIND_STRING:
    case DEMO_KIND_TEXT:
    case DEMO_KIND_HTML:
    case DEMO_KIND_CODE:
    case DEMO_KIND_LOG:
    case DEMO_KIND_BLOB:
    case DEMO_KIND_EXTERNAL:
    case DEMO_KIND_LINKS:
    case DEMO_KIND_TAGS:
    case DEMO_KIND_FLAG:
    case DEMO_KIND_NULL:
    case DEMO_KIND_HIDDEN:
    case DEMO_KIND_ID:
    case DEMO_KIND_FRIENDLY_NAME:
    case DEMO_KIND_FINAL_CLASS:
    case DEMO_KIND_OBSOLETE:
    case DEMO_KIND_OBSOLETE_DATE:
    case DEMO_KIND_KEY_NAME:
    case DEMO_KIND_KEY_CLASS:
    case DEMO_KIND_KEY_OBSOLETE:
    default:
      return "TEXT NOT NULL DEFAULT '' COLLATE " DEMO_COLLATION;
    }
}

static void
append_columns (const DemoClass *class,
                GString         *sql)
{
  for (guint i = 0; i < class->n_attributes; i++)
    {
      const DemoAttribute *attribute = &class->attributes[i];
      const char *type = get_column_type (attribute->kind);

      if (attribute->kind == DEMO_KIND_BLOB)
        g_string_append_printf (sql, ", %s_data TEXT NOT NULL DEFAULT '', %s_type %s, %s_name %s",
                                attribute->code, attribute->code, type, attribute->code, type);
      else if (demo_kind_is_stored (attribute->kind))
        g_string_append_printf (sql, ", %s %s", attribute->code, type);
    }
}

static gboolean
create_tables (DemoCore  *core,
               GError   **error)
{
  g_autoptr(GString) sql = g_string_new (NULL);
  guint n_classes;
  const DemoClass *classes = demo_schema_get_classes (&n_classes);

  for (guint i = 0; i < n_classes; i++)
    {
      g_string_append_printf (sql, "CREATE TABLE IF NOT EXISTS %s (id INTEGER PRIMARY KEY AUTOINCREMENT",
                              classes[i].table);
      append_columns (&classes[i], sql);
      g_string_append (sql, ");\n");
    }
  g_string_append (sql, "CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL);\n"
                        "INSERT OR IGNORE INTO counter VALUES ('ref', 0);\n");

  return demo_core_run (core, sql->str, error);
}

/* After a bulk load: one pass over each column is cheaper than a million
 * small insertions. */
gboolean
demo_core_create_indexes (DemoCore  *core,
                          GError   **error)
{
  return demo_core_run (core,
                        "CREATE INDEX IF NOT EXISTS user_request_ref ON user_request (ref);"
                        "CREATE INDEX IF NOT EXISTS user_request_last_update ON user_request (last_update);"
                        "CREATE INDEX IF NOT EXISTS user_request_ongoing ON user_request (operational_status, ref);"
                        "CREATE INDEX IF NOT EXISTS user_request_team ON user_request (team_id, status);"
                        "CREATE INDEX IF NOT EXISTS user_request_agent ON user_request (agent_id, status);"
                        "CREATE INDEX IF NOT EXISTS user_request_caller ON user_request (caller_id);"
                        "CREATE INDEX IF NOT EXISTS user_request_client_ref ON user_request (client_ref)"
                        "  WHERE client_ref != '';"
                        "CREATE INDEX IF NOT EXISTS attachment_item ON attachment (item_id);"
                        "CREATE INDEX IF NOT EXISTS attachment_creation ON attachment (creation_date);",
                        error);
}

static GTimeZone *
open_zone (void)
{
  GTimeZone *zone = g_time_zone_new_identifier (SERVER_ZONE);

  if (zone == NULL)
    zone = g_time_zone_new_identifier (SERVER_ZONE_RULE);

  return zone != NULL ? zone : g_time_zone_new_utc ();
}

static void
free_statement (gpointer data)
{
  sqlite3_finalize (data);
}

static void
free_bytes (gpointer data)
{
  g_free (data);
}

/**
 * demo_core_new:
 * @path: (nullable): a file; %NULL for memory
 *
 * Returns: (transfer full) (nullable): an open desk, perhaps an empty one
 */
DemoCore *
demo_core_new (const char  *path,
               gboolean     lab,
               guint        seed,
               GError     **error)
{
  g_autoptr(DemoCore) core = g_new0 (DemoCore, 1);

  core->lab = lab;
  core->zone = open_zone ();
  core->random = g_rand_new_with_seed (seed);
  core->weaknesses = G_MAXUINT;
  core->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_statement);
  core->replaced_logs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_bytes);
  core->new_client_refs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_bytes);

  if (sqlite3_open (path != NULL ? path : ":memory:", &core->db) != SQLITE_OK ||
      !demo_collate_install (core->db))
    {
      set_database_error (core, error);
      return NULL;
    }
  /* Nothing here is worth an fsync: the data are invented. */
  if (!demo_core_run (core, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;",
                      error) ||
      !create_tables (core, error))
    return NULL;

  return g_steal_pointer (&core);
}

void
demo_core_free (DemoCore *core)
{
  g_hash_table_unref (core->statements);
  g_hash_table_unref (core->replaced_logs);
  g_hash_table_unref (core->new_client_refs);
  g_time_zone_unref (core->zone);
  g_rand_free (core->random);
  sqlite3_close (core->db);
  g_free (core);
}

gboolean
demo_core_is_empty (DemoCore *core)
{
  return demo_core_read_int64 (core, "SELECT count(*) FROM account WHERE id > ?1", 0) == 0;
}

/* Between two operations, when no statement is under way. */
void
demo_core_trim (DemoCore *core)
{
  if (g_hash_table_size (core->statements) > MAX_STATEMENTS)
    g_hash_table_remove_all (core->statements);
}

/**
 * demo_core_prepare:
 *
 * Returns: (transfer none) (nullable): the statement, reset and without
 *   binds; valid until demo_core_trim()
 */
sqlite3_stmt *
demo_core_prepare (DemoCore    *core,
                   const char  *sql,
                   GError     **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (core->statements, sql);

  if (statement != NULL)
    {
      sqlite3_reset (statement);
      sqlite3_clear_bindings (statement);
      return statement;
    }

  if (sqlite3_prepare_v2 (core->db, sql, -1, &statement, NULL) != SQLITE_OK)
    {
      set_database_error (core, error);
      return NULL;
    }

  g_hash_table_insert (core->statements, g_strdup (sql), statement);
  return statement;
}

/* The first column of the first row for ?1 = @id; 0 without a row. */
gint64
demo_core_read_int64 (DemoCore   *core,
                      const char *sql,
                      gint64      id)
{
  sqlite3_stmt *statement = demo_core_prepare (core, sql, NULL);
  gint64 value = 0;

  g_return_val_if_fail (statement != NULL, 0);

  sqlite3_bind_int64 (statement, 1, id);
  if (sqlite3_step (statement) == SQLITE_ROW)
    value = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);

  return value;
}

/* Returns: (transfer full) (nullable): the same as text; NULL without a row. */
char *
demo_core_read_text (DemoCore   *core,
                     const char *sql,
                     gint64      id)
{
  sqlite3_stmt *statement = demo_core_prepare (core, sql, NULL);
  char *value = NULL;

  g_return_val_if_fail (statement != NULL, NULL);

  sqlite3_bind_int64 (statement, 1, id);
  if (sqlite3_step (statement) == SQLITE_ROW)
    value = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);

  return value;
}

/* Returns: (transfer full): the server's clock, as it writes dates. */
char *
demo_core_now (DemoCore *core)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  return guichet_server_time_format (now, core->zone);
}

gboolean
demo_core_is_weak (DemoCore            *core,
                   GuichetDemoWeakness  weakness)
{
  return (core->weaknesses & (1u << weakness)) != 0;
}

static DemoAccountFlags
parse_profiles (const char *profiles)
{
  static const struct { const char *name; DemoAccountFlags flag; } known[] = {
    { "admin", DEMO_ACCOUNT_ADMIN },
    { "rest", DEMO_ACCOUNT_REST },
    { "portal", DEMO_ACCOUNT_PORTAL },
    { "disabled", DEMO_ACCOUNT_DISABLED },
  };
  g_auto(GStrv) names = g_strsplit (profiles, " ", -1);
  DemoAccountFlags flags = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_strv_contains ((const char * const *) names, known[i].name))
      flags |= known[i].flag;

  return flags;
}

/**
 * demo_account_load:
 * @login: compared without case, as the real server does
 *
 * Returns: (transfer full) (nullable)
 */
DemoAccount *
demo_account_load (DemoCore   *core,
                   const char *login)
{
  sqlite3_stmt *statement;
  DemoAccount *account;

  statement = demo_core_prepare (core,
                                 "SELECT a.id, a.login, a.contactid, COALESCE(p.first_name || ' ' || p.name, a.login),"
                                 "       a.profiles, a.allowed_org "
                                 "FROM account AS a LEFT JOIN person AS p ON p.id = a.contactid WHERE a.login = ?1",
                                 NULL);
  g_return_val_if_fail (statement != NULL, NULL);

  sqlite3_bind_text (statement, 1, login, -1, SQLITE_TRANSIENT);
  if (sqlite3_step (statement) != SQLITE_ROW)
    {
      sqlite3_reset (statement);
      return NULL;
    }

  account = g_new0 (DemoAccount, 1);
  account->id = sqlite3_column_int64 (statement, 0);
  account->login = g_strdup ((const char *) sqlite3_column_text (statement, 1));
  account->person = sqlite3_column_int64 (statement, 2);
  account->name = g_strdup ((const char *) sqlite3_column_text (statement, 3));
  account->flags = parse_profiles ((const char *) sqlite3_column_text (statement, 4));
  account->allowed_org = sqlite3_column_int64 (statement, 5);
  sqlite3_reset (statement);

  return account;
}

void
demo_account_free (DemoAccount *account)
{
  g_free (account->login);
  g_free (account->name);
  g_free (account);
}

#include "config.h"

#include "store/db.h"

#include "store/db-private.h"

/* Conditions that a person combines make ever new statements: now and then all
 * that are not lent begin anew. */
#define STATEMENTS_MAX 400

void
_guichet_db_stmt_finalize (gpointer data)
{
  GuichetDbStmt *self = data;

  sqlite3_finalize (self->handle);
  g_free (self);
}

static GuichetDbStmt *
prepare_new (GuichetDb   *db,
             const char  *sql,
             GError     **error)
{
  GuichetDbStmt *self;
  sqlite3_stmt *handle = NULL;
  int result = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);

  if (result != SQLITE_OK)
    {
      _guichet_db_fail (db, result, sql, error);
      return NULL;
    }

  self = g_new0 (GuichetDbStmt, 1);
  self->db = db;
  self->handle = handle;

  return self;
}

/**
 * guichet_db_prepare:
 *
 * Returns: (transfer full) (nullable): a statement without values, given back
 *   by guichet_db_stmt_release()
 */
GuichetDbStmt *
guichet_db_prepare (GuichetDb   *self,
                    const char  *sql,
                    GError     **error)
{
  gpointer stmt;

  g_assert (self->owner == g_thread_self ());

  if (!g_hash_table_steal_extended (self->statements, sql, NULL, &stmt))
    return prepare_new (self, sql, error);

  return stmt;
}

/**
 * guichet_db_stmt_release:
 * @self: (transfer full):
 *
 * Gives the statement back, ready for the next use. Of two that were lent
 * with the same text at the same time one is kept.
 */
void
guichet_db_stmt_release (GuichetDbStmt *self)
{
  if (self == NULL)
    return;

  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  self->bind_result = SQLITE_OK;
  if (g_hash_table_size (self->db->statements) >= STATEMENTS_MAX)
    g_hash_table_remove_all (self->db->statements);
  g_hash_table_replace (self->db->statements, (gpointer) sqlite3_sql (self->handle), self);
}

static void
note_bind (GuichetDbStmt *self,
           int            result)
{
  if (self->bind_result == SQLITE_OK)
    self->bind_result = result;
}

void
guichet_db_stmt_bind_int64 (GuichetDbStmt *self,
                            int            index,
                            gint64         value)
{
  note_bind (self, sqlite3_bind_int64 (self->handle, index, value));
}

/**
 * guichet_db_stmt_bind_text:
 * @text: (nullable): must live until the statement is released or bound anew
 */
void
guichet_db_stmt_bind_text (GuichetDbStmt *self,
                           int            index,
                           const char    *text)
{
  note_bind (self, sqlite3_bind_text (self->handle, index, text, -1, SQLITE_STATIC));
}

void
guichet_db_stmt_bind_null (GuichetDbStmt *self,
                           int            index)
{
  note_bind (self, sqlite3_bind_null (self->handle, index));
}

/* @bytes: (nullable): must live as a text must */
void
guichet_db_stmt_bind_bytes (GuichetDbStmt *self,
                            int            index,
                            GBytes        *bytes)
{
  gsize size = 0;
  gconstpointer data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (bytes == NULL)
    note_bind (self, sqlite3_bind_null (self->handle, index));
  else if (size == 0)
    note_bind (self, sqlite3_bind_zeroblob (self->handle, index, 0));
  else
    note_bind (self, sqlite3_bind_blob64 (self->handle, index, data, size, SQLITE_STATIC));
}

/**
 * guichet_db_stmt_step:
 * @out_has_row: whether there is a row to read; untouched on failure
 */
gboolean
guichet_db_stmt_step (GuichetDbStmt  *self,
                      gboolean       *out_has_row,
                      GError        **error)
{
  int result = self->bind_result;

  g_assert (self->db->owner == g_thread_self ());

  if (result == SQLITE_OK)
    result = sqlite3_step (self->handle);

  if (result != SQLITE_ROW && result != SQLITE_DONE)
    return _guichet_db_fail (self->db, result, sqlite3_sql (self->handle), error);

  *out_has_row = result == SQLITE_ROW;
  return TRUE;
}

/* Ready to be run again; the values stay bound. */
void
guichet_db_stmt_reset (GuichetDbStmt *self)
{
  sqlite3_reset (self->handle);
}

/* Runs a statement that gives no rows, and makes it ready for other values. */
gboolean
guichet_db_stmt_run (GuichetDbStmt  *self,
                     GError        **error)
{
  gboolean has_row;

  if (!guichet_db_stmt_step (self, &has_row, error))
    return FALSE;

  sqlite3_reset (self->handle);
  return TRUE;
}

gint64
guichet_db_stmt_get_int64 (GuichetDbStmt *self,
                           int            column)
{
  return sqlite3_column_int64 (self->handle, column);
}

/**
 * guichet_db_stmt_get_text:
 *
 * Returns: (transfer none) (nullable): valid until the next step; %NULL for
 *   SQL's NULL
 */
const char *
guichet_db_stmt_get_text (GuichetDbStmt *self,
                          int            column)
{
  return (const char *) sqlite3_column_text (self->handle, column);
}

gboolean
guichet_db_stmt_is_null (GuichetDbStmt *self,
                         int            column)
{
  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}

/* Returns: (transfer full) (nullable): %NULL for SQL's NULL */
GBytes *
guichet_db_stmt_dup_bytes (GuichetDbStmt *self,
                           int            column)
{
  if (guichet_db_stmt_is_null (self, column))
    return NULL;

  return g_bytes_new (sqlite3_column_blob (self->handle, column),
                      (gsize) sqlite3_column_bytes (self->handle, column));
}

/**
 * guichet_db_run_for_id:
 * @sql: a statement whose one parameter is ?1
 *
 * Returns: whether it was done for @id
 */
gboolean
guichet_db_run_for_id (GuichetDb   *self,
                       const char  *sql,
                       gint64       id,
                       GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = guichet_db_prepare (self, sql, error);

  if (stmt == NULL)
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, id);

  return guichet_db_stmt_run (stmt, error);
}

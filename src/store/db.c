#include "config.h"

#include "store/db.h"

#include "store/db-private.h"
#include "store/db-text.h"

/* Another process of this account is kept out by the lock file; what remains
 * are tools that look into the files. */
#define BUSY_TIMEOUT_MS 5000

/* Virtual machine steps between two looks at the cancellable: about 50 µs. */
#define CANCEL_STEPS 1000

/* How much of a statement is told with its failure. It is ASCII. */
#define SQL_QUOTED 60

static GuichetError
classify (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_FULL:
      return GUICHET_ERROR_DISK_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return GUICHET_ERROR_CORRUPT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return GUICHET_ERROR_BUSY;
    default:
      return GUICHET_ERROR_DATABASE;
    }
}

/* Always returns FALSE, so that a caller can return it. */
gboolean
_guichet_db_fail (GuichetDb   *self,
                  int          result,
                  const char  *doing,
                  GError     **error)
{
  g_autofree char *message = NULL;

  /* No statement of ours adds a row twice: a key that is there already was
   * another one when it was written. */
  if (classify (result) == GUICHET_ERROR_CORRUPT || result == SQLITE_CONSTRAINT_UNIQUE)
    self->damaged = TRUE;
  if ((result & 0xff) == SQLITE_ERROR)
    self->suspicious = TRUE;

  if ((result & 0xff) == SQLITE_INTERRUPT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The query was cancelled");
      return FALSE;
    }

  /* SQLite may quote bytes of a damaged file. */
  message = g_utf8_make_valid (self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (result), -1);
  g_set_error (error, GUICHET_ERROR, classify (result), "SQLite %d while “%.*s”: %s",
               result, SQL_QUOTED, doing, message);
  return FALSE;
}

/* Statements are looked up for every row that is written, and the longest has
 * three kilobytes: hashing all of it took a seventh of a first load. */
static guint
hash_sql (gconstpointer key)
{
  const char *sql = key;
  gsize length = strlen (sql);
  guint hash = (guint) length;

  for (gsize i = 0; i < length; i += 1 + length / 32)
    hash = hash * 33 + (guchar) sql[i];

  return hash;
}

/**
 * guichet_db_open:
 * @vfs: (nullable): SQLite's name of a file layer, for tests that break it
 *
 * Opens @path, which is made if it is not there. The calling thread owns the
 * connection from now on. Nothing is read or written yet.
 *
 * Returns: (transfer full) (nullable): the connection
 */
GuichetDb *
guichet_db_open (const char  *path,
                 const char  *vfs,
                 GError     **error)
{
  g_autoptr(GuichetDb) self = g_new0 (GuichetDb, 1);
  int result;

  self->owner = g_thread_self ();
  self->statements = g_hash_table_new_full (hash_sql, g_str_equal, NULL, _guichet_db_stmt_finalize);

  result = sqlite3_open_v2 (path, &self->handle,
                            SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, vfs);
  if (result != SQLITE_OK)
    {
      _guichet_db_fail (self, result, "opening", error);
      return NULL;
    }

  if (_guichet_db_text_add_functions (self->handle) != SQLITE_OK)
    {
      _guichet_db_fail (self, sqlite3_errcode (self->handle), "opening", error);
      return NULL;
    }

  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);

  return g_steal_pointer (&self);
}

void
guichet_db_close (GuichetDb *self)
{
  if (self == NULL)
    return;

  g_assert (self->owner == g_thread_self ());

  g_hash_table_unref (self->statements);
  sqlite3_close (self->handle);
  g_free (self);
}

/**
 * guichet_db_abandon:
 *
 * Closes without the checkpoint that the last connection makes, for a file
 * that is not ours to change.
 */
void
guichet_db_abandon (GuichetDb *self)
{
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  guichet_db_close (self);
}

/**
 * guichet_db_take_role:
 *
 * Sets durability and sizes. Not at opening: a file written by a newer
 * program must be recognised before anything of it is changed.
 *
 * EXTRA until the file is in WAL mode: the rollback journal of that one change
 * must be gone from the disk too, or it comes back after a power cut and takes
 * everything with it (tests/store/test-crash.c).
 *
 * With NORMAL a power cut loses what was called saved, with FULL nothing
 * (RELIABILITY §3). Debian builds SQLite with secure delete: it stays on for
 * a person's texts only.
 */
gboolean
guichet_db_take_role (GuichetDb      *self,
                      GuichetDbRole   role,
                      GError        **error)
{
  static const char * const pragmas[] = {
    [GUICHET_DB_CACHE] = "PRAGMA synchronous = EXTRA; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                         "PRAGMA secure_delete = OFF;"
                         "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384;"
                         "PRAGMA journal_size_limit = 67108864",
    [GUICHET_DB_USER] = "PRAGMA synchronous = EXTRA; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                        "PRAGMA secure_delete = ON;"
                        "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -2048;"
                        "PRAGMA journal_size_limit = 4194304",
    [GUICHET_DB_READER] = "PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384",
  };

  return guichet_db_exec (self, pragmas[role], error);
}

gboolean
guichet_db_exec (GuichetDb   *self,
                 const char  *sql,
                 GError     **error)
{
  int result;

  g_assert (self->owner == g_thread_self ());

  result = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  if (result == SQLITE_OK)
    return TRUE;

  return _guichet_db_fail (self, result, sql, error);
}

/* The first column of the first row, 0 when there is no row. */
gboolean
guichet_db_read_int64 (GuichetDb   *self,
                       const char  *sql,
                       gint64      *out_value,
                       GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (self, sql, error)) || !guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;

  *out_value = has_row ? guichet_db_stmt_get_int64 (stmt, 0) : 0;
  return TRUE;
}

/* Whether any call found the file itself to be damaged. */
gboolean
guichet_db_is_damaged (GuichetDb *self)
{
  return self->damaged;
}

/**
 * guichet_db_take_suspicion:
 *
 * Returns: whether since the last time a statement failed that SQLite did not
 *   understand. All statements are constants of this program, so either it or
 *   the schema in the file is wrong.
 */
gboolean
guichet_db_take_suspicion (GuichetDb *self)
{
  gboolean suspicious = self->suspicious;

  self->suspicious = FALSE;

  return suspicious;
}

/* Rows that the last statement changed. */
gint
guichet_db_get_changes (GuichetDb *self)
{
  return sqlite3_changes (self->handle);
}

gint64
guichet_db_get_total_changes (GuichetDb *self)
{
  return sqlite3_total_changes64 (self->handle);
}

/**
 * guichet_db_get_handle:
 *
 * Returns: the sqlite3*, for the one file that needs FTS5's own interface
 */
gpointer
guichet_db_get_handle (GuichetDb *self)
{
  return self->handle;
}

static int
check_cancelled_cb (gpointer user_data)
{
  return g_cancellable_is_cancelled (user_data);
}

/**
 * guichet_db_set_cancellable:
 * @cancellable: (nullable): %NULL ends it
 *
 * From now on a statement stops in the middle when @cancellable is cancelled,
 * so that a superseded search does not finish for nobody.
 */
void
guichet_db_set_cancellable (GuichetDb    *self,
                            GCancellable *cancellable)
{
  g_assert (self->owner == g_thread_self ());

  if (!g_set_object (&self->cancellable, cancellable))
    return;

  if (cancellable != NULL)
    sqlite3_progress_handler (self->handle, CANCEL_STEPS, check_cancelled_cb, cancellable);
  else
    sqlite3_progress_handler (self->handle, 0, NULL, NULL);
}

static gboolean
run_inside (GuichetDb      *self,
            const char     *begin,
            GuichetDbFunc   func,
            gpointer        data,
            GError        **error)
{
  if (!guichet_db_exec (self, begin, error))
    return FALSE;

  if (func (self, data, error) && guichet_db_exec (self, "COMMIT", error))
    return TRUE;

  /* A full disk or an input error has already rolled back. */
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);

  return FALSE;
}

/**
 * guichet_db_look:
 *
 * Runs @func, which only reads: all its statements see the same state of the
 * file.
 */
gboolean
guichet_db_look (GuichetDb      *self,
                 GuichetDbFunc   func,
                 gpointer        data,
                 GError        **error)
{
  return run_inside (self, "BEGIN", func, data, error);
}

/**
 * guichet_db_transact:
 *
 * Runs @func between BEGIN IMMEDIATE and COMMIT. When either fails nothing of
 * it stays.
 */
gboolean
guichet_db_transact (GuichetDb      *self,
                     GuichetDbFunc   func,
                     gpointer        data,
                     GError        **error)
{
  return run_inside (self, "BEGIN IMMEDIATE", func, data, error);
}

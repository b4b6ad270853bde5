#include "config.h"

#include "store/fact-table.h"

/* @out_value: (transfer full) (nullable): NULL when it was never said */
gboolean
guichet_fact_table_read (GuichetDb   *db,
                         const char  *name,
                         char       **out_value,
                         GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT value FROM fact WHERE name = ?1", error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, name);
  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;

  *out_value = has_row ? g_strdup (guichet_db_stmt_get_text (stmt, 0)) : NULL;
  return TRUE;
}

/* User writer, inside a transaction. */
gboolean
guichet_fact_table_remove (GuichetDb   *db,
                           const char  *name,
                           GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "DELETE FROM fact WHERE name = ?1", error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, name);

  return guichet_db_stmt_run (stmt, error);
}

/* User writer, inside a transaction. What was said first stays. */
gboolean
guichet_fact_table_add (GuichetDb   *db,
                        const char  *name,
                        const char  *value,
                        GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "INSERT OR IGNORE INTO fact (name, value) VALUES (?1, ?2)", error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, name);
  guichet_db_stmt_bind_text (stmt, 2, value);

  return guichet_db_stmt_run (stmt, error);
}

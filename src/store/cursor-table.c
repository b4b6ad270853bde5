#include "config.h"

#include "store/cursor-table.h"

/* @cursor: (nullable): NULL saves nothing; a NULL value removes the cursor */
gboolean
guichet_cursor_table_save (GuichetDb            *db,
                           const GuichetCursor  *cursor,
                           GError              **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  const char *sql = "INSERT OR REPLACE INTO cursor (name, value) VALUES (?1, ?2)";

  if (cursor == NULL)
    return TRUE;
  if (cursor->value == NULL)
    sql = "DELETE FROM cursor WHERE name = ?1";

  if (!(stmt = guichet_db_prepare (db, sql, error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, cursor->name);
  if (cursor->value != NULL)
    guichet_db_stmt_bind_text (stmt, 2, cursor->value);

  return guichet_db_stmt_run (stmt, error);
}

/* @out_value: (transfer full) (nullable): NULL when it was never saved */
gboolean
guichet_cursor_table_read (GuichetDb   *db,
                           const char  *name,
                           char       **out_value,
                           GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT value FROM cursor WHERE name = ?1", error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, name);
  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;

  *out_value = has_row ? g_strdup (guichet_db_stmt_get_text (stmt, 0)) : NULL;
  return TRUE;
}

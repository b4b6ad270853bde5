#include "config.h"

#include "store/draft-table.h"

#include "store/draft-file-table.h"

#define COLUMNS "key, uuid, html, base, saved"

gboolean
guichet_draft_table_save (GuichetDb           *db,
                          const GuichetDraft  *draft,
                          GError             **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "INSERT OR REPLACE INTO draft (" COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5)",
                                   error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, draft->key);
  guichet_db_stmt_bind_text (stmt, 2, draft->uuid);
  guichet_db_stmt_bind_text (stmt, 3, draft->html);
  guichet_db_stmt_bind_text (stmt, 4, draft->base != NULL ? draft->base : "");
  guichet_db_stmt_bind_int64 (stmt, 5, draft->saved);

  return guichet_db_stmt_run (stmt, error);
}

gboolean
guichet_draft_table_remove (GuichetDb   *db,
                            const char  *key,
                            GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "DELETE FROM draft WHERE key = ?1", error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, key);

  return guichet_db_stmt_run (stmt, error) && guichet_draft_file_table_remove_all (db, key, error);
}

static GuichetDraft *
read_draft (GuichetDbStmt *stmt)
{
  GuichetDraft *draft = g_new0 (GuichetDraft, 1);

  draft->key = g_strdup (guichet_db_stmt_get_text (stmt, 0));
  draft->uuid = g_strdup (guichet_db_stmt_get_text (stmt, 1));
  draft->html = g_strdup (guichet_db_stmt_get_text (stmt, 2));
  draft->base = g_strdup (guichet_db_stmt_get_text (stmt, 3));
  draft->saved = guichet_db_stmt_get_int64 (stmt, 4);

  return draft;
}

/* @out_draft: (transfer full) (nullable): NULL when there is none */
gboolean
guichet_draft_table_read (GuichetDb     *db,
                          const char    *key,
                          GuichetDraft **out_draft,
                          GError       **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT " COLUMNS " FROM draft WHERE key = ?1", error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, key);
  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;

  *out_draft = has_row ? read_draft (stmt) : NULL;
  return TRUE;
}

/* Returns: (transfer full) (nullable) (element-type GuichetDraft): the latest first */
GPtrArray *
guichet_draft_table_list (GuichetDb  *db,
                          GError    **error)
{
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_draft_free);
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT " COLUMNS " FROM draft ORDER BY saved DESC, key", error)))
    return NULL;
  for (;;)
    {
      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&drafts);
      g_ptr_array_add (drafts, read_draft (stmt));
    }
}

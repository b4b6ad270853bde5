#include "config.h"

#include "store/template-table.h"

#define COLUMNS "uuid, name, html, used, greeting"

/* There is one greeting at most. */
static gboolean
clear_greeting (GuichetDb   *db,
                const char  *uuid,
                GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "UPDATE template SET greeting = 0 WHERE greeting <> 0 AND uuid <> ?1", error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, uuid);

  return guichet_db_stmt_run (stmt, error);
}

gboolean
guichet_template_table_save (GuichetDb              *db,
                             const GuichetTemplate  *template_,
                             GError                **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (template_->greeting && !clear_greeting (db, template_->uuid, error))
    return FALSE;
  if (!(stmt = guichet_db_prepare (db, "INSERT OR REPLACE INTO template (" COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5)",
                                   error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, template_->uuid);
  guichet_db_stmt_bind_text (stmt, 2, template_->name);
  guichet_db_stmt_bind_text (stmt, 3, template_->html);
  guichet_db_stmt_bind_int64 (stmt, 4, template_->used);
  guichet_db_stmt_bind_int64 (stmt, 5, template_->greeting);

  return guichet_db_stmt_run (stmt, error);
}

gboolean
guichet_template_table_remove (GuichetDb   *db,
                               const char  *uuid,
                               GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "DELETE FROM template WHERE uuid = ?1", error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, uuid);

  return guichet_db_stmt_run (stmt, error);
}

static GuichetTemplate *
read_template (GuichetDbStmt *stmt)
{
  GuichetTemplate *self = g_new0 (GuichetTemplate, 1);

  self->uuid = g_strdup (guichet_db_stmt_get_text (stmt, 0));
  self->name = g_strdup (guichet_db_stmt_get_text (stmt, 1));
  self->html = g_strdup (guichet_db_stmt_get_text (stmt, 2));
  self->used = (guint) CLAMP (guichet_db_stmt_get_int64 (stmt, 3), 0, G_MAXINT);
  self->greeting = guichet_db_stmt_get_int64 (stmt, 4) != 0;

  return self;
}

/* Returns: (transfer full) (nullable) (element-type GuichetTemplate): the most used first */
GPtrArray *
guichet_template_table_list (GuichetDb  *db,
                             GError    **error)
{
  g_autoptr(GPtrArray) templates = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_template_free);
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT " COLUMNS " FROM template ORDER BY used DESC, name, uuid", error)))
    return NULL;
  for (;;)
    {
      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&templates);
      g_ptr_array_add (templates, read_template (stmt));
    }
}

#include "config.h"

#include "store/saved-view-table.h"

#include "store/saved-view.h"

#define COLUMNS "uuid, name, icon, view, conditions, sort, grouping, position"

/* What a newer program wrote and this one does not know becomes the plainest:
 * a person's view must not be lost. */
static GuichetSavedView *
read_view (GuichetDbStmt *stmt)
{
  GuichetSavedView *view = g_new0 (GuichetSavedView, 1);

  view->uuid = g_strdup (guichet_db_stmt_get_text (stmt, 0));
  view->name = g_strdup (guichet_db_stmt_get_text (stmt, 1));
  view->icon = g_strdup (guichet_db_stmt_get_text (stmt, 2));
  if (!guichet_view_from_nick (guichet_db_stmt_get_text (stmt, 3), &view->view))
    view->view = GUICHET_VIEW_ALL;
  view->conditions = g_strdup (guichet_db_stmt_get_text (stmt, 4));
  guichet_saved_view_parse_sort (view, guichet_db_stmt_get_text (stmt, 5));
  if (!guichet_group_from_nick (guichet_db_stmt_get_text (stmt, 6), &view->group))
    view->group = GUICHET_GROUP_NONE;
  view->position = (guint) guichet_db_stmt_get_int64 (stmt, 7);

  return view;
}

/* Returns: (transfer full) (nullable) (element-type GuichetSavedView): by position */
GPtrArray *
guichet_saved_view_table_list (GuichetDb  *db,
                               GError    **error)
{
  g_autoptr(GPtrArray) views = guichet_saved_views_new ();
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT " COLUMNS " FROM saved_view ORDER BY position, uuid", error)))
    return NULL;
  for (;;)
    {
      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&views);
      g_ptr_array_add (views, read_view (stmt));
    }
}

/* Behind the others, or where it is already. */
#define LAST_POSITION \
  "ifnull ((SELECT position FROM saved_view WHERE uuid = ?1)," \
  " (SELECT ifnull (max (position) + 1, 0) FROM saved_view))"

gboolean
guichet_saved_view_table_save (GuichetDb               *db,
                               const GuichetSavedView  *view,
                               GError                 **error)
{
  g_autofree char *sort = guichet_saved_view_format_sort (view);
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "INSERT OR REPLACE INTO saved_view (" COLUMNS ")"
                                       " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ifnull (?8, " LAST_POSITION "))", error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, view->uuid);
  guichet_db_stmt_bind_text (stmt, 2, view->name);
  guichet_db_stmt_bind_text (stmt, 3, view->icon);
  guichet_db_stmt_bind_text (stmt, 4, guichet_view_to_nick (view->view));
  guichet_db_stmt_bind_text (stmt, 5, view->conditions);
  guichet_db_stmt_bind_text (stmt, 6, sort);
  guichet_db_stmt_bind_text (stmt, 7, guichet_group_to_nick (view->group));
  if (view->position == GUICHET_SAVED_VIEW_LAST)
    guichet_db_stmt_bind_null (stmt, 8);
  else
    guichet_db_stmt_bind_int64 (stmt, 8, view->position);

  return guichet_db_stmt_run (stmt, error);
}

gboolean
guichet_saved_view_table_remove (GuichetDb   *db,
                                 const char  *uuid,
                                 GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "DELETE FROM saved_view WHERE uuid = ?1", error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, uuid);

  return guichet_db_stmt_run (stmt, error);
}

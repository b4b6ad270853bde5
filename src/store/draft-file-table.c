#include "config.h"

#include "store/draft-file-table.h"

#include "store/intent-table.h"
#include "util/uuid.h"

#define COLUMNS "uuid, name, mime, length (data)"

gboolean
guichet_draft_file_table_insert (GuichetDb            *db,
                                 const char           *draft,
                                 const GuichetIntent  *file,
                                 GError              **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "INSERT INTO draft_file (uuid, draft, name, mime, data)"
                                       " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (uuid) DO NOTHING", error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, file->uuid);
  guichet_db_stmt_bind_text (stmt, 2, draft);
  guichet_db_stmt_bind_text (stmt, 3, file->file_name);
  guichet_db_stmt_bind_text (stmt, 4, file->file_mime);
  guichet_db_stmt_bind_bytes (stmt, 5, file->file_data);

  return guichet_db_stmt_run (stmt, error);
}

static gboolean
run_with_text (GuichetDb   *db,
               const char  *sql,
               const char  *text,
               GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = guichet_db_prepare (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, text);

  return guichet_db_stmt_run (stmt, error);
}

gboolean
guichet_draft_file_table_remove (GuichetDb   *db,
                                 const char  *uuid,
                                 GError     **error)
{
  return run_with_text (db, "DELETE FROM draft_file WHERE uuid = ?1", uuid, error);
}

gboolean
guichet_draft_file_table_remove_all (GuichetDb   *db,
                                     const char  *draft,
                                     GError     **error)
{
  return run_with_text (db, "DELETE FROM draft_file WHERE draft = ?1", draft, error);
}

static GuichetIntent *
read_file (GuichetDbStmt *stmt)
{
  GuichetIntent *file = guichet_intent_new (GUICHET_INTENT_ATTACH, 0);

  g_set_str (&file->uuid, guichet_db_stmt_get_text (stmt, 0));
  file->file_name = g_strdup (guichet_db_stmt_get_text (stmt, 1));
  file->file_mime = g_strdup (guichet_db_stmt_get_text (stmt, 2));
  file->file_size = guichet_db_stmt_get_int64 (stmt, 3);

  return file;
}

/* @out_file: (transfer full) (nullable): with its bytes; NULL when there is none */
gboolean
guichet_draft_file_table_read (GuichetDb      *db,
                               const char     *uuid,
                               GuichetIntent **out_file,
                               GError        **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  g_autoptr(GuichetIntent) file = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT " COLUMNS ", data FROM draft_file WHERE uuid = ?1", error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, uuid);
  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (has_row)
    {
      file = read_file (stmt);
      file->file_data = guichet_db_stmt_dup_bytes (stmt, 4);
    }

  *out_file = g_steal_pointer (&file);
  return TRUE;
}

/* Returns: (transfer full) (nullable) (element-type GuichetIntent): without the
 * bytes, in the order in which they were added */
GPtrArray *
guichet_draft_file_table_list (GuichetDb   *db,
                               const char  *draft,
                               GError     **error)
{
  g_autoptr(GPtrArray) files = guichet_intents_new ();
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT " COLUMNS " FROM draft_file WHERE draft = ?1 ORDER BY number", error)))
    return NULL;
  guichet_db_stmt_bind_text (stmt, 1, draft);
  for (;;)
    {
      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&files);
      g_ptr_array_add (files, read_file (stmt));
    }
}

/* ---- to the outbox and back */

static gboolean
return_file (GuichetDb   *db,
             const char  *draft,
             const char  *uuid,
             GError     **error)
{
  g_autoptr(GuichetIntent) file = NULL;
  g_autofree char *fresh = guichet_uuid7_new ();

  if (!guichet_intent_table_read (db, uuid, &file, error))
    return FALSE;

  g_assert (file != NULL);
  if (file->file_data == NULL)
    return TRUE;

  g_set_str (&file->uuid, fresh);

  return guichet_draft_file_table_insert (db, draft, file, error);
}

static gboolean
send_file (GuichetDb            *db,
           const char           *uuid,
           const GuichetIntent  *creation,
           GError              **error)
{
  g_autoptr(GuichetIntent) file = NULL;
  gboolean is_new;

  if (!guichet_draft_file_table_read (db, uuid, &file, error))
    return FALSE;

  /* It was listed in this transaction. */
  g_assert (file != NULL);
  file->creation = g_strdup (creation->uuid);
  file->title = g_strdup (creation->title);
  file->created = creation->created;

  return guichet_intent_table_insert (db, file, &is_new, error);
}

/**
 * guichet_draft_file_table_send:
 * @creation: the new ticket that the draft was made into
 *
 * Makes operations that wait for @creation of the files of @draft. They go away
 * with the draft: guichet_draft_table_remove().
 */
gboolean
guichet_draft_file_table_send (GuichetDb            *db,
                               const char           *draft,
                               const GuichetIntent  *creation,
                               GError              **error)
{
  g_autoptr(GPtrArray) files = guichet_draft_file_table_list (db, draft, error);

  if (files == NULL)
    return FALSE;

  for (guint i = 0; i < files->len; i++)
    if (!send_file (db, ((GuichetIntent *) g_ptr_array_index (files, i))->uuid, creation, error))
      return FALSE;

  return TRUE;
}

/**
 * guichet_draft_file_table_return:
 * @creation: that is taken back
 *
 * Puts the files that wait for @creation beside @draft, and withdraws their
 * operations. They get other identities, since those stay in the history.
 */
gboolean
guichet_draft_file_table_return (GuichetDb            *db,
                                 const char           *draft,
                                 const GuichetIntent  *creation,
                                 GError              **error)
{
  g_autoptr(GPtrArray) files = guichet_intent_table_list_created (db, creation->uuid, error);

  if (files == NULL)
    return FALSE;

  for (guint i = 0; i < files->len; i++)
    if (!return_file (db, draft, ((GuichetIntent *) g_ptr_array_index (files, i))->uuid, error))
      return FALSE;

  return guichet_intent_table_withdraw_created (db, creation->uuid, error);
}

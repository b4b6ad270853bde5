#include "config.h"

#include "store/attachment-table.h"

/* Name, kind and size come with the contents only: once known they stay when
 * the listing, which tells less, is read again. The last condition makes a
 * repeated page change nothing. */
#define MERGE_SQL \
  "INSERT INTO attachment AS old (id, ticket_id, name, mime, size, date, author_id, author)" \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)" \
  " ON CONFLICT (id) DO UPDATE SET ticket_id = excluded.ticket_id," \
  " name = iif (excluded.name = '', name, excluded.name)," \
  " mime = iif (excluded.mime = '', mime, excluded.mime)," \
  " size = iif (excluded.size < 0, size, excluded.size)," \
  " date = excluded.date, author_id = excluded.author_id, author = excluded.author" \
  " WHERE old.ticket_id <> excluded.ticket_id" \
  " OR (excluded.name <> '' AND old.name <> excluded.name)" \
  " OR (excluded.mime <> '' AND old.mime <> excluded.mime)" \
  " OR (excluded.size >= 0 AND old.size <> excluded.size)" \
  " OR old.date <> excluded.date OR old.author_id <> excluded.author_id OR old.author <> excluded.author"

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/**
 * guichet_attachment_table_merge:
 * @out_changed: whether the row is new or differs
 *
 * Cache writer, inside a transaction.
 */
gboolean
guichet_attachment_table_merge (GuichetDb          *db,
                                GuichetAttachment  *attachment,
                                gboolean           *out_changed,
                                GError            **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gint64 before = guichet_db_get_total_changes (db);

  if (!(stmt = guichet_db_prepare (db, MERGE_SQL, error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, attachment->id);
  guichet_db_stmt_bind_int64 (stmt, 2, attachment->ticket_id);
  guichet_db_stmt_bind_text (stmt, 3, or_empty (attachment->name));
  guichet_db_stmt_bind_text (stmt, 4, or_empty (attachment->mime));
  guichet_db_stmt_bind_int64 (stmt, 5, attachment->size);
  guichet_db_stmt_bind_text (stmt, 6, or_empty (attachment->date));
  guichet_db_stmt_bind_int64 (stmt, 7, attachment->author_id);
  guichet_db_stmt_bind_text (stmt, 8, or_empty (attachment->author));
  if (!guichet_db_stmt_run (stmt, error))
    return FALSE;

  *out_changed = guichet_db_get_total_changes (db) != before;
  return TRUE;
}

/* ---- removing */

static gboolean
is_listed (GPtrArray *attachments,
           gint64     id)
{
  for (guint i = 0; i < attachments->len; i++)
    if (((GuichetAttachment *) g_ptr_array_index (attachments, i))->id == id)
      return TRUE;

  return FALSE;
}

/**
 * guichet_attachment_table_remove_others:
 * @attachments: (element-type GuichetAttachment): those that stay
 *
 * Cache writer, inside a transaction.
 */
gboolean
guichet_attachment_table_remove_others (GuichetDb  *db,
                                        gint64      ticket_id,
                                        GPtrArray  *attachments,
                                        guint      *out_removed,
                                        GError    **error)
{
  g_autoptr(GPtrArray) known = guichet_attachment_table_list (db, ticket_id, error);

  if (known == NULL)
    return FALSE;

  *out_removed = 0;
  for (guint i = 0; i < known->len; i++)
    {
      gint64 id = ((GuichetAttachment *) g_ptr_array_index (known, i))->id;

      if (is_listed (attachments, id))
        continue;
      if (!guichet_db_run_for_id (db, "DELETE FROM attachment_file WHERE attachment_id = ?1", id, error) ||
          !guichet_db_run_for_id (db, "DELETE FROM attachment WHERE id = ?1", id, error))
        return FALSE;
      (*out_removed)++;
    }

  return TRUE;
}

/* ---- reading */

static GuichetAttachment *
read_attachment (GuichetDbStmt *stmt,
                 gint64         ticket_id)
{
  GuichetAttachment *attachment = guichet_attachment_new (guichet_db_stmt_get_int64 (stmt, 0), ticket_id);

  g_set_str (&attachment->name, guichet_db_stmt_get_text (stmt, 1));
  g_set_str (&attachment->mime, guichet_db_stmt_get_text (stmt, 2));
  attachment->size = guichet_db_stmt_get_int64 (stmt, 3);
  g_set_str (&attachment->date, guichet_db_stmt_get_text (stmt, 4));
  attachment->author_id = guichet_db_stmt_get_int64 (stmt, 5);
  g_set_str (&attachment->author, guichet_db_stmt_get_text (stmt, 6));
  attachment->here = guichet_db_stmt_get_int64 (stmt, 7) != 0;

  return attachment;
}

/**
 * guichet_attachment_table_list:
 *
 * Returns: (transfer full) (nullable) (element-type GuichetAttachment): oldest first
 */
GPtrArray *
guichet_attachment_table_list (GuichetDb  *db,
                               gint64      ticket_id,
                               GError    **error)
{
  g_autoptr(GPtrArray) attachments = guichet_attachments_new ();
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT id, name, mime, size, date, author_id, author,"
                                       " id IN (SELECT attachment_id FROM attachment_file) FROM attachment"
                                       " WHERE ticket_id = ?1 ORDER BY date, id", error)))
    return NULL;
  guichet_db_stmt_bind_int64 (stmt, 1, ticket_id);

  for (;;)
    {
      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&attachments);
      g_ptr_array_add (attachments, read_attachment (stmt, ticket_id));
    }
}

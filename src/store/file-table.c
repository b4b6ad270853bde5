#include "config.h"

#include "store/file-table.h"

void
guichet_file_record_clear (GuichetFileRecord *self)
{
  g_clear_pointer (&self->sha256, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->mime, g_free);
}

/**
 * guichet_file_table_read:
 *
 * Fails with %GUICHET_ERROR_NOT_FOUND when its contents are not here.
 */
gboolean
guichet_file_table_read (GuichetDb          *db,
                         gint64              id,
                         GuichetFileRecord  *out_record,
                         GError            **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT f.size, f.sha256, a.name, a.mime FROM attachment_file AS f"
                                       " JOIN attachment AS a ON a.id = f.attachment_id WHERE f.attachment_id = ?1",
                                   error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, id);
  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (!has_row)
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND,
                   "The contents of attachment %" G_GINT64_FORMAT " are not on this computer", id);
      return FALSE;
    }

  out_record->id = id;
  out_record->size = guichet_db_stmt_get_int64 (stmt, 0);
  out_record->sha256 = g_strdup (guichet_db_stmt_get_text (stmt, 1));
  out_record->name = g_strdup (guichet_db_stmt_get_text (stmt, 2));
  out_record->mime = g_strdup (guichet_db_stmt_get_text (stmt, 3));

  return TRUE;
}

static gboolean
read_ticket (GuichetDb  *db,
             gint64      id,
             gint64     *out_ticket_id,
             GError    **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT ticket_id FROM attachment WHERE id = ?1", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, id);
  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (!has_row)
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND, "There is no attachment %" G_GINT64_FORMAT, id);
      return FALSE;
    }

  *out_ticket_id = guichet_db_stmt_get_int64 (stmt, 0);
  return TRUE;
}

/**
 * guichet_file_table_describe:
 *
 * Writes name, kind and size, which come with the contents only.
 */
gboolean
guichet_file_table_describe (GuichetDb    *db,
                             GuichetFile  *file,
                             gint64       *out_ticket_id,
                             GError      **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!read_ticket (db, file->attachment_id, out_ticket_id, error) ||
      !(stmt = guichet_db_prepare (db, "UPDATE attachment SET name = iif (?2 = '', name, ?2),"
                                       " mime = iif (?3 = '', mime, ?3), size = ?4 WHERE id = ?1", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, file->attachment_id);
  guichet_db_stmt_bind_text (stmt, 2, file->name);
  guichet_db_stmt_bind_text (stmt, 3, file->mime);
  guichet_db_stmt_bind_int64 (stmt, 4, (gint64) g_bytes_get_size (file->data));

  return guichet_db_stmt_run (stmt, error);
}

gboolean
guichet_file_table_save (GuichetDb   *db,
                         gint64       id,
                         gint64       size,
                         const char  *sha256,
                         GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "INSERT OR REPLACE INTO attachment_file (attachment_id, size, sha256, used)"
                                       " VALUES (?1, ?2, ?3, ?4)", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, id);
  guichet_db_stmt_bind_int64 (stmt, 2, size);
  guichet_db_stmt_bind_text (stmt, 3, sha256);
  guichet_db_stmt_bind_int64 (stmt, 4, g_get_real_time () / 1000);

  return guichet_db_stmt_run (stmt, error);
}

/* Somebody looked at it. */
gboolean
guichet_file_table_touch (GuichetDb  *db,
                          gint64      id,
                          GError    **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "UPDATE attachment_file SET used = ?2 WHERE attachment_id = ?1", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, id);
  guichet_db_stmt_bind_int64 (stmt, 2, g_get_real_time () / 1000);

  return guichet_db_stmt_run (stmt, error);
}

gboolean
guichet_file_table_forget (GuichetDb  *db,
                           gint64      id,
                           GError    **error)
{
  return guichet_db_run_for_id (db, "DELETE FROM attachment_file WHERE attachment_id = ?1", id, error);
}

gboolean
guichet_file_table_forget_ticket (GuichetDb  *db,
                                  gint64      ticket_id,
                                  GError    **error)
{
  return guichet_db_run_for_id (db, "DELETE FROM attachment_file WHERE attachment_id IN"
                         " (SELECT id FROM attachment WHERE ticket_id = ?1)", ticket_id, error);
}

gboolean
guichet_file_table_measure (GuichetDb  *db,
                            gint64     *out_bytes,
                            GError    **error)
{
  return guichet_db_read_int64 (db, "SELECT coalesce (sum (size), 0) FROM attachment_file", out_bytes, error);
}

/**
 * guichet_file_table_evict:
 * @out_evicted: whether something went
 *
 * Lets the files go that were used longest ago until @quota is kept.
 */
gboolean
guichet_file_table_evict (GuichetDb  *db,
                          gint64      quota,
                          gboolean   *out_evicted,
                          GError    **error)
{
  gint64 bytes;

  *out_evicted = FALSE;
  for (;;)
    {
      gint64 oldest;

      if (!guichet_file_table_measure (db, &bytes, error))
        return FALSE;
      if (bytes == 0 || bytes <= quota)
        return TRUE;
      if (!guichet_db_read_int64 (db, "SELECT attachment_id FROM attachment_file ORDER BY used, attachment_id LIMIT 1",
                                  &oldest, error) ||
          !guichet_file_table_forget (db, oldest, error))
        return FALSE;
      *out_evicted = TRUE;
    }
}

/**
 * guichet_file_table_list:
 *
 * Returns: (transfer full) (nullable): the set of all ids
 */
GHashTable *
guichet_file_table_list (GuichetDb  *db,
                         GError    **error)
{
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GuichetDbStmt) stmt = guichet_db_prepare (db, "SELECT attachment_id FROM attachment_file", error);
  gboolean has_row = stmt != NULL;

  while (has_row)
    {
      gint64 id;

      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return NULL;
      id = has_row ? guichet_db_stmt_get_int64 (stmt, 0) : 0;
      if (has_row)
        g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
    }

  return stmt != NULL ? g_steal_pointer (&ids) : NULL;
}

/**
 * guichet_file_table_list_wanted:
 *
 * Returns: (transfer full) (nullable) (element-type gint64): newest first
 */
GArray *
guichet_file_table_list_wanted (GuichetDb  *db,
                                guint       limit,
                                GError    **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row = TRUE;

  /* Queue 1: the person's own tickets (store/README.md). */
  if (!(stmt = guichet_db_prepare (db, "SELECT a.id FROM ticket AS t JOIN attachment AS a ON a.ticket_id = t.id"
                                       " WHERE t.queue = 1 AND t.vanished = 0"
                                       " AND a.id NOT IN (SELECT attachment_id FROM attachment_file)"
                                       " ORDER BY a.date DESC, a.id DESC LIMIT ?1", error)))
    return NULL;
  guichet_db_stmt_bind_int64 (stmt, 1, limit);

  while (has_row)
    {
      gint64 id;

      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return NULL;
      id = has_row ? guichet_db_stmt_get_int64 (stmt, 0) : 0;
      if (has_row)
        g_array_append_val (ids, id);
    }

  return g_steal_pointer (&ids);
}

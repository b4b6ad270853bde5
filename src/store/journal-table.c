#include "config.h"

#include "store/journal-table.h"

/* Where an entry lives: see 001.sql. */
static gint64
find_place (gint64         ticket_id,
            GuichetJournal journal,
            guint          position)
{
  return (gint64) (((guint64) ticket_id << 21) | ((guint64) journal << 20) | position);
}

static GPtrArray *
read_entries (GuichetDbStmt  *stmt,
              GError        **error)
{
  g_autoptr(GPtrArray) entries = guichet_journal_entries_new ();
  gboolean has_row;

  for (;;)
    {
      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&entries);
      g_ptr_array_add (entries, guichet_journal_entry_new (guichet_db_stmt_get_text (stmt, 0),
                                                           guichet_db_stmt_get_text (stmt, 1),
                                                           guichet_db_stmt_get_int64 (stmt, 2),
                                                           guichet_db_stmt_get_text (stmt, 3)));
    }
}

/**
 * guichet_journal_table_read:
 *
 * Returns: (transfer full) (nullable) (element-type GuichetJournalEntry):
 *   oldest first
 */
GPtrArray *
guichet_journal_table_read (GuichetDb       *db,
                            gint64           ticket_id,
                            GuichetJournal   journal,
                            GError         **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "SELECT date, author, user_id, html FROM journal_entry"
                                       " WHERE id BETWEEN ?1 AND ?2 ORDER BY id", error)))
    return NULL;
  guichet_db_stmt_bind_int64 (stmt, 1, find_place (ticket_id, journal, 0));
  guichet_db_stmt_bind_int64 (stmt, 2, find_place (ticket_id, journal, GUICHET_JOURNAL_MAX));

  return read_entries (stmt, error);
}

/**
 * guichet_journal_table_read_newest:
 * @from: the place of the first entry that counts
 * @after: (nullable): only entries dated later than this text of the server
 * @max: at most so many
 *
 * Returns: (transfer full) (nullable) (element-type GuichetJournalEntry):
 *   newest first
 */
GPtrArray *
guichet_journal_table_read_newest (GuichetDb       *db,
                                   gint64           ticket_id,
                                   GuichetJournal   journal,
                                   guint            from,
                                   const char      *after,
                                   guint            max,
                                   GError         **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "SELECT date, author, user_id, html FROM journal_entry"
                                       " WHERE id BETWEEN ?1 AND ?2 AND (?3 IS NULL OR date > ?3)"
                                       " ORDER BY id DESC LIMIT ?4", error)))
    return NULL;
  guichet_db_stmt_bind_int64 (stmt, 1, find_place (ticket_id, journal, from));
  guichet_db_stmt_bind_int64 (stmt, 2, find_place (ticket_id, journal, GUICHET_JOURNAL_MAX));
  guichet_db_stmt_bind_text (stmt, 3, after);
  guichet_db_stmt_bind_int64 (stmt, 4, max);

  return read_entries (stmt, error);
}

static gboolean
write_entry (GuichetDb            *db,
             gint64                place,
             GuichetJournalEntry  *entry,
             GError              **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "INSERT OR REPLACE INTO journal_entry (id, date, author, user_id, html)"
                                       " VALUES (?1, ?2, ?3, ?4, ?5)", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, place);
  guichet_db_stmt_bind_text (stmt, 2, entry->date);
  guichet_db_stmt_bind_text (stmt, 3, entry->author);
  guichet_db_stmt_bind_int64 (stmt, 4, entry->user_id);
  guichet_db_stmt_bind_text (stmt, 5, entry->html);

  return guichet_db_stmt_run (stmt, error);
}

/* A journal that shrinks means a lost race or a rewrite on the server: it is
 * shown as it is (ITOP-PROTOCOL §17). */
static gboolean
cut_after (GuichetDb       *db,
           gint64           ticket_id,
           GuichetJournal   journal,
           guint            length,
           GError         **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "DELETE FROM journal_entry WHERE id BETWEEN ?1 AND ?2", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, find_place (ticket_id, journal, length));
  guichet_db_stmt_bind_int64 (stmt, 2, find_place (ticket_id, journal, GUICHET_JOURNAL_MAX));

  return guichet_db_stmt_run (stmt, error);
}

/**
 * guichet_journal_table_merge:
 * @entries: the whole journal as the server has it
 * @is_new: whether nothing of this journal can be stored yet
 * @out_changed: set to %TRUE when something was written, else untouched
 *
 * Cache writer, inside a transaction. Journals grow at their end: only what
 * differs is written.
 */
gboolean
guichet_journal_table_merge (GuichetDb       *db,
                             gint64           ticket_id,
                             GuichetJournal   journal,
                             GPtrArray       *entries,
                             gboolean         is_new,
                             gboolean        *out_changed,
                             GError         **error)
{
  g_autoptr(GPtrArray) stored = NULL;
  guint length = MIN (entries->len, GUICHET_JOURNAL_MAX);

  stored = is_new ? guichet_journal_entries_new () : guichet_journal_table_read (db, ticket_id, journal, error);
  if (stored == NULL)
    return FALSE;

  for (guint i = 0; i < length; i++)
    {
      GuichetJournalEntry *entry = g_ptr_array_index (entries, i);

      if (i < stored->len && guichet_journal_entry_equal (entry, g_ptr_array_index (stored, i)))
        continue;
      *out_changed = TRUE;
      if (!write_entry (db, find_place (ticket_id, journal, i), entry, error))
        return FALSE;
    }

  if (stored->len <= length)
    return TRUE;

  *out_changed = TRUE;
  return cut_after (db, ticket_id, journal, length, error);
}

#include "config.h"

#include "store/text-table.h"

#include "store/journal-table.h"

#define N_LONG (GUICHET_N_FIELDS - GUICHET_FIELD_FIRST_LONG)

#define READ_SQL "SELECT journals, description, pending_reason, solution, user_comment FROM ticket_text WHERE id = ?1"

static gboolean
read_fields (GuichetDb      *db,
             GuichetTicket  *ticket,
             guint          *out_journals,
             GError        **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, READ_SQL, error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, guichet_ticket_get_id (ticket));
  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;

  *out_journals = has_row ? (guint) guichet_db_stmt_get_int64 (stmt, 0) : 0;
  for (int i = 0; has_row && i < N_LONG; i++)
    guichet_ticket_set (ticket, GUICHET_FIELD_FIRST_LONG + i, guichet_db_stmt_get_text (stmt, i + 1));

  return TRUE;
}

static gboolean
read_texts (GuichetDb      *db,
            GuichetTicket  *ticket,
            guint           wanted,
            GError        **error)
{
  guint journals;

  if (!read_fields (db, ticket, &journals, error))
    return FALSE;

  for (guint j = 0; j < GUICHET_N_JOURNALS; j++)
    {
      GPtrArray *entries;

      if ((journals & wanted & (1u << j)) == 0)
        continue;
      if (!(entries = guichet_journal_table_read (db, guichet_ticket_get_id (ticket), j, error)))
        return FALSE;
      guichet_ticket_take_journal (ticket, j, entries);
    }

  return TRUE;
}

/**
 * guichet_text_table_read:
 *
 * Fills the long fields and the journals of @ticket with what the server said;
 * those that were never read stay %NULL.
 */
gboolean
guichet_text_table_read (GuichetDb      *db,
                         GuichetTicket  *ticket,
                         GError        **error)
{
  return read_texts (db, ticket, G_MAXUINT, error);
}

/* The same without the internal journal, which no statement asks for. */
gboolean
guichet_text_table_read_public (GuichetDb      *db,
                                GuichetTicket  *ticket,
                                GError        **error)
{
  return read_texts (db, ticket, 1u << GUICHET_JOURNAL_PUBLIC, error);
}

/* What is known and differs. Unknown fields of @fresh take the stored value. */
static gboolean
fields_differ (GuichetTicket *stored,
               GuichetTicket *fresh)
{
  for (guint f = GUICHET_FIELD_FIRST_LONG; f < GUICHET_N_FIELDS; f++)
    {
      const char *value = guichet_ticket_peek (fresh, f);

      if (value != NULL && g_strcmp0 (value, guichet_ticket_peek (stored, f)) != 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
write_fields (GuichetDb      *db,
              GuichetTicket  *stored,
              GuichetTicket  *fresh,
              guint           journals,
              GError        **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "INSERT OR REPLACE INTO ticket_text"
                                       " (id, journals, description, pending_reason, solution, user_comment)"
                                       " VALUES (?1, ?2, ?3, ?4, ?5, ?6)", error)))
    return FALSE;

  guichet_db_stmt_bind_int64 (stmt, 1, guichet_ticket_get_id (fresh));
  guichet_db_stmt_bind_int64 (stmt, 2, journals);
  for (int i = 0; i < N_LONG; i++)
    {
      const char *value = guichet_ticket_peek (fresh, GUICHET_FIELD_FIRST_LONG + i);

      if (value == NULL)
        value = guichet_ticket_peek (stored, GUICHET_FIELD_FIRST_LONG + i);
      guichet_db_stmt_bind_text (stmt, i + 3, value);
    }

  return guichet_db_stmt_run (stmt, error);
}

static gboolean
merge_journals (GuichetDb      *db,
                GuichetTicket  *fresh,
                gboolean        is_new,
                guint          *journals,
                gboolean       *changed,
                GError        **error)
{
  for (guint j = 0; j < GUICHET_N_JOURNALS; j++)
    {
      GPtrArray *entries = guichet_ticket_get_journal (fresh, j);

      if (entries == NULL)
        continue;
      *journals |= 1u << j;
      if (!guichet_journal_table_merge (db, guichet_ticket_get_id (fresh), j, entries, is_new, changed,
                                        error))
        return FALSE;
    }

  return TRUE;
}

/**
 * guichet_text_table_merge:
 * @ticket: an image of the server; what it does not know stays
 * @is_new: whether nothing of this ticket can be stored yet
 * @out_changed: set to %TRUE when something was written, else untouched
 *
 * Cache writer, inside a transaction.
 */
gboolean
guichet_text_table_merge (GuichetDb      *db,
                          GuichetTicket  *ticket,
                          gboolean        is_new,
                          gboolean       *out_changed,
                          GError        **error)
{
  g_autoptr(GuichetTicket) stored = guichet_ticket_new (guichet_ticket_get_id (ticket));
  guint known = 0;
  guint journals;
  gboolean changed = FALSE;

  if (!is_new && !read_fields (db, stored, &known, error))
    return FALSE;

  journals = known;
  if (!merge_journals (db, ticket, is_new, &journals, &changed, error))
    return FALSE;

  if (journals != known || fields_differ (stored, ticket))
    {
      changed = TRUE;
      if (!write_fields (db, stored, ticket, journals, error))
        return FALSE;
    }

  *out_changed |= changed;
  return TRUE;
}

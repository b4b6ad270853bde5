#include "config.h"

#include "store/ticket-facts.h"

void
guichet_ticket_facts_clear (GuichetTicketFacts *self)
{
  g_clear_pointer (&self->last_update, g_free);
  g_clear_pointer (&self->start_date, g_free);
  g_clear_pointer (&self->status, g_free);
  g_clear_pointer (&self->operational_status, g_free);
  g_clear_pointer (&self->caller, g_free);
}

/* One statement, since a list asks it of each of its rows. Entries are numbered
 * from 0: the last one tells how many there are. See 001.sql for their ids. */
#define SERVER(column) "iif (s.id IS NULL, t." column ", s." column ")"
#define LAST_ENTRY(from, to) \
  "(SELECT max (e.id) & 0xfffff FROM journal_entry AS e WHERE e.id BETWEEN t.id << 21 " from " AND t.id << 21 " to ")"
#define FACTS_SQL \
  "SELECT " SERVER ("last_update") ", " SERVER ("start_date") ", " SERVER ("status") ", " \
  SERVER ("operational_status") ", " SERVER ("caller_label") ", " SERVER ("team") ", " SERVER ("agent") "," \
  " (SELECT journals FROM ticket_text AS x WHERE x.id = t.id), " \
  LAST_ENTRY ("", "| 0xfffff") ", " LAST_ENTRY ("| 0x100000", "| 0x1fffff") "," \
  " (SELECT count(*) FROM attachment AS a WHERE a.ticket_id = t.id)" \
  " FROM ticket AS t LEFT JOIN ticket_server AS s ON s.id = t.id WHERE t.id = ?1 AND t.vanished = 0"

static gint64
get_number (GuichetDbStmt *stmt,
            guint          journal)
{
  const int column = 8 + (int) journal;

  if ((guichet_db_stmt_get_int64 (stmt, 7) & (1 << journal)) == 0)
    return -1;

  return guichet_db_stmt_is_null (stmt, column) ? 0 : guichet_db_stmt_get_int64 (stmt, column) + 1;
}

static void
fill_facts (GuichetTicketFacts *facts,
            GuichetDbStmt      *stmt)
{
  facts->last_update = g_strdup (guichet_db_stmt_is_null (stmt, 0) ? "" : guichet_db_stmt_get_text (stmt, 0));
  facts->start_date = g_strdup (guichet_db_stmt_get_text (stmt, 1));
  facts->status = g_strdup (guichet_db_stmt_get_text (stmt, 2));
  facts->operational_status = g_strdup (guichet_db_stmt_get_text (stmt, 3));
  facts->caller = g_strdup (guichet_db_stmt_get_text (stmt, 4));
  facts->team = guichet_db_stmt_is_null (stmt, 5) ? -1 : guichet_db_stmt_get_int64 (stmt, 5);
  facts->agent = guichet_db_stmt_is_null (stmt, 6) ? -1 : guichet_db_stmt_get_int64 (stmt, 6);
  for (guint j = 0; j < GUICHET_N_JOURNALS; j++)
    facts->n_entries[j] = get_number (stmt, j);
  facts->n_files = (guint) guichet_db_stmt_get_int64 (stmt, 10);
}

gboolean
guichet_ticket_facts_read (GuichetDb           *cache,
                           gint64               id,
                           GuichetTicketFacts  *out_facts,
                           GError             **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (cache, FACTS_SQL, error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, id);
  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;

  *out_facts = (GuichetTicketFacts) { .id = has_row ? id : 0 };
  if (has_row)
    fill_facts (out_facts, stmt);

  return TRUE;
}

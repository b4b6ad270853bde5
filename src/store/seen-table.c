#include "config.h"

#include "store/seen-table.h"

#include "store/ticket-table.h"

#define COLUMNS "last_update, status, team, agent, n_private, n_public, unread, starred, opened"

void
guichet_seen_clear (GuichetSeen *self)
{
  g_clear_pointer (&self->last_update, g_free);
  g_clear_pointer (&self->status, g_free);
}

void
guichet_seen_free (GuichetSeen *self)
{
  if (self == NULL)
    return;

  guichet_seen_clear (self);
  g_free (self);
}

/* Makes it a ticket that was never looked at; marks stay. */
void
guichet_seen_forget (GuichetSeen *self)
{
  g_set_str (&self->last_update, "");
  g_set_str (&self->status, NULL);
  self->team = GUICHET_SEEN_UNKNOWN;
  self->agent = GUICHET_SEEN_UNKNOWN;
  for (guint j = 0; j < GUICHET_N_JOURNALS; j++)
    self->n_entries[j] = GUICHET_SEEN_UNKNOWN;
}

/* Whether the person ever looked at the ticket. */
gboolean
guichet_seen_has_look (const GuichetSeen *self)
{
  return self->id != 0 && *self->last_update != '\0';
}

/* All but the time of the opening, which no list shows. */
gboolean
guichet_seen_shows_same (const GuichetSeen *a,
                         const GuichetSeen *b)
{
  return a->id == b->id && g_strcmp0 (a->last_update, b->last_update) == 0 && g_strcmp0 (a->status, b->status) == 0 &&
         a->team == b->team && a->agent == b->agent && a->unread == b->unread && a->starred == b->starred &&
         memcmp (a->n_entries, b->n_entries, sizeof a->n_entries) == 0;
}

static gint64
get_known (GuichetDbStmt *stmt,
           int            column)
{
  return guichet_db_stmt_is_null (stmt, column) ? GUICHET_SEEN_UNKNOWN : guichet_db_stmt_get_int64 (stmt, column);
}

static void
fill_seen (GuichetSeen   *seen,
           GuichetDbStmt *stmt)
{
  g_set_str (&seen->last_update, guichet_db_stmt_get_text (stmt, 0));
  g_set_str (&seen->status, guichet_db_stmt_get_text (stmt, 1));
  seen->team = get_known (stmt, 2);
  seen->agent = get_known (stmt, 3);
  seen->n_entries[GUICHET_JOURNAL_PRIVATE] = get_known (stmt, 4);
  seen->n_entries[GUICHET_JOURNAL_PUBLIC] = get_known (stmt, 5);
  seen->unread = (GuichetUnread) guichet_db_stmt_get_int64 (stmt, 6);
  seen->starred = guichet_db_stmt_get_int64 (stmt, 7) != 0;
  seen->opened = guichet_db_stmt_get_int64 (stmt, 8);
}

/**
 * guichet_seen_table_read:
 * @out_seen: cleared by the caller; its id is 0 when there is no row
 */
gboolean
guichet_seen_table_read (GuichetDb    *db,
                         gint64        id,
                         GuichetSeen  *out_seen,
                         GError      **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT " COLUMNS " FROM seen WHERE ticket_id = ?1", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, id);
  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;

  *out_seen = (GuichetSeen) { .id = has_row ? id : 0 };
  guichet_seen_forget (out_seen);
  if (has_row)
    fill_seen (out_seen, stmt);

  return TRUE;
}

static void
bind_known (GuichetDbStmt *stmt,
            int            index,
            gint64         value)
{
  if (value == GUICHET_SEEN_UNKNOWN)
    guichet_db_stmt_bind_null (stmt, index);
  else
    guichet_db_stmt_bind_int64 (stmt, index, value);
}

/* User writer, inside a transaction. */
gboolean
guichet_seen_table_write (GuichetDb          *db,
                          const GuichetSeen  *seen,
                          GError            **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "INSERT OR REPLACE INTO seen (ticket_id, " COLUMNS ")"
                                       " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, seen->id);
  guichet_db_stmt_bind_text (stmt, 2, seen->last_update);
  guichet_db_stmt_bind_text (stmt, 3, seen->status);
  bind_known (stmt, 4, seen->team);
  bind_known (stmt, 5, seen->agent);
  bind_known (stmt, 6, seen->n_entries[GUICHET_JOURNAL_PRIVATE]);
  bind_known (stmt, 7, seen->n_entries[GUICHET_JOURNAL_PUBLIC]);
  guichet_db_stmt_bind_int64 (stmt, 8, seen->unread);
  guichet_db_stmt_bind_int64 (stmt, 9, seen->starred);
  guichet_db_stmt_bind_int64 (stmt, 10, seen->opened);

  return guichet_db_stmt_run (stmt, error);
}

/* Returns: (transfer full) (nullable) (element-type gint64): the last opened first */
GArray *
guichet_seen_table_list_opened (GuichetDb  *db,
                                GError    **error)
{
  return guichet_ticket_table_list (db, "SELECT ticket_id FROM seen WHERE opened > 0 ORDER BY opened DESC, ticket_id"
                                        " LIMIT 200", 0, error);
}

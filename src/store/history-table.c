#include "config.h"

#include "store/history-table.h"

#include "model/history-entry.h"
#include "util/text.h"

/* A value that is longer is cut: the ticket itself has it whole. */
#define MAX_BYTES 400

/* Moments follow other changes, and what only programs read tells nobody
 * anything. */
static gboolean
is_told (GuichetField field)
{
  return guichet_field_get_kind (field) != GUICHET_FIELD_KIND_TIME && field != GUICHET_FIELD_REF
         && field != GUICHET_FIELD_OPERATIONAL_STATUS && field != GUICHET_FIELD_CLIENT_REF;
}

static gboolean
is_nothing (GuichetField  field,
            const char   *value)
{
  return *value == '\0' || (guichet_field_get_kind (field) == GUICHET_FIELD_KIND_KEY && g_str_equal (value, "0"));
}

static gboolean
differ (GuichetTicket *before,
        GuichetTicket *after,
        GuichetField   field)
{
  const char *old = guichet_ticket_peek (before, field);
  const char *new = guichet_ticket_peek (after, field);

  /* What was not known did not change. */
  if (old == NULL || new == NULL || (is_nothing (field, old) && is_nothing (field, new)))
    return FALSE;

  return !g_str_equal (old, new);
}

static char *
dup_value (GuichetTicket *ticket,
           GuichetField   field)
{
  const char *value = guichet_field_get_kind (field) == GUICHET_FIELD_KIND_KEY
                      ? guichet_ticket_get_label (ticket, field) : guichet_ticket_get (ticket, field);

  return guichet_text_make_valid (value, -1, MAX_BYTES);
}

static gboolean
insert (GuichetDb      *db,
        GuichetTicket  *before,
        GuichetTicket  *after,
        GuichetField    field,
        GError        **error)
{
  g_autoptr(GuichetDbStmt) stmt =
    guichet_db_prepare (db, "INSERT INTO history (ticket_id, moment, field, before, after) VALUES (?1, ?2, ?3, ?4, ?5)",
                        error);
  g_autofree char *old = dup_value (before, field);
  g_autofree char *new = dup_value (after, field);

  if (stmt == NULL)
    return FALSE;

  guichet_db_stmt_bind_int64 (stmt, 1, guichet_ticket_get_id (after));
  guichet_db_stmt_bind_text (stmt, 2, guichet_ticket_get (after, GUICHET_FIELD_LAST_UPDATE));
  guichet_db_stmt_bind_text (stmt, 3, guichet_field_get_name (field));
  guichet_db_stmt_bind_text (stmt, 4, old);
  guichet_db_stmt_bind_text (stmt, 5, new);

  return guichet_db_stmt_run (stmt, error);
}

/**
 * guichet_history_table_note:
 * @before, @after: thin images of the server, one after the other
 *
 * Keeps what changed between them.
 */
gboolean
guichet_history_table_note (GuichetDb      *db,
                            GuichetTicket  *before,
                            GuichetTicket  *after,
                            GError        **error)
{
  for (guint f = 0; f < GUICHET_FIELD_FIRST_LONG; f++)
    if (is_told (f) && differ (before, after, f) && !insert (db, before, after, f, error))
      return FALSE;

  return TRUE;
}

/* Returns: (transfer full) (nullable) (element-type GuichetHistoryEntry): oldest first */
GPtrArray *
guichet_history_table_list (GuichetDb  *db,
                            gint64      ticket_id,
                            GError    **error)
{
  g_autoptr(GuichetDbStmt) stmt =
    guichet_db_prepare (db, "SELECT moment, field, before, after FROM history WHERE ticket_id = ?1 ORDER BY id", error);
  g_autoptr(GPtrArray) history = guichet_history_new ();
  gboolean has_row = TRUE;

  if (stmt == NULL)
    return NULL;
  guichet_db_stmt_bind_int64 (stmt, 1, ticket_id);
  while (has_row)
    {
      GuichetField field;

      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return NULL;
      if (has_row && guichet_field_from_name (guichet_db_stmt_get_text (stmt, 1), &field))
        g_ptr_array_add (history, guichet_history_entry_new (guichet_db_stmt_get_text (stmt, 0), field,
                                                             guichet_db_stmt_get_text (stmt, 2),
                                                             guichet_db_stmt_get_text (stmt, 3)));
    }

  return g_steal_pointer (&history);
}

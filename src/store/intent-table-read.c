#include "config.h"

#include "store/intent-table.h"

#define COLUMNS \
  "number, uuid, kind, state, ticket_id, ref, title, action, base_status, base_last_update, private_entry," \
  " public_entry, file_name, file_mime, created, not_before, first_sent, last_sent, attempts, seen, reason," \
  " reason_field, detail, seen_private, seen_public," \
  " (SELECT length (data) FROM intent_file WHERE intent_file.intent = number), creation"

static void
fill_contents (GuichetIntent *intent,
               GuichetDbStmt *stmt)
{
  g_set_str (&intent->uuid, guichet_db_stmt_get_text (stmt, 1));
  intent->creation = g_strdup (guichet_db_stmt_get_text (stmt, 26));
  intent->ref = g_strdup (guichet_db_stmt_get_text (stmt, 5));
  intent->title = g_strdup (guichet_db_stmt_get_text (stmt, 6));
  intent->action = g_strdup (guichet_db_stmt_get_text (stmt, 7));
  intent->base_status = g_strdup (guichet_db_stmt_get_text (stmt, 8));
  intent->base_last_update = g_strdup (guichet_db_stmt_get_text (stmt, 9));
  intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup (guichet_db_stmt_get_text (stmt, 10));
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup (guichet_db_stmt_get_text (stmt, 11));
  intent->file_name = g_strdup (guichet_db_stmt_get_text (stmt, 12));
  intent->file_mime = g_strdup (guichet_db_stmt_get_text (stmt, 13));
}

static void
fill_progress (GuichetIntent *intent,
               GuichetDbStmt *stmt)
{
  intent->created = guichet_db_stmt_get_int64 (stmt, 14);
  intent->not_before = guichet_db_stmt_get_int64 (stmt, 15);
  intent->first_sent = guichet_db_stmt_get_int64 (stmt, 16);
  intent->last_sent = guichet_db_stmt_get_int64 (stmt, 17);
  intent->attempts = (guint) guichet_db_stmt_get_int64 (stmt, 18);
  intent->seen = (guint) guichet_db_stmt_get_int64 (stmt, 19);
  guichet_error_from_nick (guichet_db_stmt_get_text (stmt, 20), &intent->reason);
  intent->reason_field = g_strdup (guichet_db_stmt_get_text (stmt, 21));
  intent->detail = g_strdup (guichet_db_stmt_get_text (stmt, 22));
  intent->seen_private = (int) guichet_db_stmt_get_int64 (stmt, 23);
  intent->seen_public = (int) guichet_db_stmt_get_int64 (stmt, 24);
  intent->file_size = guichet_db_stmt_get_int64 (stmt, 25);
}

static gboolean
read_changes (GuichetDb      *db,
              gint64          number,
              GuichetIntent  *intent,
              GError        **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT field, base, value, label FROM intent_change WHERE intent = ?1"
                                       " ORDER BY position", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, number);
  for (;;)
    {
      const char *name;
      GuichetField field;

      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      name = guichet_db_stmt_get_text (stmt, 0);
      if (g_str_has_prefix (name, GUICHET_INTENT_TABLE_EXTRA))
        guichet_intent_set_extra (intent, name + strlen (GUICHET_INTENT_TABLE_EXTRA),
                                  guichet_db_stmt_get_text (stmt, 2));
      else if (guichet_field_from_name (name, &field))
        guichet_intent_set_field (intent, field,
                                  guichet_db_stmt_get_text (stmt, 1),
                                  guichet_db_stmt_get_text (stmt, 2),
                                  guichet_db_stmt_get_text (stmt, 3));
    }
}

static gboolean
read_file (GuichetDb      *db,
           gint64          number,
           GuichetIntent  *intent,
           GError        **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT data FROM intent_file WHERE intent = ?1", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, number);
  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (has_row)
    intent->file_data = guichet_db_stmt_dup_bytes (stmt, 0);

  return TRUE;
}

/* NULL with @error set for a row that this program cannot understand: an
 * operation must never be taken for another one. */
static GuichetIntent *
read_intent (GuichetDb      *db,
             GuichetDbStmt  *stmt,
             GError        **error)
{
  g_autoptr(GuichetIntent) intent = NULL;
  GuichetIntentKind kind;
  GuichetIntentState state;

  if (!guichet_intent_kind_from_nick (guichet_db_stmt_get_text (stmt, 2), &kind) ||
      !guichet_intent_state_from_nick (guichet_db_stmt_get_text (stmt, 3), &state))
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_CORRUPT, "Operation %s has an unknown kind or state",
                   guichet_db_stmt_get_text (stmt, 1));
      return NULL;
    }

  intent = guichet_intent_new (kind, guichet_db_stmt_get_int64 (stmt, 4));
  intent->state = state;
  fill_contents (intent, stmt);
  fill_progress (intent, stmt);
  if (!read_changes (db, guichet_db_stmt_get_int64 (stmt, 0), intent, error))
    return NULL;

  return g_steal_pointer (&intent);
}

static gboolean
read_one (GuichetDb      *db,
          GuichetDbStmt  *stmt,
          GuichetIntent **out_intent,
          GError        **error)
{
  g_autoptr(GuichetIntent) intent = NULL;
  gboolean has_row;

  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (has_row &&
      (!(intent = read_intent (db, stmt, error)) ||
       !read_file (db, guichet_db_stmt_get_int64 (stmt, 0), intent, error)))
    return FALSE;

  *out_intent = g_steal_pointer (&intent);
  return TRUE;
}

static GPtrArray *
read_all (GuichetDb      *db,
          GuichetDbStmt  *stmt,
          GError        **error)
{
  g_autoptr(GPtrArray) intents = guichet_intents_new ();
  gboolean has_row;

  for (;;)
    {
      GuichetIntent *intent;

      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&intents);
      if (!(intent = read_intent (db, stmt, error)))
        return NULL;
      g_ptr_array_add (intents, intent);
    }
}

/* @out_intent: (transfer full) (nullable): with the bytes of its file; NULL
 * when there is none */
gboolean
guichet_intent_table_read (GuichetDb      *db,
                           const char     *uuid,
                           GuichetIntent **out_intent,
                           GError        **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "SELECT " COLUMNS " FROM intent WHERE uuid = ?1", error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, uuid);

  return read_one (db, stmt, out_intent, error);
}

/* Returns: (transfer full) (nullable): without the bytes of files, oldest first */
GPtrArray *
guichet_intent_table_list (GuichetDb            *db,
                           GuichetIntentsScope   scope,
                           GError              **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  const char *sql = scope == GUICHET_INTENTS_OPEN ?
                    "SELECT " COLUMNS " FROM intent WHERE finished IS NULL ORDER BY number" :
                    "SELECT " COLUMNS " FROM intent ORDER BY number";

  if (!(stmt = guichet_db_prepare (db, sql, error)))
    return NULL;

  return read_all (db, stmt, error);
}

/* Returns: (transfer full) (nullable): the open ones on a ticket, without the
 * bytes of files, oldest first */
GPtrArray *
guichet_intent_table_list_for (GuichetDb  *db,
                               gint64      ticket_id,
                               GError    **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "SELECT " COLUMNS " FROM intent WHERE ticket_id = ?1 AND finished IS NULL"
                                       " ORDER BY number", error)))
    return NULL;
  guichet_db_stmt_bind_int64 (stmt, 1, ticket_id);

  return read_all (db, stmt, error);
}

/* Returns: (transfer full) (nullable): the open ones that wait for the ticket
 * that operation @creation makes, without the bytes of files, oldest first */
GPtrArray *
guichet_intent_table_list_created (GuichetDb   *db,
                                   const char  *creation,
                                   GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "SELECT " COLUMNS " FROM intent WHERE creation = ?1 AND finished IS NULL"
                                       " AND ticket_id = 0 ORDER BY number", error)))
    return NULL;
  guichet_db_stmt_bind_text (stmt, 1, creation);

  return read_all (db, stmt, error);
}

/* Open operations that nothing is in front of. A parked one holds up those of
 * its ticket that came later; new tickets do not know each other; what is
 * about a ticket that another operation makes waits until that has made it. */
#define READY \
  "FROM intent AS this WHERE finished IS NULL AND state IN ('waiting', 'sending', 'verify')" \
  " AND (ticket_id <> 0 OR creation IS NULL) AND (ticket_id = 0" \
  " OR NOT EXISTS (SELECT 1 FROM intent AS earlier WHERE earlier.finished IS NULL" \
  " AND earlier.ticket_id = this.ticket_id AND earlier.number < this.number))"

/**
 * guichet_intent_table_find_due:
 * @out_intent: (transfer full) (nullable): see guichet_store_next_intent()
 * @out_wake: Unix ms; 0 when nothing will be due without a person
 */
gboolean
guichet_intent_table_find_due (GuichetDb      *db,
                               gint64          now,
                               GuichetIntent **out_intent,
                               gint64         *out_wake,
                               GError        **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  g_autoptr(GuichetIntent) intent = NULL;
  gint64 wake = 0;

  if (!(stmt = guichet_db_prepare (db, "SELECT " COLUMNS " " READY " AND not_before <= ?1 ORDER BY number LIMIT 1",
                                   error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, now);
  if (!read_one (db, stmt, &intent, error))
    return FALSE;

  if (intent == NULL && !guichet_db_read_int64 (db, "SELECT min (not_before) " READY, &wake, error))
    return FALSE;

  *out_intent = g_steal_pointer (&intent);
  *out_wake = wake;
  return TRUE;
}

gboolean
guichet_intent_table_count (GuichetDb           *db,
                            GuichetOutboxCount  *out_count,
                            GError             **error)
{
  gint64 waiting;
  gint64 parked;

  if (!guichet_db_read_int64 (db, "SELECT count(*) FROM intent WHERE finished IS NULL"
                                  " AND state IN ('waiting', 'sending', 'verify')", &waiting, error) ||
      !guichet_db_read_int64 (db, "SELECT count(*) FROM intent WHERE finished IS NULL"
                                  " AND state IN ('refused', 'conflict')", &parked, error))
    return FALSE;

  out_count->waiting = (guint) waiting;
  out_count->parked = (guint) parked;
  return TRUE;
}

#include "config.h"

#include "store/intent-table.h"

/* ---- writing */

#define INSERT_SQL \
  "INSERT INTO intent (uuid, kind, state, ticket_id, ref, title, action, base_status, base_last_update," \
  " private_entry, public_entry, file_name, file_mime, created, not_before, first_sent, last_sent, attempts, seen," \
  " reason, reason_field, detail, finished, seen_private, seen_public, creation)" \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23," \
  " ?24, ?25, ?26)" \
  " ON CONFLICT (uuid) DO NOTHING"

static void
bind_finished (GuichetDbStmt       *stmt,
               int                  index,
               const GuichetIntent *intent)
{
  if (guichet_intent_is_open (intent))
    guichet_db_stmt_bind_null (stmt, index);
  else
    guichet_db_stmt_bind_int64 (stmt, index, g_get_real_time () / 1000);
}

static void
bind_contents (GuichetDbStmt       *stmt,
               const GuichetIntent *intent)
{
  guichet_db_stmt_bind_text (stmt, 1, intent->uuid);
  guichet_db_stmt_bind_text (stmt, 2, guichet_intent_kind_to_nick (intent->kind));
  guichet_db_stmt_bind_text (stmt, 3, guichet_intent_state_to_nick (intent->state));
  guichet_db_stmt_bind_int64 (stmt, 4, intent->ticket_id);
  guichet_db_stmt_bind_text (stmt, 5, intent->ref);
  guichet_db_stmt_bind_text (stmt, 6, intent->title);
  guichet_db_stmt_bind_text (stmt, 7, intent->action);
  guichet_db_stmt_bind_text (stmt, 8, intent->base_status);
  guichet_db_stmt_bind_text (stmt, 9, intent->base_last_update);
  guichet_db_stmt_bind_text (stmt, 10, intent->entries[GUICHET_JOURNAL_PRIVATE]);
  guichet_db_stmt_bind_text (stmt, 11, intent->entries[GUICHET_JOURNAL_PUBLIC]);
  guichet_db_stmt_bind_text (stmt, 12, intent->file_name);
  guichet_db_stmt_bind_text (stmt, 13, intent->file_mime);
}

static void
bind_progress (GuichetDbStmt       *stmt,
               const GuichetIntent *intent)
{
  guichet_db_stmt_bind_int64 (stmt, 14, intent->created);
  guichet_db_stmt_bind_int64 (stmt, 15, intent->not_before);
  guichet_db_stmt_bind_int64 (stmt, 16, intent->first_sent);
  guichet_db_stmt_bind_int64 (stmt, 17, intent->last_sent);
  guichet_db_stmt_bind_int64 (stmt, 18, intent->attempts);
  guichet_db_stmt_bind_int64 (stmt, 19, intent->seen);
  guichet_db_stmt_bind_text (stmt, 20, intent->detail != NULL ? guichet_error_to_nick (intent->reason) : NULL);
  guichet_db_stmt_bind_text (stmt, 21, intent->reason_field);
  guichet_db_stmt_bind_text (stmt, 22, intent->detail);
  bind_finished (stmt, 23, intent);
  guichet_db_stmt_bind_int64 (stmt, 24, intent->seen_private);
  guichet_db_stmt_bind_int64 (stmt, 25, intent->seen_public);
  guichet_db_stmt_bind_text (stmt, 26, intent->creation);
}

static gboolean
insert_change (GuichetDbStmt  *stmt,
               gint64          number,
               const char     *field,
               guint           position,
               const char     *base,
               const char     *value,
               const char     *label,
               GError        **error)
{
  guichet_db_stmt_bind_int64 (stmt, 1, number);
  guichet_db_stmt_bind_text (stmt, 2, field);
  guichet_db_stmt_bind_int64 (stmt, 3, position);
  guichet_db_stmt_bind_text (stmt, 4, base);
  guichet_db_stmt_bind_text (stmt, 5, value);
  guichet_db_stmt_bind_text (stmt, 6, label);

  return guichet_db_stmt_run (stmt, error);
}

/* Beside the changes, under a name that no field has. */
static gboolean
insert_extras (GuichetDbStmt        *stmt,
               gint64                number,
               const GuichetIntent  *intent,
               GError              **error)
{
  g_autoptr(GList) codes = g_list_sort (g_hash_table_get_keys (intent->extras), (GCompareFunc) strcmp);
  guint position = intent->changes->len;

  for (GList *l = codes; l != NULL; l = l->next)
    {
      g_autofree char *name = g_strconcat (GUICHET_INTENT_TABLE_EXTRA, l->data, NULL);

      if (!insert_change (stmt, number, name, position++, NULL, g_hash_table_lookup (intent->extras, l->data), NULL,
                          error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
insert_changes (GuichetDb            *db,
                gint64                number,
                const GuichetIntent  *intent,
                GError              **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "INSERT INTO intent_change (intent, field, position, base, value, label)"
                                       " VALUES (?1, ?2, ?3, ?4, ?5, ?6)", error)))
    return FALSE;
  for (guint i = 0; i < intent->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);

      if (!insert_change (stmt, number, guichet_field_get_name (change->field), i,
                          change->base, change->value, change->label, error))
        return FALSE;
    }

  return insert_extras (stmt, number, intent, error);
}

static gboolean
insert_file (GuichetDb  *db,
             gint64      number,
             GBytes     *data,
             GError    **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (data == NULL)
    return TRUE;
  if (!(stmt = guichet_db_prepare (db, "INSERT INTO intent_file (intent, data) VALUES (?1, ?2)", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, number);
  guichet_db_stmt_bind_bytes (stmt, 2, data);

  return guichet_db_stmt_run (stmt, error);
}

/**
 * guichet_intent_table_insert:
 * @out_new: %FALSE when an operation of this uuid is already there; it stays
 *   as it is
 */
gboolean
guichet_intent_table_insert (GuichetDb            *db,
                             const GuichetIntent  *intent,
                             gboolean             *out_new,
                             GError              **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gint64 number;

  if (!(stmt = guichet_db_prepare (db, INSERT_SQL, error)))
    return FALSE;
  bind_contents (stmt, intent);
  bind_progress (stmt, intent);
  if (!guichet_db_stmt_run (stmt, error))
    return FALSE;

  *out_new = guichet_db_get_changes (db) == 1;
  if (!*out_new)
    return TRUE;

  return guichet_db_read_int64 (db, "SELECT last_insert_rowid ()", &number, error) &&
         insert_changes (db, number, intent, error) &&
         insert_file (db, number, intent->file_data, error);
}

/**
 * guichet_intent_table_update:
 *
 * Saves what changes in the life of an operation. What is done or withdrawn
 * stays so: %GUICHET_ERROR_INVALID. That is how sync learns that the person
 * took back what it was about to send.
 */
gboolean
guichet_intent_table_update (GuichetDb            *db,
                             const GuichetIntent  *intent,
                             GError              **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "UPDATE intent SET state = ?2, ticket_id = ?3, ref = coalesce (?4, ref), not_before = ?5,"
                                       " first_sent = ?6, last_sent = ?7, attempts = ?8, seen = ?9, reason = ?10,"
                                       " reason_field = ?11, detail = ?12, finished = ?13, base_last_update = ?14"
                                       " WHERE uuid = ?1 AND (finished IS NULL OR state = ?2)", error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, intent->uuid);
  guichet_db_stmt_bind_text (stmt, 2, guichet_intent_state_to_nick (intent->state));
  guichet_db_stmt_bind_int64 (stmt, 3, intent->ticket_id);
  guichet_db_stmt_bind_text (stmt, 4, intent->ref);
  guichet_db_stmt_bind_int64 (stmt, 5, intent->not_before);
  guichet_db_stmt_bind_int64 (stmt, 6, intent->first_sent);
  guichet_db_stmt_bind_int64 (stmt, 7, intent->last_sent);
  guichet_db_stmt_bind_int64 (stmt, 8, intent->attempts);
  guichet_db_stmt_bind_int64 (stmt, 9, intent->seen);
  guichet_db_stmt_bind_text (stmt, 10, intent->detail != NULL ? guichet_error_to_nick (intent->reason) : NULL);
  guichet_db_stmt_bind_text (stmt, 11, intent->reason_field);
  guichet_db_stmt_bind_text (stmt, 12, intent->detail);
  bind_finished (stmt, 13, intent);
  guichet_db_stmt_bind_text (stmt, 14, intent->base_last_update);
  if (!guichet_db_stmt_run (stmt, error))
    return FALSE;
  if (guichet_db_get_changes (db) == 1)
    return TRUE;

  g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID,
               "Operation %s is unknown, done or withdrawn: it cannot become %s",
               intent->uuid, guichet_intent_state_to_nick (intent->state));
  return FALSE;
}

static gboolean
find_number (GuichetDb   *db,
             const char  *uuid,
             gint64      *out_number,
             GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT number FROM intent WHERE uuid = ?1", error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, uuid);
  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (!has_row)
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND, "There is no operation %s", uuid);
      return FALSE;
    }
  *out_number = guichet_db_stmt_get_int64 (stmt, 0);

  return TRUE;
}

static gboolean
remove_changes (GuichetDb  *db,
                gint64      number,
                GError    **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "DELETE FROM intent_change WHERE intent = ?1", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, number);

  return guichet_db_stmt_run (stmt, error);
}

/**
 * guichet_intent_table_rewrite:
 *
 * Saves what a person decided about the contents: what they have now seen, and
 * what is left of action, changes and entries. The file stays. To be followed
 * by guichet_intent_table_update().
 */
gboolean
guichet_intent_table_rewrite (GuichetDb            *db,
                              const GuichetIntent  *intent,
                              GError              **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gint64 number;

  if (!find_number (db, intent->uuid, &number, error) ||
      !(stmt = guichet_db_prepare (db, "UPDATE intent SET base_status = ?2, base_last_update = ?3,"
                                       " action = ?4, private_entry = ?5, public_entry = ?6,"
                                       " seen_private = ?7, seen_public = ?8 WHERE number = ?1", error)))
    return FALSE;

  guichet_db_stmt_bind_int64 (stmt, 1, number);
  guichet_db_stmt_bind_text (stmt, 2, intent->base_status);
  guichet_db_stmt_bind_text (stmt, 3, intent->base_last_update);
  guichet_db_stmt_bind_text (stmt, 4, intent->action);
  guichet_db_stmt_bind_text (stmt, 5, intent->entries[GUICHET_JOURNAL_PRIVATE]);
  guichet_db_stmt_bind_text (stmt, 6, intent->entries[GUICHET_JOURNAL_PUBLIC]);
  guichet_db_stmt_bind_int64 (stmt, 7, intent->seen_private);
  guichet_db_stmt_bind_int64 (stmt, 8, intent->seen_public);

  return guichet_db_stmt_run (stmt, error) &&
         remove_changes (db, number, error) &&
         insert_changes (db, number, intent, error);
}

/**
 * guichet_intent_table_reopen:
 *
 * What was withdrawn is not over: the one way back out of the history. To be
 * followed by guichet_intent_table_update().
 */
gboolean
guichet_intent_table_reopen (GuichetDb   *db,
                             const char  *uuid,
                             GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "UPDATE intent SET finished = NULL WHERE uuid = ?1 AND state = 'withdrawn'",
                                   error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, uuid);

  return guichet_db_stmt_run (stmt, error);
}

/* The ticket is there: what waited for it knows where it belongs. */
gboolean
guichet_intent_table_adopt_created (GuichetDb            *db,
                                    const GuichetIntent  *creation,
                                    GError              **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "UPDATE intent SET ticket_id = ?2, ref = ?3"
                                       " WHERE creation = ?1 AND ticket_id = 0", error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, creation->uuid);
  guichet_db_stmt_bind_int64 (stmt, 2, creation->ticket_id);
  guichet_db_stmt_bind_text (stmt, 3, creation->ref);

  return guichet_db_stmt_run (stmt, error);
}

/* With the operation that would have made their ticket. */
gboolean
guichet_intent_table_withdraw_created (GuichetDb   *db,
                                       const char  *creation,
                                       GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "UPDATE intent SET state = 'withdrawn', finished = ?2"
                                       " WHERE creation = ?1 AND finished IS NULL AND ticket_id = 0", error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, creation);
  guichet_db_stmt_bind_int64 (stmt, 2, g_get_real_time () / 1000);

  return guichet_db_stmt_run (stmt, error);
}

/* Those that were withdrawn with the operation that makes their ticket, not
 * those that the person had withdrawn before. To be called before
 * guichet_intent_table_reopen(). */
gboolean
guichet_intent_table_restore_created (GuichetDb   *db,
                                      const char  *creation,
                                      GError     **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "UPDATE intent SET state = 'waiting', finished = NULL, not_before = 0"
                                       " WHERE creation = ?1 AND state = 'withdrawn' AND ticket_id = 0"
                                       " AND finished >= (SELECT finished FROM intent WHERE uuid = ?1)", error)))
    return FALSE;
  guichet_db_stmt_bind_text (stmt, 1, creation);

  return guichet_db_stmt_run (stmt, error);
}

/* Forgets history that ended before @before (Unix ms). */
gboolean
guichet_intent_table_prune (GuichetDb  *db,
                            gint64      before,
                            GError    **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "DELETE FROM intent WHERE finished < ?1", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, before);

  return guichet_db_stmt_run (stmt, error);
}

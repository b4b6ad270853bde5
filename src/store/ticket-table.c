#include "config.h"

#include "store/ticket-table.h"

#include "util/text.h"

/* The thin columns are the logical fields in their order, each key followed by
 * its label; a test compares them with the schema. */

void
guichet_ticket_record_clear (GuichetTicketRecord *self)
{
  g_clear_pointer (&self->ticket, guichet_ticket_unref);
  g_clear_pointer (&self->server, guichet_ticket_unref);
  g_clear_pointer (&self->texts_update, g_free);
}

/* Returns: (transfer none): the server's thin image */
GuichetTicket *
guichet_ticket_record_get_server (GuichetTicketRecord *self)
{
  return self->server != NULL ? self->server : self->ticket;
}

static gboolean
is_key (guint field)
{
  return guichet_field_get_kind (field) == GUICHET_FIELD_KIND_KEY;
}

static void
append_column (GString    *out,
               const char *format,
               const char *column)
{
  for (const char *p = format; *p != '\0'; p++)
    if (*p == '@')
      g_string_append (out, column);
    else
      g_string_append_c (out, *p);
}

/* @format once for each thin column, with the column's name in the place of @. */
static char *
for_each_column (const char *format)
{
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint f = 0; f < GUICHET_FIELD_FIRST_LONG; f++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (guichet_field_get_name (f)), "-", '_');
      g_autofree char *label = g_strconcat (name, "_label", NULL);

      append_column (out, format, name);
      if (is_key (f))
        append_column (out, format, label);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static int
bind_thin (GuichetDbStmt *stmt,
           int            index,
           GuichetTicket *ticket)
{
  for (guint f = 0; f < GUICHET_FIELD_FIRST_LONG; f++)
    {
      const char *value = guichet_ticket_peek (ticket, f);

      guichet_db_stmt_bind_text (stmt, index++, value);
      if (is_key (f) && value != NULL)
        guichet_db_stmt_bind_text (stmt, index++, guichet_ticket_get_label (ticket, f));
      else if (is_key (f))
        guichet_db_stmt_bind_null (stmt, index++);
    }

  return index;
}

static int
read_thin (GuichetDbStmt *stmt,
           int            column,
           GuichetTicket *ticket)
{
  for (guint f = 0; f < GUICHET_FIELD_FIRST_LONG; f++)
    {
      const char *value = guichet_db_stmt_get_text (stmt, column++);

      if (value != NULL)
        guichet_ticket_set (ticket, f, value);
      if (!is_key (f))
        continue;
      if (value != NULL)
        guichet_ticket_set_label (ticket, f, guichet_db_stmt_get_text (stmt, column));
      column++;
    }

  return column;
}

static const char *
get_read_sql (void)
{
  static gsize once;
  static char *sql;

  if (g_once_init_enter (&once))
    {
      g_autofree char *columns = for_each_column ("@, ");

      sql = g_strconcat ("SELECT ", columns, "texts_update, vanished FROM ticket WHERE id = ?1", NULL);
      g_once_init_leave (&once, 1);
    }

  return sql;
}

static const char *
get_read_server_sql (void)
{
  static gsize once;
  static char *sql;

  if (g_once_init_enter (&once))
    {
      g_autofree char *columns = for_each_column ("@, ");

      sql = g_strconcat ("SELECT ", columns, "category FROM ticket_server WHERE id = ?1", NULL);
      g_once_init_leave (&once, 1);
    }

  return sql;
}

static gboolean
read_server (GuichetDb      *db,
             gint64          id,
             GuichetTicket **out_server,
             GError        **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, get_read_server_sql (), error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, id);
  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;

  *out_server = NULL;
  if (has_row)
    {
      *out_server = guichet_ticket_new (id);
      read_thin (stmt, 0, *out_server);
    }
  return TRUE;
}

gboolean
guichet_ticket_table_read (GuichetDb            *db,
                           gint64                id,
                           GuichetTicketRecord  *out_record,
                           GError              **error)
{
  g_auto(GuichetTicketRecord) record = { NULL };
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, get_read_sql (), error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, id);
  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;

  if (has_row)
    {
      int column;

      record.ticket = guichet_ticket_new (id);
      column = read_thin (stmt, 0, record.ticket);
      record.texts_update = g_strdup (guichet_db_stmt_get_text (stmt, column));
      record.vanished = guichet_db_stmt_get_int64 (stmt, column + 1) != 0;
      if (!read_server (db, id, &record.server, error))
        return FALSE;
    }

  *out_record = record;
  memset (&record, 0, sizeof record);
  return TRUE;
}

/**
 * guichet_ticket_table_read_thin:
 * @out_ticket: (out) (transfer full) (nullable): the shown image without
 *   texts; %NULL when there is none or it vanished
 */
gboolean
guichet_ticket_table_read_thin (GuichetDb      *db,
                                gint64          id,
                                GuichetTicket **out_ticket,
                                GError        **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, get_read_sql (), error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, id);
  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;

  *out_ticket = NULL;
  if (has_row)
    {
      g_autoptr(GuichetTicket) ticket = guichet_ticket_new (id);
      int column = read_thin (stmt, 0, ticket);

      if (guichet_db_stmt_get_int64 (stmt, column + 1) == 0)
        *out_ticket = g_steal_pointer (&ticket);
    }
  return TRUE;
}

/* ---- writing */

gint64
guichet_ticket_parse_ref_number (const char *ref)
{
  const char *digits = ref;
  gint64 number = 0;

  while (*digits != '\0' && !g_ascii_isdigit (*digits))
    digits++;

  return guichet_text_parse_int64 (digits, &number) ? number : 0;
}

static gboolean
write_filter (GuichetDb      *db,
              GuichetTicket  *ticket,
              GError        **error)
{
  g_autofree char *whole = g_strjoin ("\n",
                                      guichet_ticket_get (ticket, GUICHET_FIELD_REF),
                                      guichet_ticket_get (ticket, GUICHET_FIELD_TITLE),
                                      guichet_ticket_get_label (ticket, GUICHET_FIELD_CALLER),
                                      guichet_ticket_get_label (ticket, GUICHET_FIELD_SERVICE),
                                      NULL);
  g_autofree char *folded = guichet_text_fold (whole);
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "INSERT OR REPLACE INTO ticket_filter (id, folded) VALUES (?1, ?2)", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, guichet_ticket_get_id (ticket));
  guichet_db_stmt_bind_text (stmt, 2, folded);

  return guichet_db_stmt_run (stmt, error);
}

static const char *
get_write_sql (void)
{
  static gsize once;
  static char *sql;

  if (g_once_init_enter (&once))
    {
      g_autofree char *columns = for_each_column ("@, ");
      g_autofree char *values = for_each_column ("?, ");
      g_autofree char *updates = for_each_column ("@ = excluded.@, ");

      sql = g_strconcat ("INSERT INTO ticket (id, ", columns,
                         "category, queue, status_rank, ref_number, title_key, service_key,"
                         " texts_update, texts_wanted, vanished) VALUES (?, ", values, "?, ?, ?, ?, ?, ?, ?, ?, ?)"
                         " ON CONFLICT (id) DO UPDATE SET ", updates,
                         "category = excluded.category, queue = excluded.queue, status_rank = excluded.status_rank,"
                         " ref_number = excluded.ref_number, title_key = excluded.title_key,"
                         " service_key = excluded.service_key, texts_update = excluded.texts_update,"
                         " texts_wanted = excluded.texts_wanted, vanished = excluded.vanished", NULL);
      g_once_init_leave (&once, 1);
    }

  return sql;
}

static GuichetCategory
categorise (GuichetTicket *ticket,
            GuichetRules  *rules)
{
  return guichet_rules_categorise (rules,
                                   guichet_ticket_get (ticket, GUICHET_FIELD_STATUS),
                                   guichet_ticket_get (ticket, GUICHET_FIELD_OPERATIONAL_STATUS));
}

static void
bind_queue (GuichetDbStmt *stmt,
            int            index,
            GuichetQueue   queue)
{
  if (queue == GUICHET_QUEUE_NONE)
    guichet_db_stmt_bind_null (stmt, index);
  else
    guichet_db_stmt_bind_int64 (stmt, index, queue);
}

static int
bind_computed (GuichetDbStmt       *stmt,
               int                  index,
               GuichetTicketRecord *record,
               GuichetRules        *rules,
               const char          *title_key,
               const char          *service_key)
{
  GuichetTicket *ticket = record->ticket;
  GuichetCategory category = categorise (ticket, rules);
  GuichetQueue queue = GUICHET_QUEUE_NONE;

  if (!record->vanished)
    queue = guichet_rules_find_queue (rules, category,
                                      guichet_ticket_get_key (ticket, GUICHET_FIELD_TEAM),
                                      guichet_ticket_get_key (ticket, GUICHET_FIELD_AGENT));

  guichet_db_stmt_bind_int64 (stmt, index++, category);
  bind_queue (stmt, index++, queue);
  guichet_db_stmt_bind_int64 (stmt, index++,
                              guichet_rules_rank_status (rules, guichet_ticket_get (ticket, GUICHET_FIELD_STATUS)));
  guichet_db_stmt_bind_int64 (stmt, index++, guichet_ticket_parse_ref_number (guichet_ticket_get (ticket, GUICHET_FIELD_REF)));
  guichet_db_stmt_bind_text (stmt, index++, title_key);
  guichet_db_stmt_bind_text (stmt, index++, service_key);

  return index;
}

static int
bind_state (GuichetDbStmt       *stmt,
            int                  index,
            GuichetTicketRecord *record)
{
  const char *last_update = guichet_ticket_get (guichet_ticket_record_get_server (record), GUICHET_FIELD_LAST_UPDATE);

  guichet_db_stmt_bind_text (stmt, index++, record->texts_update);
  if (g_strcmp0 (record->texts_update, last_update) != 0)
    guichet_db_stmt_bind_int64 (stmt, index, 1);
  else
    guichet_db_stmt_bind_null (stmt, index);
  index++;
  guichet_db_stmt_bind_int64 (stmt, index++, record->vanished);

  return index;
}

static gboolean
write_shown (GuichetDb            *db,
             GuichetTicketRecord  *record,
             GuichetRules         *rules,
             GError              **error)
{
  g_autofree char *title_key = guichet_text_fold (guichet_ticket_get (record->ticket, GUICHET_FIELD_TITLE));
  g_autofree char *service_key = guichet_text_fold (guichet_ticket_get_label (record->ticket, GUICHET_FIELD_SERVICE));
  g_autoptr(GuichetDbStmt) stmt = NULL;
  int index = 1;

  if (!(stmt = guichet_db_prepare (db, get_write_sql (), error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, index++, guichet_ticket_get_id (record->ticket));
  index = bind_thin (stmt, index, record->ticket);
  index = bind_computed (stmt, index, record, rules, title_key, service_key);
  bind_state (stmt, index, record);

  return guichet_db_stmt_run (stmt, error);
}

static const char *
get_write_server_sql (void)
{
  static gsize once;
  static char *sql;

  if (g_once_init_enter (&once))
    {
      g_autofree char *columns = for_each_column ("@, ");
      g_autofree char *values = for_each_column ("?, ");

      sql = g_strconcat ("INSERT OR REPLACE INTO ticket_server (id, ", columns, "category) VALUES (?, ",
                         values, "?)", NULL);
      g_once_init_leave (&once, 1);
    }

  return sql;
}

static gboolean
write_server (GuichetDb      *db,
              GuichetTicket  *server,
              GuichetRules   *rules,
              GError        **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  int index = 1;

  if (!(stmt = guichet_db_prepare (db, get_write_server_sql (), error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, index++, guichet_ticket_get_id (server));
  index = bind_thin (stmt, index, server);
  guichet_db_stmt_bind_int64 (stmt, index, categorise (server, rules));

  return guichet_db_stmt_run (stmt, error);
}

static gboolean
delete_server (GuichetDb  *db,
               gint64      id,
               GError    **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "DELETE FROM ticket_server WHERE id = ?1", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, id);

  return guichet_db_stmt_run (stmt, error);
}

/**
 * guichet_ticket_table_write:
 *
 * Cache writer, inside a transaction. Writes both rows of @record.
 */
gboolean
guichet_ticket_table_write (GuichetDb            *db,
                            GuichetTicketRecord  *record,
                            GuichetRules         *rules,
                            GError              **error)
{
  if (!write_shown (db, record, rules, error) || !write_filter (db, record->ticket, error))
    return FALSE;

  if (record->server != NULL)
    return write_server (db, record->server, rules, error);

  return delete_server (db, guichet_ticket_get_id (record->ticket), error);
}

gboolean
guichet_ticket_table_vanish (GuichetDb  *db,
                             gint64      id,
                             GError    **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "UPDATE ticket SET vanished = 1, queue = NULL"
                                       " WHERE id = ?1 AND vanished = 0", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, id);

  return guichet_db_stmt_run (stmt, error);
}

/* The fields that places in the lists are made of. */
gboolean
guichet_ticket_place_differs (GuichetTicket *a,
                              GuichetTicket *b)
{
  static const GuichetField fields[] = {
    GUICHET_FIELD_REF, GUICHET_FIELD_TITLE, GUICHET_FIELD_STATUS, GUICHET_FIELD_OPERATIONAL_STATUS,
    GUICHET_FIELD_START_DATE, GUICHET_FIELD_LAST_UPDATE, GUICHET_FIELD_TEAM, GUICHET_FIELD_AGENT,
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!g_str_equal (guichet_ticket_get (a, fields[i]), guichet_ticket_get (b, fields[i])))
      return TRUE;

  return !g_str_equal (guichet_ticket_get_label (a, GUICHET_FIELD_SERVICE),
                       guichet_ticket_get_label (b, GUICHET_FIELD_SERVICE)) ||
         !g_str_equal (guichet_ticket_get_label (a, GUICHET_FIELD_CALLER),
                       guichet_ticket_get_label (b, GUICHET_FIELD_CALLER));
}

/**
 * guichet_ticket_table_list:
 * @sql: gives ids in its first column; ?1 is @argument
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the ids
 */
GArray *
guichet_ticket_table_list (GuichetDb   *db,
                           const char  *sql,
                           gint64       argument,
                           GError     **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, sql, error)))
    return NULL;
  if (strstr (sql, "?1") != NULL)
    guichet_db_stmt_bind_int64 (stmt, 1, argument);

  do
    {
      gint64 id;

      if (!guichet_db_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      id = guichet_db_stmt_get_int64 (stmt, 0);
      g_array_append_val (ids, id);
    }
  while (has_row);

  return g_steal_pointer (&ids);
}

#include "config.h"

#include "store/ticket-table.h"

#include "store/ticket-columns.h"
#include "util/text.h"

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

static const char *
get_read_sql (void)
{
  static gsize once;
  static char *sql;

  if (g_once_init_enter (&once))
    {
      g_autofree char *columns = guichet_ticket_columns_expand ("@, ");

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
      g_autofree char *columns = guichet_ticket_columns_expand ("@, ");

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
      guichet_ticket_columns_read (stmt, 0, *out_server);
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
      column = guichet_ticket_columns_read (stmt, 0, record.ticket);
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
      int column = guichet_ticket_columns_read (stmt, 0, ticket);

      if (guichet_db_stmt_get_int64 (stmt, column + 1) == 0)
        *out_ticket = g_steal_pointer (&ticket);
    }
  return TRUE;
}

gint64
guichet_ticket_parse_ref_number (const char *ref)
{
  const char *digits = ref;
  gint64 number = 0;

  while (*digits != '\0' && !g_ascii_isdigit (*digits))
    digits++;

  return guichet_text_parse_int64 (digits, &number) ? number : 0;
}

/* The fields that places in the lists are made of. */
gboolean
guichet_ticket_place_differs (GuichetTicket *a,
                              GuichetTicket *b)
{
  static const GuichetField fields[] = {
    GUICHET_FIELD_REF, GUICHET_FIELD_TITLE, GUICHET_FIELD_STATUS, GUICHET_FIELD_OPERATIONAL_STATUS,
    GUICHET_FIELD_START_DATE, GUICHET_FIELD_LAST_UPDATE, GUICHET_FIELD_TEAM, GUICHET_FIELD_AGENT,
    GUICHET_FIELD_TTO_DEADLINE, GUICHET_FIELD_TTR_DEADLINE,
  };
  static const GuichetField names[] = {
    GUICHET_FIELD_SERVICE, GUICHET_FIELD_CALLER, GUICHET_FIELD_TEAM, GUICHET_FIELD_SITE, GUICHET_FIELD_AGENT,
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!g_str_equal (guichet_ticket_get (a, fields[i]), guichet_ticket_get (b, fields[i])))
      return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (!g_str_equal (guichet_ticket_get_label (a, names[i]), guichet_ticket_get_label (b, names[i])))
      return TRUE;

  return FALSE;
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

/**
 * guichet_ticket_table_is_present:
 *
 * Returns: whether it could be read if @id is in the cache and not vanished
 */
gboolean
guichet_ticket_table_is_present (GuichetDb  *db,
                                 gint64      id,
                                 gboolean   *out_present,
                                 GError    **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;

  if (!(stmt = guichet_db_prepare (db, "SELECT 1 FROM ticket WHERE id = ?1 AND vanished = 0", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, id);

  return guichet_db_stmt_step (stmt, out_present, error);
}

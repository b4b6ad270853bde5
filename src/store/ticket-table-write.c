#include "config.h"

#include "store/ticket-table.h"

#include "store/ticket-columns.h"
#include "util/text.h"

/* Without case and accents: what lists are sorted and filtered by. */
typedef struct
{
  char *title;
  char *service;
  char *caller;
  char *team;
  char *site;
  char *agent;
} Folded;

static char *
fold_label (GuichetTicket *ticket,
            GuichetField   field)
{
  return guichet_text_fold (guichet_ticket_get_label (ticket, field));
}

static void
folded_init (Folded        *folded,
             GuichetTicket *ticket)
{
  folded->title = guichet_text_fold (guichet_ticket_get (ticket, GUICHET_FIELD_TITLE));
  folded->service = fold_label (ticket, GUICHET_FIELD_SERVICE);
  folded->caller = fold_label (ticket, GUICHET_FIELD_CALLER);
  folded->team = fold_label (ticket, GUICHET_FIELD_TEAM);
  folded->site = fold_label (ticket, GUICHET_FIELD_SITE);
  folded->agent = fold_label (ticket, GUICHET_FIELD_AGENT);
}

static void
folded_clear (Folded *folded)
{
  g_free (folded->title);
  g_free (folded->service);
  g_free (folded->caller);
  g_free (folded->team);
  g_free (folded->site);
  g_free (folded->agent);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Folded, folded_clear)

static gboolean
write_filter (GuichetDb      *db,
              GuichetTicket  *ticket,
              const Folded   *parts,
              GError        **error)
{
  g_autofree char *ref = guichet_text_fold (guichet_ticket_get (ticket, GUICHET_FIELD_REF));
  g_autofree char *plain = g_strjoin ("\n", ref, parts->title, parts->caller, parts->service, NULL);
  g_autofree char *joined = guichet_text_join_hyphens (plain);
  g_autofree char *folded = g_strjoin ("\n", plain, joined, NULL);
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
      g_autofree char *columns = guichet_ticket_columns_expand ("@, ");
      g_autofree char *values = guichet_ticket_columns_expand ("?, ");
      g_autofree char *updates = guichet_ticket_columns_expand ("@ = excluded.@, ");

      sql = g_strconcat ("INSERT INTO ticket (id, ", columns,
                         "category, queue, status_rank, ref_number, title_key, service_key, caller_key, team_key,"
                         " site_key, agent_key, deadline, texts_update, texts_wanted, vanished) VALUES (?, ",
                         values, "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                         " ON CONFLICT (id) DO UPDATE SET ", updates,
                         "category = excluded.category, queue = excluded.queue, status_rank = excluded.status_rank,"
                         " ref_number = excluded.ref_number, title_key = excluded.title_key,"
                         " service_key = excluded.service_key, caller_key = excluded.caller_key,"
                         " team_key = excluded.team_key, site_key = excluded.site_key,"
                         " agent_key = excluded.agent_key, deadline = excluded.deadline,"
                         " texts_update = excluded.texts_update,"
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
bind_folded (GuichetDbStmt *stmt,
             int            index,
             const Folded  *folded)
{
  guichet_db_stmt_bind_text (stmt, index++, folded->title);
  guichet_db_stmt_bind_text (stmt, index++, folded->service);
  guichet_db_stmt_bind_text (stmt, index++, folded->caller);
  guichet_db_stmt_bind_text (stmt, index++, folded->team);
  guichet_db_stmt_bind_text (stmt, index++, folded->site);
  guichet_db_stmt_bind_text (stmt, index++, folded->agent);

  return index;
}

static const char *
find_deadline (GuichetTicket   *ticket,
               GuichetRules    *rules,
               GuichetCategory  category)
{
  return guichet_rules_find_deadline (rules, category,
                                      guichet_ticket_get (ticket, GUICHET_FIELD_STATUS),
                                      guichet_ticket_get_key (ticket, GUICHET_FIELD_AGENT),
                                      guichet_ticket_get (ticket, GUICHET_FIELD_TTO_DEADLINE),
                                      guichet_ticket_get (ticket, GUICHET_FIELD_TTR_DEADLINE));
}

static int
bind_computed (GuichetDbStmt       *stmt,
               int                  index,
               GuichetTicketRecord *record,
               GuichetRules        *rules,
               const Folded        *folded)
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
  index = bind_folded (stmt, index, folded);
  guichet_db_stmt_bind_text (stmt, index++, find_deadline (ticket, rules, category));

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
             const Folded         *folded,
             GError              **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  int index = 1;

  if (!(stmt = guichet_db_prepare (db, get_write_sql (), error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, index++, guichet_ticket_get_id (record->ticket));
  index = guichet_ticket_columns_bind (stmt, index, record->ticket);
  index = bind_computed (stmt, index, record, rules, folded);
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
      g_autofree char *columns = guichet_ticket_columns_expand ("@, ");
      g_autofree char *values = guichet_ticket_columns_expand ("?, ");

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
  index = guichet_ticket_columns_bind (stmt, index, server);
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
  g_auto(Folded) folded = { NULL };

  folded_init (&folded, record->ticket);
  if (!write_shown (db, record, rules, &folded, error) || !write_filter (db, record->ticket, &folded, error))
    return FALSE;

  if (record->server != NULL)
    return write_server (db, record->server, rules, error);

  return !record->drop_server || delete_server (db, guichet_ticket_get_id (record->ticket), error);
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

#pragma once

#include "model/ticket.h"
#include "store/db.h"
#include "store/rules.h"

G_BEGIN_DECLS

/**
 * GuichetTicketRecord:
 * @ticket: the thin shown image
 * @server: (nullable): the server's thin image where it differs from @ticket
 * @texts_update: (nullable): the last_update whose texts are stored
 * @drop_server: for writing: whether a row of ticket_server may have to go
 *
 * A row of table ticket, with the one of ticket_server beside it.
 */
typedef struct
{
  GuichetTicket *ticket;
  GuichetTicket *server;
  char          *texts_update;
  gboolean       vanished;
  gboolean       drop_server;
} GuichetTicketRecord;

void           guichet_ticket_record_clear       (GuichetTicketRecord  *self);
GuichetTicket *guichet_ticket_record_get_server  (GuichetTicketRecord  *self);

/* @out_record->ticket is NULL when there is no such row. */
gboolean guichet_ticket_table_read        (GuichetDb            *db,
                                           gint64                id,
                                           GuichetTicketRecord  *out_record,
                                           GError              **error);
gboolean guichet_ticket_table_write       (GuichetDb            *db,
                                           GuichetTicketRecord  *record,
                                           GuichetRules         *rules,
                                           GError              **error);
gboolean guichet_ticket_table_read_thin   (GuichetDb            *db,
                                           gint64                id,
                                           GuichetTicket       **out_ticket,
                                           GError              **error);
gboolean guichet_ticket_table_is_present  (GuichetDb            *db,
                                           gint64                id,
                                           gboolean             *out_present,
                                           GError              **error);
gboolean guichet_ticket_table_vanish      (GuichetDb            *db,
                                           gint64                id,
                                           GError              **error);
gboolean guichet_ticket_table_recompute   (GuichetDb            *db,
                                           GuichetRules         *rules,
                                           GError              **error);
GArray  *guichet_ticket_table_list        (GuichetDb            *db,
                                           const char           *sql,
                                           gint64                argument,
                                           GError              **error);

/* The number in "R-001678", which refs are sorted by; 0 when there is none. */
gint64   guichet_ticket_parse_ref_number  (const char           *ref);

/* Whether a list may have to change its order or members. */
gboolean guichet_ticket_place_differs     (GuichetTicket        *a,
                                           GuichetTicket        *b);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuichetTicketRecord, guichet_ticket_record_clear)

G_END_DECLS

#pragma once

#include <glib-object.h>

#include "model/mark.h"
#include "model/ticket.h"

G_BEGIN_DECLS

/**
 * GuichetTicketRow:
 *
 * One line of a list: the same object for the same ticket as long as anybody
 * holds it. Without data it is loading. Properties: id, loading, ticket
 * (nullable GuichetTicket, a thin shown image), mark (nullable GuichetMark:
 * what a list tells beside the fields).
 */
#define GUICHET_TYPE_TICKET_ROW (guichet_ticket_row_get_type ())

G_DECLARE_FINAL_TYPE (GuichetTicketRow, guichet_ticket_row, GUICHET, TICKET_ROW, GObject)

GuichetTicketRow *guichet_ticket_row_new         (gint64            id);
gint64            guichet_ticket_row_get_id      (GuichetTicketRow *self);
gboolean          guichet_ticket_row_get_loading (GuichetTicketRow *self);
GuichetTicket    *guichet_ticket_row_get_ticket  (GuichetTicketRow *self);
void              guichet_ticket_row_set_ticket  (GuichetTicketRow *self,
                                                  GuichetTicket    *ticket);
const GuichetMark *guichet_ticket_row_get_mark   (GuichetTicketRow *self);
void              guichet_ticket_row_set_mark    (GuichetTicketRow *self,
                                                  const GuichetMark *mark);

G_END_DECLS

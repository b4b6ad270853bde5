#pragma once

#include "model/ticket.h"
#include "store/db.h"

G_BEGIN_DECLS

/* The thin columns of a ticket are the logical fields in their order, each key
 * followed by its label; a test compares them with the schema. */

char *guichet_ticket_columns_expand (const char     *format);
int   guichet_ticket_columns_bind   (GuichetDbStmt  *stmt,
                                     int             index,
                                     GuichetTicket  *ticket);
int   guichet_ticket_columns_read   (GuichetDbStmt  *stmt,
                                     int             column,
                                     GuichetTicket  *ticket);

G_END_DECLS

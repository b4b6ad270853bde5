#pragma once

#include <adwaita.h>

#include "list/ticket-row.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetTicketCell:
 *
 * A ticket in two lines, for lists in narrow windows: subject and age,
 * reference, requester and state.
 */
#define GUICHET_TYPE_TICKET_CELL (guichet_ticket_cell_get_type ())

G_DECLARE_FINAL_TYPE (GuichetTicketCell, guichet_ticket_cell, GUICHET, TICKET_CELL, AdwBin)

GtkWidget *guichet_ticket_cell_new     (GuichetContext    *context);
void       guichet_ticket_cell_set_row (GuichetTicketCell *self,
                                        GuichetTicketRow  *row);

G_END_DECLS

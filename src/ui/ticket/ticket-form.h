#pragma once

#include <gtk/gtk.h>

#include "model/ticket.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetTicketForm:
 *
 * The three groups of a ticket's fields. A field that the server lacks is not
 * there.
 */
#define GUICHET_TYPE_TICKET_FORM (guichet_ticket_form_get_type ())

G_DECLARE_FINAL_TYPE (GuichetTicketForm, guichet_ticket_form, GUICHET, TICKET_FORM, GtkWidget)

void guichet_ticket_form_open       (GuichetTicketForm *self,
                                     GuichetContext    *context);
void guichet_ticket_form_set_ticket (GuichetTicketForm *self,
                                     GuichetTicket     *ticket);

G_END_DECLS

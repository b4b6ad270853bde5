#pragma once

#include "ui/ticket/put-back.h"
#include "ui/ticket/ticket-reader.h"

G_BEGIN_DECLS

/* What a page of a ticket offers to do with that which was sent from it and is
 * still in the outbox:
 *
 *  - "ticket.take-back" (s) withdraws the operation of that uuid
 *  - "ticket.retry" (s) sends the refused operation of that uuid again
 *  - "ticket.recall" withdraws what was sent last, as long as its time runs
 */

void guichet_sent_actions_install (GtkWidgetClass      *page_class);
void guichet_sent_actions_attach  (GtkWidget           *page,
                                   GuichetStore        *store,
                                   GuichetTicketReader *reader,
                                   GuichetPutBackFunc   put_back);

G_END_DECLS

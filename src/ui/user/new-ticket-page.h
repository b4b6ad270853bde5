#pragma once

#include "ui/common/context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GuichetNewTicketPage:
 *
 * The page « New Ticket » of the user portal: the drafts of new tickets, and
 * the form with its suggestions for one of them. What is typed is kept by
 * itself, so the page may be hidden or finalised at any time. Main thread.
 *
 * Signals:
 *   created (const char *uuid): the operation with that uuid is in the outbox
 *     and the list of requests shows it as waiting to be sent
 *   open-article (gint64 id): somebody chose a proposed article
 *   open-request (gint64 id): somebody chose one of their similar requests
 *   show-requests (): somebody wants the list with what they just sent
 */
#define GUICHET_TYPE_NEW_TICKET_PAGE (guichet_new_ticket_page_get_type ())

G_DECLARE_FINAL_TYPE (GuichetNewTicketPage, guichet_new_ticket_page, GUICHET, NEW_TICKET_PAGE, AdwBin)

GuichetNewTicketPage *guichet_new_ticket_page_new     (GuichetContext       *context);

/* Begins a new draft beside those that exist; @leaf_id: the chosen leaf of the
 * catalogue, 0 for none; @subject: (nullable): what was typed elsewhere. */
void                  guichet_new_ticket_page_begin   (GuichetNewTicketPage *self,
                                                       gint64                leaf_id,
                                                       const char           *subject);

/* Puts an operation of the outbox that was refused, or that can still be taken
 * back, into the form again with all its text and files. */
void                  guichet_new_ticket_page_reopen  (GuichetNewTicketPage *self,
                                                       const char           *uuid);

/* Shows the list of drafts. */
void                  guichet_new_ticket_page_show_drafts (GuichetNewTicketPage *self);

G_END_DECLS

#pragma once

#include <adwaita.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetTicketPage:
 *
 * A ticket for an agent: its fields, both journals, and what can be done. It
 * follows the store; what somebody writes is never disturbed by that.
 *
 * Signal: "acted": something was sent from here.
 */
#define GUICHET_TYPE_TICKET_PAGE (guichet_ticket_page_get_type ())

G_DECLARE_FINAL_TYPE (GuichetTicketPage, guichet_ticket_page, GUICHET, TICKET_PAGE, AdwNavigationPage)

GtkWidget *guichet_ticket_page_new           (GuichetContext    *context,
                                              gint64             ticket_id);
gint64     guichet_ticket_page_get_ticket_id (GuichetTicketPage *self);
void       guichet_ticket_page_set_embedded  (GuichetTicketPage *self,
                                              gboolean           embedded);
gboolean   guichet_ticket_page_is_offered    (GuichetTicketPage *self,
                                              const char        *action);

G_END_DECLS

#pragma once

#include <gtk/gtk.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetNewTicketWaiting:
 *
 * The requests that the server does not have yet, by their provisional
 * references, with what can be done about them; not there while there are none.
 * Calls "user.correct-request" (s: the uuid of the operation).
 */
#define GUICHET_TYPE_NEW_TICKET_WAITING (guichet_new_ticket_waiting_get_type ())

G_DECLARE_FINAL_TYPE (GuichetNewTicketWaiting, guichet_new_ticket_waiting, GUICHET, NEW_TICKET_WAITING, GtkWidget)

GtkWidget *guichet_new_ticket_waiting_new (GuichetContext *context);

G_END_DECLS

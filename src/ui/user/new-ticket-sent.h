#pragma once

#include <gtk/gtk.h>

#include "model/intent.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetNewTicketSent:
 *
 * What has become of a new ticket since it was sent, and what happens next:
 * called back as long as that is possible, its reference once it has one, why
 * it was refused.
 *
 * Signals: correct (GuichetIntent): it is to go back into the form, for a change
 * of mind or because it was refused; open-request (gint64), show-requests,
 * begin.
 */
#define GUICHET_TYPE_NEW_TICKET_SENT (guichet_new_ticket_sent_get_type ())

G_DECLARE_FINAL_TYPE (GuichetNewTicketSent, guichet_new_ticket_sent, GUICHET, NEW_TICKET_SENT, GtkWidget)

GtkWidget *guichet_new_ticket_sent_new  (GuichetContext       *context);
void       guichet_new_ticket_sent_show (GuichetNewTicketSent *self,
                                         const char           *uuid);

G_END_DECLS

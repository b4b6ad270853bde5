#pragma once

#include <gtk/gtk.h>

#include "ui/user/new-ticket-draft.h"

G_BEGIN_DECLS

/**
 * GuichetNewTicketAvailability:
 *
 * When somebody can be reached, in their own words, which are sent as they are;
 * under them the week that was understood, when that is certain, or a guess
 * that is called one. A change of the week writes the words.
 */
#define GUICHET_TYPE_NEW_TICKET_AVAILABILITY (guichet_new_ticket_availability_get_type ())

G_DECLARE_FINAL_TYPE (GuichetNewTicketAvailability, guichet_new_ticket_availability,
                      GUICHET, NEW_TICKET_AVAILABILITY, GtkWidget)

GtkWidget *guichet_new_ticket_availability_new (GuichetNewTicketDraft *draft,
                                                const char            *title);

G_END_DECLS

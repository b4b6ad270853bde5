#pragma once

#include <adwaita.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetTicketWindow:
 *
 * One ticket in a window of its own. What concerns the rest of the program
 * (opening another ticket, fetching what is new) it passes on to the portal.
 */
#define GUICHET_TYPE_TICKET_WINDOW (guichet_ticket_window_get_type ())

G_DECLARE_FINAL_TYPE (GuichetTicketWindow, guichet_ticket_window, GUICHET, TICKET_WINDOW, AdwApplicationWindow)

GuichetTicketWindow *guichet_ticket_window_new           (GuichetContext      *context,
                                                          GtkWidget           *portal,
                                                          gint64               ticket_id);
gint64               guichet_ticket_window_get_ticket_id (GuichetTicketWindow *self);

G_END_DECLS

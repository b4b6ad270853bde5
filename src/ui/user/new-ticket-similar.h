#pragma once

#include <gtk/gtk.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetNewTicketSimilar:
 *
 * What may make a new request needless: up to five articles and five of one's
 * own requests, while the subject is typed. Found on this computer; each can be
 * put away, and nothing waits for it.
 *
 * Signals: open-article (gint64), open-request (gint64).
 */
#define GUICHET_TYPE_NEW_TICKET_SIMILAR (guichet_new_ticket_similar_get_type ())

G_DECLARE_FINAL_TYPE (GuichetNewTicketSimilar, guichet_new_ticket_similar, GUICHET, NEW_TICKET_SIMILAR, GtkWidget)

GtkWidget *guichet_new_ticket_similar_new      (GuichetContext          *context);
void       guichet_new_ticket_similar_set_text (GuichetNewTicketSimilar *self,
                                                const char              *text);

G_END_DECLS

#pragma once

#include <gtk/gtk.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetNewTicketProposals:
 *
 * Where in the catalogue the words of a subject seem to belong, each with the
 * reason. Found on this computer; nothing is chosen by itself.
 *
 * Signal: chosen (gint64 leaf).
 */
#define GUICHET_TYPE_NEW_TICKET_PROPOSALS (guichet_new_ticket_proposals_get_type ())

G_DECLARE_FINAL_TYPE (GuichetNewTicketProposals, guichet_new_ticket_proposals,
                      GUICHET, NEW_TICKET_PROPOSALS, GtkWidget)

GtkWidget *guichet_new_ticket_proposals_new      (GuichetContext            *context);
/* @leaf: what is chosen already, 0 for nothing */
void       guichet_new_ticket_proposals_set_text (GuichetNewTicketProposals *self,
                                                  const char                *text,
                                                  gint64                     leaf);

G_END_DECLS

#pragma once

#include <adwaita.h>

#include "model/ticket.h"
#include "store/figures.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetUrgentRow:
 *
 * A ticket that is to be dealt with first, with the reason in a chip.
 */
#define GUICHET_TYPE_URGENT_ROW (guichet_urgent_row_get_type ())

G_DECLARE_FINAL_TYPE (GuichetUrgentRow, guichet_urgent_row, GUICHET, URGENT_ROW, GtkListBoxRow)

GtkWidget *guichet_urgent_row_new           (GuichetContext   *context,
                                             GuichetTicket    *ticket,
                                             GuichetUrgency    urgency);
gint64     guichet_urgent_row_get_ticket_id (GuichetUrgentRow *self);

G_END_DECLS

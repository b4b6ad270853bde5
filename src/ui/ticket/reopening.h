#pragma once

#include "model/ticket.h"
#include "ui/common/chip.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

void guichet_reopening_show (GuichetChip    *chip,
                             GuichetContext *context,
                             GuichetTicket  *ticket,
                             GDateTime      *now);

G_END_DECLS

#pragma once

#include "model/ticket.h"
#include "store/rules.h"

G_BEGIN_DECLS

/* The internal journal is for agents. Without that role nothing of it is kept,
 * wherever it comes from, and what an earlier role left goes. */

GuichetTicket *guichet_internal_admit (GuichetRules  *rules,
                                       GuichetTicket *ticket);

G_END_DECLS

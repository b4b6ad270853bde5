#pragma once

#include "model/identity.h"
#include "model/intent.h"
#include "model/profile.h"
#include "model/ticket.h"

G_BEGIN_DECLS

GuichetTicket *guichet_overlay_apply (GuichetTicket   *server,
                                      GPtrArray       *intents,
                                      GuichetProfile  *profile,
                                      GuichetIdentity *identity);

G_END_DECLS

#pragma once

#include "model/identity.h"
#include "model/intent.h"
#include "model/profile.h"

G_BEGIN_DECLS

/* Giving a ticket to oneself, wherever it is done: on its page, from a list,
 * many at once. Any thread. */

GuichetIntent *guichet_assignment_new (GuichetTicket   *ticket,
                                       GuichetProfile  *profile,
                                       GuichetIdentity *me);

G_END_DECLS

#pragma once

#include "model/intent.h"
#include "model/profile.h"
#include "model/ticket.h"

G_BEGIN_DECLS

gboolean       guichet_inverse_may_exist (const GuichetIntent *done,
                                          GuichetProfile      *profile);
GuichetIntent *guichet_inverse_new       (const GuichetIntent *done,
                                          GuichetTicket       *ticket,
                                          GuichetProfile      *profile);

G_END_DECLS

#pragma once

#include "model/identity.h"
#include "model/intent.h"
#include "model/profile.h"
#include "model/ticket.h"
#include "store/store.h"

G_BEGIN_DECLS

/* FIELD=VALUE, made into the changes of an operation. */

gboolean guichet_assignments_apply   (GuichetIntent        *intent,
                                      const char * const   *assignments,
                                      GuichetTicket        *ticket,
                                      GuichetStore         *store,
                                      GuichetProfile       *profile,
                                      GuichetIdentity      *identity,
                                      GError              **error);
gboolean guichet_assignments_complete (GuichetIntent       *intent,
                                      GuichetStore         *store,
                                      GuichetProfile       *profile,
                                      GuichetIdentity      *identity,
                                      GError              **error);

G_END_DECLS

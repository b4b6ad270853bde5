#pragma once

#include "model/intent.h"
#include "model/profile.h"
#include "model/ticket.h"

G_BEGIN_DECLS

/* The rules that the server does not keep over REST (ITOP-PROTOCOL §18): the
 * client asks here before it saves an operation. Any thread. */

gboolean guichet_rules_offer_action  (const GuichetAction *action,
                                      GuichetTicket       *ticket,
                                      GTimeZone           *zone,
                                      GDateTime           *now);
gboolean guichet_rules_may_attach    (GuichetTicket       *ticket,
                                      GuichetProfile      *profile);
gboolean guichet_rules_is_for_person (const GuichetAction *action,
                                      GuichetTicket       *ticket,
                                      gint64               person_id);
gboolean guichet_rules_is_for_requester (const char       *action);
GDateTime *
         guichet_rules_dup_limit     (const GuichetAction *action,
                                      GuichetTicket       *ticket,
                                      GTimeZone           *zone);
const GuichetPlatform *
         guichet_rules_find_platform (GuichetProfile      *profile,
                                      const char          *code);
gboolean guichet_rules_must_be_given (const GuichetAction *action,
                                      GuichetField         field,
                                      GuichetTicket       *ticket);
gboolean guichet_rules_check_change  (const GuichetIntent *intent,
                                      GuichetTicket       *ticket,
                                      GuichetProfile      *profile,
                                      GTimeZone           *zone,
                                      GDateTime           *now,
                                      GError             **error);
gboolean guichet_rules_check_create  (const GuichetIntent *intent,
                                      GuichetProfile      *profile,
                                      GError             **error);

G_END_DECLS

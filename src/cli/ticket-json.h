#pragma once

#include "model/intent.h"
#include "model/profile.h"
#include "model/ticket.h"
#include "util/json-writer.h"

G_BEGIN_DECLS

/* The members of tickets, journals and operations in machine-readable output;
 * their names are a promise to scripts, see guichetctl(1). */
void guichet_json_add_ticket      (GuichetJsonWriter   *json,
                                   const char          *name,
                                   GuichetTicket       *ticket,
                                   GuichetProfile      *profile,
                                   gboolean             whole);
void guichet_json_add_journals    (GuichetJsonWriter   *json,
                                   GuichetTicket       *ticket);
void guichet_json_add_attachments (GuichetJsonWriter   *json,
                                   GPtrArray           *attachments);
void guichet_json_add_intent      (GuichetJsonWriter   *json,
                                   const char          *name,
                                   const GuichetIntent *intent);

G_END_DECLS

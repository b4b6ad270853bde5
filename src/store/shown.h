#pragma once

#include "model/change-set.h"
#include "store/db.h"
#include "store/rules.h"
#include "store/ticket-table.h"

G_BEGIN_DECLS

GuichetTicket *guichet_shown_apply   (GuichetTicket        *server,
                                      GPtrArray            *intents,
                                      GuichetRules         *rules);
GuichetTicket *guichet_shown_compute (GuichetDb            *user,
                                      GuichetTicket        *server,
                                      GuichetRules         *rules,
                                      GError              **error);
GuichetTicket *guichet_shown_compute_thin (GuichetDb       *user,
                                      GuichetTicket        *server,
                                      GuichetRules         *rules,
                                      GError              **error);
gboolean       guichet_shown_write   (GuichetDb            *cache,
                                      GuichetDb            *user,
                                      GuichetTicketRecord  *record,
                                      GuichetTicket        *server,
                                      GuichetRules         *rules,
                                      GuichetChangeSet     *changes,
                                      GError              **error);

G_END_DECLS

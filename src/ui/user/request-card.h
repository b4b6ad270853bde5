#pragma once

#include <adwaita.h>

#include "ui/common/context.h"
#include "ui/ticket/draft-keeper.h"
#include "ui/user/progress.h"

G_BEGIN_DECLS

/**
 * GuichetRequestCard:
 *
 * What a request wants of its requester: an answer, or an opinion on what was
 * done; of a closed one, what became of it. Hidden while nothing is wanted.
 *
 * Calls the actions of its page: ticket.focus-public, request.reopen,
 * request.close, request.ask-again. Signal: changed: the opinion is another.
 */
#define GUICHET_TYPE_REQUEST_CARD (guichet_request_card_get_type ())

G_DECLARE_FINAL_TYPE (GuichetRequestCard, guichet_request_card, GUICHET, REQUEST_CARD, AdwBin)

void                guichet_request_card_open           (GuichetRequestCard    *self,
                                                         GuichetContext        *context,
                                                         gint64                 ticket_id);
void                guichet_request_card_show           (GuichetRequestCard    *self,
                                                         GuichetTicket         *ticket,
                                                         const GuichetProgress *progress,
                                                         GDateTime             *now);
const char         *guichet_request_card_get_opinion    (GuichetRequestCard    *self);
GuichetDraftKeeper *guichet_request_card_get_keeper     (GuichetRequestCard    *self);
gboolean            guichet_request_card_has_comment    (GuichetRequestCard    *self);
void                guichet_request_card_focus          (GuichetRequestCard    *self);

G_END_DECLS

#pragma once

#include <adwaita.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetOutboxPage:
 *
 * « Boîte d'envoi »: every operation in order of need: conflicts, refusals,
 * what is on its way, what was confirmed. A requester's has the words of the
 * user portal, nothing that an agent did, and the state of the exchange.
 */
#define GUICHET_TYPE_OUTBOX_PAGE (guichet_outbox_page_get_type ())

G_DECLARE_FINAL_TYPE (GuichetOutboxPage, guichet_outbox_page, GUICHET, OUTBOX_PAGE, AdwNavigationPage)

GuichetOutboxPage *guichet_outbox_page_new               (GuichetContext *context);
GuichetOutboxPage *guichet_outbox_page_new_for_requester (GuichetContext *context);

G_END_DECLS

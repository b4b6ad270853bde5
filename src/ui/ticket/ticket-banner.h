#pragma once

#include <adwaita.h>

#include "model/ticket.h"

G_BEGIN_DECLS

/* The one banner of a page of a ticket: a question, or what its copy lacks. */

void guichet_ticket_banner_ask  (AdwBanner     *banner,
                                 const char    *question,
                                 const char    *answer,
                                 const char    *action,
                                 const char    *uuid);
void guichet_ticket_banner_tell (AdwBanner     *banner,
                                 GuichetTicket *ticket,
                                 gboolean       vanished,
                                 const char    *without_texts);

G_END_DECLS

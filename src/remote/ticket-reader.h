#pragma once

#include <yyjson.h>

#include "model/profile.h"
#include "model/ticket.h"
#include "remote/remote.h"

G_BEGIN_DECLS

GuichetTicket *guichet_ticket_reader_read   (GuichetProfile *profile,
                                             gint64          id,
                                             yyjson_val     *fields);
char          *guichet_ticket_reader_wishes (GuichetProfile *profile,
                                             GHashTable     *codes,
                                             GuichetDetail   detail,
                                             gboolean        internal);

G_END_DECLS

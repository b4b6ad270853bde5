#pragma once

#include "model/ticket.h"
#include "model/profile.h"
#include "remote/json.h"

G_BEGIN_DECLS

GuichetTicket *guichet_portal_row_read (GuichetProfile *profile,
                                        gint64          id,
                                        yyjson_val     *attributes);

G_END_DECLS

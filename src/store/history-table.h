#pragma once

#include "model/ticket.h"
#include "store/db.h"

G_BEGIN_DECLS

gboolean   guichet_history_table_note (GuichetDb      *db,
                                       GuichetTicket  *before,
                                       GuichetTicket  *after,
                                       GError        **error);
GPtrArray *guichet_history_table_list (GuichetDb      *db,
                                       gint64          ticket_id,
                                       GError        **error);

G_END_DECLS

#pragma once

#include "model/ticket.h"
#include "store/db.h"

G_BEGIN_DECLS

/* Long texts and journals: tables ticket_text and journal_entry. */

gboolean guichet_text_table_read  (GuichetDb      *db,
                                   GuichetTicket  *ticket,
                                   GError        **error);
gboolean guichet_text_table_read_public
                                  (GuichetDb      *db,
                                   GuichetTicket  *ticket,
                                   GError        **error);
gboolean guichet_text_table_merge (GuichetDb      *db,
                                   GuichetTicket  *ticket,
                                   gboolean        is_new,
                                   gboolean       *out_changed,
                                   GError        **error);

G_END_DECLS

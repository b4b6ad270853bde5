#pragma once

#include "model/intent.h"
#include "model/ticket.h"
#include "store/reading.h"

G_BEGIN_DECLS

/**
 * GuichetTicketReader:
 *
 * Reads one ticket with the open operations on it for the page that shows
 * them: at once when it is opened, and again whenever the store says that they
 * changed. One reading at a time; what changes meanwhile is read after it.
 *
 * A page always has what was read last: a reading that fails takes nothing
 * away. Main thread.
 *
 * Signals: read (GuichetTicket: the image that is shown from now on), failed
 * (GError: there is no image, or none after the last one), changed (the store
 * says that the ticket changed; it is being read again).
 */
#define GUICHET_TYPE_TICKET_READER (guichet_ticket_reader_get_type ())

G_DECLARE_FINAL_TYPE (GuichetTicketReader, guichet_ticket_reader, GUICHET, TICKET_READER, GObject)

GuichetTicketReader *guichet_ticket_reader_new         (void);
void                 guichet_ticket_reader_open        (GuichetTicketReader *self,
                                                        GuichetStore        *store,
                                                        gint64               ticket_id,
                                                        GuichetAudience      audience);
void                 guichet_ticket_reader_reload      (GuichetTicketReader *self);
GPtrArray           *guichet_ticket_reader_get_intents (GuichetTicketReader *self);
const GuichetIntent *guichet_ticket_reader_find_intent (GuichetTicketReader *self,
                                                        const char          *uuid);
gboolean             guichet_ticket_reader_is_vanished (GuichetTicketReader *self);
gboolean             guichet_ticket_reader_is_outdated (GuichetTicketReader *self);

G_END_DECLS

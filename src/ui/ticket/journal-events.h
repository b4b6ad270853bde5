#pragma once

#include <gtk/gtk.h>

#include "model/profile.h"
#include "model/ticket.h"

G_BEGIN_DECLS

/**
 * GuichetJournalEvent:
 * @moment: as the server writes it
 *
 * Something that happened to a ticket between two messages.
 */
typedef struct
{
  char *moment;
  char *text;
} GuichetJournalEvent;

GPtrArray *guichet_journal_events_new      (GuichetTicket  *ticket,
                                            GPtrArray      *history,
                                            GuichetProfile *profile);
GtkWidget *guichet_journal_event_new_line  (const char     *icon,
                                            const char     *text);
GtkWidget *guichet_journal_events_new_line (GPtrArray      *events,
                                            const char     *after,
                                            const char     *until,
                                            GTimeZone      *zone);

/* Whether a person wants to see events: the choice is kept. */
void       guichet_journal_events_bind     (gpointer        toggle);

G_END_DECLS

#pragma once

#include <stdio.h>

#include "model/profile.h"
#include "model/ticket.h"

G_BEGIN_DECLS

/* For people at a terminal. Server text cannot command the terminal: it is
 * printed without control characters. */
void guichet_print_rows        (FILE           *out,
                                GPtrArray      *tickets,
                                GuichetProfile *profile);
void guichet_print_heading     (FILE           *out,
                                const char     *name,
                                guint           total,
                                gboolean        follows);
void guichet_print_count       (FILE           *out,
                                guint           count,
                                const char     *name);
void guichet_print_ticket      (FILE           *out,
                                GuichetTicket  *ticket,
                                GuichetProfile *profile);
void guichet_print_attachments (FILE           *out,
                                GPtrArray      *attachments);
void guichet_print_intents     (FILE           *out,
                                GPtrArray      *intents);

G_END_DECLS

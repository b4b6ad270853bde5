#pragma once

#include "model/identity.h"
#include "model/profile.h"
#include "model/ticket.h"
#include "words.h"

G_BEGIN_DECLS

/* Invented tickets: 30 columns, a description of about 1.5 KB and four entries
 * of about 0.4 KB where texts are wanted. The higher the id, the newer. */

/* An agent's own list does not grow with the desk. */
#define TICKETS_MINE 60

GuichetIdentity *tickets_make_identity (void);
GuichetProfile  *tickets_load_profile  (void);
GuichetTicket   *tickets_make          (Words          *words,
                                        guint           id,
                                        guint           n_tickets,
                                        gboolean        with_texts);
/* In the shape of a member of "objects" in an answer of iTop, without a comma. */
void             tickets_append_json   (GString        *out,
                                        GuichetProfile *profile,
                                        GuichetTicket  *ticket);

G_END_DECLS

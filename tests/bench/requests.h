#pragma once

#include "request-texts.h"
#include "store/store.h"

G_BEGIN_DECLS

/* What stands around requests in people's own words: a catalogue of a thousand
 * leaves, 500 articles and known errors, and a person's own requests among
 * those of others. */

/* Takes its subject and what it begins with in the place of words without a
 * meaning. Every 250th is of the person who is signed in. */
void requests_dress          (RequestTexts  *texts,
                              GuichetTicket *ticket,
                              guint          id);
void requests_add_references (GuichetStore  *store);

G_END_DECLS

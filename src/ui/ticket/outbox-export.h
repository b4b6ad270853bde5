#pragma once

#include <glib.h>

#include "model/profile.h"

G_BEGIN_DECLS

/* Everything of the outbox for a file: what was written and where it is. No
 * address, no account, no secret. */

char *guichet_outbox_export_text (GPtrArray      *intents,
                                  GuichetProfile *profile);
char *guichet_outbox_export_json (GPtrArray      *intents);

G_END_DECLS

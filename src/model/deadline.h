#pragma once

#include "model/profile.h"

G_BEGIN_DECLS

/* Which of a ticket's two deadlines comes next, and how near it is. Any
 * thread. */

gboolean    guichet_deadline_stands_still (GuichetProfile  *profile,
                                           const char      *status);
const char *guichet_deadline_choose       (gint64           agent,
                                           const char      *tto,
                                           const char      *ttr);
gboolean    guichet_deadline_is_at_risk   (const char      *deadline,
                                           const char      *start,
                                           GTimeZone       *zone,
                                           GDateTime       *now);
gboolean    guichet_deadline_is_over      (const char      *deadline,
                                           GTimeZone       *zone,
                                           GDateTime       *now);

G_END_DECLS

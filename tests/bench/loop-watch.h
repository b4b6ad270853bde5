#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long the default main context is at work without looking for events:
 * from the end of one poll to the beginning of the next. */
void   loop_watch_start (void);
/* Seconds of the longest time. */
double loop_watch_stop  (void);

G_END_DECLS

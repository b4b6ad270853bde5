#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The time in which what was sent can be called back: nothing leaves before it
 * is over. A preference of the person, so of the whole program. Main thread. */

#define GUICHET_RECALL_MAX_SECONDS 60

void   guichet_recall_set_seconds    (guint       seconds);
guint  guichet_recall_get_seconds    (void);
gint64 guichet_recall_get_not_before (void);
char  *guichet_recall_describe       (const char *what);

G_END_DECLS

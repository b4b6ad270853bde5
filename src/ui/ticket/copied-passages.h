#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What was copied out of internal journals while the program runs, so that it is
 * known again in a message to somebody who must not read it, whatever ticket it
 * came from. It never leaves the memory. Main thread. */

void guichet_copied_passages_watch (GdkDisplay *display);
void guichet_copied_passages_add   (const char *text);
void guichet_copied_passages_list  (GPtrArray  *texts);
void guichet_copied_passages_clear (void);

G_END_DECLS

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef gboolean (*WindowReady) (gpointer user_data);

/* Says when the first frame was painted for which @ready (nullable) holds, in
 * milliseconds since GUICHET_BENCH_START, how many of these this process had a
 * processor, and a second later its memory; then quits. */
void window_report (GtkWindow   *window,
                    WindowReady  ready,
                    gpointer     user_data);

G_END_DECLS

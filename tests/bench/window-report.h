#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef gboolean (*WindowReady) (gpointer user_data);

/* Says when the first frame was painted for which @ready (nullable) holds, in
 * milliseconds since GUICHET_BENCH_START, and a second later the memory of
 * this process; then quits. */
void window_report (GtkWindow   *window,
                    WindowReady  ready,
                    gpointer     user_data);

G_END_DECLS

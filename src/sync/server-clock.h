#pragma once

#include "sync/context.h"

G_BEGIN_DECLS

gboolean  guichet_server_clock_is_plausible (GuichetSyncContext *context,
                                             const char         *text);
char     *guichet_server_clock_begin        (GuichetSyncContext *context,
                                             const char         *cursor);
gint64    guichet_server_clock_overlap      (const char         *text,
                                             GTimeZone          *zone);

G_END_DECLS

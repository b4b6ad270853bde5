#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *guichet_when_format_full  (const char *server_time,
                                 GTimeZone  *zone);
char *guichet_when_format_short (const char *server_time,
                                 GTimeZone  *zone);
char *guichet_when_format_age   (const char *server_time,
                                 GTimeZone  *zone,
                                 GDateTime  *now);
char *guichet_when_format_span  (gint64      seconds);

G_END_DECLS

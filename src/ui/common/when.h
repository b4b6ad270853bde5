#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *guichet_when_format_full  (const char *server_time,
                                     GTimeZone  *zone);
char     *guichet_when_format_short (const char *server_time,
                                     GTimeZone  *zone);
char     *guichet_when_format_time  (const char *server_time,
                                     GTimeZone  *zone);
char     *guichet_when_format_day   (const char *server_time,
                                     GTimeZone  *zone);
char     *guichet_when_format_age   (const char *server_time,
                                     GTimeZone  *zone,
                                     GDateTime  *now);
char     *guichet_when_format_span  (gint64      seconds);
gboolean  guichet_when_is_same_day  (const char *a,
                                     const char *b,
                                     GTimeZone  *zone);

G_END_DECLS

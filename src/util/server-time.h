#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean   guichet_server_time_is_valid (const char *text);
GDateTime *guichet_server_time_parse    (const char *text,
                                         GTimeZone  *zone);
char      *guichet_server_time_format   (GDateTime  *when,
                                         GTimeZone  *zone);
char      *guichet_server_time_add      (const char *text,
                                         gint64      seconds);

G_END_DECLS

#pragma once

#include "demo/core.h"

G_BEGIN_DECLS

/* The public journal as the portal shows it. */

void  demo_portal_append_thread (const char *log,
                                 gint64      user_id,
                                 GString    *html);
char *demo_portal_flatten_log   (const char *log);

G_END_DECLS

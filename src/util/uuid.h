#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a marker starts with in the HTML that the server keeps. */
#define GUICHET_MARKER_PREFIX "cl-"

char     *guichet_uuid7_new       (void);
gboolean  guichet_uuid_is_valid   (const char *uuid);
char     *guichet_marker_for_uuid (const char *uuid);

G_END_DECLS

#pragma once

#include <glib.h>
#include <yyjson.h>

G_BEGIN_DECLS

/* What two answers of the portal have in common. */

char *portal_skeleton            (yyjson_val *value);
char *portal_skeleton_of_summary (yyjson_val *summary);
char *portal_skeleton_of_page    (const char *page,
                                  yyjson_val *summary);

G_END_DECLS

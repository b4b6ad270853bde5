#pragma once

#include <yyjson.h>
#include <glib.h>

G_BEGIN_DECLS

char *skeleton_of_text (const char *body,
                        gsize       length);

G_END_DECLS

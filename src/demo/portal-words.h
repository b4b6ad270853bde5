#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *demo_portal_split_words (const char *text);

G_END_DECLS

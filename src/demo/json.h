#pragma once

#include <glib.h>

G_BEGIN_DECLS

void demo_json_append_string (GString    *out,
                              const char *text);
void demo_json_append_member (GString    *out,
                              const char *name,
                              const char *text);

G_END_DECLS

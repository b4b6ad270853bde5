#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names in queries and in the complaints about them. */

char       *_demo_query_suggest      (const char *wrong,
                                      const char *list);
char       *_demo_query_list_classes (gboolean    lab);
const char *_demo_query_get_unit     (const char *unit);

G_END_DECLS

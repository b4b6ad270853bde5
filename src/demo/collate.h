#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* The name under which SQL finds the collation. */
#define DEMO_COLLATION "ITOP"

gboolean demo_collate_install (sqlite3    *db);
int      demo_collate_compare (const char *a,
                               gssize      a_length,
                               const char *b,
                               gssize      b_length);
gboolean demo_collate_like    (const char *pattern,
                               gssize      pattern_length,
                               const char *text,
                               gssize      text_length);

G_END_DECLS

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *guichet_text_make_valid    (const char *text,
                                      gssize      length,
                                      gsize       max_bytes);
char     *guichet_text_single_line   (const char *text);
gboolean  guichet_text_is_empty      (const char *text);
char     *guichet_text_fold          (const char *text);
char     *guichet_text_join_hyphens  (const char *text);
char     *guichet_text_drop_hyphens  (const char *text);
gboolean  guichet_text_parse_int64   (const char *text,
                                      gint64     *out_value);
char     *guichet_text_parse_ref     (const char *text);

G_END_DECLS

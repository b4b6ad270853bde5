#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The most bytes of a name that guichet_file_name_make_safe() gives: room for
 * a folder and a number before a file system's 255. */
#define GUICHET_FILE_NAME_MAX 120

char     *guichet_file_name_make_safe    (const char   *name);
gboolean  guichet_file_name_is_dangerous (const char   *name);
gboolean  guichet_file_is_program        (const guint8 *data,
                                          gsize         length);

G_END_DECLS

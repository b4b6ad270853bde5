#pragma once

#include <stdio.h>

#include <glib.h>

G_BEGIN_DECLS

char *guichet_password_read  (const char  *path,
                              FILE        *in,
                              FILE        *err,
                              GError     **error);
void  guichet_password_clear (char        *password);
char *guichet_stream_read    (FILE        *in,
                              gsize        max_bytes,
                              GError     **error);

G_END_DECLS

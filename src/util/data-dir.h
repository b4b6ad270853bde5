#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *guichet_data_dir_find      (const char  *name);
char *guichet_data_dir_for_demo  (void);
char *guichet_data_dir_for_login (const char  *server,
                                  const char  *login);
gboolean guichet_data_dir_make_private (const char  *path,
                                        GError     **error);

G_END_DECLS

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *_guichet_link_clean (const char *address,
                           gboolean    for_image);

gboolean _guichet_link_parse_object (const char  *address,
                                     char       **out_class,
                                     char       **out_key);

G_END_DECLS

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *_guichet_link_clean (const char *address,
                           gboolean    for_image);

G_END_DECLS

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GUri *guichet_address_parse (const char  *server,
                             GError     **error);

G_END_DECLS

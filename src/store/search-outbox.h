#pragma once

#include "store/db.h"

G_BEGIN_DECLS

GArray *guichet_search_outbox_find (GuichetDb   *cache,
                                    GuichetDb   *user,
                                    const char  *text,
                                    gboolean     with_private,
                                    GError     **error);

G_END_DECLS

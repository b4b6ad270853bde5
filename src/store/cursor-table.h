#pragma once

#include "store/cache.h"
#include "store/db.h"

G_BEGIN_DECLS

gboolean guichet_cursor_table_save (GuichetDb            *db,
                                    const GuichetCursor  *cursor,
                                    GError              **error);
gboolean guichet_cursor_table_read (GuichetDb            *db,
                                    const char           *name,
                                    char                **out_value,
                                    GError              **error);

G_END_DECLS

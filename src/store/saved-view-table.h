#pragma once

#include "store/db.h"
#include "store/views.h"

G_BEGIN_DECLS

/* Table saved_view of user.db. Writing functions: user writer, inside a
 * transaction. */

GPtrArray *guichet_saved_view_table_list   (GuichetDb               *db,
                                            GError                 **error);
gboolean   guichet_saved_view_table_save   (GuichetDb               *db,
                                            const GuichetSavedView  *view,
                                            GError                 **error);
gboolean   guichet_saved_view_table_remove (GuichetDb               *db,
                                            const char              *uuid,
                                            GError                 **error);

G_END_DECLS

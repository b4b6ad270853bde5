#pragma once

#include "model/intent.h"
#include "store/db.h"

G_BEGIN_DECLS

/* Table draft_file of user.db: a file is the operation that it will become.
 * Writing functions: user writer, inside a transaction. */

gboolean   guichet_draft_file_table_insert (GuichetDb            *db,
                                            const char           *draft,
                                            const GuichetIntent  *file,
                                            GError              **error);
gboolean   guichet_draft_file_table_remove (GuichetDb            *db,
                                            const char           *uuid,
                                            GError              **error);
gboolean   guichet_draft_file_table_remove_all (GuichetDb         *db,
                                            const char           *draft,
                                            GError              **error);
gboolean   guichet_draft_file_table_read   (GuichetDb            *db,
                                            const char           *uuid,
                                            GuichetIntent       **out_file,
                                            GError              **error);
GPtrArray *guichet_draft_file_table_list   (GuichetDb            *db,
                                            const char           *draft,
                                            GError              **error);

/* What a draft was made into takes its files along, and back again. */
gboolean   guichet_draft_file_table_send   (GuichetDb            *db,
                                            const char           *draft,
                                            const GuichetIntent  *creation,
                                            GError              **error);
gboolean   guichet_draft_file_table_return (GuichetDb            *db,
                                            const char           *draft,
                                            const GuichetIntent  *creation,
                                            GError              **error);

G_END_DECLS

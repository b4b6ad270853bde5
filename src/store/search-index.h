#pragma once

#include "store/db.h"

G_BEGIN_DECLS

/* The search index: table search and those beside it (003.sql). Cache writer,
 * inside a transaction. */

gboolean guichet_search_index_enqueue  (GuichetDb   *db,
                                        gint64       ticket_id,
                                        const char  *last_update,
                                        GError     **error);
gboolean guichet_search_index_drain    (GuichetDb   *db,
                                        guint        max_documents,
                                        gsize        max_bytes,
                                        gboolean    *out_left,
                                        GError     **error);
gboolean guichet_search_index_merge    (GuichetDb   *db,
                                        gboolean    *out_left,
                                        GError     **error);
gboolean guichet_search_index_set_bulk (GuichetDb   *db,
                                        gboolean     bulk,
                                        GError     **error);
gboolean guichet_search_index_is_bulk  (GuichetDb   *db,
                                        gboolean    *out_bulk,
                                        GError     **error);
gboolean guichet_search_index_check    (GuichetDb   *db,
                                        GError     **error);

G_END_DECLS

#pragma once

#include <sqlite3.h>

#include "model/ticket.h"

G_BEGIN_DECLS

/* SQLite without us: what the machine can do at best, to compare with. */

sqlite3 *raw_open_cache (const char     *folder);
sqlite3 *raw_open_saves (const char     *folder,
                         gboolean        full);
void     raw_save       (sqlite3        *self,
                         const char     *key,
                         const char     *html);
void     raw_close      (sqlite3        *self);

/* How many of at most 50 hits there are; -1 when the query failed. */
int      raw_search     (sqlite3        *self,
                         const char     *match,
                         gboolean        by_rank);

/* An empty file with tables like ours and no index; then rows, in one
 * transaction, by prepared statements. */
sqlite3 *raw_open_rows  (const char     *folder);
gboolean raw_insert     (sqlite3        *self,
                         GPtrArray      *tickets);

G_END_DECLS

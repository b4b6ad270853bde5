#pragma once

#include "list/ticket-row.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * GuichetRowCache:
 *
 * The rows that anybody holds, keyed by ticket id, and the last summaries
 * read; one for all the lists of a store. Rows without data are read in
 * batches, the newest request first; those that nobody holds any more are not
 * read at all. Rows whose ticket changed are read again. A row is filled with
 * ticket and mark together. Main thread.
 */
#define GUICHET_TYPE_ROW_CACHE (guichet_row_cache_get_type ())

G_DECLARE_FINAL_TYPE (GuichetRowCache, guichet_row_cache, GUICHET, ROW_CACHE, GObject)

/* How many summaries stay when no row holds them, and how many rows one read
 * asks for. */
#define GUICHET_ROW_CACHE_SUMMARIES 2000
#define GUICHET_ROW_CACHE_BATCH 256

GuichetRowCache  *guichet_row_cache_dup_for_store (GuichetStore    *store);
GuichetTicketRow *guichet_row_cache_dup_row       (GuichetRowCache *self,
                                                   gint64           id);

G_END_DECLS

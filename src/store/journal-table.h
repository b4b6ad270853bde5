#pragma once

#include "model/journal-entry.h"
#include "store/db.h"

G_BEGIN_DECLS

/* More than this of one journal is not kept: the oldest stay. */
#define GUICHET_JOURNAL_MAX ((1 << 20) - 1)

GPtrArray *guichet_journal_table_read  (GuichetDb      *db,
                                        gint64          ticket_id,
                                        GuichetJournal  journal,
                                        GError        **error);
GPtrArray *guichet_journal_table_read_newest
                                       (GuichetDb      *db,
                                        gint64          ticket_id,
                                        GuichetJournal  journal,
                                        guint           from,
                                        const char     *after,
                                        guint           max,
                                        GError        **error);
gboolean   guichet_journal_table_merge (GuichetDb      *db,
                                        gint64          ticket_id,
                                        GuichetJournal  journal,
                                        GPtrArray      *entries,
                                        gboolean        is_new,
                                        gboolean       *out_changed,
                                        GError        **error);

G_END_DECLS

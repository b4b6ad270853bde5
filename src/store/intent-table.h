#pragma once

#include "model/intent.h"
#include "store/db.h"
#include "store/outbox.h"

G_BEGIN_DECLS

/* Tables intent, intent_change and intent_file of user.db. Writing functions:
 * user writer, inside a transaction. */

/* What the name of a change begins with that is one of the intent's extras. */
#define GUICHET_INTENT_TABLE_EXTRA "@"

typedef enum
{
  GUICHET_INTENTS_OPEN,
  GUICHET_INTENTS_ALL,
} GuichetIntentsScope;

gboolean       guichet_intent_table_insert    (GuichetDb            *db,
                                               const GuichetIntent  *intent,
                                               gboolean             *out_new,
                                               GError              **error);
gboolean       guichet_intent_table_update    (GuichetDb            *db,
                                               const GuichetIntent  *intent,
                                               GError              **error);
gboolean       guichet_intent_table_rewrite   (GuichetDb            *db,
                                               const GuichetIntent  *intent,
                                               GError              **error);
gboolean       guichet_intent_table_reopen    (GuichetDb            *db,
                                               const char           *uuid,
                                               GError              **error);
gboolean       guichet_intent_table_adopt_created    (GuichetDb      *db,
                                               const GuichetIntent  *creation,
                                               GError              **error);
gboolean       guichet_intent_table_withdraw_created (GuichetDb      *db,
                                               const char           *creation,
                                               GError              **error);
gboolean       guichet_intent_table_restore_created  (GuichetDb      *db,
                                               const char           *creation,
                                               GError              **error);
gboolean       guichet_intent_table_prune     (GuichetDb            *db,
                                               gint64                before,
                                               GError              **error);

gboolean       guichet_intent_table_read      (GuichetDb            *db,
                                               const char           *uuid,
                                               GuichetIntent       **out_intent,
                                               GError              **error);
GPtrArray     *guichet_intent_table_list      (GuichetDb            *db,
                                               GuichetIntentsScope   scope,
                                               GError              **error);
GPtrArray     *guichet_intent_table_list_for  (GuichetDb            *db,
                                               gint64                ticket_id,
                                               GError              **error);
GPtrArray     *guichet_intent_table_list_created (GuichetDb         *db,
                                               const char           *creation,
                                               GError              **error);
gboolean       guichet_intent_table_find_due  (GuichetDb            *db,
                                               gint64                now,
                                               GuichetIntent       **out_intent,
                                               gint64               *out_wake,
                                               GError              **error);
gboolean       guichet_intent_table_count     (GuichetDb            *db,
                                               GuichetOutboxCount   *out_count,
                                               GError              **error);

/* The tickets that open operations are on. */
#define GUICHET_INTENT_TABLE_TICKETS \
  "SELECT DISTINCT ticket_id FROM intent WHERE finished IS NULL AND ticket_id <> 0"

G_END_DECLS

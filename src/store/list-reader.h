#pragma once

#include "model/query.h"
#include "store/db.h"
#include "store/reading.h"
#include "store/rules.h"

G_BEGIN_DECLS

/* What a list consists of. For one job of a thread that has connections to
 * both files. */

GuichetGroupedIds *guichet_list_read  (GuichetDb                 *cache,
                                       GuichetDb                 *user,
                                       GuichetRules              *rules,
                                       const GuichetTicketQuery  *query,
                                       GError                   **error);
gboolean           guichet_list_count (GuichetDb                 *cache,
                                       GuichetDb                 *user,
                                       GuichetRules              *rules,
                                       const GuichetTicketQuery  *query,
                                       guint                     *out_count,
                                       GError                   **error);

G_END_DECLS

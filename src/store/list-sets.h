#pragma once

#include "store/list-sql.h"
#include "store/rules.h"

G_BEGIN_DECLS

gboolean guichet_list_sets_read (GuichetListSets           *self,
                                 GuichetDb                 *cache,
                                 GuichetDb                 *user,
                                 GuichetRules              *rules,
                                 const GuichetTicketQuery  *query,
                                 GError                   **error);

G_END_DECLS

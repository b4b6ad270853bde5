#pragma once

#include "model/history-entry.h"
#include "store/store.h"

G_BEGIN_DECLS

/* What this computer saw change on a ticket, oldest first (element-type
 * GuichetHistoryEntry). An agent may not read the server's own history
 * (ITOP-PROTOCOL §2): it begins with the first image that the cache had. */
GPtrArray *guichet_store_list_history        (GuichetStore         *self,
                                              gint64                ticket_id,
                                              GError              **error);
void       guichet_store_list_history_async  (GuichetStore         *self,
                                              gint64                ticket_id,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GPtrArray *guichet_store_list_history_finish (GuichetStore         *self,
                                              GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS

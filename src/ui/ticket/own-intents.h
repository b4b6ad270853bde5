#pragma once

#include "model/intent.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/* The operations that belong into the user portal. */

void       guichet_own_intents_list_async  (GuichetContext       *context,
                                            gboolean              with_over,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
GPtrArray *guichet_own_intents_list_finish (GuichetContext       *context,
                                            GAsyncResult         *result,
                                            GError              **error);

G_END_DECLS

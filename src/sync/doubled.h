#pragma once

#include "model/intent.h"
#include "sync/context.h"

G_BEGIN_DECLS

GError *guichet_find_doubled_file (GuichetSyncContext   *context,
                                   const GuichetIntent  *intent,
                                   GPtrArray            *attachments,
                                   GCancellable         *cancellable);

G_END_DECLS

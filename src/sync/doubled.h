#pragma once

#include "model/intent.h"
#include "sync/context.h"

G_BEGIN_DECLS

GError *guichet_find_doubled_file (GuichetSyncContext   *context,
                                   const GuichetIntent  *intent,
                                   GPtrArray            *attachments,
                                   GCancellable         *cancellable);
GError *guichet_find_doubled_entry (const GuichetIntent *intent,
                                    GuichetTicket       *image);

G_END_DECLS

#pragma once

#include "model/file.h"
#include "sync/context.h"

G_BEGIN_DECLS

GuichetFile *guichet_file_fetch (GuichetSyncContext  *context,
                                 gint64               attachment_id,
                                 GCancellable        *cancellable,
                                 GError             **error);

G_END_DECLS

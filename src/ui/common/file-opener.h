#pragma once

#include "model/file.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/* The contents of an attachment: from this computer, else through the context's
 * file source. UNREACHABLE when there is none. Main thread. */
void         guichet_open_file_async  (GuichetContext       *context,
                                       gint64                attachment_id,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
GuichetFile *guichet_open_file_finish (GuichetContext       *context,
                                       GAsyncResult         *result,
                                       GError              **error);

G_END_DECLS

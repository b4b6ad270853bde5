#pragma once

#include "list/ticket-row.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/* The tickets @ids, with the columns @sorts (element-type GuichetSort), as a
 * file: read in portions, written beside the main loop. @progress (nullable) is
 * told of each portion. */

typedef void (*GuichetExportFunc) (guint    n_done,
                                   guint    n_tickets,
                                   gpointer user_data);

void     guichet_csv_export_async  (GuichetContext       *context,
                                    GArray               *ids,
                                    GArray               *sorts,
                                    GFile                *file,
                                    GuichetExportFunc     progress,
                                    gpointer              progress_data,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean guichet_csv_export_finish (GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS

#pragma once

#include <adwaita.h>

#include "ui/agent/bulk.h"

G_BEGIN_DECLS

/* What became of each ticket of a batch, as it goes on. */

AdwDialog *guichet_bulk_result_dialog_new (GuichetContext *context,
                                           GuichetBulk    *bulk);

G_END_DECLS

#pragma once

#include "ui/common/sync-status.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Below the title of a list: how old it is, once that is more than an hour. */
void guichet_list_age_show (AdwWindowTitle    *title,
                            GuichetSyncStatus *status);

G_END_DECLS

#pragma once

#include <adwaita.h>

#include "ui/common/sync-status.h"

G_BEGIN_DECLS

/**
 * GuichetSyncIndicator:
 *
 * The state of the exchange in an icon and words, with the age of the last
 * success and a button that activates "win.refresh".
 */
#define GUICHET_TYPE_SYNC_INDICATOR (guichet_sync_indicator_get_type ())

G_DECLARE_FINAL_TYPE (GuichetSyncIndicator, guichet_sync_indicator, GUICHET, SYNC_INDICATOR, AdwBin)

void  guichet_sync_indicator_set_status (GuichetSyncIndicator *self,
                                         GuichetSyncStatus    *status);
char *guichet_sync_status_dup_words     (GuichetSyncStatus    *status,
                                         gint64                now);

G_END_DECLS

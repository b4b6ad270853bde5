#pragma once

#include <adwaita.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetHistoryDialog:
 *
 * What was seen to change on a ticket, newest first, of all fields or of one.
 */
#define GUICHET_TYPE_HISTORY_DIALOG (guichet_history_dialog_get_type ())

G_DECLARE_FINAL_TYPE (GuichetHistoryDialog, guichet_history_dialog, GUICHET, HISTORY_DIALOG, AdwDialog)

AdwDialog *guichet_history_dialog_new (GuichetContext *context,
                                       const char     *ref,
                                       GPtrArray      *history);

G_END_DECLS

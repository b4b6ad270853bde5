#pragma once

#include <adwaita.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

void guichet_begun_action_tell (GtkWidget      *page,
                                GuichetContext *context,
                                gint64          ticket_id,
                                GCancellable   *cancellable);

G_END_DECLS

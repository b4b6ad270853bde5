#pragma once

#include <gtk/gtk.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

void guichet_seen_timer_attach (GtkWidget      *page,
                                GuichetContext *context,
                                gint64          ticket_id);

G_END_DECLS

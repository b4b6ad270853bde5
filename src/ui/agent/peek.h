#pragma once

#include <gtk/gtk.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

/* A look at a ticket without opening it: it is not marked as seen. Esc, or a
 * click beside it, closes it. */

void guichet_peek_show (GtkWidget      *near,
                        GuichetContext *context,
                        gint64          ticket_id);

G_END_DECLS

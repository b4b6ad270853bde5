#pragma once

#include <gtk/gtk.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

/* What a screen reader says of a whole row of the table. */

void guichet_queue_row_factory_add (GtkColumnView  *view,
                                    GuichetContext *context);

G_END_DECLS

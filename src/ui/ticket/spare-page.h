#pragma once

#include "ui/common/context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A page that shows no ticket yet, built while nobody waits: building its
 * widgets takes as long as all the rest of opening a ticket. One per account,
 * which goes with @context. It reads nothing before it is opened. */

void       guichet_spare_page_prepare (GuichetContext *context);
GtkWidget *guichet_spare_page_take    (GuichetContext *context);

G_END_DECLS

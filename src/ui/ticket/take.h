#pragma once

#include <gtk/gtk.h>

#include "model/ticket.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

gboolean guichet_take_ticket (GtkWidget      *near,
                              GuichetContext *context,
                              GuichetTicket  *ticket);

G_END_DECLS

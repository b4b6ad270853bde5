#pragma once

#include <gtk/gtk.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetLinkOpenFunc:
 *
 * Shows ticket @ticket_id in @portal, which is still in its window.
 */
typedef void (*GuichetLinkOpenFunc) (GtkWidget *portal,
                                     gint64     ticket_id);

void guichet_link_open (GtkWidget           *portal,
                        GuichetContext      *context,
                        const char          *text,
                        GuichetLinkOpenFunc  func);

G_END_DECLS

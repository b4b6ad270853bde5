#pragma once

#include <gtk/gtk.h>

#include "ui/agent/queue-model.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/* The headings of groups in a list: the class of its tickets, or what they are
 * grouped by, and how many there are. They are kept with the widget that shows
 * the list, so that their numbers can change. */

void guichet_queue_header_set_up    (GtkListHeader     *header,
                                     GtkWidget         *owner);
void guichet_queue_header_bind      (GtkListHeader     *header,
                                     GuichetContext    *context,
                                     GuichetQueueModel *model);
void guichet_queue_header_unbind    (GtkListHeader     *header);
void guichet_queue_header_tear_down (GtkListHeader     *header,
                                     GtkWidget         *owner);
void guichet_queue_header_update    (GtkWidget         *owner,
                                     GuichetContext    *context,
                                     GuichetQueueModel *model);

G_END_DECLS

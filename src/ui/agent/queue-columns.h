#pragma once

#include <gtk/gtk.h>

#include "model/query.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/* The six columns of the agent's table of tickets. Their sorters only mark
 * the header: the order is the query's. */

typedef enum
{
  GUICHET_QUEUE_WIDE,           /* six columns, times to the second */
  GUICHET_QUEUE_COMPACT,        /* without the date of creation, short times */
  GUICHET_QUEUE_TIGHT,          /* nor the service */
} GuichetQueueWidth;

typedef void (*GuichetQueueOpenFunc) (gint64    ticket_id,
                                      gpointer  user_data);

void        guichet_queue_columns_add       (GtkColumnView        *view,
                                             GuichetContext       *context,
                                             GuichetQueueOpenFunc  open,
                                             gpointer              user_data);
void        guichet_queue_columns_set_width (GtkColumnView        *view,
                                             GuichetQueueWidth     width);
gboolean    guichet_queue_columns_get_sort  (GtkColumnView        *view,
                                             GuichetSort          *out_sort,
                                             gboolean             *out_ascending);
const char *guichet_queue_columns_get_title (GuichetSort           sort);

G_END_DECLS

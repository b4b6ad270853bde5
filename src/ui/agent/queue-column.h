#pragma once

#include <gtk/gtk.h>

#include "list/ticket-row.h"
#include "model/query.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/* The columns that a table of tickets can have. Each has an order of its own,
 * which also names it. */

typedef enum
{
  GUICHET_QUEUE_WIDE,           /* all columns, times to the second */
  GUICHET_QUEUE_COMPACT,        /* the usual ones without the date of creation, short times */
  GUICHET_QUEUE_TIGHT,          /* nor the service */
} GuichetQueueWidth;

/**
 * GuichetQueueColumn:
 * @title: for _()
 * @width: pixels; -1 takes the rest
 * @compact_width: in a narrower window
 * @optional: whether it is hidden until a person wants it
 */
typedef struct
{
  GuichetSort  sort;
  const char  *title;
  int          width;
  int          compact_width;
  gboolean     optional;
} GuichetQueueColumn;

typedef void (*GuichetQueueOpenFunc) (gint64    ticket_id,
                                      gpointer  user_data);

/**
 * GuichetQueueTable:
 *
 * What the cells of a table know of it. Lives as long as its view.
 */
typedef struct
{
  GuichetContext       *context;
  GuichetQueueOpenFunc  open;
  gpointer              user_data;
  GuichetQueueWidth     width;
} GuichetQueueTable;

const GuichetQueueColumn *guichet_queue_column_get            (GuichetSort               sort);
const char               *guichet_queue_column_get_title      (GuichetSort               sort);
char                     *guichet_queue_column_dup_text       (GuichetSort               sort,
                                                               GuichetContext           *context,
                                                               GuichetTicket            *ticket);
GtkListItemFactory       *guichet_queue_column_create_factory (const GuichetQueueColumn *column,
                                                               GuichetQueueTable        *table);

G_END_DECLS

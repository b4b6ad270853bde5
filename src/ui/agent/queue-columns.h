#pragma once

#include <gtk/gtk.h>

#include "ui/agent/queue-column.h"

G_BEGIN_DECLS

/**
 * GuichetQueueColumns:
 *
 * The columns of one table: which are shown, in which order and how wide, kept
 * in its settings. Headers only ask for an order and show the query's: the
 * table itself sorts nothing. What does not fit is left out, so that no table
 * has to be scrolled sideways.
 *
 * Signals:
 * - "sort" (guint sort, gboolean ascending, gboolean add): a header was
 *   clicked; with Shift it is to become the second level
 * - "changed": other columns are shown, or in another order
 */
#define GUICHET_TYPE_QUEUE_COLUMNS (guichet_queue_columns_get_type ())

G_DECLARE_FINAL_TYPE (GuichetQueueColumns, guichet_queue_columns, GUICHET, QUEUE_COLUMNS, GObject)

GuichetQueueColumns *guichet_queue_columns_new           (GtkColumnView        *view,
                                                          GuichetContext       *context,
                                                          GSettings            *settings,
                                                          GuichetQueueOpenFunc  open,
                                                          gpointer              user_data);
void                 guichet_queue_columns_detach        (GuichetQueueColumns  *self);
void                 guichet_queue_columns_set_width     (GuichetQueueColumns  *self,
                                                          GuichetQueueWidth     width);
void                 guichet_queue_columns_set_room      (GuichetQueueColumns  *self,
                                                          int                   pixels);
void                 guichet_queue_columns_set_selecting (GuichetQueueColumns  *self,
                                                          gboolean              selecting);
void                 guichet_queue_columns_show_order    (GuichetQueueColumns  *self,
                                                          const GuichetSortKey *keys,
                                                          guint                 n_keys);
GArray              *guichet_queue_columns_dup_sorts     (GuichetQueueColumns  *self,
                                                          gboolean              only_shown);
gboolean             guichet_queue_columns_is_shown      (GuichetQueueColumns  *self,
                                                          GuichetSort           sort);
void                 guichet_queue_columns_set_shown     (GuichetQueueColumns  *self,
                                                          GuichetSort           sort,
                                                          gboolean              shown);
void                 guichet_queue_columns_move          (GuichetQueueColumns  *self,
                                                          GuichetSort           sort,
                                                          int                   step);
void                 guichet_queue_columns_reset         (GuichetQueueColumns  *self);

G_END_DECLS

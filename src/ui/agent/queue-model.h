#pragma once

#include <gtk/gtk.h>

#include "model/query.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * GuichetQueueModel:
 *
 * What a list of the agent portal shows: a query, its tickets, the page that
 * is looked at, and the ticket that is selected, which is kept by id.
 *
 * Signals:
 * - "selection-replaced" (gboolean keep_place): get_selection() gives a new
 *   selection model; with keep_place the same tickets are meant
 * - "changed": the number of tickets, the page, the error or the order changed
 */
#define GUICHET_TYPE_QUEUE_MODEL (guichet_queue_model_get_type ())

G_DECLARE_FINAL_TYPE (GuichetQueueModel, guichet_queue_model, GUICHET, QUEUE_MODEL, GObject)

GuichetQueueModel        *guichet_queue_model_new           (GuichetStore      *store,
                                                             GuichetView        view);
void                      guichet_queue_model_set_filter    (GuichetQueueModel *self,
                                                             const char        *filter);
void                      guichet_queue_model_set_sort      (GuichetQueueModel *self,
                                                             GuichetSort        sort,
                                                             gboolean           ascending);
void                      guichet_queue_model_set_page_size (GuichetQueueModel *self,
                                                             guint              page_size);
void                      guichet_queue_model_set_page      (GuichetQueueModel *self,
                                                             guint              page);
void                      guichet_queue_model_retry         (GuichetQueueModel *self);

const GuichetTicketQuery *guichet_queue_model_get_query     (GuichetQueueModel *self);
GtkSelectionModel        *guichet_queue_model_get_selection (GuichetQueueModel *self);
const GError             *guichet_queue_model_get_error     (GuichetQueueModel *self);
guint                     guichet_queue_model_get_n_tickets (GuichetQueueModel *self);
guint                     guichet_queue_model_get_page      (GuichetQueueModel *self);
guint                     guichet_queue_model_get_n_pages   (GuichetQueueModel *self);
void                      guichet_queue_model_get_range     (GuichetQueueModel *self,
                                                             guint             *out_first,
                                                             guint             *out_last);
gint64                    guichet_queue_model_get_id        (GuichetQueueModel *self,
                                                             guint              position);
gboolean                  guichet_queue_model_find_id       (GuichetQueueModel *self,
                                                             gint64             id,
                                                             guint             *out_position);
gboolean                  guichet_queue_model_is_settled    (GuichetQueueModel *self);

G_END_DECLS

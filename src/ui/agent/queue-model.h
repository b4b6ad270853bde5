#pragma once

#include <gtk/gtk.h>

#include "model/query.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * GuichetQueueModel:
 *
 * What a list of the agent portal shows: a query, its tickets, the page that
 * is looked at, and the tickets that are selected, which are kept by id.
 *
 * Signals:
 * - "selection-replaced" (gboolean keep_place): get_selection() gives a new
 *   selection model; with keep_place the same tickets are meant
 * - "changed": the number of tickets, the page, the error or the order changed
 * - "picked": a person selected other tickets
 */
#define GUICHET_TYPE_QUEUE_MODEL (guichet_queue_model_get_type ())

G_DECLARE_FINAL_TYPE (GuichetQueueModel, guichet_queue_model, GUICHET, QUEUE_MODEL, GObject)

GuichetQueueModel        *guichet_queue_model_new            (GuichetStore             *store,
                                                              const GuichetTicketQuery *query);
void                      guichet_queue_model_set_query      (GuichetQueueModel        *self,
                                                              const GuichetTicketQuery *query);
void                      guichet_queue_model_set_conditions (GuichetQueueModel        *self,
                                                              GPtrArray                *criteria,
                                                              const char               *words);
void                      guichet_queue_model_set_order      (GuichetQueueModel        *self,
                                                              const GuichetSortKey     *keys,
                                                              guint                     n_keys);
void                      guichet_queue_model_set_group      (GuichetQueueModel        *self,
                                                              GuichetGroup              group);
void                      guichet_queue_model_set_page_size  (GuichetQueueModel        *self,
                                                              guint                     page_size);
void                      guichet_queue_model_set_page       (GuichetQueueModel        *self,
                                                              guint                     page);
void                      guichet_queue_model_set_held       (GuichetQueueModel        *self,
                                                              gboolean                  held);
guint                     guichet_queue_model_get_n_held     (GuichetQueueModel        *self);
void                      guichet_queue_model_retry          (GuichetQueueModel        *self);

const GuichetTicketQuery *guichet_queue_model_get_query      (GuichetQueueModel        *self);
GtkSelectionModel        *guichet_queue_model_get_selection  (GuichetQueueModel        *self);
const GError             *guichet_queue_model_get_error      (GuichetQueueModel        *self);
guint                     guichet_queue_model_get_n_tickets  (GuichetQueueModel        *self);
guint                     guichet_queue_model_get_page       (GuichetQueueModel        *self);
guint                     guichet_queue_model_get_n_pages    (GuichetQueueModel        *self);
void                      guichet_queue_model_get_range      (GuichetQueueModel        *self,
                                                              guint                    *out_first,
                                                              guint                    *out_last);
gint64                    guichet_queue_model_get_id         (GuichetQueueModel        *self,
                                                              guint                     position);
guint                     guichet_queue_model_count_group    (GuichetQueueModel        *self,
                                                              guint                     position);
gboolean                  guichet_queue_model_find_id        (GuichetQueueModel        *self,
                                                              gint64                    id,
                                                              guint                    *out_position);
GArray                   *guichet_queue_model_dup_picked     (GuichetQueueModel        *self);
guint                     guichet_queue_model_get_n_picked   (GuichetQueueModel        *self);
GArray                   *guichet_queue_model_dup_ids        (GuichetQueueModel        *self);
gboolean                  guichet_queue_model_is_settled     (GuichetQueueModel        *self);

G_END_DECLS

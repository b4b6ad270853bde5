#pragma once

#include <adwaita.h>

#include "ui/agent/queue-columns.h"
#include "ui/agent/queue-model.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetQueueView:
 *
 * One list of tickets, as a table or (narrow) as rows of two lines, with its
 * empty, loading and error states.
 *
 * Signals:
 * - "open-ticket" (gint64 id)
 * - "clear-filter": a person asks for it from the empty state
 */
#define GUICHET_TYPE_QUEUE_VIEW (guichet_queue_view_get_type ())

G_DECLARE_FINAL_TYPE (GuichetQueueView, guichet_queue_view, GUICHET, QUEUE_VIEW, AdwBin)

GuichetQueueView    *guichet_queue_view_new          (GuichetContext           *context,
                                                      const char               *name,
                                                      const GuichetTicketQuery *query);
GuichetQueueModel   *guichet_queue_view_get_model    (GuichetQueueView         *self);
GuichetQueueColumns *guichet_queue_view_get_columns  (GuichetQueueView         *self);
GSettings           *guichet_queue_view_get_settings (GuichetQueueView         *self);
void                 guichet_queue_view_sort         (GuichetQueueView         *self,
                                                      GuichetSort               sort,
                                                      gboolean                  ascending,
                                                      gboolean                  add);
void                 guichet_queue_view_set_group    (GuichetQueueView         *self,
                                                      GuichetGroup              group);
void                 guichet_queue_view_set_query    (GuichetQueueView         *self,
                                                      const GuichetTicketQuery *query);
void                 guichet_queue_view_set_width    (GuichetQueueView         *self,
                                                      GuichetQueueWidth         width);
void                 guichet_queue_view_set_narrow   (GuichetQueueView         *self,
                                                      gboolean                  narrow);
void                 guichet_queue_view_let_go       (GuichetQueueView         *self);
void                 guichet_queue_view_set_selecting (GuichetQueueView        *self,
                                                      gboolean                  selecting);
void                 guichet_queue_view_set_split    (GuichetQueueView         *self,
                                                      gboolean                  split);

G_END_DECLS

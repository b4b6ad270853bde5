#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GuichetQueueSelection:
 *
 * Which rows of a page of tickets are selected, one or many, as positions
 * only. GtkMultiSelection holds an object for each selected row: « select all »
 * would read all tickets of a list.
 *
 * Signal "changed-by-person": the selection became another one, not because
 * rows came, went or moved.
 */
#define GUICHET_TYPE_QUEUE_SELECTION (guichet_queue_selection_get_type ())

G_DECLARE_FINAL_TYPE (GuichetQueueSelection, guichet_queue_selection, GUICHET, QUEUE_SELECTION, GObject)

GuichetQueueSelection *guichet_queue_selection_new       (GListModel            *model);
void                   guichet_queue_selection_restore   (GuichetQueueSelection *self,
                                                          GtkBitset             *selected);
guint                  guichet_queue_selection_get_n     (GuichetQueueSelection *self);
guint                  guichet_queue_selection_get_first (GuichetQueueSelection *self);

G_END_DECLS

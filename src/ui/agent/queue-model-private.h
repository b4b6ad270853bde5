#pragma once

#include "ui/agent/queue-model.h"

#include "list/ticket-list.h"
#include "ui/agent/first-rows.h"
#include "ui/agent/queue-selection.h"

G_BEGIN_DECLS

struct _GuichetQueueModel
{
  GObject parent_instance;

  GuichetStore       *store;
  GuichetTicketQuery *query;
  GuichetTicketList  *list;     /* nullable: what is shown */
  GuichetTicketList  *next;     /* nullable: what will be shown once it has loaded */
  GuichetFirstRows   *first_rows;       /* nullable: those of next */
  GuichetQueueSelection *selection;
  GArray             *picked;   /* ids that a person selected, sorted */
  guint               page_size;
  guint               page;
  gboolean            held;
};

/* Which tickets are selected: queue-model-picks.c */
void _guichet_queue_model_select_again (GuichetQueueModel *self);
void _guichet_queue_model_take_picked  (GuichetQueueModel *self);

G_END_DECLS

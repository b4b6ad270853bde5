#pragma once

#include "list/id-vector.h"
#include "list/named-ids.h"
#include "list/row-cache.h"
#include "list/ticket-list.h"

G_BEGIN_DECLS

struct _GuichetTicketList
{
  GObject parent_instance;

  GuichetStore       *store;
  GuichetRowCache    *rows;
  GuichetTicketQuery *query;
  GuichetIdVector    *ids;      /* nullable: what the model shows */
  GuichetIdVector    *fresh;    /* nullable: what could not be told in steps */
  GError             *error;

  GCancellable       *cancellable;
  guint               rest_source;
  guint               clock_source;
  gboolean            running;  /* whether a query is on its way */
  gboolean            dirty;    /* whether another one is needed after it */
  gboolean            failed;   /* whether the last answer could not be followed */
  gboolean            held;     /* whether nothing moves for now */
  guint               n_held;   /* how many tickets would move */
  GuichetNamedIds     named;    /* what may differ from ids */
  GuichetNamedIds     late;     /* of these: what the running query may not know */
};

/* ---- ticket-list-follow.c */

void _guichet_ticket_list_ask    (GuichetTicketList *self);
void _guichet_ticket_list_listen (GuichetTicketList *self);

G_END_DECLS

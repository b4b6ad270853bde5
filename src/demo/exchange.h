#pragma once

#include "demo/desk-private.h"
#include "demo/operation.h"

G_BEGIN_DECLS

/* One request between its arrival and its answer, whichever door it came
 * through: what goes wrong on purpose, and when. Lives on the thread of the
 * server. */

typedef struct _DemoExchange DemoExchange;

/**
 * DemoDoor:
 * @run: does what is asked; with the lock held, perhaps twice
 * @write_before: a colleague writes where the request is about to; with the
 *   lock held
 * @refuse: how this door says one of the faults 503, html and expired-login,
 *   and the headers of its 500; without the lock
 *
 * What one door of the desk does its own way.
 */
typedef struct
{
  void           (*run)          (DemoExchange *exchange,
                                  DemoAnswer   *answer);
  void           (*write_before) (DemoExchange *exchange);
  void           (*refuse)       (DemoExchange *exchange,
                                  DemoAnswer   *answer);
  GDestroyNotify   free_data;
} DemoDoor;

/**
 * DemoExchange:
 * @message: %NULL once the connection is gone
 * @account: (nullable): whose request it is
 * @arrival: how many commits there were then
 * @cost: milliseconds that it takes in any case
 */
struct _DemoExchange
{
  GuichetDemoDesk   *desk;
  const DemoDoor    *door;
  gpointer           data;
  SoupServerMessage *message;
  DemoAccount       *account;
  guint64            arrival;
  guint              cost;
  GuichetDemoFault   fault;
  gboolean           paused;
};

DemoExchange *demo_exchange_new         (GuichetDemoDesk   *desk,
                                         const DemoDoor    *door,
                                         gpointer           data,
                                         SoupServerMessage *message);
DemoCaller    demo_exchange_make_caller (DemoExchange      *exchange);
void          demo_exchange_answer      (DemoExchange      *exchange,
                                         DemoAnswer        *answer);
void          demo_exchange_start       (DemoExchange      *exchange,
                                         gboolean           is_write);

G_END_DECLS

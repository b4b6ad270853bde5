#include "config.h"

#include "demo/exchange.h"

#include "demo/http.h"

/* How long after an acknowledged append the overlapping one may land. */
#define OVERLAP_MILLISECONDS  60

/* Consumes @data, which @door frees. */
DemoExchange *
demo_exchange_new (GuichetDemoDesk   *desk,
                   const DemoDoor    *door,
                   gpointer           data,
                   SoupServerMessage *message)
{
  DemoExchange *exchange = g_new0 (DemoExchange, 1);

  exchange->desk = desk;
  exchange->door = door;
  exchange->data = data;
  exchange->message = g_object_ref (message);
  return exchange;
}

static void
exchange_free (DemoExchange *exchange)
{
  g_clear_object (&exchange->message);
  g_clear_pointer (&exchange->account, demo_account_free);
  exchange->door->free_data (exchange->data);
  g_free (exchange);
}

static void
exchange_free_cb (gpointer data)
{
  exchange_free (data);
}

/* Calls @callback with @exchange, which it consumes, a while later. */
static void
call_later (DemoExchange *exchange,
            guint         milliseconds,
            GSourceFunc   callback)
{
  g_autoptr(GSource) source = g_timeout_source_new (milliseconds);

  g_source_set_callback (source, callback, exchange, exchange_free_cb);
  g_source_attach (source, exchange->desk->context);
}

static void
finish (DemoExchange *exchange)
{
  if (exchange->paused && exchange->message != NULL)
    soup_server_message_unpause (exchange->message);
}

DemoCaller
demo_exchange_make_caller (DemoExchange *exchange)
{
  DemoCaller caller = { exchange->account };

  caller.arrival = exchange->arrival;
  caller.read_only = exchange->fault == GUICHET_DEMO_FAULT_READ_ONLY;
  return caller;
}

typedef struct
{
  GuichetDemoDesk *desk;
  gint64           ticket;
  guint64          since;
} Overlap;

static gboolean
overlap_cb (gpointer data)
{
  Overlap *overlap = data;

  g_mutex_lock (&overlap->desk->lock);
  demo_fault_overwrite_logs (overlap->desk->core, overlap->ticket, overlap->since);
  g_mutex_unlock (&overlap->desk->lock);

  return G_SOURCE_REMOVE;
}

/* In the same instant, or just after the answer: a client that reads back at
 * once sees its entry and loses it all the same. */
static void
lose_append (GuichetDemoDesk *self,
             gint64           ticket,
             guint64          since)
{
  Overlap overlap = { self, ticket, since };
  g_autoptr(GSource) source = NULL;

  if (g_rand_boolean (self->core->random))
    {
      demo_fault_overwrite_logs (self->core, ticket, since);
      return;
    }

  source = g_timeout_source_new (OVERLAP_MILLISECONDS);
  g_source_set_callback (source, overlap_cb, g_memdup2 (&overlap, sizeof overlap), g_free);
  g_source_attach (source, self->context);
}

/* The lock is held. */
static void
run_operation (DemoExchange *exchange,
               DemoAnswer   *answer)
{
  GuichetDemoDesk *self = exchange->desk;
  guint64 since;

  if (exchange->fault == GUICHET_DEMO_FAULT_LAST_WRITER)
    exchange->door->write_before (exchange);

  since = self->core->n_commits;
  exchange->door->run (exchange, answer);

  if (exchange->fault == GUICHET_DEMO_FAULT_DOUBLE_APPLY)
    {
      demo_answer_clear (answer);
      exchange->arrival = self->core->n_commits;
      exchange->door->run (exchange, answer);
    }
  if (exchange->fault == GUICHET_DEMO_FAULT_LOST_APPEND && answer->ticket != 0)
    lose_append (self, answer->ticket, since);
}

static void
set_php_warning (DemoAnswer *answer)
{
  g_string_prepend (answer->body,
                    "<br />\n<b>Warning</b>:  Undefined array key \"demo\" in "
                    "<b>/var/www/itop/core/attributedef.class.inc.php</b> on line <b>3732</b><br />\n");
}

static void
set_server_error (DemoAnswer *answer)
{
  g_string_assign (answer->body,
                   "<p>iTop: An error occurred, check server error log for more information.</p>\n");
  answer->status = 500;
  answer->type = "text/html; charset=UTF-8";
}

static void
send_answer (DemoExchange *exchange,
             DemoAnswer   *answer)
{
  if (exchange->message == NULL)
    return;

  switch (exchange->fault)
    {
    case GUICHET_DEMO_FAULT_DROP_AFTER:
      demo_http_drop (exchange->message);
      break;

    case GUICHET_DEMO_FAULT_CUT_BODY:
      demo_http_cut (exchange->message, answer);
      break;

    case GUICHET_DEMO_FAULT_500:
      set_server_error (answer);
      demo_http_send (exchange->message, answer);
      break;

    case GUICHET_DEMO_FAULT_PHP_WARNING:
      set_php_warning (answer);
      demo_http_send (exchange->message, answer);
      break;

    case GUICHET_DEMO_FAULT_NONE:
    case GUICHET_DEMO_FAULT_DROP_BEFORE:
    case GUICHET_DEMO_FAULT_LATE_COMMIT:
    case GUICHET_DEMO_FAULT_DELAY:
    case GUICHET_DEMO_FAULT_503:
    case GUICHET_DEMO_FAULT_HTML:
    case GUICHET_DEMO_FAULT_DOUBLE_APPLY:
    case GUICHET_DEMO_FAULT_EXPIRED_LOGIN:
    case GUICHET_DEMO_FAULT_READ_ONLY:
    case GUICHET_DEMO_FAULT_LOST_APPEND:
    case GUICHET_DEMO_FAULT_LAST_WRITER:
    default:
      demo_http_send (exchange->message, answer);
      break;
    }
}

static gboolean
operate_cb (gpointer data)
{
  DemoExchange *exchange = data;
  DemoAnswer answer;

  g_mutex_lock (&exchange->desk->lock);
  run_operation (exchange, &answer);
  g_mutex_unlock (&exchange->desk->lock);

  send_answer (exchange, &answer);
  demo_answer_clear (&answer);
  finish (exchange);

  return G_SOURCE_REMOVE;
}

static void
pause_for (DemoExchange *exchange,
           guint         milliseconds)
{
  soup_server_message_pause (exchange->message);
  exchange->paused = TRUE;
  call_later (exchange, milliseconds, operate_cb);
}

static void
operate (DemoExchange *exchange)
{
  guint milliseconds = exchange->cost;

  if (exchange->fault == GUICHET_DEMO_FAULT_DELAY)
    milliseconds += exchange->desk->server_limit;
  if (milliseconds > 0)
    {
      pause_for (exchange, milliseconds);
      return;
    }

  operate_cb (exchange);
  exchange_free (exchange);
}

static gint32
draw (DemoExchange *exchange,
      gint32        from,
      gint32        to)
{
  gint32 number;

  g_mutex_lock (&exchange->desk->lock);
  number = g_rand_int_range (exchange->desk->core->random, from, to);
  g_mutex_unlock (&exchange->desk->lock);

  return number;
}

/* Consumes @exchange. */
static void
commit_late (DemoExchange *exchange)
{
  gint32 limit = (gint32) exchange->desk->server_limit;

  demo_http_drop (exchange->message);
  g_clear_object (&exchange->message);
  call_later (exchange, (guint) draw (exchange, limit / 4, limit + 1), operate_cb);
}

/* Done half of the time, and told alike; consumes @exchange. */
static void
fail_with_500 (DemoExchange *exchange)
{
  DemoAnswer answer = { 200, "application/json", NULL };

  if (draw (exchange, 0, 2) == 1)
    {
      operate (exchange);
      return;
    }

  answer.body = g_string_new (NULL);
  exchange->door->refuse (exchange, &answer);
  send_answer (exchange, &answer);
  demo_answer_clear (&answer);
  exchange_free (exchange);
}

/* Consumes @exchange. */
static void
refuse (DemoExchange *exchange)
{
  DemoAnswer answer = { 200, "text/html; charset=UTF-8", g_string_new (NULL) };

  exchange->door->refuse (exchange, &answer);
  demo_exchange_answer (exchange, &answer);
}

/* Faults that strike before the operation; consumes @exchange. */
static void
meet_fault (DemoExchange *exchange)
{
  switch (exchange->fault)
    {
    case GUICHET_DEMO_FAULT_DROP_BEFORE:
      demo_http_drop (exchange->message);
      exchange_free (exchange);
      break;

    case GUICHET_DEMO_FAULT_LATE_COMMIT:
      commit_late (exchange);
      break;

    case GUICHET_DEMO_FAULT_503:
    case GUICHET_DEMO_FAULT_HTML:
    case GUICHET_DEMO_FAULT_EXPIRED_LOGIN:
      refuse (exchange);
      break;

    case GUICHET_DEMO_FAULT_500:
      fail_with_500 (exchange);
      break;

    case GUICHET_DEMO_FAULT_NONE:
    case GUICHET_DEMO_FAULT_DROP_AFTER:
    case GUICHET_DEMO_FAULT_CUT_BODY:
    case GUICHET_DEMO_FAULT_DELAY:
    case GUICHET_DEMO_FAULT_PHP_WARNING:
    case GUICHET_DEMO_FAULT_DOUBLE_APPLY:
    case GUICHET_DEMO_FAULT_READ_ONLY:
    case GUICHET_DEMO_FAULT_LOST_APPEND:
    case GUICHET_DEMO_FAULT_LAST_WRITER:
    default:
      operate (exchange);
      break;
    }
}

/**
 * demo_exchange_answer:
 * @exchange: (transfer full)
 * @answer: cleared
 *
 * At once, without an operation and without a fault.
 */
void
demo_exchange_answer (DemoExchange *exchange,
                      DemoAnswer   *answer)
{
  demo_http_send (exchange->message, answer);
  demo_answer_clear (answer);
  exchange_free (exchange);
}

/**
 * demo_exchange_start:
 * @exchange: (transfer full): accepted, its account known
 *
 * Draws a fault, runs the operation and answers, perhaps later.
 */
void
demo_exchange_start (DemoExchange *exchange,
                     gboolean      is_write)
{
  GuichetDemoDesk *self = exchange->desk;

  g_mutex_lock (&self->lock);
  exchange->fault = demo_fault_plan_draw (&self->plan, self->core->random, is_write);
  g_mutex_unlock (&self->lock);

  meet_fault (exchange);
}

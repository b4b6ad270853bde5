#include "config.h"

#include "demo/desk-private.h"

#include "demo/http.h"
#include "demo/operation.h"

/* How long after an acknowledged append the overlapping one may land. */
#define OVERLAP_MILLISECONDS  60

/* One request between its arrival and its answer. Lives on the thread of the
 * server; @message is NULL once the connection is gone. */
typedef struct
{
  GuichetDemoDesk   *desk;
  SoupServerMessage *message;
  DemoRequest       *request;
  DemoAccount       *account;
  yyjson_doc        *document;
  guint64            arrival;
  GuichetDemoFault   fault;
  gboolean           paused;
} Exchange;

static void
exchange_free (Exchange *exchange)
{
  g_clear_object (&exchange->message);
  g_clear_pointer (&exchange->request, demo_request_free);
  g_clear_pointer (&exchange->account, demo_account_free);
  g_clear_pointer (&exchange->document, yyjson_doc_free);
  g_free (exchange);
}

static void
exchange_free_cb (gpointer data)
{
  exchange_free (data);
}

/* Calls @callback with @exchange, which it consumes, a while later. */
static void
call_later (Exchange    *exchange,
            guint        milliseconds,
            GSourceFunc  callback)
{
  g_autoptr(GSource) source = g_timeout_source_new (milliseconds);

  g_source_set_callback (source, callback, exchange, exchange_free_cb);
  g_source_attach (source, exchange->desk->context);
}

static void
finish (Exchange *exchange)
{
  if (exchange->paused && exchange->message != NULL)
    soup_server_message_unpause (exchange->message);
}

static DemoCaller
make_caller (Exchange *exchange)
{
  DemoCaller caller = { exchange->account, exchange->request->version };

  caller.if_match = exchange->request->if_match;
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
run_operation (Exchange   *exchange,
               DemoAnswer *answer)
{
  GuichetDemoDesk *self = exchange->desk;
  DemoCaller caller = make_caller (exchange);
  yyjson_val *request = yyjson_doc_get_root (exchange->document);
  guint64 since;

  if (exchange->fault == GUICHET_DEMO_FAULT_LAST_WRITER)
    demo_fault_write_before (self->core, exchange->account, request);

  since = self->core->n_commits;
  demo_operation_run (self->core, &caller, request, answer);

  if (exchange->fault == GUICHET_DEMO_FAULT_DOUBLE_APPLY)
    {
      demo_answer_clear (answer);
      caller.arrival = self->core->n_commits;
      demo_operation_run (self->core, &caller, request, answer);
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
send_answer (Exchange   *exchange,
             DemoAnswer *answer)
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
  Exchange *exchange = data;
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
pause_for (Exchange *exchange,
           guint     milliseconds)
{
  soup_server_message_pause (exchange->message);
  exchange->paused = TRUE;
  call_later (exchange, milliseconds, operate_cb);
}

static void
operate (Exchange *exchange)
{
  guint milliseconds = exchange->desk->hash_cost;

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

static void
send_text (Exchange   *exchange,
           int         status,
           const char *text)
{
  DemoAnswer answer = { status, "application/json", g_string_new (text) };

  demo_http_send (exchange->message, &answer);
  demo_answer_clear (&answer);
}

static void
send_error (Exchange   *exchange,
            int         code,
            const char *message)
{
  DemoAnswer answer = { 200, "application/json", g_string_new (NULL) };

  demo_answer_set_error (&answer, code, message);
  demo_http_send (exchange->message, &answer);
  demo_answer_clear (&answer);
}

static gint32
draw (Exchange *exchange,
      gint32    from,
      gint32    to)
{
  gint32 number;

  g_mutex_lock (&exchange->desk->lock);
  number = g_rand_int_range (exchange->desk->core->random, from, to);
  g_mutex_unlock (&exchange->desk->lock);

  return number;
}

/* Consumes @exchange. */
static void
commit_late (Exchange *exchange)
{
  gint32 limit = (gint32) exchange->desk->server_limit;

  demo_http_drop (exchange->message);
  g_clear_object (&exchange->message);
  call_later (exchange, (guint) draw (exchange, limit / 4, limit + 1), operate_cb);
}

/* Done half of the time, and told alike; consumes @exchange. */
static void
fail_with_500 (Exchange *exchange)
{
  DemoAnswer answer = { 200, "application/json", NULL };

  if (draw (exchange, 0, 2) == 1)
    {
      operate (exchange);
      return;
    }

  answer.body = g_string_new (NULL);
  send_answer (exchange, &answer);
  demo_answer_clear (&answer);
  exchange_free (exchange);
}

/* Faults that strike before the operation; consumes @exchange. */
static void
meet_fault (Exchange *exchange)
{
  switch (exchange->fault)
    {
    case GUICHET_DEMO_FAULT_DROP_BEFORE:
      demo_http_drop (exchange->message);
      break;

    case GUICHET_DEMO_FAULT_LATE_COMMIT:
      commit_late (exchange);
      return;

    case GUICHET_DEMO_FAULT_503:
      send_text (exchange, 503, "{\"data\":[{\"code\":100,\"message\":\"This application is currently under "
                                "maintenance.\"}],\"scripts\":[]}");
      break;

    case GUICHET_DEMO_FAULT_HTML:
      demo_http_send_login (exchange->message);
      break;

    case GUICHET_DEMO_FAULT_EXPIRED_LOGIN:
      send_error (exchange, DEMO_CODE_UNAUTHORIZED, "Invalid login");
      break;

    case GUICHET_DEMO_FAULT_500:
      fail_with_500 (exchange);
      return;

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
      return;
    }

  exchange_free (exchange);
}

/* Who may enter (ITOP-PROTOCOL §2). NULL: yes. */
static const char *
judge_login (Exchange *exchange)
{
  const DemoRequest *request = exchange->request;
  const DemoAccount *account = exchange->account;

  if (account == NULL || request->secret == NULL || request->conflicting ||
      !g_str_equal (request->secret, DEMO_SECRET) || (account->flags & DEMO_ACCOUNT_DISABLED) != 0)
    return "Invalid login";
  if ((account->flags & DEMO_ACCOUNT_PORTAL) != 0)
    return "Portal user is not allowed";
  if ((account->flags & DEMO_ACCOUNT_REST) == 0)
    return "This user is not authorized to use the web services. "
           "(The profile REST Services User is required to access the REST web services)";

  return NULL;
}

static gboolean
is_known_version (const char *version)
{
  static const char * const versions[] = { "1.0", "1.1", "1.2", "1.3", "1.4", NULL };

  return g_strv_contains (versions, version);
}

/* Returns: whether the request is one to run; else it is answered */
static gboolean
accept_request (Exchange *exchange)
{
  DemoRequest *request = exchange->request;
  const char *refusal = judge_login (exchange);

  if (refusal != NULL)
    send_error (exchange, DEMO_CODE_UNAUTHORIZED, refusal);
  else if (request->version == NULL)
    send_error (exchange, DEMO_CODE_NO_VERSION, "Missing parameter 'version'");
  else if (request->json == NULL)
    send_error (exchange, DEMO_CODE_NO_JSON, "Missing parameter 'json_data'");
  else if ((exchange->document = yyjson_read (request->json, request->json_length, 0)) == NULL)
    send_error (exchange, DEMO_CODE_BAD_JSON, "Parameter json_data is not a valid JSON structure");
  else if (!is_known_version (request->version))
    {
      g_autofree char *message = g_strdup_printf ("There is no service available for version '%s'", request->version);

      send_error (exchange, DEMO_CODE_BAD_VERSION, message);
    }
  else
    return TRUE;

  return FALSE;
}

static void
read_request (Exchange   *exchange,
              GHashTable *query)
{
  GuichetDemoDesk *self = exchange->desk;

  g_mutex_lock (&self->lock);
  self->n_requests++;
  exchange->request = demo_request_read (exchange->message, query, self->post_max, self->upload_max);
  exchange->arrival = self->core->n_commits;
  if (exchange->request->login != NULL)
    exchange->account = demo_account_load (self->core, exchange->request->login);
  g_mutex_unlock (&self->lock);
}

static void
draw_fault (Exchange *exchange)
{
  GuichetDemoDesk *self = exchange->desk;
  gboolean is_write = demo_operation_is_write (yyjson_doc_get_root (exchange->document));

  g_mutex_lock (&self->lock);
  exchange->fault = demo_fault_plan_draw (&self->plan, self->core->random, is_write);
  g_mutex_unlock (&self->lock);
}

void
_guichet_demo_desk_rest_cb (SoupServer        *server,
                            SoupServerMessage *message,
                            const char        *path,
                            GHashTable        *query,
                            gpointer           user_data)
{
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->desk = user_data;
  exchange->message = g_object_ref (message);
  read_request (exchange, query);
  if (!accept_request (exchange))
    {
      exchange_free (exchange);
      return;
    }

  draw_fault (exchange);
  meet_fault (exchange);
}

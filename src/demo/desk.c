#include "config.h"

#include "demo/desk.h"

#include <libsoup/soup.h>

#include "demo/case-log.h"
#include "demo/colleagues.h"
#include "demo/core.h"
#include "demo/fault.h"
#include "demo/http.h"
#include "demo/operation.h"
#include "demo/seed.h"
#include "util/error.h"

#define DEFAULT_TICKETS       400
#define DEFAULT_SERVER_LIMIT  1000      /* milliseconds */
#define DEFAULT_POST_MAX      (8 * 1024 * 1024)
#define DEFAULT_UPLOAD_MAX    (2 * 1024 * 1024)

/* How long after an acknowledged append the overlapping one may land. */
#define OVERLAP_MILLISECONDS  60

struct _GuichetDemoDesk
{
  GObject        parent_instance;

  GThread       *thread;
  GMainContext  *context;
  GMainLoop     *loop;
  SoupServer    *server;
  char          *address;
  guint          server_limit;
  guint          hash_cost;

  /* Guards everything below; the server's thread and the callers of the
   * public functions take it. */
  GMutex         lock;
  DemoCore      *core;
  DemoFaultPlan  plan;
  gsize          post_max;
  gsize          upload_max;
  guint          n_requests;
};

G_DEFINE_FINAL_TYPE (GuichetDemoDesk, guichet_demo_desk, G_TYPE_OBJECT)

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

static void
commit_late (Exchange *exchange)
{
  guint limit = exchange->desk->server_limit;
  guint milliseconds = (guint) g_rand_int_range (exchange->desk->core->random, (gint32) limit / 4, (gint32) limit);

  demo_http_drop (exchange->message);
  g_clear_object (&exchange->message);
  call_later (exchange, milliseconds, operate_cb);
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
      if (g_rand_boolean (exchange->desk->core->random))
        {
          operate (exchange);
          return;
        }
      {
        DemoAnswer answer = { 200, "application/json", g_string_new (NULL) };

        send_answer (exchange, &answer);
        demo_answer_clear (&answer);
      }
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

static void
rest_cb (SoupServer        *server,
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

static void
status_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  demo_http_send_status (message);
}

static void
missing_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  demo_http_send_missing (message);
}

static gboolean
colleagues_cb (gpointer data)
{
  GuichetDemoDesk *self = data;

  g_mutex_lock (&self->lock);
  demo_colleagues_act (self->core);
  g_mutex_unlock (&self->lock);

  return G_SOURCE_CONTINUE;
}

static void
start_colleagues (GuichetDemoDesk *self,
                  guint            seconds)
{
  g_autoptr(GSource) source = NULL;

  if (seconds == 0)
    return;

  source = g_timeout_source_new_seconds (seconds);
  g_source_set_callback (source, colleagues_cb, self, NULL);
  g_source_attach (source, self->context);
}

/* The context of the server must be the default of whoever makes and feeds
 * it: this is done before the thread takes it over. */
static gboolean
start_server (GuichetDemoDesk  *self,
              guint             port,
              GError          **error)
{
  GSList *uris;
  gboolean listening;

  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new ("server-header", "Apache", NULL);
  soup_server_add_handler (self->server, "/webservices/rest.php", rest_cb, self, NULL);
  soup_server_add_handler (self->server, "/webservices/status.php", status_cb, self, NULL);
  soup_server_add_handler (self->server, NULL, missing_cb, self, NULL);
  listening = soup_server_listen_local (self->server, port, SOUP_SERVER_LISTEN_IPV4_ONLY, error);
  g_main_context_pop_thread_default (self->context);
  if (!listening)
    return FALSE;

  uris = soup_server_get_uris (self->server);
  self->address = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return TRUE;
}

static gpointer
thread_main (gpointer data)
{
  GuichetDemoDesk *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  soup_server_disconnect (self->server);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static gboolean
fill (GuichetDemoDesk            *self,
      const GuichetDemoOptions   *options,
      GError                    **error)
{
  gboolean lab = options->profile == NULL || g_str_equal (options->profile, "asap");

  if (!lab && !g_str_equal (options->profile, "itop"))
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "no profile “%s” on the demonstration desk",
                   options->profile);
      return FALSE;
    }

  self->core = demo_core_new (options->database, lab, options->seed, error);
  if (self->core == NULL)
    return FALSE;
  if (demo_core_is_empty (self->core) &&
      !demo_seed_fill (self->core, options->tickets != 0 ? options->tickets : DEFAULT_TICKETS, options->seed, error))
    return FALSE;

  return demo_core_create_indexes (self->core, error);
}

/**
 * guichet_demo_desk_new:
 *
 * Any thread. The desk serves when this returns.
 *
 * Returns: (transfer full) (nullable)
 */
GuichetDemoDesk *
guichet_demo_desk_new (const GuichetDemoOptions  *options,
                       GError                   **error)
{
  g_autoptr(GuichetDemoDesk) self = g_object_new (GUICHET_TYPE_DEMO_DESK, NULL);

  g_return_val_if_fail (options != NULL, NULL);

  self->server_limit = options->server_limit != 0 ? options->server_limit : DEFAULT_SERVER_LIMIT;
  self->hash_cost = options->hash_cost;
  if (!fill (self, options, error) || !start_server (self, options->port, error))
    return NULL;

  start_colleagues (self, options->colleagues);
  self->thread = g_thread_new ("demo-desk", thread_main, self);
  return g_steal_pointer (&self);
}

static gboolean
quit_cb (gpointer data)
{
  GuichetDemoDesk *self = data;

  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

/**
 * guichet_demo_desk_stop:
 *
 * Closes all connections; what was to be committed late is forgotten. What
 * the desk holds can still be asked for.
 */
void
guichet_demo_desk_stop (GuichetDemoDesk *self)
{
  g_return_if_fail (GUICHET_IS_DEMO_DESK (self));

  if (self->thread == NULL)
    return;

  g_main_context_invoke (self->context, quit_cb, self);
  g_thread_join (g_steal_pointer (&self->thread));
}

const char *
guichet_demo_desk_get_address (GuichetDemoDesk *self)
{
  g_return_val_if_fail (GUICHET_IS_DEMO_DESK (self), NULL);

  return self->address;
}

const char *
guichet_demo_desk_get_login (GuichetDemoDesk *self)
{
  g_return_val_if_fail (GUICHET_IS_DEMO_DESK (self), NULL);

  return "agent";
}

const char *
guichet_demo_desk_get_secret (GuichetDemoDesk *self)
{
  g_return_val_if_fail (GUICHET_IS_DEMO_DESK (self), NULL);

  return DEMO_SECRET;
}

void
guichet_demo_desk_set_fault (GuichetDemoDesk  *self,
                             GuichetDemoFault  fault,
                             double            probability,
                             gboolean          writes_only)
{
  g_return_if_fail (GUICHET_IS_DEMO_DESK (self));

  g_mutex_lock (&self->lock);
  self->plan.lasting = fault;
  self->plan.probability = probability;
  self->plan.lasting_writes = writes_only;
  g_mutex_unlock (&self->lock);
}

void
guichet_demo_desk_fail_next (GuichetDemoDesk  *self,
                             GuichetDemoFault  fault,
                             guint             count,
                             gboolean          writes_only)
{
  g_return_if_fail (GUICHET_IS_DEMO_DESK (self));

  g_mutex_lock (&self->lock);
  self->plan.next = fault;
  self->plan.n_next = count;
  self->plan.next_writes = writes_only;
  g_mutex_unlock (&self->lock);
}

void
guichet_demo_desk_set_weakness (GuichetDemoDesk     *self,
                                GuichetDemoWeakness  weakness,
                                gboolean             on)
{
  g_return_if_fail (GUICHET_IS_DEMO_DESK (self));

  g_mutex_lock (&self->lock);
  if (on)
    self->core->weaknesses |= 1u << weakness;
  else
    self->core->weaknesses &= ~(1u << weakness);
  g_mutex_unlock (&self->lock);
}

void
guichet_demo_desk_set_limits (GuichetDemoDesk *self,
                              gsize            post_max,
                              gsize            upload_max)
{
  g_return_if_fail (GUICHET_IS_DEMO_DESK (self));

  g_mutex_lock (&self->lock);
  self->post_max = post_max;
  self->upload_max = upload_max;
  g_mutex_unlock (&self->lock);
}

static guint
count_in_tickets (DemoCore   *core,
                  const char *marker)
{
  sqlite3_stmt *statement =
    demo_core_prepare (core,
                       "SELECT instr(description || ' ' || client_ref, ?1), public_log, private_log FROM user_request "
                       "WHERE instr(description || ' ' || client_ref || public_log || private_log, ?1)", NULL);
  guint count = 0;

  g_return_val_if_fail (statement != NULL, 0);

  sqlite3_bind_text (statement, 1, marker, -1, SQLITE_TRANSIENT);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      count += sqlite3_column_int (statement, 0) > 0;
      count += demo_case_log_count_marker ((const char *) sqlite3_column_text (statement, 1), marker);
      count += demo_case_log_count_marker ((const char *) sqlite3_column_text (statement, 2), marker);
    }
  sqlite3_reset (statement);

  return count;
}

static guint
count_in_attachments (DemoCore   *core,
                      const char *marker)
{
  sqlite3_stmt *statement =
    demo_core_prepare (core, "SELECT count(*) FROM attachment WHERE instr(contents_name, ?1)", NULL);
  guint count = 0;

  g_return_val_if_fail (statement != NULL, 0);

  sqlite3_bind_text (statement, 1, marker, -1, SQLITE_TRANSIENT);
  if (sqlite3_step (statement) == SQLITE_ROW)
    count = (guint) sqlite3_column_int (statement, 0);
  sqlite3_reset (statement);

  return count;
}

/**
 * guichet_demo_desk_count_marker:
 *
 * Any thread. How many effects carry @marker: requests (in the description or
 * client_ref), journal entries, and attachments (in the file name).
 */
guint
guichet_demo_desk_count_marker (GuichetDemoDesk *self,
                                const char      *marker)
{
  guint count;

  g_return_val_if_fail (GUICHET_IS_DEMO_DESK (self) && marker != NULL, 0);

  g_mutex_lock (&self->lock);
  count = count_in_tickets (self->core, marker) + count_in_attachments (self->core, marker);
  g_mutex_unlock (&self->lock);

  return count;
}

/* How many requests came to the REST service so far. */
guint
guichet_demo_desk_count_requests (GuichetDemoDesk *self)
{
  guint count;

  g_return_val_if_fail (GUICHET_IS_DEMO_DESK (self), 0);

  g_mutex_lock (&self->lock);
  count = self->n_requests;
  g_mutex_unlock (&self->lock);

  return count;
}

/**
 * guichet_demo_desk_read_value:
 * @attribute: a code of UserRequest; a journal comes as the text it is kept as
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): %NULL without such a ticket or attribute
 */
char *
guichet_demo_desk_read_value (GuichetDemoDesk *self,
                              gint64           ticket_id,
                              const char      *attribute)
{
  DemoAttributeRef ref;
  g_autoptr(GString) sql = g_string_new ("SELECT ");
  char *value = NULL;

  g_return_val_if_fail (GUICHET_IS_DEMO_DESK (self) && attribute != NULL, NULL);

  if (!demo_class_resolve (demo_schema_get_class ("UserRequest", TRUE), attribute, TRUE, &ref))
    return NULL;

  demo_ref_append_sql (&ref, "o", sql);
  g_string_append (sql, " FROM user_request AS o WHERE o.id = ?1");
  g_mutex_lock (&self->lock);
  value = demo_core_read_text (self->core, sql->str, ticket_id);
  g_mutex_unlock (&self->lock);

  return value;
}

/**
 * guichet_demo_desk_act:
 * @login: of any account, requesters included
 * @json_operation: as it would be sent in json_data
 *
 * Any thread. What somebody does over the pages of the server meanwhile: no
 * login, no fault.
 */
gboolean
guichet_demo_desk_act (GuichetDemoDesk  *self,
                       const char       *login,
                       const char       *json_operation,
                       GError          **error)
{
  gboolean done;

  g_return_val_if_fail (GUICHET_IS_DEMO_DESK (self) && login != NULL && json_operation != NULL, FALSE);

  g_mutex_lock (&self->lock);
  done = demo_colleagues_run (self->core, login, json_operation, error);
  g_mutex_unlock (&self->lock);

  return done;
}

static void
guichet_demo_desk_dispose (GObject *object)
{
  GuichetDemoDesk *self = GUICHET_DEMO_DESK (object);

  guichet_demo_desk_stop (self);
  g_clear_object (&self->server);

  G_OBJECT_CLASS (guichet_demo_desk_parent_class)->dispose (object);
}

static void
guichet_demo_desk_finalize (GObject *object)
{
  GuichetDemoDesk *self = GUICHET_DEMO_DESK (object);

  g_clear_pointer (&self->core, demo_core_free);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_free (self->address);

  G_OBJECT_CLASS (guichet_demo_desk_parent_class)->finalize (object);
}

static void
guichet_demo_desk_class_init (GuichetDemoDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_demo_desk_dispose;
  object_class->finalize = guichet_demo_desk_finalize;
}

static void
guichet_demo_desk_init (GuichetDemoDesk *self)
{
  g_mutex_init (&self->lock);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->post_max = DEFAULT_POST_MAX;
  self->upload_max = DEFAULT_UPLOAD_MAX;
}

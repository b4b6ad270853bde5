#include "config.h"

#include "demo/exchange.h"

#include "demo/http.h"

/* The door of webservices/rest.php. */

typedef struct
{
  DemoRequest *request;
  yyjson_doc  *document;
} Rest;

static void
rest_free (gpointer data)
{
  Rest *rest = data;

  demo_request_free (rest->request);
  yyjson_doc_free (rest->document);
  g_free (rest);
}

static void
rest_run (DemoExchange *exchange,
          DemoAnswer   *answer)
{
  Rest *rest = exchange->data;
  DemoCaller caller = demo_exchange_make_caller (exchange);

  caller.version = rest->request->version;
  caller.if_match = rest->request->if_match;
  demo_operation_run (exchange->desk->core, &caller, yyjson_doc_get_root (rest->document), answer);
}

static void
rest_write_before (DemoExchange *exchange)
{
  Rest *rest = exchange->data;

  demo_fault_write_before (exchange->desk->core, exchange->account, yyjson_doc_get_root (rest->document));
}

static void
rest_refuse (DemoExchange *exchange,
             DemoAnswer   *answer)
{
  if (exchange->fault == GUICHET_DEMO_FAULT_HTML)
    {
      demo_answer_set_login (answer);
      return;
    }
  if (exchange->fault == GUICHET_DEMO_FAULT_500)
    return;

  answer->type = "application/json";
  if (exchange->fault == GUICHET_DEMO_FAULT_EXPIRED_LOGIN)
    {
      demo_answer_set_error (answer, DEMO_CODE_UNAUTHORIZED, "Invalid login");
      return;
    }

  answer->status = 503;
  g_string_assign (answer->body, "{\"data\":[{\"code\":100,\"message\":\"This application is currently under "
                                 "maintenance.\"}],\"scripts\":[]}");
}

static const DemoDoor rest_door = { rest_run, rest_write_before, rest_refuse, rest_free };

/* Who may enter (ITOP-PROTOCOL §2). NULL: yes. */
static const char *
judge_login (const DemoRequest *request,
             const DemoAccount *account)
{
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

/* Returns: whether the request is one to run; else @answer says why not */
static gboolean
accept_request (DemoExchange *exchange,
                DemoAnswer   *answer)
{
  Rest *rest = exchange->data;
  DemoRequest *request = rest->request;
  const char *refusal = judge_login (request, exchange->account);

  if (refusal != NULL)
    demo_answer_set_error (answer, DEMO_CODE_UNAUTHORIZED, refusal);
  else if (request->version == NULL)
    demo_answer_set_error (answer, DEMO_CODE_NO_VERSION, "Missing parameter 'version'");
  else if (request->json == NULL)
    demo_answer_set_error (answer, DEMO_CODE_NO_JSON, "Missing parameter 'json_data'");
  else if ((rest->document = yyjson_read (request->json, request->json_length, 0)) == NULL)
    demo_answer_set_error (answer, DEMO_CODE_BAD_JSON, "Parameter json_data is not a valid JSON structure");
  else if (!is_known_version (request->version))
    {
      g_autofree char *message = g_strdup_printf ("There is no service available for version '%s'", request->version);

      demo_answer_set_error (answer, DEMO_CODE_BAD_VERSION, message);
    }
  else
    return TRUE;

  return FALSE;
}

static void
read_request (DemoExchange *exchange,
              GHashTable   *query)
{
  GuichetDemoDesk *self = exchange->desk;
  Rest *rest = exchange->data;

  g_mutex_lock (&self->lock);
  self->n_requests++;
  rest->request = demo_request_read (exchange->message, query, self->post_max, self->upload_max);
  exchange->arrival = self->core->n_commits;
  if (rest->request->login != NULL)
    exchange->account = demo_account_load (self->core, rest->request->login);
  g_mutex_unlock (&self->lock);
}

void
_guichet_demo_desk_rest_cb (SoupServer        *server,
                            SoupServerMessage *message,
                            const char        *path,
                            GHashTable        *query,
                            gpointer           user_data)
{
  GuichetDemoDesk *self = user_data;
  Rest *rest = g_new0 (Rest, 1);
  DemoExchange *exchange = demo_exchange_new (self, &rest_door, rest, message);
  DemoAnswer answer = { 200, "application/json", NULL };

  read_request (exchange, query);
  exchange->cost = self->hash_cost;
  answer.body = g_string_new (NULL);
  if (!accept_request (exchange, &answer))
    {
      demo_exchange_answer (exchange, &answer);
      return;
    }

  demo_answer_clear (&answer);
  demo_exchange_start (exchange, demo_operation_is_write (yyjson_doc_get_root (rest->document)));
}

#include "config.h"

#include "remote/transport.h"

#include "remote/cookies.h"
#include "util/error.h"

#define READ_SIZE (256 * 1024)
/* Bounds of a decoded body (RELIABILITY §8). */
#define BODY_CAP (256 * 1024 * 1024)
#define RATIO_CAP 200
#define RATIO_FROM (1024 * 1024)
#define REDIRECTS_MAX 3
/* To make a connection, without a sign of life, and altogether. */
#define CONNECT_MILLISECONDS (20 * 1000)
#define STALL_SECONDS 60
#define CALL_MILLISECONDS (5 * 60 * 1000)
/* Shorter than the five seconds after which Apache closes an idle connection:
 * a request must not meet a closing one, for a write its outcome would be
 * unknown. */
#define IDLE_SECONDS 4
#define SERVICE "webservices/rest.php"

struct _GuichetTransport
{
  GuichetLogin  login;
  guint         milliseconds;
  GMainContext *context;
  SoupSession  *session;
  char         *buffer;
  GuichetCookies *cookies;              /* nullable: none are kept */
  SoupMessage  *last;                   /* nullable: the last one that was answered */

  GuichetTransportFunc progress;        /* nullable */
  gpointer             progress_data;
};

/**
 * guichet_transport_new:
 * @server: the folder that holds webservices/, checked by the caller
 */
GuichetTransport *
guichet_transport_new (GUri       *server,
                       const char *login,
                       const char *secret)
{
  GuichetTransport *self = g_new0 (GuichetTransport, 1);

  self->login.server = g_uri_ref (server);
  self->login.name = g_strdup (login != NULL ? login : "");
  self->login.secret = g_strdup (secret != NULL ? secret : "");
  self->milliseconds = CALL_MILLISECONDS;
  self->context = g_main_context_new ();
  self->buffer = g_malloc (READ_SIZE);

  return self;
}

void
guichet_transport_free (GuichetTransport *self)
{
  if (self == NULL)
    return;

  if (self->session != NULL)
    {
      g_main_context_push_thread_default (self->context);
      soup_session_abort (self->session);
      g_clear_object (&self->session);
      g_main_context_pop_thread_default (self->context);
    }
  g_main_context_unref (self->context);
  g_clear_object (&self->last);
  guichet_cookies_free (self->cookies);
  g_uri_unref (self->login.server);
  g_free (self->login.name);
  g_free (self->login.secret);
  g_free (self->buffer);
  g_free (self);
}

/**
 * guichet_transport_set_timeout:
 * @milliseconds: how long a call may take altogether
 */
void
guichet_transport_set_timeout (GuichetTransport *self,
                               guint             milliseconds)
{
  self->milliseconds = milliseconds;
}

/* Called on the thread of a call, while it runs. */
void
guichet_transport_set_progress (GuichetTransport     *self,
                                GuichetTransportFunc  func,
                                gpointer              user_data)
{
  self->progress = func;
  self->progress_data = user_data;
}

/**
 * guichet_transport_keep_cookies:
 *
 * From now on sends back the cookies that the server gives: to it alone, for
 * nothing else is ever asked.
 */
void
guichet_transport_keep_cookies (GuichetTransport *self)
{
  if (self->cookies == NULL)
    self->cookies = guichet_cookies_new ();
}

void
guichet_transport_forget_cookies (GuichetTransport *self)
{
  if (self->cookies != NULL)
    guichet_cookies_clear (self->cookies);
}

const char *
guichet_transport_get_login (GuichetTransport *self)
{
  return self->login.name;
}

const char *
guichet_transport_get_secret (GuichetTransport *self)
{
  return self->login.secret;
}

const char *
guichet_transport_get_host (GuichetTransport *self)
{
  return g_uri_get_host (self->login.server);
}

/**
 * guichet_transport_get_header:
 *
 * Returns: (transfer none) (nullable): a header of the last answer, hostile
 */
const char *
guichet_transport_get_header (GuichetTransport *self,
                              const char       *name)
{
  if (self->last == NULL)
    return NULL;

  return soup_message_headers_get_one (soup_message_get_response_headers (self->last), name);
}

/**
 * guichet_transport_is_loopback:
 *
 * Returns: whether @host can be nothing but this computer
 */
gboolean
guichet_transport_is_loopback (const char *host)
{
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);

  return g_ascii_strcasecmp (host, "localhost") == 0;
}

static SoupSession *
ensure_session (GuichetTransport *self)
{
  if (self->session == NULL)
    self->session = soup_session_new_with_options ("user-agent", "Guichet/" GUICHET_VERSION,
                                                   "timeout", STALL_SECONDS,
                                                   "idle-timeout", IDLE_SECONDS,
                                                   NULL);

  return self->session;
}

/* ---- one exchange */

typedef struct
{
  GuichetTransport *transport;
  GuichetReply     *reply;
  GCancellable     *cancellable;        /* of the caller or of the deadline */
  gboolean          late;
  gsize             written;            /* bytes of our body */
  gsize             received;           /* bytes of the body before decoding */
  gsize             decoded;
  GAsyncResult     *result;
} Exchange;

static void
tell_progress (Exchange *exchange,
               gboolean  sending,
               guint64   done,
               guint64   total)
{
  GuichetTransport *self = exchange->transport;

  if (self->progress != NULL)
    self->progress (sending, done, total, self->progress_data);
}

static void
wrote_body_data_cb (SoupMessage *message,
                    guint        length,
                    gpointer     user_data)
{
  Exchange *exchange = user_data;

  exchange->written += length;
  tell_progress (exchange, TRUE, exchange->written, exchange->reply->body_size);
}

/* How many bytes the server announced; 0 when it did not. */
static guint64
get_announced (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH)
    return 0;

  return (guint64) MAX (soup_message_headers_get_content_length (headers), 0);
}

static void
starting_cb (SoupMessage *message,
             gpointer     user_data)
{
  Exchange *exchange = user_data;

  exchange->reply->sent = TRUE;
}

static void
got_body_data_cb (SoupMessage *message,
                  guint        length,
                  gpointer     user_data)
{
  Exchange *exchange = user_data;

  exchange->received += length;
  tell_progress (exchange, FALSE, exchange->received, get_announced (message));
}

static gboolean
deadline_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->late = TRUE;
  g_cancellable_cancel (exchange->cancellable);

  return G_SOURCE_REMOVE;
}

static gboolean
connect_deadline_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  return exchange->reply->sent ? G_SOURCE_REMOVE : deadline_cb (exchange);
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_cancellable_cancel (G_CANCELLABLE (user_data));
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Exchange *exchange = user_data;

  exchange->result = g_object_ref (result);
}

/* Turns the private context until the call that was just made has ended. */
static GAsyncResult *
wait_for_result (Exchange *exchange)
{
  while (exchange->result == NULL)
    g_main_context_iteration (exchange->transport->context, TRUE);

  return g_steal_pointer (&exchange->result);
}

static gboolean
check_size (Exchange  *exchange,
            GError   **error)
{
  if (exchange->decoded <= BODY_CAP &&
      (exchange->decoded <= RATIO_FROM || exchange->decoded / RATIO_CAP <= exchange->received))
    return TRUE;

  g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_TOO_LARGE,
               "The answer grew to %" G_GSIZE_FORMAT " bytes out of %" G_GSIZE_FORMAT,
               exchange->decoded, exchange->received);

  return FALSE;
}

static gboolean
read_body (Exchange         *exchange,
           GInputStream     *stream,
           GuichetBodyFunc   func,
           gpointer          user_data,
           GError          **error)
{
  char *buffer = exchange->transport->buffer;

  for (;;)
    {
      g_autoptr(GAsyncResult) result = NULL;
      gssize length;

      g_input_stream_read_async (stream, buffer, READ_SIZE, G_PRIORITY_DEFAULT,
                                 exchange->cancellable, done_cb, exchange);
      result = wait_for_result (exchange);
      length = g_input_stream_read_finish (stream, result, error);
      if (length <= 0)
        return length == 0;
      exchange->decoded += (gsize) length;
      if (!check_size (exchange, error) || !func (buffer, (gsize) length, user_data, error))
        return FALSE;
    }
}

/* Where a redirection may be followed to: the same service on the same host. A
 * login page elsewhere is never given what was meant for the server. */
static GUri *
find_redirection (GUri        *from,
                  SoupMessage *message)
{
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");
  g_autoptr(GUri) to = location != NULL ? g_uri_parse_relative (from, location, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  gboolean same;

  if (to == NULL || g_uri_get_host (to) == NULL || g_uri_get_userinfo (to) != NULL)
    return NULL;

  same = g_str_equal (g_uri_get_scheme (to), g_uri_get_scheme (from)) &&
         g_ascii_strcasecmp (g_uri_get_host (to), g_uri_get_host (from)) == 0 &&
         g_uri_get_port (to) == g_uri_get_port (from) &&
         g_str_has_suffix (g_uri_get_path (from), "/" SERVICE) && g_str_has_suffix (g_uri_get_path (to), "/" SERVICE);

  return same ? g_steal_pointer (&to) : NULL;
}

/* Sends one message and reads its answer. @out_next is where to go on. */
static gboolean
exchange_message (Exchange         *exchange,
                  SoupMessage      *message,
                  GUri            **out_next,
                  GuichetBodyFunc   func,
                  gpointer          user_data,
                  GError          **error)
{
  SoupSession *session = ensure_session (exchange->transport);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GInputStream) stream = NULL;

  g_signal_connect (message, "starting", G_CALLBACK (starting_cb), exchange);
  g_signal_connect (message, "wrote-body-data", G_CALLBACK (wrote_body_data_cb), exchange);
  g_signal_connect (message, "got-body-data", G_CALLBACK (got_body_data_cb), exchange);

  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, exchange->cancellable, done_cb, exchange);
  result = wait_for_result (exchange);
  stream = soup_session_send_finish (session, result, error);
  if (stream == NULL)
    return FALSE;

  exchange->reply->status = soup_message_get_status (message);
  g_set_object (&exchange->transport->last, message);
  if (exchange->transport->cookies != NULL)
    guichet_cookies_take (exchange->transport->cookies, soup_message_get_response_headers (message));
  if (SOUP_STATUS_IS_REDIRECTION (exchange->reply->status))
    {
      *out_next = find_redirection (soup_message_get_uri (message), message);
      exchange->reply->redirected = *out_next == NULL;
      return TRUE;
    }

  return read_body (exchange, stream, func, user_data, error);
}

static gboolean
follow_messages (Exchange              *exchange,
                 const GuichetRequest  *request,
                 GuichetBodyFunc        func,
                 gpointer               user_data,
                 GError               **error)
{
  g_autoptr(GUri) uri = guichet_request_build_uri (request, &exchange->transport->login);

  for (guint hops = 0; hops <= REDIRECTS_MAX; hops++)
    {
      g_autoptr(SoupMessage) message = guichet_request_build_message (request, &exchange->transport->login, uri,
                                                                      &exchange->reply->body_size);
      g_autoptr(GUri) next = NULL;
      gboolean ok;

      exchange->written = 0;
      if (exchange->transport->cookies != NULL)
        guichet_cookies_add (exchange->transport->cookies, soup_message_get_request_headers (message));
      ok = exchange_message (exchange, message, &next, func, user_data, error);

      g_signal_handlers_disconnect_by_data (message, exchange);
      if (!ok || next == NULL)
        return ok;
      g_clear_pointer (&uri, g_uri_unref);
      uri = g_steal_pointer (&next);
    }
  exchange->reply->redirected = TRUE;

  return TRUE;
}

static GSource *
start_deadline (Exchange    *exchange,
                guint        milliseconds,
                GSourceFunc  callback)
{
  GSource *source = g_timeout_source_new (milliseconds);

  g_source_set_callback (source, callback, exchange, NULL);
  g_source_attach (source, exchange->transport->context);

  return source;
}

/**
 * guichet_transport_send:
 * @reply: filled as far as things came, also on failure
 * @func: called for each piece of the body of an answer that is no
 *   redirection, whatever its status
 *
 * Sends a request and reads its answer, following redirections only within
 * the same service, with the same method and body.
 *
 * Returns: %FALSE with @error set, of whatever domain, when no whole answer
 *   came
 */
gboolean
guichet_transport_send (GuichetTransport      *self,
                        const GuichetRequest  *request,
                        GuichetReply          *reply,
                        GuichetBodyFunc        func,
                        gpointer               user_data,
                        GCancellable          *cancellable,
                        GError               **error)
{
  g_autoptr(GCancellable) inner = g_cancellable_new ();
  Exchange exchange = { .transport = self, .reply = reply, .cancellable = inner };
  g_autoptr(GSource) deadline = NULL;
  g_autoptr(GSource) connect_deadline = NULL;
  gulong handler = 0;
  gboolean ok;

  *reply = (GuichetReply) { 0 };
  g_clear_object (&self->last);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  g_main_context_push_thread_default (self->context);
  deadline = start_deadline (&exchange, self->milliseconds, deadline_cb);
  connect_deadline = start_deadline (&exchange, CONNECT_MILLISECONDS, connect_deadline_cb);
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), inner, NULL);

  ok = follow_messages (&exchange, request, func, user_data, error);

  g_cancellable_disconnect (cancellable, handler);
  g_source_destroy (deadline);
  g_source_destroy (connect_deadline);
  g_main_context_pop_thread_default (self->context);

  if (!ok && exchange.late)
    {
      g_clear_error (error);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "No whole answer in time");
    }

  return ok;
}

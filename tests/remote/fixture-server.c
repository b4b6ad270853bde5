#include "config.h"

#include "fixture-server.h"

#include <string.h>

struct _FixtureServer
{
  FixtureHandler   handler;
  gpointer         user_data;
  GSocketListener *listener;
  GTlsCertificate *certificate; /* nullable */
  GCancellable    *cancellable;
  GThread         *thread;
  GPtrArray       *connections;
  char            *address;
  int              count;
};

typedef struct
{
  FixtureServer     *server;
  GSocketConnection *connection;
} Job;

/* ---- reading a request */

static char *
read_head (GDataInputStream *input,
           gsize            *out_length)
{
  g_autoptr(GString) head = g_string_new (NULL);

  *out_length = 0;
  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (input, NULL, NULL, NULL);

      if (line == NULL)
        return NULL;
      g_strchomp (line);
      if (*line == '\0')
        return g_string_free (g_steal_pointer (&head), FALSE);
      if (g_ascii_strncasecmp (line, "content-length:", 15) == 0)
        *out_length = (gsize) g_ascii_strtoull (line + 15, NULL, 10);
      g_string_append_printf (head, "%s\n", line);
    }
}

/* The json_data of a form, of either kind. */
static char *
find_operation (const char *form,
                gsize       length)
{
  const char *field = g_strstr_len (form, (gssize) length, "json_data=");
  const char *part = g_strstr_len (form, (gssize) length, "name=\"json_data\"");
  const char *start;
  const char *end;

  if (g_str_has_prefix (form, "--") && part != NULL)
    {
      start = strstr (part, "\r\n\r\n") + 4;
      end = g_strstr_len (start, (gssize) (length - (gsize) (start - form)), "\r\n--");
      return g_strndup (start, (gsize) (end - start));
    }
  if (field != NULL)
    {
      g_auto(GStrv) pieces = g_strsplit (field + strlen ("json_data="), "&", 2);
      g_autofree char *spaced = g_strdelimit (g_strdup (pieces[0]), "+", ' ');

      return g_uri_unescape_string (spaced, NULL);
    }

  return g_strdup ("");
}

static gboolean
read_request (GDataInputStream *input,
              FixtureRequest   *request)
{
  gsize length;
  g_autofree char *head = read_head (input, &length);
  g_auto(GStrv) words = NULL;

  if (head == NULL)
    return FALSE;

  words = g_strsplit (head, " ", 3);
  request->method = g_strdup (words[0]);
  request->target = g_strdup (words[1]);
  request->head = g_ascii_strdown (head, -1);
  request->form = g_malloc0 (length + 1);
  g_input_stream_read_all (G_INPUT_STREAM (input), request->form, length, NULL, NULL, NULL);
  request->operation = find_operation (request->form, length);

  return TRUE;
}

static void
clear_request (FixtureRequest *request)
{
  g_clear_pointer (&request->method, g_free);
  g_clear_pointer (&request->target, g_free);
  g_clear_pointer (&request->head, g_free);
  g_clear_pointer (&request->form, g_free);
  g_clear_pointer (&request->operation, g_free);
}

/* ---- writing an answer */

static gsize
get_size (GBytes *bytes)
{
  return bytes != NULL ? g_bytes_get_size (bytes) : 0;
}

static gboolean
write_bytes (GOutputStream *output,
             GBytes        *bytes,
             gsize          length,
             guint          chunk)
{
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, NULL) : "";
  gsize step = chunk > 0 ? chunk : length;

  for (gsize done = 0; done < length; done += step)
    if (!g_output_stream_write_all (output, data + done, MIN (step, length - done), NULL, NULL, NULL))
      return FALSE;

  return TRUE;
}

static gboolean
write_reply (GOutputStream *output,
             FixtureReply  *reply)
{
  gsize size = get_size (reply->body);
  guint repeat = MAX (reply->repeat, 1);
  gsize total = get_size (reply->prologue) + size * repeat + get_size (reply->epilogue);
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 %u X\r\n%sContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                                           reply->status, reply->headers->str, total);

  if (reply->silence > 0)
    g_usleep (reply->silence * 1000);
  if (reply->drop || !g_output_stream_write_all (output, head, strlen (head), NULL, NULL, NULL))
    return FALSE;
  if (reply->cut >= 0)
    {
      write_bytes (output, reply->body, MIN (size, (gsize) reply->cut), reply->chunks);
      return FALSE;
    }
  write_bytes (output, reply->prologue, get_size (reply->prologue), 0);
  for (guint i = 0; i < repeat; i++)
    if (!write_bytes (output, reply->body, size, reply->chunks))
      return FALSE;

  return write_bytes (output, reply->epilogue, get_size (reply->epilogue), 0);
}

static void
clear_reply (FixtureReply *reply)
{
  g_string_free (reply->headers, TRUE);
  g_clear_pointer (&reply->body, g_bytes_unref);
  g_clear_pointer (&reply->prologue, g_bytes_unref);
  g_clear_pointer (&reply->epilogue, g_bytes_unref);
}

static gboolean
serve_one (FixtureServer    *self,
           GDataInputStream *input,
           GOutputStream    *output)
{
  FixtureRequest request = { NULL };
  FixtureReply reply = { .status = 200, .cut = -1 };
  gboolean ok;

  if (!read_request (input, &request))
    return FALSE;

  reply.headers = g_string_new (NULL);
  g_atomic_int_inc (&self->count);
  self->handler (&request, &reply, self->user_data);
  ok = write_reply (output, &reply);
  clear_request (&request);
  clear_reply (&reply);

  return ok;
}

/* The connection itself, or TLS over it. */
static GIOStream *
open_stream (FixtureServer     *self,
             GSocketConnection *connection)
{
  if (self->certificate == NULL)
    return g_object_ref (G_IO_STREAM (connection));

  return g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
}

static gpointer
serve_connection (gpointer data)
{
  g_autofree Job *job = data;
  g_autoptr(GSocketConnection) connection = job->connection;
  g_autoptr(GIOStream) stream = open_stream (job->server, connection);
  g_autoptr(GDataInputStream) input = g_data_input_stream_new (g_io_stream_get_input_stream (stream));

  g_data_input_stream_set_newline_type (input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  while (serve_one (job->server, input, g_io_stream_get_output_stream (stream)))
    ;
  g_io_stream_close (stream, NULL, NULL);

  return NULL;
}

static gpointer
accept_connections (gpointer data)
{
  FixtureServer *self = data;
  g_autoptr(GPtrArray) threads = g_ptr_array_new ();

  for (;;)
    {
      GSocketConnection *connection = g_socket_listener_accept (self->listener, NULL, self->cancellable, NULL);
      Job *job;

      if (connection == NULL)
        break;
      g_ptr_array_add (self->connections, g_object_ref (connection));
      job = g_new (Job, 1);
      *job = (Job) { self, connection };
      g_ptr_array_add (threads, g_thread_new ("fixture", serve_connection, job));
    }
  for (guint i = 0; i < self->connections->len; i++)
    g_socket_shutdown (g_socket_connection_get_socket (g_ptr_array_index (self->connections, i)), TRUE, TRUE, NULL);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));

  return NULL;
}

static FixtureServer *
start (FixtureHandler   handler,
       gpointer         user_data,
       GTlsCertificate *certificate)
{
  FixtureServer *self = g_new0 (FixtureServer, 1);
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) bound = NULL;
  g_autoptr(GError) error = NULL;

  self->handler = handler;
  self->user_data = user_data;
  self->certificate = certificate;
  self->cancellable = g_cancellable_new ();
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  self->listener = g_socket_listener_new ();
  g_socket_listener_add_address (self->listener, any, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT,
                                 NULL, &bound, &error);
  g_assert_no_error (error);
  self->address = g_strdup_printf ("%s://127.0.0.1:%u", certificate != NULL ? "https" : "http",
                                   g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  self->thread = g_thread_new ("fixture-accept", accept_connections, self);

  return self;
}

FixtureServer *
fixture_server_new (FixtureHandler handler,
                    gpointer       user_data)
{
  return start (handler, user_data, NULL);
}

FixtureServer *
fixture_server_new_untrusted (FixtureHandler handler,
                              gpointer       user_data)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "untrusted.pem", NULL);
  g_autoptr(GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);

  return start (handler, user_data, certificate);
}

void
fixture_server_free (FixtureServer *self)
{
  if (self == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_thread_join (self->thread);
  g_socket_listener_close (self->listener);
  g_object_unref (self->listener);
  g_object_unref (self->cancellable);
  g_clear_object (&self->certificate);
  g_ptr_array_unref (self->connections);
  g_free (self->address);
  g_free (self);
}

const char *
fixture_server_get_address (FixtureServer *self)
{
  return self->address;
}

guint
fixture_server_get_count (FixtureServer *self)
{
  return (guint) g_atomic_int_get (&self->count);
}

void
fixture_reply_set_text (FixtureReply *reply,
                        const char   *text)
{
  g_clear_pointer (&reply->body, g_bytes_unref);
  reply->body = g_bytes_new (text, strlen (text));
}

void
fixture_reply_set_gzip (FixtureReply *reply,
                        const char   *text,
                        gsize         length)
{
  g_autoptr(GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) output = g_converter_output_stream_new (memory, compressor);

  g_output_stream_write_all (output, text, length, NULL, NULL, NULL);
  g_output_stream_close (output, NULL, NULL);
  g_clear_pointer (&reply->body, g_bytes_unref);
  reply->body = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  g_string_append (reply->headers, "Content-Encoding: gzip\r\n");
}

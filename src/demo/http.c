#include "config.h"

#include "demo/http.h"

void
demo_request_free (DemoRequest *request)
{
  g_free (request->login);
  g_free (request->secret);
  g_free (request->version);
  g_free (request->json);
  g_free (request->if_match);
  g_free (request);
}

static void
replace (char       **place,
         const char  *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static void
take_form (DemoRequest *request,
           GHashTable  *form)
{
  gboolean by_form = g_strcmp0 (g_hash_table_lookup (form, "login_mode"), "basic") != 0;
  const char *text;

  if ((text = g_hash_table_lookup (form, "auth_user")) != NULL && by_form)
    replace (&request->login, text);
  if ((text = g_hash_table_lookup (form, "auth_pwd")) != NULL && by_form)
    replace (&request->secret, text);
  if ((text = g_hash_table_lookup (form, "version")) != NULL)
    replace (&request->version, text);
  if ((text = g_hash_table_lookup (form, "json_data")) != NULL && *text != '\0')
    {
      replace (&request->json, text);
      request->json_length = strlen (text);
    }
}

static void
take_urlencoded (DemoRequest     *request,
                 SoupMessageBody *body)
{
  g_autoptr(GBytes) bytes = soup_message_body_flatten (body);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = g_strndup (data, length);
  g_autoptr(GHashTable) form = soup_form_decode (text);

  take_form (request, form);
}

/* A part is a field, or a file if it has a file name: files are bound by
 * upload_max_filesize too (att-20). */
static void
take_part (DemoRequest        *request,
           SoupMessageHeaders *headers,
           GBytes             *bytes,
           gsize               upload_max)
{
  g_autofree char *disposition = NULL;
  g_autoptr(GHashTable) parameters = NULL;
  g_autoptr(GHashTable) form = NULL;
  const char *name;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (!soup_message_headers_get_content_disposition (headers, &disposition, &parameters) ||
      (name = g_hash_table_lookup (parameters, "name")) == NULL)
    return;
  if (g_hash_table_contains (parameters, "filename") && length > upload_max)
    return;

  form = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_hash_table_insert (form, (gpointer) name, g_strndup (data, length));
  take_form (request, form);
}

static void
take_multipart (DemoRequest        *request,
                SoupMessageHeaders *headers,
                SoupMessageBody    *body,
                gsize               upload_max)
{
  g_autoptr(GBytes) bytes = soup_message_body_flatten (body);
  SoupMultipart *multipart = soup_multipart_new_from_message (headers, bytes);

  if (multipart == NULL)
    return;

  for (int i = 0; i < soup_multipart_get_length (multipart); i++)
    {
      SoupMessageHeaders *part_headers;
      GBytes *part;

      if (soup_multipart_get_part (multipart, i, &part_headers, &part))
        take_part (request, part_headers, part, upload_max);
    }
  soup_multipart_free (multipart);
}

static void
take_body (DemoRequest        *request,
           SoupMessageHeaders *headers,
           SoupMessageBody    *body,
           gsize               post_max,
           gsize               upload_max)
{
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  /* PHP then drops the whole form, credentials included (att-10). */
  if (body->data == NULL && body->length == 0)
    return;
  if ((gsize) body->length > post_max || type == NULL)
    return;

  if (g_str_equal (type, "application/x-www-form-urlencoded"))
    take_urlencoded (request, body);
  else if (g_str_equal (type, "multipart/form-data"))
    take_multipart (request, headers, body, upload_max);
}

static void
take_basic (DemoRequest        *request,
            SoupMessageHeaders *headers)
{
  const char *header = soup_message_headers_get_one (headers, "Authorization");
  g_autofree guchar *bytes = NULL;
  g_autofree char *text = NULL;
  char *colon;
  gsize length;

  if (header == NULL || g_ascii_strncasecmp (header, "Basic ", 6) != 0)
    return;

  bytes = g_base64_decode (header + 6, &length);
  text = g_strndup ((const char *) bytes, length);
  if ((colon = strchr (text, ':')) == NULL)
    return;

  *colon = '\0';
  if (request->login != NULL)
    {
      request->conflicting = g_ascii_strcasecmp (request->login, text) != 0;
      return;
    }
  replace (&request->login, text);
  replace (&request->secret, colon + 1);
}

static void
take_if_match (DemoRequest        *request,
               SoupMessageHeaders *headers)
{
  const char *header = soup_message_headers_get_one (headers, "If-Match");

  if (header == NULL)
    return;

  request->if_match = g_strdup (header);
  g_strdelimit (request->if_match, "\"", ' ');
  g_strstrip (request->if_match);
}

/**
 * demo_request_read:
 * @query: (nullable): of the address
 * @post_max, @upload_max: the limits of the server's PHP, in bytes
 *
 * Returns: (transfer full)
 */
DemoRequest *
demo_request_read (SoupServerMessage *message,
                   GHashTable        *query,
                   gsize              post_max,
                   gsize              upload_max)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  DemoRequest *request = g_new0 (DemoRequest, 1);

  if (query != NULL)
    take_form (request, query);
  take_body (request, headers, soup_server_message_get_request_body (message), post_max, upload_max);
  take_basic (request, headers);
  take_if_match (request, headers);

  return request;
}

static gboolean
wants_gzip (SoupServerMessage *message,
            const DemoAnswer  *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *accepted = soup_message_headers_get_list (headers, "Accept-Encoding");

  return !answer->plain && accepted != NULL && soup_header_contains (accepted, "gzip");
}

static GBytes *
compress (const GString *body)
{
  g_autoptr(GConverter) gzip = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1));
  g_autoptr(GBytes) plain = g_bytes_new_static (body->str, body->len);

  return g_converter_convert_bytes (gzip, plain, NULL);
}

/* Those of the door; else as transcript att-01 has them, with a cookie that is
 * there to be ignored. */
static void
append_headers (SoupMessageHeaders *headers,
                const DemoAnswer   *answer)
{
  if (answer->headers != NULL)
    {
      for (guint i = 0; i + 1 < answer->headers->len; i += 2)
        soup_message_headers_append (headers, g_ptr_array_index (answer->headers, i),
                                     g_ptr_array_index (answer->headers, i + 1));
      return;
    }

  soup_message_headers_append (headers, "Set-Cookie", "itop-demonstration=0; path=/");
  soup_message_headers_append (headers, "Expires", "Thu, 19 Nov 1981 08:52:00 GMT");
  soup_message_headers_append (headers, "Cache-Control", "no-store, no-cache, must-revalidate");
  soup_message_headers_append (headers, "Pragma", "no-cache");
  soup_message_headers_append (headers, "Access-Control-Allow-Origin", "*");
}

void
demo_http_send (SoupServerMessage *message,
                const DemoAnswer  *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autoptr(GBytes) packed = wants_gzip (message, answer) ? compress (answer->body) : NULL;

  soup_server_message_set_status (message, (guint) answer->status, NULL);
  append_headers (headers, answer);
  if (packed == NULL)
    {
      soup_server_message_set_response (message, answer->type, SOUP_MEMORY_COPY, answer->body->str, answer->body->len);
      return;
    }

  soup_message_headers_append (headers, "Content-Encoding", "gzip");
  soup_message_headers_append (headers, "Vary", "Accept-Encoding");
  soup_server_message_set_response (message, answer->type, SOUP_MEMORY_COPY,
                                    g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
}

static void
send_text (SoupServerMessage *message,
           guint              status,
           const char        *type,
           const char        *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, text, strlen (text));
}

void
demo_http_send_status (SoupServerMessage *message)
{
  send_text (message, 200, "application/json", "{\"status\":\"RUNNING\",\"code\":0,\"message\":\"\"}");
}

void
demo_http_send_missing (SoupServerMessage *message)
{
  send_text (message, 404, "text/html; charset=iso-8859-1",
             "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\" \"http://www.w3.org/TR/html4/strict.dtd\">\n"
             "<html><head>\n<title>404 Not Found</title>\n</head><body>\n<h1>Not Found</h1>\n"
             "<p>The requested URL was not found on this server.</p>\n</body></html>\n");
}

/* What a sign-on service in front of the server would answer. */
void
demo_answer_set_login (DemoAnswer *answer)
{
  answer->status = 200;
  answer->type = "text/html; charset=UTF-8";
  g_string_assign (answer->body,
                   "<!DOCTYPE html>\n<html><head><title>Connexion</title></head><body>\n"
                   "<form method=\"post\"><input name=\"auth_user\"><input name=\"auth_pwd\" type=\"password\">"
                   "<button>Connexion</button></form>\n</body></html>\n");
}

/* The client sees the connection end. What libsoup still writes is lost. */
void
demo_http_drop (SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket != NULL)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
  soup_server_message_set_status (message, 500, NULL);
}

/* Half of the body that the header announces, then the end. */
void
demo_http_cut (SoupServerMessage *message,
               const DemoAnswer  *answer)
{
  GSocket *socket = soup_server_message_get_socket (message);
  g_autoptr(GString) wire = g_string_new (NULL);
  gsize sent = 0;

  g_string_append_printf (wire, "HTTP/1.1 %d OK\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                          answer->status, answer->type, answer->body->len);
  g_string_append_len (wire, answer->body->str, (gssize) answer->body->len / 2);

  while (socket != NULL && sent < wire->len)
    {
      gssize n = g_socket_send_with_blocking (socket, wire->str + sent, wire->len - sent, TRUE, NULL, NULL);

      if (n <= 0)
        break;
      sent += (gsize) n;
    }
  demo_http_drop (message);
}

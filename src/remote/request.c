#include "config.h"

#include "remote/request.h"

#include "remote/multipart.h"

static char *
dup_operation (const GuichetRequest *request)
{
  gsize length;
  const char *data = g_bytes_get_data (request->operation, &length);

  return g_strndup (data, length);
}

static GBytes *
encode_form (const GuichetLogin   *login,
             const GuichetRequest *request,
             char                **out_type)
{
  g_autofree char *operation = dup_operation (request);
  char *form;

  if (request->way == GUICHET_WAY_BASIC)
    form = soup_form_encode ("json_data", operation, NULL);
  else
    form = soup_form_encode ("auth_user", login->name, "auth_pwd", login->secret, "json_data", operation, NULL);
  *out_type = g_strdup (SOUP_FORM_MIME_TYPE_URLENCODED);

  return g_bytes_new_take (form, strlen (form));
}

static GBytes *
encode_multipart (const GuichetLogin   *login,
                  const GuichetRequest *request,
                  char                **out_type)
{
  g_autoptr(GuichetMultipart) multipart = guichet_multipart_new ();

  if (request->way != GUICHET_WAY_BASIC)
    {
      guichet_multipart_add_value (multipart, "auth_user", login->name);
      guichet_multipart_add_value (multipart, "auth_pwd", login->secret);
    }
  guichet_multipart_add_file (multipart, "json_data", "operation.json", "application/json", request->operation);

  return guichet_multipart_end (multipart, out_type);
}

static void
add_basic (const GuichetLogin *login,
           SoupMessage        *message)
{
  g_autofree char *pair = g_strconcat (login->name, ":", login->secret, NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  g_autofree char *value = g_strconcat ("Basic ", encoded, NULL);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", value);
}

GUri *
guichet_request_build_uri (const GuichetRequest *request,
                           const GuichetLogin   *login)
{
  g_autofree char *path = g_strconcat (g_uri_get_path (login->server), "/", request->path, NULL);

  return g_uri_build (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (login->server), NULL,
                      g_uri_get_host (login->server), g_uri_get_port (login->server), path,
                      request->operation != NULL ? "version=1.3" : request->query, NULL);
}

/**
 * guichet_request_build_message:
 * @uri: where to: that of the request, or where a redirection leads
 * @out_body_size: (out): bytes of the body; 0 without one
 */
SoupMessage *
guichet_request_build_message (const GuichetRequest *request,
                               const GuichetLogin   *login,
                               GUri                 *uri,
                               gsize                *out_body_size)
{
  gboolean posts = request->operation != NULL || request->body != NULL;
  SoupMessage *message = soup_message_new_from_uri (posts ? "POST" : "GET", uri);
  g_autofree char *type = NULL;
  g_autoptr(GBytes) body = NULL;

  *out_body_size = 0;
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  /* libsoup 3.6 makes a GET again by itself when its kept connection turns out
   * to be closed, answers us with a failure all the same, and loses count of its
   * own objects over it: no GET gets a kept connection. */
  if (!posts)
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept", "application/json");
  if (request->ajax)
    soup_message_headers_replace (soup_message_get_request_headers (message), "X-Requested-With", "XMLHttpRequest");
  if (request->way == GUICHET_WAY_BASIC)
    add_basic (login, message);
  if (request->body != NULL)
    {
      type = g_strdup (request->type);
      body = g_bytes_ref (request->body);
    }
  else if (request->operation != NULL)
    body = request->multipart ? encode_multipart (login, request, &type) : encode_form (login, request, &type);
  if (body != NULL)
    {
      *out_body_size = g_bytes_get_size (body);
      soup_message_set_request_body_from_bytes (message, type, body);
    }

  return message;
}

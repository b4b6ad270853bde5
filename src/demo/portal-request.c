#include "config.h"

#include "demo/portal-request.h"

#include "demo/portal-form-data.h"
#include "util/text.h"

/* The name of the real one ends in a hash of the server's address. */
#define COOKIE_NAME "itop-0123456789abcdef"

static void
upload_free (gpointer data)
{
  DemoUpload *upload = data;

  g_free (upload->field);
  g_free (upload->name);
  g_free (upload->type);
  g_bytes_unref (upload->bytes);
  g_free (upload);
}

void
demo_portal_request_free (DemoPortalRequest *request)
{
  g_strfreev (request->route);
  g_free (request->host);
  yyjson_doc_free (request->values);
  g_ptr_array_unref (request->uploads);
  g_free (request->cookie);
  g_free (request->basic_login);
  g_free (request->basic_secret);
  g_free (request);
}

static void
take_file (DemoPortalRequest  *request,
           SoupMessageHeaders *headers,
           const char         *field,
           const char         *name,
           GBytes             *bytes,
           gsize               upload_max)
{
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  DemoUpload *upload;

  if (g_bytes_get_size (bytes) > upload_max)
    {
      request->too_large = TRUE;
      return;
    }

  upload = g_new0 (DemoUpload, 1);
  upload->field = g_strdup (field);
  upload->name = g_utf8_make_valid (name, -1);
  upload->type = g_utf8_make_valid (type != NULL ? type : "application/octet-stream", -1);
  upload->bytes = g_bytes_ref (bytes);
  g_ptr_array_add (request->uploads, upload);
}

/* PHP knows a file by the one parameter that browsers send; what RFC 5987 makes
 * of a name is none to it. */
static gboolean
is_file (SoupMessageHeaders *headers)
{
  const char *raw = soup_message_headers_get_one (headers, "Content-Disposition");

  return raw != NULL && strstr (raw, "filename=\"") != NULL;
}

static void
take_part (DemoPortalRequest  *request,
           DemoFormData       *form,
           SoupMessageHeaders *headers,
           GBytes             *bytes,
           gsize               upload_max)
{
  g_autofree char *disposition = NULL;
  g_autoptr(GHashTable) parameters = NULL;
  const char *field;
  const char *name;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (!soup_message_headers_get_content_disposition (headers, &disposition, &parameters) ||
      (field = g_hash_table_lookup (parameters, "name")) == NULL)
    return;

  if (is_file (headers) && (name = g_hash_table_lookup (parameters, "filename")) != NULL)
    take_file (request, headers, field, name, bytes, upload_max);
  else
    {
      g_autofree char *text = g_strndup (data, length);

      demo_form_data_add (form, field, text);
    }
}

static void
take_multipart (DemoPortalRequest  *request,
                DemoFormData       *form,
                SoupMessageHeaders *headers,
                GBytes             *body,
                gsize               upload_max)
{
  SoupMultipart *multipart = soup_multipart_new_from_message (headers, body);

  if (multipart == NULL)
    return;

  for (int i = 0; i < soup_multipart_get_length (multipart); i++)
    {
      SoupMessageHeaders *part_headers;
      GBytes *part;

      if (soup_multipart_get_part (multipart, i, &part_headers, &part))
        take_part (request, form, part_headers, part, upload_max);
    }
  soup_multipart_free (multipart);
}

/* A body over post_max_size leaves PHP without any form. */
static void
take_body (DemoPortalRequest *request,
           DemoFormData      *form,
           SoupServerMessage *message,
           gsize              post_max,
           gsize              upload_max)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  g_autoptr(GBytes) bytes = NULL;
  gsize length;
  const char *data;

  if (type == NULL || body->length == 0 || (gsize) body->length > post_max)
    return;

  bytes = soup_message_body_flatten (body);
  data = g_bytes_get_data (bytes, &length);
  if (g_str_equal (type, "application/x-www-form-urlencoded"))
    demo_form_data_add_encoded (form, data, length);
  else if (g_str_equal (type, "multipart/form-data"))
    take_multipart (request, form, headers, bytes, upload_max);
}

static void
take_basic (DemoPortalRequest  *request,
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

  request->basic_login = g_strndup (text, (gsize) (colon - text));
  request->basic_secret = g_strdup (colon + 1);
}

static void
take_cookie (DemoPortalRequest  *request,
             SoupMessageHeaders *headers)
{
  const char *header = soup_message_headers_get_list (headers, "Cookie");
  g_auto(GStrv) pairs = g_strsplit (header != NULL ? header : "", ";", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      const char *pair = g_strstrip (pairs[i]);

      if (g_str_has_prefix (pair, COOKIE_NAME "="))
        {
          g_free (request->cookie);
          request->cookie = g_strdup (pair + strlen (COOKIE_NAME "="));
        }
    }
}

static void
take_headers (DemoPortalRequest  *request,
              SoupMessageHeaders *headers)
{
  const char *host = soup_message_headers_get_one (headers, "Host");

  request->ajax = soup_message_headers_header_equals (headers, "X-Requested-With", "XMLHttpRequest");
  request->combodo = soup_message_headers_header_equals (headers, "X-Combodo-Ajax", "true");
  request->host = g_utf8_make_valid (host != NULL ? host : "", -1);
  take_cookie (request, headers);
  take_basic (request, headers);
}

/**
 * demo_portal_request_read:
 * @page: static; the beginning of @path
 * @post_max, @upload_max: the limits of the server's PHP, in bytes
 *
 * Returns: (transfer full)
 */
DemoPortalRequest *
demo_portal_request_read (SoupServerMessage *message,
                          const char        *page,
                          const char        *path,
                          gsize              post_max,
                          gsize              upload_max)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  DemoPortalRequest *request = g_new0 (DemoPortalRequest, 1);
  DemoFormData *form = demo_form_data_new ();
  g_autofree char *valid = g_utf8_make_valid (path, -1);

  request->page = page;
  /* The leading slash gives an empty first part. */
  request->route = g_strsplit (valid + strlen (page), "/", -1);
  request->is_post = g_str_equal (soup_server_message_get_method (message), "POST");
  request->uploads = g_ptr_array_new_with_free_func (upload_free);
  take_headers (request, soup_server_message_get_request_headers (message));
  if (query != NULL)
    demo_form_data_add_encoded (form, query, strlen (query));
  take_body (request, form, message, post_max, upload_max);
  request->values = demo_form_data_finish (form);

  return request;
}

yyjson_val *
demo_portal_request_get_value (DemoPortalRequest *request,
                               const char        *name)
{
  return yyjson_obj_get (yyjson_doc_get_root (request->values), name);
}

/* Returns: (nullable): the text of that name */
const char *
demo_portal_request_get (DemoPortalRequest *request,
                         const char        *name)
{
  return yyjson_get_str (demo_portal_request_get_value (request, name));
}

/* The first part of the route has the index 0; "" when there are no more. */
const char *
demo_portal_request_get_part (DemoPortalRequest *request,
                              guint              index)
{
  return index + 1 < g_strv_length (request->route) ? request->route[index + 1] : "";
}

/* The same as a number; 0 when it is none. */
guint
demo_portal_request_get_number (DemoPortalRequest *request,
                                guint              index)
{
  gint64 number;

  return guichet_text_parse_int64 (demo_portal_request_get_part (request, index), &number) && number > 0
         ? (guint) MIN (number, G_MAXINT32) : 0;
}

/* Returns: (nullable): the file of the part @field */
DemoUpload *
demo_portal_request_find_upload (DemoPortalRequest *request,
                                 const char        *field)
{
  for (guint i = 0; i < request->uploads->len; i++)
    {
      DemoUpload *upload = g_ptr_array_index (request->uploads, i);

      if (g_str_equal (upload->field, field))
        return upload;
    }

  return NULL;
}

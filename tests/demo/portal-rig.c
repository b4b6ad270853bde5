#include "config.h"

#include <string.h>

#include "portal-rig.h"

/* The portal's path of @route, which may bring its own query. */
char *
portal_make_path (const char *route)
{
  const char *query = strchr (route, '?');

  if (query == NULL)
    return g_strdup_printf ("/pages/exec.php%s?" PORTAL_QUERY, route);

  return g_strdup_printf ("/pages/exec.php%.*s?" PORTAL_QUERY "&%s", (int) (query - route), route, query + 1);
}

void
portal_add_pair (GString    *form,
                 const char *name,
                 const char *value)
{
  g_autofree char *safe_name = g_uri_escape_string (name, NULL, FALSE);
  g_autofree char *safe_value = g_uri_escape_string (value, NULL, FALSE);

  g_string_append_printf (form, "%s%s=%s", form->len > 0 ? "&" : "", safe_name, safe_value);
}

/* @login NULL: nobody signs in. */
Visitor *
visitor_new (Rig        *rig,
             const char *login)
{
  Visitor *visitor = g_new0 (Visitor, 1);
  g_autoptr(GString) form = g_string_new (NULL);
  g_autoptr(Reply) reply = NULL;

  visitor->rig = rig;
  if (login == NULL)
    return visitor;

  portal_add_pair (form, "auth_user", login);
  portal_add_pair (form, "auth_pwd", guichet_demo_desk_get_secret (rig->desk));
  reply = visitor_post (visitor, "/", form->str);
  g_assert_cmpuint (reply->status, ==, 200);
  return visitor;
}

void
visitor_free (Visitor *visitor)
{
  g_free (visitor->cookie);
  g_free (visitor);
}

SoupMessage *
visitor_new_message (Visitor    *visitor,
                     const char *method,
                     const char *path,
                     gboolean    ajax)
{
  g_autofree char *uri = g_strconcat (guichet_demo_desk_get_address (visitor->rig->desk), path, NULL);
  SoupMessage *message = soup_message_new (method, uri);
  SoupMessageHeaders *headers;

  g_assert_nonnull (message);
  headers = soup_message_get_request_headers (message);
  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (ajax)
    soup_message_headers_append (headers, "X-Requested-With", "XMLHttpRequest");
  if (visitor->cookie != NULL)
    soup_message_headers_append (headers, "Cookie", visitor->cookie);
  return message;
}

/* Of several cookies of one name the last counts. */
static void
keep_cookie_cb (const char *name,
                const char *value,
                gpointer    data)
{
  Visitor *visitor = data;

  if (g_ascii_strcasecmp (name, "Set-Cookie") != 0)
    return;

  g_free (visitor->cookie);
  visitor->cookie = g_strndup (value, strcspn (value, ";"));
  visitor->n_cookies++;
}

/* Consumes @message. */
Reply *
visitor_send (Visitor     *visitor,
              SoupMessage *message)
{
  g_autoptr(SoupMessage) kept = g_object_ref (message);
  Reply *reply = rig_send (visitor->rig, message);

  visitor->n_cookies = 0;
  soup_message_headers_foreach (soup_message_get_response_headers (kept), keep_cookie_cb, visitor);
  return reply;
}

static Reply *
get (Visitor    *visitor,
     const char *route,
     gboolean    ajax)
{
  g_autofree char *path = portal_make_path (route);

  return visitor_send (visitor, visitor_new_message (visitor, "GET", path, ajax));
}

Reply *
visitor_get (Visitor    *visitor,
             const char *route)
{
  return get (visitor, route, TRUE);
}

/* As a page. */
Reply *
visitor_open (Visitor    *visitor,
              const char *route)
{
  return get (visitor, route, FALSE);
}

Reply *
visitor_post (Visitor    *visitor,
              const char *route,
              const char *form)
{
  g_autofree char *path = portal_make_path (route);
  SoupMessage *message = visitor_new_message (visitor, "POST", path, TRUE);
  g_autoptr(GBytes) bytes = g_bytes_new (form, strlen (form));

  soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded; charset=UTF-8", bytes);
  return visitor_send (visitor, message);
}

/* Form data as a client writes them itself. */
char *
portal_make_data (const char *mode,
                  gint64      id,
                  const char *transaction,
                  const char *token)
{
  GString *data = g_string_new (NULL);

  g_string_printf (data,
                   "{\"id\":\"c\",\"transaction_id\":\"%s\","
                   "\"formmanager_class\":\"Combodo\\\\iTop\\\\Portal\\\\Form\\\\ObjectFormManager\","
                   "\"formobject_class\":\"UserRequest\",\"formmode\":\"%s\"", transaction, mode);
  if (id != 0)
    g_string_append_printf (data, ",\"formobject_id\":\"%" G_GINT64_FORMAT "\"", id);
  if (token != NULL)
    g_string_append_printf (data, ",\"formactionrulestoken\":\"%s\"", token);
  g_string_append_c (data, '}');

  return g_string_free (data, FALSE);
}

/* @fields are separated by bars. */
Reply *
visitor_update (Visitor    *visitor,
                const char *route,
                const char *data,
                const char *fields)
{
  g_auto(GStrv) codes = g_strsplit (fields, "|", -1);
  g_autoptr(GString) form = g_string_new (NULL);

  portal_add_pair (form, "operation", "update");
  portal_add_pair (form, "formmanager_data", data);
  for (guint i = 0; codes[i] != NULL; i++)
    portal_add_pair (form, "requested_fields[]", codes[i]);

  return visitor_post (visitor, route, form->str);
}

Reply *
visitor_view (Visitor    *visitor,
              gint64      ticket,
              const char *fields)
{
  g_autofree char *route = g_strdup_printf ("/object/view/UserRequest/%" G_GINT64_FORMAT, ticket);
  g_autofree char *data = portal_make_data ("view", ticket, "none", NULL);

  return visitor_update (visitor, route, data, fields);
}

/* From any view page (PORTAL-PROTOCOL §2). */
char *
visitor_take_transaction (Visitor *visitor)
{
  g_autoptr(Reply) reply = visitor_get (visitor, "/object/view/FAQ/1");
  g_autoptr(GRegex) regex = g_regex_new ("\"transaction_id\":\"([^\"]+)\"", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;

  g_assert_true (g_regex_match (regex, reply->body, 0, &match));
  return g_match_info_fetch (match, 1);
}

/* Of the first leaf of the catalogue. */
char *
visitor_take_token (Visitor *visitor,
                    gint64  *out_leaf)
{
  g_autoptr(Reply) reply = visitor_get (visitor, "/browse/services/list/page/1/show/1");
  yyjson_val *row = yyjson_arr_get_first (yyjson_obj_get (yyjson_doc_get_root (reply->document), "data"));
  yyjson_val *key;
  yyjson_val *item;
  yyjson_val *leaf = NULL;
  gsize i, max;

  yyjson_obj_foreach (row, i, max, key, item)
    leaf = item;
  g_assert_nonnull (leaf);
  *out_leaf = g_ascii_strtoll (yyjson_get_str (yyjson_obj_get (leaf, "id")), NULL, 10);
  return g_strdup (yyjson_get_str (yyjson_obj_get (yyjson_obj_get (leaf, "action_rules_token"), "create_from_this")));
}

/* @values: "code=text" separated by bars. */
Reply *
visitor_submit (Visitor    *visitor,
                const char *route,
                const char *mode,
                gint64      id,
                const char *token,
                const char *values)
{
  g_autofree char *transaction = visitor_take_transaction (visitor);
  g_autofree char *data = portal_make_data (mode, id, transaction, token);
  g_auto(GStrv) pairs = g_strsplit (values, "|", -1);
  g_autoptr(GString) form = g_string_new (NULL);

  portal_add_pair (form, "operation", "submit");
  portal_add_pair (form, "stimulus_code", "");
  portal_add_pair (form, "transaction_id", transaction);
  portal_add_pair (form, "formmanager_data", data);
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      g_auto(GStrv) pair = g_strsplit (pairs[i], "=", 2);
      g_autofree char *name = g_strdup_printf ("current_values[%s]", pair[0]);

      portal_add_pair (form, name, pair[1]);
    }

  return visitor_post (visitor, route, form->str);
}

Reply *
visitor_say (Visitor    *visitor,
             gint64      ticket,
             const char *marker)
{
  g_autofree char *route = g_strdup_printf ("/object/edit/UserRequest/%" G_GINT64_FORMAT, ticket);
  g_autofree char *values = g_strdup_printf ("public_log=<p class=\"%s\">Bonjour</p>", marker);

  return visitor_submit (visitor, route, "edit", ticket, NULL, values);
}

#define BOUNDARY "----demo-rig"

static void
add_part (GString    *body,
          const char *name,
          const char *value)
{
  g_string_append_printf (body, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n", name, value);
}

/* @parameter: by which the name of the file is told */
static Reply *
upload (Visitor    *visitor,
        const char *temp_id,
        const char *field_name,
        const char *parameter,
        const char *contents)
{
  g_autofree char *path = portal_make_path ("/object/attachment/add");
  g_autofree char *uri = g_strconcat (guichet_demo_desk_get_address (visitor->rig->desk), path, NULL);
  SoupMessage *message = soup_message_new ("POST", uri);
  GString *body = g_string_new (NULL);
  g_autoptr(GBytes) bytes = NULL;

  add_part (body, "operation", "add");
  add_part (body, "temp_id", temp_id);
  add_part (body, "object_class", "UserRequest");
  add_part (body, "field_name", field_name);
  g_string_append_printf (body, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"file\"; %s\r\n"
                                "Content-Type: text/plain\r\n\r\n%s\r\n--" BOUNDARY "--\r\n", parameter, contents);
  bytes = g_string_free_to_bytes (body);
  soup_message_set_request_body_from_bytes (message, "multipart/form-data; boundary=" BOUNDARY, bytes);
  soup_message_headers_append (soup_message_get_request_headers (message), "X-Requested-With", "XMLHttpRequest");
  if (visitor->cookie != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), "Cookie", visitor->cookie);

  return visitor_send (visitor, message);
}

/* As browsers do. */
Reply *
visitor_upload (Visitor    *visitor,
                const char *temp_id,
                const char *field_name,
                const char *name,
                const char *contents)
{
  g_autofree char *parameter = g_strdup_printf ("filename=\"%s\"", name);

  return upload (visitor, temp_id, field_name, parameter, contents);
}

/* As RFC 5987 has it, and PHP has not. */
Reply *
visitor_upload_extended (Visitor    *visitor,
                         const char *temp_id,
                         const char *name,
                         const char *contents)
{
  g_autofree char *encoded = g_uri_escape_string (name, NULL, FALSE);
  g_autofree char *parameter = g_strconcat ("filename*=UTF-8''", encoded, NULL);

  return upload (visitor, temp_id, "file", parameter, contents);
}

/* Returns: (transfer full): the JSON value that follows @mark in a page */
yyjson_doc *
portal_find_literal (const char *page,
                     const char *mark)
{
  const char *start = strstr (page, mark);
  g_autofree char *copy = NULL;
  yyjson_doc *document;

  g_assert_nonnull (start);
  copy = g_strdup (start + strlen (mark));
  document = yyjson_read (copy, strlen (copy), YYJSON_READ_STOP_WHEN_DONE);
  g_assert_nonnull (document);
  return document;
}

/* Returns: (nullable): what is at "a/b/c" in the answer */
yyjson_val *
reply_dig (Reply      *reply,
           const char *path)
{
  g_auto(GStrv) names = g_strsplit (path, "/", -1);
  yyjson_val *value = yyjson_doc_get_root (reply->document);

  for (guint i = 0; names[i] != NULL; i++)
    value = yyjson_obj_get (value, names[i]);

  return value;
}

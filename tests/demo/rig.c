#include "config.h"

#include "rig.h"

/* Small and always the same. */
Rig *
rig_new (const GuichetDemoOptions *options)
{
  GuichetDemoOptions small = options != NULL ? *options : (GuichetDemoOptions) { .tickets = 60, .seed = 7 };
  g_autoptr(GError) error = NULL;
  Rig *rig = g_new0 (Rig, 1);

  rig->desk = guichet_demo_desk_new (&small, &error);
  g_assert_no_error (error);
  rig->session = soup_session_new ();
  soup_session_set_proxy_resolver (rig->session, NULL);
  return rig;
}

void
rig_free (Rig *rig)
{
  soup_session_abort (rig->session);
  g_object_unref (rig->session);
  g_assert_finalize_object (rig->desk);
  g_free (rig);
}

/* @login NULL: without credentials. */
SoupMessage *
rig_new_message (Rig        *rig,
                 const char *path,
                 const char *login,
                 const char *secret,
                 const char *json)
{
  g_autofree char *uri = g_strconcat (guichet_demo_desk_get_address (rig->desk), path, NULL);
  g_autoptr(GHashTable) form = g_hash_table_new (g_str_hash, g_str_equal);

  if (login != NULL)
    g_hash_table_insert (form, (gpointer) "auth_user", (gpointer) login);
  if (secret != NULL)
    g_hash_table_insert (form, (gpointer) "auth_pwd", (gpointer) secret);
  if (json != NULL)
    g_hash_table_insert (form, (gpointer) "json_data", (gpointer) json);

  return soup_message_new_from_encoded_form ("POST", uri, soup_form_encode_hash (form));
}

/* Consumes @message. */
Reply *
rig_send (Rig         *rig,
          SoupMessage *message)
{
  g_autoptr(GBytes) bytes = soup_session_send_and_read (rig->session, message, NULL, NULL);
  Reply *reply = g_new0 (Reply, 1);

  reply->status = soup_message_get_status (message);
  if (bytes != NULL)
    {
      reply->type = g_strdup (soup_message_headers_get_one (soup_message_get_response_headers (message), "Content-Type"));
      reply->length = g_bytes_get_size (bytes);
      reply->body = g_strndup (g_bytes_get_data (bytes, NULL), reply->length);
      reply->document = yyjson_read (reply->body, reply->length, 0);
    }
  g_object_unref (message);

  return reply;
}

Reply *
rig_call (Rig        *rig,
          const char *login,
          const char *json)
{
  return rig_send (rig, rig_new_message (rig, "/webservices/rest.php?version=1.3", login,
                                         guichet_demo_desk_get_secret (rig->desk), json));
}

void
reply_free (Reply *reply)
{
  g_free (reply->type);
  g_free (reply->body);
  yyjson_doc_free (reply->document);
  g_free (reply);
}

/* -1 without an answer in JSON. */
int
reply_get_code (Reply *reply)
{
  yyjson_val *code = yyjson_obj_get (yyjson_doc_get_root (reply->document), "code");

  return code != NULL ? yyjson_get_int (code) : -1;
}

const char *
reply_get_message (Reply *reply)
{
  return yyjson_get_str (yyjson_obj_get (yyjson_doc_get_root (reply->document), "message"));
}

static yyjson_val *
get_first_object (Reply *reply)
{
  yyjson_val *objects = yyjson_obj_get (yyjson_doc_get_root (reply->document), "objects");
  yyjson_obj_iter iter;

  if (!yyjson_obj_iter_init (objects, &iter))
    return NULL;

  return yyjson_obj_iter_get_val (yyjson_obj_iter_next (&iter));
}

gint64
reply_get_id (Reply *reply)
{
  const char *key = yyjson_get_str (yyjson_obj_get (get_first_object (reply), "key"));

  return key != NULL ? g_ascii_strtoll (key, NULL, 10) : 0;
}

static yyjson_val *
get_field (Reply      *reply,
           const char *code)
{
  return yyjson_obj_get (yyjson_obj_get (get_first_object (reply), "fields"), code);
}

const char *
reply_get_field (Reply      *reply,
                 const char *code)
{
  return yyjson_get_str (get_field (reply, code));
}

guint
reply_count_entries (Reply      *reply,
                     const char *log)
{
  return (guint) yyjson_arr_size (yyjson_obj_get (get_field (reply, log), "entries"));
}

static void
act (Rig        *rig,
     gint64      ticket,
     const char *stimulus,
     const char *fields)
{
  g_autofree char *json =
    g_strdup_printf ("{\"operation\":\"core/apply_stimulus\",\"class\":\"UserRequest\",\"key\":%" G_GINT64_FORMAT
                     ",\"stimulus\":\"%s\",\"fields\":%s,\"output_fields\":\"id\"}", ticket, stimulus, fields);
  g_autoptr(GError) error = NULL;

  guichet_demo_desk_act (rig->desk, "agent", json, &error);
  g_assert_no_error (error);
}

/* A new request of the first requester, brought to @state by the agent. */
gint64
rig_make_ticket (Rig      *rig,
                 RigState  state)
{
  g_autoptr(Reply) reply =
    rig_call (rig, "agent",
              state == RIG_WAITING
              ? "{\"operation\":\"core/create\",\"comment\":\"x\",\"class\":\"UserRequest\",\"output_fields\":\"id\","
                "\"fields\":{\"org_id\":1,\"caller_id\":13,\"title\":\"Essai\",\"description\":\"<p>x</p>\"}}"
              : "{\"operation\":\"core/create\",\"comment\":\"x\",\"class\":\"UserRequest\",\"output_fields\":\"id\","
                "\"fields\":{\"org_id\":1,\"caller_id\":13,\"title\":\"Essai\",\"description\":\"<p>x</p>\","
                "\"service_id\":1,\"servicesubcategory_id\":1}}");
  gint64 ticket = reply_get_id (reply);

  g_assert_cmpint (reply_get_code (reply), ==, 0);
  g_assert_cmpint (ticket, >, 0);

  if (state == RIG_WAITING)
    act (rig, ticket, "ev_wait_for_approval", "{}");
  else if (state != RIG_DISPATCHED)
    act (rig, ticket, "ev_assign", "{\"agent_id\":1}");
  if (state == RIG_PENDING)
    act (rig, ticket, "ev_pending", "{\"pending_reason\":\"Attente\"}");
  if (state == RIG_TO_COMPLETE)
    act (rig, ticket, "ev_request_info", "{\"public_log\":\"Quelle salle ?\"}");
  if (state == RIG_RESOLVED || state == RIG_CLOSED)
    act (rig, ticket, "ev_resolve", "{\"solution\":\"Fait\"}");
  if (state == RIG_CLOSED)
    act (rig, ticket, "ev_close", "{}");

  return ticket;
}

char *
rig_read (Rig        *rig,
          gint64      ticket,
          const char *code)
{
  return guichet_demo_desk_read_value (rig->desk, ticket, code);
}

void
rig_assert_value (Rig        *rig,
                  gint64      ticket,
                  const char *code,
                  const char *expected)
{
  g_autofree char *value = rig_read (rig, ticket, code);

  g_assert_cmpstr (value, ==, expected);
}

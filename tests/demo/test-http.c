#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "rig.h"

#define REST "/webservices/rest.php?version=1.3"
#define LIST "{\"operation\":\"list_operations\"}"

static void
add_basic (Rig         *rig,
           SoupMessage *message,
           const char  *login)
{
  g_autofree char *pair = g_strdup_printf ("%s:%s", login, guichet_demo_desk_get_secret (rig->desk));
  g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  g_autofree char *value = g_strconcat ("Basic ", encoded, NULL);

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", value);
}

static void
test_who_enters (void)
{
  static const struct { const char *login; const char *message; } cases[] = {
    { "agent", "Operations: 7" },
    { "AGENT", "Operations: 7" },
    { "colleague", "Operations: 7" },
    { "agent12", "Operations: 7" },
    { "admin", "Operations: 7" },
    { "noperson", "Operations: 7" },
    { "requester-rest", "Operations: 7" },
    { "requester", "Error: Portal user is not allowed" },
    { "disabled", "Error: Invalid login" },
    { "nobody", "Error: Invalid login" },
  };
  g_autoptr(Rig) rig = rig_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(Reply) reply = rig_call (rig, cases[i].login, LIST);

      g_assert_cmpstr (reply_get_message (reply), ==, cases[i].message);
    }
}

/* Form and Basic that disagree are refused; that agree are not. */
static void
test_both_ways (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  const char *secret = guichet_demo_desk_get_secret (rig->desk);
  SoupMessage *agreeing = rig_new_message (rig, REST, "agent", secret, LIST);
  SoupMessage *conflicting = rig_new_message (rig, REST, "agent", secret, LIST);
  g_autoptr(Reply) good = NULL;
  g_autoptr(Reply) bad = NULL;

  add_basic (rig, agreeing, "agent");
  add_basic (rig, conflicting, "colleague");
  good = rig_send (rig, agreeing);
  bad = rig_send (rig, conflicting);
  g_assert_cmpint (reply_get_code (good), ==, 0);
  g_assert_cmpint (reply_get_code (bad), ==, 1);
}

static void
test_missing (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  const char *secret = guichet_demo_desk_get_secret (rig->desk);
  g_autoptr(Reply) version = rig_send (rig, rig_new_message (rig, "/webservices/rest.php", "agent", secret, LIST));
  g_autoptr(Reply) json = rig_send (rig, rig_new_message (rig, REST, "agent", secret, NULL));
  g_autoptr(Reply) latin = rig_send (rig, rig_new_message (rig, REST, "agent", secret, "{\"operation\":\"\xe9\"}"));

  g_assert_cmpint (reply_get_code (version), ==, 2);
  g_assert_cmpint (reply_get_code (json), ==, 3);
  g_assert_cmpint (reply_get_code (latin), ==, 4);
}

static SoupMessage *
make_upload (Rig      *rig,
             gsize     length,
             gboolean  in_a_file)
{
  g_autofree char *uri = g_strconcat (guichet_demo_desk_get_address (rig->desk), REST, NULL);
  g_autofree char *data = g_strnfill (length, 'A');
  g_autofree char *json =
    g_strdup_printf ("{\"operation\":\"core/create\",\"comment\":\"x\",\"class\":\"Attachment\",\"output_fields\":\"id\","
                     "\"fields\":{\"item_class\":\"UserRequest\",\"item_id\":1,\"contents\":{\"data\":\"%s\","
                     "\"filename\":\"grand.bin\",\"mimetype\":\"application/octet-stream\"}}}", data);
  g_autoptr(GBytes) bytes = g_bytes_new (json, strlen (json));
  SoupMultipart *multipart = soup_multipart_new ("multipart/form-data");
  SoupMessage *message;

  soup_multipart_append_form_string (multipart, "auth_user", "agent");
  soup_multipart_append_form_string (multipart, "auth_pwd", guichet_demo_desk_get_secret (rig->desk));
  if (in_a_file)
    soup_multipart_append_form_file (multipart, "json_data", "json_data", "application/json", bytes);
  else
    soup_multipart_append_form_string (multipart, "json_data", json);
  message = soup_message_new_from_multipart (uri, multipart);
  soup_multipart_free (multipart);

  return message;
}

/* A file part has a limit of its own; a field only that of the request; above
 * that, PHP loses even the credentials (att-10, att-19 to att-21). */
static void
test_upload_limits (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Reply) small = rig_send (rig, make_upload (rig, 1000, TRUE));
  g_autoptr(Reply) large = rig_send (rig, make_upload (rig, 3 * 1024 * 1024, TRUE));
  g_autoptr(Reply) field = rig_send (rig, make_upload (rig, 3 * 1024 * 1024, FALSE));
  g_autoptr(Reply) huge = rig_send (rig, make_upload (rig, 9 * 1024 * 1024, FALSE));
  g_autoptr(Reply) allowed = NULL;
  SoupMessage *basic;
  g_autoptr(Reply) huge_basic = NULL;

  g_assert_cmpint (reply_get_code (small), ==, 0);
  g_assert_cmpint (reply_get_code (large), ==, 3);
  g_assert_cmpint (reply_get_code (field), ==, 0);
  g_assert_cmpstr (reply_get_message (huge), ==, "Error: Invalid login");

  basic = make_upload (rig, 9 * 1024 * 1024, FALSE);
  add_basic (rig, basic, "agent");
  huge_basic = rig_send (rig, basic);
  g_assert_cmpstr (reply_get_message (huge_basic), ==, "Error: Missing parameter 'json_data'");

  guichet_demo_desk_set_limits (rig->desk, 48 * 1024 * 1024, 48 * 1024 * 1024);
  allowed = rig_send (rig, make_upload (rig, 9 * 1024 * 1024, TRUE));
  g_assert_cmpint (reply_get_code (allowed), ==, 0);
}

static const char *
get_header (SoupMessage *message,
            const char  *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (message), name);
}

static void
test_headers (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(SoupMessage) message = rig_new_message (rig, REST, "agent", guichet_demo_desk_get_secret (rig->desk), LIST);
  g_autoptr(Reply) reply = rig_send (rig, g_object_ref (message));

  g_assert_cmpstr (get_header (message, "Content-Type"), ==, "application/json");
  g_assert_nonnull (get_header (message, "Date"));
  g_assert_nonnull (get_header (message, "Set-Cookie"));
  g_assert_cmpstr (get_header (message, "Access-Control-Allow-Origin"), ==, "*");
  g_assert_null (get_header (message, "ETag"));
}

/* Packed only for who asks for it. */
static void
test_gzip (void)
{
  static const char query[] = "{\"operation\":\"core/get\",\"class\":\"UserRequest\",\"key\":\"SELECT UserRequest\","
                              "\"output_fields\":\"*\"}";
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Reply) packed = NULL;
  g_autoptr(Reply) plain = NULL;

  soup_session_remove_feature_by_type (rig->session, SOUP_TYPE_CONTENT_DECODER);
  plain = rig_call (rig, "agent", query);
  g_assert_cmpint (reply_get_code (plain), ==, 0);
  soup_session_add_feature_by_type (rig->session, SOUP_TYPE_CONTENT_DECODER);
  packed = rig_call (rig, "agent", query);
  g_assert_cmpstr (packed->body, ==, plain->body);
}

static void
test_kept_in_a_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("guichet-demo-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "desk.db", NULL);
  GuichetDemoOptions options = { .database = path, .tickets = 50, .seed = 4 };
  g_autofree char *title = NULL;
  gint64 ticket;

  {
    g_autoptr(Rig) rig = rig_new (&options);

    ticket = rig_make_ticket (rig, RIG_ASSIGNED);
    title = rig_read (rig, 1, "title");
  }
  {
    g_autoptr(Rig) rig = rig_new (&options);

    rig_assert_value (rig, 1, "title", title);
    rig_assert_value (rig, ticket, "status", "assigned");
  }
  g_remove (path);
  g_rmdir (folder);
}

static void
test_bad_options (void)
{
  GuichetDemoOptions profile = { .profile = "other" };
  GuichetDemoOptions database = { .database = "/nonexistent/desk.db" };
  g_autoptr(GError) error = NULL;

  g_assert_null (guichet_demo_desk_new (&profile, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (guichet_demo_desk_new (&database, &error));
  g_assert_nonnull (error);
}

/* Bytes of any kind get an answer. */
static void
test_garbage (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(GRand) random = g_rand_new_with_seed (11);
  g_autofree char *uri = g_strconcat (guichet_demo_desk_get_address (rig->desk), REST, NULL);
  static const char * const types[] = {
    "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json", "text/plain",
  };

  for (int i = 0; i < 300; i++)
    {
      SoupMessage *message = soup_message_new ("POST", uri);
      guint8 bytes[200];
      g_autoptr(GBytes) body = NULL;
      g_autoptr(Reply) reply = NULL;

      for (gsize k = 0; k < sizeof bytes; k++)
        bytes[k] = (guint8) "auth_user=agent&%7B\"{}x--\r\n\0\xff"[g_rand_int_range (random, 0, 30)];
      body = g_bytes_new (bytes, (gsize) g_rand_int_range (random, 0, sizeof bytes));
      soup_message_set_request_body_from_bytes (message, types[i % G_N_ELEMENTS (types)], body);
      reply = rig_send (rig, message);
      g_assert_nonnull (reply->document);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/http/who-enters", test_who_enters);
  g_test_add_func ("/demo/http/both-ways", test_both_ways);
  g_test_add_func ("/demo/http/missing", test_missing);
  g_test_add_func ("/demo/http/upload-limits", test_upload_limits);
  g_test_add_func ("/demo/http/headers", test_headers);
  g_test_add_func ("/demo/http/gzip", test_gzip);
  g_test_add_func ("/demo/http/kept-in-a-file", test_kept_in_a_file);
  g_test_add_func ("/demo/http/bad-options", test_bad_options);
  g_test_add_func ("/demo/http/garbage", test_garbage);

  return g_test_run ();
}

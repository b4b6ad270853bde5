#include "config.h"

#include <string.h>

#include "portal-rig.h"
#include "portal-skeleton.h"

/* Recorded requests to the real portal, sent to the desk, and the two answers
 * held against each other. */

typedef enum
{
  NOTHING,
  OPEN,                 /* an own request with an entry and a file */
  RESOLVED,
  REOPENED,
} Before;

static const struct
{
  const char *name;
  Before      before;
  const char *login;            /* NULL: nobody is in before */
} cases[] = {
  { "session-02-page-without-session", NOTHING, NULL },
  { "session-03-login-wrong-password-ajax", NOTHING, NULL },
  { "session-05-login-ok-home", NOTHING, NULL },
  { "session-06-login-and-list-in-one-ajax-post", OPEN, NULL },
  { "session-07-basic-ajax", OPEN, NULL },
  { "session-10-agent-without-portal-profile", NOTHING, NULL },
  { "list-02-tab-without-area", OPEN, "requester" },
  { "list-03-tabs-and-counts", OPEN, "requester" },
  { "list-04-tabs-and-counts-light", OPEN, "requester" },
  { "list-09-class-without-object", OPEN, "requester" },
  { "list-10-unknown-tab", OPEN, "requester" },
  { "view-01-html-form", OPEN, "requester" },
  { "view-02-json-update", OPEN, "requester" },
  { "view-03-json-no-field", OPEN, "requester" },
  { "view-04-foreign-ticket", OPEN, "requester" },
  { "view-05-foreign-ticket-in-form-data", OPEN, "requester" },
  { "catalogue-01-list", NOTHING, "requester" },
  { "create-01-form-from-leaf", NOTHING, "requester" },
  { "create-03-attachment-add", NOTHING, "requester" },
  { "create-04-submit", NOTHING, "requester" },
  { "create-06-title-too-long", NOTHING, "requester" },
  { "create-08-same-transaction-again", NOTHING, "requester" },
  { "edit-01-html-form", OPEN, "requester" },
  { "edit-02-add-log", OPEN, "requester" },
  { "edit-03-bad-transaction", OPEN, "requester" },
  { "stimulus-02-reopen-form", RESOLVED, "requester" },
  { "stimulus-03-reopen-submit", RESOLVED, "requester" },
  { "stimulus-04-reopen-again", REOPENED, "requester" },
  { "stimulus-05-close-form", RESOLVED, "requester" },
  { "stimulus-06-close-submit", RESOLVED, "requester" },
  { "stimulus-07-not-allowed", OPEN, "requester" },
  { "attachment-01-download", OPEN, "requester" },
  { "attachment-02-foreign", OPEN, "requester" },
  { "profile-01-page", NOTHING, "requester" },
  { "search-01-autocomplete", NOTHING, "requester" },
  { "search-02-from-attribute", NOTHING, "requester" },
};

/* What the ids of the recordings are on this desk. */
typedef struct
{
  gint64  ticket;
  gint64  attachment;
  gint64  foreign_ticket;
  gint64  foreign_attachment;
  gint64  leaf;
  char   *token;
  char   *transaction;
} Names;

static Rig *rig;

static yyjson_doc *
load_transcript (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "portal-transcripts", file, NULL);
  yyjson_doc *document = yyjson_read_file (path, 0, NULL, NULL);

  g_assert_nonnull (document);
  return document;
}

static gint64
attach (gint64 ticket)
{
  g_autofree char *json =
    g_strdup_printf ("{\"operation\":\"core/create\",\"comment\":\"x\",\"class\":\"Attachment\",\"output_fields\":\"id\","
                     "\"fields\":{\"item_class\":\"UserRequest\",\"item_id\":%" G_GINT64_FORMAT ",\"item_org_id\":1,"
                     "\"contents\":{\"data\":\"Y29udGVudSDDqQ==\",\"filename\":\"note é.txt\","
                     "\"mimetype\":\"text/plain\"}}}", ticket);
  g_autoptr(Reply) reply = rig_call (rig, "agent", json);

  g_assert_cmpint (reply_get_code (reply), ==, 0);
  return reply_get_id (reply);
}

static gint64
make_foreign_ticket (void)
{
  g_autoptr(Reply) reply =
    rig_call (rig, "agent",
              "{\"operation\":\"core/create\",\"comment\":\"x\",\"class\":\"UserRequest\",\"output_fields\":\"id\","
              "\"fields\":{\"org_id\":1,\"caller_id\":15,\"title\":\"Autre\",\"description\":\"<p>x</p>\"}}");

  g_assert_cmpint (reply_get_code (reply), ==, 0);
  return reply_get_id (reply);
}

static gint64
make_own_ticket (Visitor *visitor,
                 Before   before)
{
  gint64 ticket = rig_make_ticket (rig, before == OPEN ? RIG_DISPATCHED : RIG_RESOLVED);
  g_autofree char *say =
    g_strdup_printf ("{\"operation\":\"core/update\",\"class\":\"UserRequest\",\"key\":%" G_GINT64_FORMAT
                     ",\"fields\":{\"public_log\":\"<p>Complément</p>\"}}", ticket);
  g_autofree char *reopen =
    g_strdup_printf ("{\"operation\":\"core/apply_stimulus\",\"class\":\"UserRequest\",\"key\":%" G_GINT64_FORMAT
                     ",\"stimulus\":\"ev_reopen\",\"fields\":{}}", ticket);

  g_assert_true (guichet_demo_desk_act (rig->desk, "requester", say, NULL));
  if (before == REOPENED)
    g_assert_true (guichet_demo_desk_act (rig->desk, "requester", reopen, NULL));
  return ticket;
}

static void
prepare (Visitor *visitor,
         Before   before,
         Names   *names)
{
  if (before != NOTHING)
    {
      names->ticket = make_own_ticket (visitor, before);
      names->attachment = attach (names->ticket);
      names->foreign_ticket = make_foreign_ticket ();
      names->foreign_attachment = attach (names->foreign_ticket);
    }
  if (visitor->cookie != NULL)
    {
      names->token = visitor_take_token (visitor, &names->leaf);
      names->transaction = visitor_take_transaction (visitor);
    }
}

static char *
replace_all (const char *text,
             const char *pattern,
             const char *replacement)
{
  g_autoptr(GRegex) regex = g_regex_new (pattern, 0, 0, NULL);

  return g_regex_replace_literal (regex, text, -1, 0, replacement, 0, NULL);
}

static void
replace (char       **text,
         const char  *pattern,
         const char  *replacement)
{
  char *next = replace_all (*text, pattern, replacement);

  g_free (*text);
  *text = next;
}

static void
replace_id (char       **text,
            const char  *pattern,
            const char  *before,
            gint64       id)
{
  g_autofree char *replacement = g_strdup_printf ("%s%" G_GINT64_FORMAT, before, id);

  replace (text, pattern, replacement);
}

/* Both in addresses and in form data. */
static char *
translate (const char  *recorded,
           const Names *names)
{
  char *text = g_strdup (recorded);
  g_autofree char *escaped = names->token != NULL ? g_uri_escape_string (names->token, NULL, FALSE) : NULL;
  g_autofree char *ar_token = g_strconcat ("ar_token=", escaped, NULL);
  g_autofree char *member = g_strdup_printf ("\"formactionrulestoken\": \"%s\"", names->token);

  replace_id (&text, "UserRequest/2\\b", "UserRequest/", names->foreign_ticket);
  replace_id (&text, "\"formobject_id\": \"2(?=\")", "\"formobject_id\": \"", names->foreign_ticket);
  replace_id (&text, "\\b(20208|19759|19743)\\b", "", names->ticket);
  replace_id (&text, "download/1\\b", "download/", names->foreign_attachment);
  replace_id (&text, "\\b2054\\b", "", names->attachment);
  replace_id (&text, "ServiceSubcategory/22\\b", "ServiceSubcategory/", names->leaf);
  if (names->transaction != NULL)
    replace (&text, "usager2-[A-Za-z0-9]{6}", names->transaction);
  if (names->token != NULL)
    {
      replace (&text, "ar_token=[^&]*", ar_token);
      replace (&text, "\"formactionrulestoken\": \"[^\"]{20,}\"", member);
    }
  replace (&text, "\"layout\": \"\\[twig layout, cut\\]\"", "\"layout\": \"\"");

  return text;
}

static const char *
translate_login (const char *there)
{
  return g_str_equal (there, "agent1") ? "agent" : "requester";
}

/* Recorded form data that were cut are written anew. */
static char *
translate_value (const char  *name,
                 const char  *value,
                 const Names *names)
{
  if (g_str_equal (name, "auth_user"))
    return g_strdup (translate_login (value));
  if (g_str_equal (name, "auth_pwd") && g_str_has_prefix (value, "Lab-"))
    return g_strdup (guichet_demo_desk_get_secret (rig->desk));
  if (g_str_equal (name, "formmanager_data") && *value == '[')
    return portal_make_data ("edit", names->ticket, names->transaction, "");
  if (g_str_equal (name, "current_values[org_id]"))
    return g_strdup ("1");

  return translate (value, names);
}

static void
add_values (GString     *form,
            const char  *name,
            yyjson_val  *value,
            const Names *names)
{
  g_autofree char *text = NULL;
  yyjson_val *key;
  yyjson_val *child;
  gsize i, max;

  if (yyjson_is_obj (value))
    {
      yyjson_obj_foreach (value, i, max, key, child)
        {
          g_autofree char *inner = *name == '\0' ? g_strdup (yyjson_get_str (key))
                                                 : g_strdup_printf ("%s[%s]", name, yyjson_get_str (key));

          add_values (form, inner, child, names);
        }
      return;
    }
  if (yyjson_is_arr (value))
    {
      g_autofree char *inner = g_strconcat (name, "[]", NULL);

      yyjson_arr_foreach (value, i, max, child)
        add_values (form, inner, child, names);
      return;
    }

  text = yyjson_is_int (value) ? g_strdup_printf ("%d", yyjson_get_int (value))
                               : translate_value (name, yyjson_get_str (value), names);
  portal_add_pair (form, name, text);
}

/* The recording was shortened: what is asked for in it stands in its answer. */
static void
add_recorded_fields (GString    *form,
                     yyjson_val *body)
{
  yyjson_val *updated = yyjson_obj_get (yyjson_obj_get (body, "form"), "updated_fields");
  yyjson_val *key;
  yyjson_val *value;
  gsize i, max;

  yyjson_obj_foreach (updated, i, max, key, value)
    portal_add_pair (form, "requested_fields[]", yyjson_get_str (key));
}

static const char *
get_header (yyjson_val *headers,
            const char *name)
{
  yyjson_val *pair;
  gsize i, max;

  yyjson_arr_foreach (headers, i, max, pair)
    if (g_str_equal (yyjson_get_str (yyjson_arr_get (pair, 0)), name))
      return yyjson_get_str (yyjson_arr_get (pair, 1));

  return NULL;
}

static void
add_basic (SoupMessage *message)
{
  g_autofree char *pair = g_strdup_printf ("requester:%s", guichet_demo_desk_get_secret (rig->desk));
  g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  g_autofree char *value = g_strconcat ("Basic ", encoded, NULL);

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", value);
}

static Reply *
repeat (Visitor     *visitor,
        yyjson_val  *transcript,
        const Names *names)
{
  yyjson_val *request = yyjson_obj_get (transcript, "request");
  yyjson_val *headers = yyjson_obj_get (request, "headers");
  yyjson_val *form = yyjson_obj_get (request, "form");
  g_autofree char *path = translate (yyjson_get_str (yyjson_obj_get (request, "path")), names);
  gboolean ajax = yyjson_obj_get (headers, "X-Requested-With") != NULL;
  g_autoptr(GString) body = g_string_new (NULL);
  g_autoptr(GBytes) bytes = NULL;
  SoupMessage *message;

  if (yyjson_obj_get (request, "files") != NULL)
    return visitor_upload (visitor, names->transaction, "file", "note é.txt", "contenu é");

  message = visitor_new_message (visitor, yyjson_get_str (yyjson_obj_get (request, "method")), path, ajax);
  if (yyjson_obj_get (headers, "Authorization") != NULL)
    add_basic (message);
  if (form != NULL)
    {
      add_values (body, "", form, names);
      add_recorded_fields (body, yyjson_obj_get (yyjson_obj_get (transcript, "response"), "body"));
      bytes = g_bytes_new (body->str, body->len);
      soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded; charset=UTF-8", bytes);
    }

  return visitor_send (visitor, message);
}

static guint
count_cookies (yyjson_val *headers)
{
  yyjson_val *pair;
  gsize i, max;
  guint n = 0;

  yyjson_arr_foreach (headers, i, max, pair)
    if (g_str_equal (yyjson_get_str (yyjson_arr_get (pair, 0)), "Set-Cookie"))
      n++;

  return n;
}

static void
compare (const char *name,
         yyjson_val *response,
         Visitor    *visitor,
         Reply      *reply)
{
  yyjson_val *headers = yyjson_obj_get (response, "headers");
  yyjson_val *body = yyjson_obj_get (response, "body");
  g_autofree char *there = body != NULL ? portal_skeleton (body)
                                        : portal_skeleton_of_summary (yyjson_obj_get (response, "body_summary"));
  g_autofree char *here = body != NULL ? portal_skeleton (yyjson_doc_get_root (reply->document))
                                       : portal_skeleton_of_page (reply->body, yyjson_obj_get (response, "body_summary"));

  if (g_strcmp0 (there, here) != 0)
    g_test_message ("%s\nthere: %s\nhere:  %s", name, there, here);
  g_assert_cmpstr (here, ==, there);
  g_assert_cmpint (reply->status, ==, yyjson_get_int (yyjson_obj_get (response, "status")));
  g_assert_cmpstr (reply->type, ==, get_header (headers, "Content-Type"));
  g_assert_cmpuint (visitor->n_cookies, ==, count_cookies (headers));
}

static void
test_transcript (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  yyjson_doc *document = load_transcript (cases[i].name);
  yyjson_val *transcript = yyjson_doc_get_root (document);
  g_autoptr(Visitor) visitor = visitor_new (rig, cases[i].login);
  g_autoptr(Reply) reply = NULL;
  Names names = { 0 };

  prepare (visitor, cases[i].before, &names);
  reply = repeat (visitor, transcript, &names);
  g_assert_nonnull (reply->body);
  compare (cases[i].name, yyjson_obj_get (transcript, "response"), visitor, reply);
  yyjson_doc_free (document);
  g_free (names.token);
  g_free (names.transaction);
}

int
main (int    argc,
      char **argv)
{
  /* The recordings are of the stock portal. */
  GuichetDemoOptions options = { .profile = "itop", .tickets = 100, .seed = 3 };
  int status;

  g_test_init (&argc, &argv, NULL);
  /* All differences at once. */
  g_test_set_nonfatal_assertions ();
  rig = rig_new (&options);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/demo/portal/transcripts/", cases[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_transcript);
    }

  status = g_test_run ();
  g_clear_pointer (&rig, rig_free);
  return status;
}

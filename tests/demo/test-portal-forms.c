#include "config.h"

#include <string.h>

#include "portal-rig.h"

/* The forms of the portal of the desk: creating, answering, files, transitions,
 * and the oddities that a client has to live with (PORTAL-PROTOCOL §4, §7, §8). */

static const char *
get_text (Reply      *reply,
          const char *path)
{
  return yyjson_get_str (reply_dig (reply, path));
}

static char *
make_route (const char *action,
            gint64      ticket)
{
  return g_strdup_printf ("/object/%s/UserRequest/%" G_GINT64_FORMAT, action, ticket);
}

/* The leaf fills the levels above, the contact the rest. */
static void
test_create (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  gint64 leaf;
  g_autofree char *token = visitor_take_token (visitor, &leaf);
  g_autofree char *leaf_text = g_strdup_printf ("%" G_GINT64_FORMAT, leaf);
  g_autoptr(Reply) reply =
    visitor_submit (visitor, "/object/create/UserRequest", "create", 0, token,
                    "title=Essai|description=<p>x</p><script>y</script>|availabilities=lundi|priority=1|status=closed");
  gint64 ticket = g_ascii_strtoll (get_text (reply, "form/object_id"), NULL, 10);
  g_autofree char *domain = rig_read (rig, ticket, "domain_id");

  g_assert_cmpstr (get_text (reply, "form/object_state"), ==, "dispatched");
  rig_assert_value (rig, ticket, "servicesubcategory_id", leaf_text);
  rig_assert_value (rig, ticket, "caller_id", "13");
  rig_assert_value (rig, ticket, "beneficiary_id", "13");
  rig_assert_value (rig, ticket, "origin", "portal");
  rig_assert_value (rig, ticket, "availabilities", "lundi");
  rig_assert_value (rig, ticket, "description", "<p>x</p>");
  rig_assert_value (rig, ticket, "status", "dispatched");
  g_assert_cmpstr (domain, !=, "0");
}

/* What the server lets through, or refuses with few words. */
static void
test_creation_oddities (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  gint64 leaf;
  g_autofree char *token = visitor_take_token (visitor, &leaf);
  static const struct { const char *values; guint status; const char *message; } cases[] = {
    { "title=a|description=<p>x</p>|service_id=3|servicesubcategory_id=1", 200, NULL },
    { "title=|description=<p>x</p>", 500, "implode(): Argument #1" },
    { "title=a|description=<p>x</p>|caller_id=1", 500, "attcode = caller_id" },
    { "title=a|description=<p>x</p>|beneficiary_id=1", 500, "attcode = beneficiary_id" },
    { "title=a|description=<p>x</p>|impact=9", 500, "Value not allowed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(Reply) reply = visitor_submit (visitor, "/object/create/UserRequest", "create", 0, token,
                                               cases[i].values);

      g_test_message ("%s: %.200s", cases[i].values, reply->body);
      g_assert_cmpuint (reply->status, ==, cases[i].status);
      if (cases[i].message != NULL)
        g_assert_nonnull (strstr (get_text (reply, "error_message"), cases[i].message));
    }
}

/* A key is a number here, not a query. */
static void
test_keys_are_no_queries (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  gint64 leaf;
  g_autofree char *token = visitor_take_token (visitor, &leaf);
  g_autoptr(Reply) reply =
    visitor_submit (visitor, "/object/create/UserRequest", "create", 0, token,
                    "title=a|description=<p>x</p>|beneficiary_id=SELECT Person WHERE id");

  g_assert_cmpuint (reply->status, ==, 200);
  rig_assert_value (rig, g_ascii_strtoll (get_text (reply, "form/object_id"), NULL, 10), "beneficiary_id", "0");
}

static void
test_impacts (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  gint64 leaf;
  g_autofree char *token = visitor_take_token (visitor, &leaf);
  g_autofree char *data = portal_make_data ("create", 0, "none", token);
  g_autoptr(GString) form = g_string_new (NULL);
  g_autoptr(Reply) reply = NULL;
  const char *html;

  portal_add_pair (form, "operation", "update");
  portal_add_pair (form, "formmanager_data", data);
  portal_add_pair (form, "current_values[service_id]", "3");
  portal_add_pair (form, "requested_fields[]", "servicesubcategory_id");
  reply = visitor_post (visitor, "/object/create/UserRequest", form->str);
  html = get_text (reply, "form/updated_fields/servicesubcategory_id/html");
  g_assert_nonnull (strstr (html, ">Envoi suivi</option>"));
  g_assert_null (strstr (html, "Badge"));
}

/* Own, but another's transaction; another's, but own. */
static void
test_transactions (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  g_autoptr(Visitor) other = visitor_new (rig, "requester2");
  gint64 ticket = rig_make_ticket (rig, RIG_ASSIGNED);
  g_autofree char *transaction = visitor_take_transaction (visitor);
  g_autofree char *foreign = visitor_take_transaction (other);
  g_autofree char *route = make_route ("edit", ticket);
  const char *ids[] = { transaction, transaction, foreign, "none" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *data = portal_make_data ("edit", ticket, ids[i], NULL);
      g_autoptr(GString) form = g_string_new (NULL);
      g_autoptr(Reply) reply = NULL;

      portal_add_pair (form, "operation", "submit");
      portal_add_pair (form, "formmanager_data", data);
      portal_add_pair (form, "current_values[public_log]", "cl-many");
      reply = visitor_post (visitor, route, form->str);
      /* Not consumed: it serves twice. */
      g_assert_cmpuint (reply->status, ==, i < 2 ? 200 : 500);
    }
  g_assert_cmpuint (guichet_demo_desk_count_marker (rig->desk, "cl-many"), ==, 2);
}

static void
test_uploads (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  g_autoptr(Visitor) other = visitor_new (rig, "requester2");
  gint64 ticket = rig_make_ticket (rig, RIG_ASSIGNED);
  g_autofree char *transaction = visitor_take_transaction (visitor);
  g_autoptr(Reply) file = visitor_upload (visitor, transaction, "file", "note é.txt", "contenu");
  g_autofree char *route = make_route ("edit", ticket);
  g_autofree char *data = portal_make_data ("edit", ticket, transaction, NULL);
  g_autofree char *download = g_strdup_printf ("/object/attachment/download/%s", get_text (file, "att_id"));
  g_autoptr(GString) form = g_string_new (NULL);
  g_autoptr(Reply) early = visitor_get (other, download);
  g_autoptr(Reply) sent = NULL;
  g_autoptr(Reply) own = NULL;
  g_autoptr(Reply) foreign = NULL;
  g_autoptr(Reply) view = NULL;
  const char *html;

  g_assert_cmpstr (file->type, ==, "text/plain; charset=UTF-8");
  g_assert_cmpstr (get_text (file, "msg"), ==, "note é.txt");
  g_assert_cmpuint (early->status, ==, 404);

  portal_add_pair (form, "operation", "submit");
  portal_add_pair (form, "formmanager_data", data);
  sent = visitor_post (visitor, route, form->str);
  g_assert_cmpuint (sent->status, ==, 200);

  own = visitor_open (visitor, download);
  foreign = visitor_get (other, download);
  g_assert_cmpstr (own->body, ==, "contenu");
  g_assert_cmpuint (foreign->status, ==, 404);
  view = visitor_view (visitor, ticket, "attachments_plugin");
  html = get_text (view, "form/updated_fields/attachments_plugin/html");
  g_assert_nonnull (strstr (html, ">note é.txt</a>"));
  g_assert_nonnull (strstr (html, "role=\"formatted-size\" data-order=\"7\""));
}

/* What a server does on an upload in which it finds no file: an attachment of
 * nothing, and its submit stumbles when it has attached it. */
static void
test_nameless_upload (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  gint64 ticket = rig_make_ticket (rig, RIG_ASSIGNED);
  g_autofree char *transaction = visitor_take_transaction (visitor);
  g_autoptr(Reply) empty = visitor_upload (visitor, transaction, "wrong", "x.txt", "contenu");
  g_autofree char *route = make_route ("edit", ticket);
  g_autofree char *data = portal_make_data ("edit", ticket, transaction, NULL);
  g_autoptr(GString) form = g_string_new (NULL);
  g_autoptr(Reply) sent = NULL;
  g_autoptr(Reply) view = NULL;

  g_assert_cmpstr (get_text (empty, "file_size"), ==, "0B");
  g_assert_cmpstr (get_text (empty, "msg"), ==, "");

  portal_add_pair (form, "operation", "submit");
  portal_add_pair (form, "formmanager_data", data);
  sent = visitor_post (visitor, route, form->str);
  g_assert_cmpuint (sent->status, ==, 500);
  view = visitor_view (visitor, ticket, "attachments_plugin");
  g_assert_nonnull (strstr (get_text (view, "form/updated_fields/attachments_plugin/html"), "role=\"formatted-size\""));
}

/* PHP takes a name of RFC 5987 for none. */
static void
test_extended_name (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  g_autofree char *transaction = visitor_take_transaction (visitor);
  g_autoptr(Reply) plain = visitor_upload (visitor, transaction, "file", "note.txt", "contenu");
  g_autoptr(Reply) extended = visitor_upload_extended (visitor, transaction, "note é.txt", "contenu");

  g_assert_cmpstr (get_text (plain, "msg"), ==, "note.txt");
  g_assert_cmpstr (get_text (extended, "msg"), ==, "");
}

static void
test_upload_too_large (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  g_autofree char *transaction = visitor_take_transaction (visitor);
  g_autoptr(Reply) reply = NULL;

  guichet_demo_desk_set_limits (rig->desk, 8 * 1024 * 1024, 4);
  reply = visitor_upload (visitor, transaction, "file", "a.txt", "contenu");
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (yyjson_is_int (reply_dig (reply, "att_id")));
  g_assert_nonnull (get_text (reply, "error"));
}

static void
test_inline_image (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  g_autoptr(Visitor) nobody = visitor_new (rig, NULL);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("PNG", 3);
  g_autofree char *uri = g_strconcat (guichet_demo_desk_get_address (rig->desk),
                                      "/pages/ajax.render.php?operation=cke_img_upload&temp_id=x", NULL);

  for (int combodo = 0; combodo < 2; combodo++)
    {
      SoupMultipart *multipart = soup_multipart_new ("multipart/form-data");
      SoupMessage *message;
      g_autoptr(Reply) reply = NULL;
      g_autoptr(Reply) image = NULL;
      const char *url;

      soup_multipart_append_form_file (multipart, "upload", "a.png", "image/png", bytes);
      message = soup_message_new_from_multipart (uri, multipart);
      soup_multipart_free (multipart);
      soup_message_headers_append (soup_message_get_request_headers (message), "Cookie", visitor->cookie);
      if (combodo == 1)
        soup_message_headers_append (soup_message_get_request_headers (message), "X-Combodo-Ajax", "true");
      reply = visitor_send (visitor, message);
      g_assert_cmpuint (reply->status, ==, combodo == 1 ? 200 : 401);
      if (combodo == 0)
        continue;

      url = strstr (get_text (reply, "url"), "/pages/");
      image = visitor_send (nobody, visitor_new_message (nobody, "GET", url, FALSE));
      g_assert_cmpstr (image->body, ==, "PNG");
      g_assert_cmpstr (image->type, ==, "image/png");
    }
}

/* The answer to a request that waits for it returns it to its agent. */
static void
test_answer_to_complete (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  gint64 ticket = rig_make_ticket (rig, RIG_TO_COMPLETE);
  g_autoptr(Reply) reply = visitor_say (visitor, ticket, "cl-answer");
  g_autoptr(Reply) view = visitor_view (visitor, ticket, "public_log");
  const char *html = get_text (view, "form/updated_fields/public_log/html");
  const char *mine = strstr (html, "cl-answer");
  const char *question = strstr (html, "Quelle salle");

  g_assert_cmpstr (get_text (reply, "form/object_state"), ==, "assigned");
  g_assert_nonnull (mine);
  g_assert_nonnull (question);
  /* Newest first. */
  g_assert_true (mine < question);
  g_assert_nonnull (strstr (html, "caselog-thread--block-me"));
}

static void
test_reopen_and_close (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  gint64 reopened = rig_make_ticket (rig, RIG_RESOLVED);
  gint64 closed = rig_make_ticket (rig, RIG_RESOLVED);
  g_autofree char *reopen = make_route ("apply-stimulus/ev_reopen", reopened);
  g_autofree char *close = make_route ("apply-stimulus/ev_close", closed);
  g_autofree char *edit = make_route ("edit", closed);
  g_autoptr(Reply) buttons = visitor_get (visitor, edit);
  /* Nobody insists on a message. */
  g_autoptr(Reply) first = visitor_submit (visitor, reopen, "apply_stimulus", reopened, NULL, "public_log=");
  g_autoptr(Reply) again = visitor_submit (visitor, reopen, "apply_stimulus", reopened, NULL, "public_log=x");
  g_autoptr(Reply) rated =
    visitor_submit (visitor, close, "apply_stimulus", closed, NULL, "user_satisfaction=3|user_comment=Bof");
  g_autoptr(Reply) silent = NULL;

  g_assert_nonnull (strstr (buttons->body, "name=\"stimulus_code\" value=\"ev_reopen\""));
  g_assert_cmpstr (get_text (first, "form/object_state"), ==, "assigned");
  g_assert_cmpuint (again->status, ==, 500);
  g_assert_cmpstr (again->type, ==, "application/json");
  g_assert_cmpstr (get_text (rated, "form/object_state"), ==, "closed");
  rig_assert_value (rig, closed, "user_satisfaction", "3");
  rig_assert_value (rig, closed, "user_comment", "Bof");
  /* In what is closed nothing is written, without a word. */
  silent = visitor_say (visitor, closed, "cl-late");
  g_assert_cmpuint (silent->status, ==, 200);
  g_assert_cmpuint (guichet_demo_desk_count_marker (rig->desk, "cl-late"), ==, 0);
}

/* Looking at such a page is doing it; asking for its fields is not. */
static void
test_bare_transition (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  gint64 ticket = rig_make_ticket (rig, RIG_RESOLVED);
  g_autofree char *route = make_route ("apply-stimulus/ev_close", ticket);
  g_autofree char *data = portal_make_data ("apply_stimulus", ticket, "none", NULL);
  g_autoptr(Reply) form = visitor_get (visitor, route);
  g_autoptr(Reply) asked = NULL;
  g_autoptr(Reply) looked = NULL;

  g_assert_nonnull (strstr (form->body, ".field_set("));
  guichet_demo_desk_set_bare_transitions (rig->desk, TRUE);
  asked = visitor_update (visitor, route, data, "user_comment");
  g_assert_cmpuint (asked->status, ==, 200);
  rig_assert_value (rig, ticket, "status", "resolved");
  looked = visitor_get (visitor, route);
  g_assert_cmpuint (looked->status, ==, 200);
  rig_assert_value (rig, ticket, "status", "closed");
}

/* Whatever comes in: an answer goes out, and nothing is written. */
static void
test_nonsense (void)
{
  static const struct { const char *route; const char *form; } requests[] = {
    { "/object/create/UserRequest", "" },
    { "/object/create/UserRequest", "operation=submit" },
    { "/object/create/UserRequest", "operation=submit&formmanager_data=%7B" },
    { "/object/create/UserRequest", "operation=submit&formmanager_data=%7B%22id%22%3A%22%27%3E%22%2C"
                                    "%22formobject_class%22%3A%22UserRequest%22%7D" },
    { "/object/create/UserRequest", "operation=update&formmanager_data%5Ba%5D=1&formmanager_data%5Bb%5D%5B%5D=2" },
    { "/object/create/Person", "operation=submit" },
    { "/object/edit/UserRequest/1", "operation=submit&formmanager_data=%5B%5D" },
    { "/object/view/UserRequest/99999999999999999999", "operation=update&formmanager_data=%7B%7D" },
    { "/object/view/UserRequest/-1", "operation=update" },
    { "/object/view/User/1", "operation=update" },
    { "/object/view/%ff%fe/1", "a%ff=%fe&%5B%5D=x&%5B=y&%5D=z&=&&a%5B%5B%5B%5B%5B%5B%5B%5B%5B%5B%5B=1" },
    { "/object/apply-stimulus/ev_close/Person/13", "operation=submit" },
    { "/object/apply-stimulus//UserRequest/", "operation=submit" },
    { "/object/attachment/add", "operation=add&field_name=x" },
    { "/object/attachment/download/x", "" },
    { "/object/search/autocomplete/caller_id/Nothing", "sQuery=%25" },
    { "/object/search/autocomplete/title/UserRequest", "sQuery=a" },
    { "/manage/%ff/opened", "" },
    { "/manage/ongoing-tickets-for-portal-user/opened/%ff/page/0/show/-1", "" },
    { "/browse/services/list/page/4000000000/show/4000000000", "sSearchValue=%22%22%5C%25_" },
    { "/browse/services/tree/expand/L-2/x", "" },
    { "/user", "current_values%5Bform_type%5D=nothing" },
    { "/nowhere", "" },
  };
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  g_autoptr(Reply) alive = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr(Reply) posted = visitor_post (visitor, requests[i].route, requests[i].form);
      g_autoptr(Reply) got = visitor_get (visitor, requests[i].route);

      g_test_message ("%s: %u %u", requests[i].route, posted->status, got->status);
      g_assert_nonnull (posted->body);
      g_assert_nonnull (got->body);
      g_assert_null (reply_dig (posted, "form/validation"));
    }
  alive = visitor_get (visitor, "/object/view/FAQ/1");
  g_assert_cmpuint (alive->status, ==, 200);
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *path; GTestFunc run; } tests[] = {
    { "/demo/portal/forms/create", test_create },
    { "/demo/portal/forms/creation-oddities", test_creation_oddities },
    { "/demo/portal/forms/keys-are-no-queries", test_keys_are_no_queries },
    { "/demo/portal/forms/impacts", test_impacts },
    { "/demo/portal/forms/transactions", test_transactions },
    { "/demo/portal/forms/uploads", test_uploads },
    { "/demo/portal/forms/upload-nameless", test_nameless_upload },
    { "/demo/portal/forms/upload-extended-name", test_extended_name },
    { "/demo/portal/forms/upload-too-large", test_upload_too_large },
    { "/demo/portal/forms/inline-image", test_inline_image },
    { "/demo/portal/forms/answer-to-complete", test_answer_to_complete },
    { "/demo/portal/forms/reopen-and-close", test_reopen_and_close },
    { "/demo/portal/forms/bare-transition", test_bare_transition },
    { "/demo/portal/forms/nonsense", test_nonsense },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_func (tests[i].path, tests[i].run);

  return g_test_run ();
}

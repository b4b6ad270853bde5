#include "config.h"

#include <string.h>

#include "portal-rig.h"

/* The portal of the desk: who gets in, what is listed and shown to whom
 * (PORTAL-PROTOCOL §2, §3, §6, §9, §10). */

#define LOGGED_OUT "Vous êtes déconnecté et devez vous reconnecter pour continuer."
#define LIST "/manage/ongoing-tickets-for-portal-user/opened/UserRequest/page/1/show/1"
#define ALL "/manage/manage-all-tickets-for-portal-user/all/UserRequest/page/1/show/0"

static const char *
get_text (Reply      *reply,
          const char *path)
{
  return yyjson_get_str (reply_dig (reply, path));
}

static gint64
get_total (Reply *reply)
{
  return yyjson_get_sint (reply_dig (reply, "recordsTotal"));
}

static char *
make_route (const char *action,
            gint64      ticket)
{
  return g_strdup_printf ("/object/%s/UserRequest/%" G_GINT64_FORMAT, action, ticket);
}

static void
test_session (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, NULL);
  g_autoptr(Visitor) known = visitor_new (rig, "requester");
  g_autoptr(Reply) outside = visitor_get (visitor, LIST);
  g_autoptr(Reply) inside = visitor_get (known, LIST);
  g_autoptr(Reply) page = visitor_open (visitor, "/");

  g_assert_cmpuint (outside->status, ==, 200);
  g_assert_cmpstr (outside->body, ==, LOGGED_OUT);
  g_assert_nonnull (strstr (page->body, "auth_user"));
  g_assert_nonnull (inside->document);
  g_assert_cmpuint (known->n_cookies, ==, 1);
}

/* The cookies before the last one lead nowhere. */
static void
test_last_cookie_counts (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, NULL);
  SoupMessage *message;
  g_autoptr(Reply) reply = NULL;
  g_autofree char *path = portal_make_path ("/?auth_user=requester&auth_pwd=guichet-demo");
  g_autofree char *list = portal_make_path (LIST);
  g_autoptr(SoupMessage) kept = NULL;
  g_autoptr(Reply) after = NULL;
  const char *first;

  message = visitor_new_message (visitor, "GET", path, TRUE);
  kept = g_object_ref (message);
  reply = visitor_send (visitor, message);
  g_assert_cmpuint (visitor->n_cookies, ==, 6);
  first = soup_message_headers_get_list (soup_message_get_response_headers (kept), "Set-Cookie");
  g_free (visitor->cookie);
  visitor->cookie = g_strndup (first, strcspn (first, ";"));
  after = visitor_send (visitor, visitor_new_message (visitor, "GET", list, TRUE));
  g_assert_cmpstr (after->body, ==, LOGGED_OUT);
}

static void
test_log_off (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  g_autofree char *cookie = g_strdup (visitor->cookie);
  g_autoptr(Reply) bounce =
    visitor_send (visitor, visitor_new_message (visitor, "GET", "/pages/logoff.php?operation=do_logoff", FALSE));
  g_autoptr(Reply) still = visitor_get (visitor, LIST);
  g_autoptr(Reply) bye = visitor_send (visitor, visitor_new_message (visitor, "GET", "/pages/logoff.php", FALSE));
  g_autoptr(Reply) gone = NULL;

  g_assert_cmpuint (bounce->status, ==, 302);
  g_assert_nonnull (still->document);
  g_assert_cmpuint (bye->status, ==, 200);
  g_assert_cmpstr (visitor->cookie, ==, cookie);
  gone = visitor_get (visitor, LIST);
  g_assert_cmpstr (gone->body, ==, LOGGED_OUT);
}

/* UI.php sends on who has nothing but the portal. */
static void
test_which_portal (void)
{
  static const struct { const char *login; guint status; } logins[] = { { "requester", 302 }, { "agent", 200 } };
  g_autoptr(Rig) rig = rig_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (logins); i++)
    {
      g_autoptr(Visitor) visitor = visitor_new (rig, NULL);
      g_autofree char *path = g_strdup_printf ("/pages/UI.php?auth_user=%s&auth_pwd=guichet-demo", logins[i].login);
      SoupMessage *message = visitor_new_message (visitor, "POST", path, FALSE);
      g_autoptr(SoupMessage) kept = g_object_ref (message);
      g_autoptr(Reply) reply = visitor_send (visitor, message);
      const char *location = soup_message_headers_get_one (soup_message_get_response_headers (kept), "Location");

      g_assert_cmpuint (reply->status, ==, logins[i].status);
      g_assert_true ((location != NULL && strstr (location, "portal_id=itop-portal") != NULL) == (i == 0));
    }
}

static void
test_no_contact (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "noperson");
  g_autoptr(Reply) reply = visitor_get (visitor, LIST);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_null (reply->document);
  g_assert_null (strchr (reply->body, '<'));
  g_assert_nonnull (strstr (reply->body, "Contact"));
}

static gint64
make_ticket_of (Rig    *rig,
                gint64  caller)
{
  g_autofree char *json =
    g_strdup_printf ("{\"operation\":\"core/create\",\"comment\":\"x\",\"class\":\"UserRequest\",\"output_fields\":\"id\","
                     "\"fields\":{\"org_id\":1,\"caller_id\":%" G_GINT64_FORMAT ",\"title\":\"Essai\","
                     "\"description\":\"<p>x</p>\"}}", caller);
  g_autoptr(Reply) reply = rig_call (rig, "agent", json);

  g_assert_cmpint (reply_get_code (reply), ==, 0);
  return reply_get_id (reply);
}

/* Reads and writes of what is another's: absent or refused, and not done. */
static void
test_scope (void)
{
  static const char * const actions[] = { "view", "edit", "apply-stimulus/ev_close", "apply-stimulus/ev_reopen" };
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  gint64 foreign = make_ticket_of (rig, 15);
  gint64 own = rig_make_ticket (rig, RIG_ASSIGNED);
  g_autofree char *own_route = make_route ("edit", own);
  g_autoptr(Reply) crossed = NULL;
  g_autoptr(Reply) said = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autofree char *route = make_route (actions[i], foreign);
      g_autoptr(Reply) reply = visitor_get (visitor, route);

      g_assert_cmpuint (reply->status, ==, 404);
    }
  crossed = visitor_submit (visitor, own_route, "edit", foreign, NULL, "public_log=cl-cross");
  g_assert_cmpuint (crossed->status, ==, 500);
  g_assert_cmpstr (get_text (crossed, "error_message"), ==, "Form data access denied.");
  said = visitor_say (visitor, foreign, "cl-foreign");
  g_assert_cmpuint (said->status, ==, 404);
  g_assert_cmpuint (guichet_demo_desk_count_marker (rig->desk, "cl-"), ==, 0);
}

/* As beneficiary one sees nothing: own requests only. */
static void
test_lists_are_own (void)
{
  GuichetDemoOptions options = { .tickets = 200, .seed = 4 };
  g_autoptr(Rig) rig = rig_new (&options);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  g_autoptr(Reply) reply = visitor_get (visitor, ALL);
  yyjson_val *row;
  gsize i, max;

  g_assert_cmpint (get_total (reply), >, 5);
  g_assert_cmpuint (yyjson_arr_size (reply_dig (reply, "data")), ==, (gsize) get_total (reply));
  yyjson_arr_foreach (reply_dig (reply, "data"), i, max, row)
    rig_assert_value (rig, g_ascii_strtoll (yyjson_get_str (yyjson_obj_get (row, "id")), NULL, 10), "caller_id", "13");
}

static void
test_agent_has_no_scope (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "agent");
  g_autoptr(Reply) list = visitor_get (visitor, ALL);
  g_autoptr(Reply) catalogue = visitor_get (visitor, "/browse/services/list/page/1/show/50");
  g_autoptr(Reply) view = visitor_get (visitor, "/object/view/UserRequest/1");
  g_autoptr(Reply) create = visitor_get (visitor, "/object/create/UserRequest");

  g_assert_true (yyjson_is_null (reply_dig (list, "aQueries/UserRequest")));
  g_assert_cmpint (get_total (catalogue), ==, 0);
  g_assert_cmpuint (view->status, ==, 404);
  g_assert_cmpuint (create->status, ==, 404);
}

static gint64
get_row_id (Reply *reply,
            gsize  index)
{
  yyjson_val *row = yyjson_arr_get (reply_dig (reply, "data"), index);

  return g_ascii_strtoll (yyjson_get_str (yyjson_obj_get (row, "id")), NULL, 10);
}

/* The order of the delta, and pages. */
static void
test_order_and_pages (void)
{
  GuichetDemoOptions options = { .tickets = 200, .seed = 4 };
  g_autoptr(Rig) rig = rig_new (&options);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  g_autoptr(Reply) all = visitor_get (visitor, ALL "?aSortParams%5Blast_update%5D=false");
  g_autoptr(Reply) second =
    visitor_get (visitor, "/manage/manage-all-tickets-for-portal-user/all/UserRequest/page/2/show/3"
                          "?aSortParams%5Blast_update%5D=false");
  g_autoptr(Reply) unknown = visitor_get (visitor, ALL "?aSortParams%5Bnope%5D=false");
  g_autofree char *before = NULL;

  for (gsize i = 0; i < yyjson_arr_size (reply_dig (all, "data")); i++)
    {
      char *date = rig_read (rig, get_row_id (all, i), "last_update");

      g_assert_true (before == NULL || g_strcmp0 (date, before) <= 0);
      g_free (before);
      before = date;
    }
  g_assert_cmpuint (yyjson_arr_size (reply_dig (second, "data")), ==, 3);
  g_assert_cmpint (get_row_id (second, 0), ==, get_row_id (all, 3));
  g_assert_cmpuint (unknown->status, ==, 500);
}

/* Words are all due, in any column; quotes hold an expression together. */
static void
test_search (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  gint64 leaf;
  g_autofree char *token = visitor_take_token (visitor, &leaf);
  g_autoptr(Reply) created =
    visitor_submit (visitor, "/object/create/UserRequest", "create", 0, token,
                    "title=Écrou bleu 100%|description=<p class=\"cl-needle\">x</p>");
  static const struct { const char *words; gint64 total; } cases[] = {
    { "ecrou", 1 }, { "bleu+ecrou", 1 }, { "%22bleu+ecrou%22", 0 }, { "%22crou+bleu%22", 1 }, { "bleu+rouge", 0 },
    { "100%25", 1 }, { "cl-needle", 1 }, { "10%25bleu", 0 },
  };

  g_assert_cmpuint (created->status, ==, 200);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *route = g_strconcat (ALL "?sSearchValue=", cases[i].words, NULL);
      g_autoptr(Reply) reply = visitor_get (visitor, route);

      g_test_message ("%s", cases[i].words);
      g_assert_cmpint (get_total (reply), ==, cases[i].total);
    }
}

static void
test_by_reference (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  gint64 ticket = rig_make_ticket (rig, RIG_ASSIGNED);
  g_autofree char *ref = rig_read (rig, ticket, "ref");
  g_autofree char *route = g_strdup_printf ("/object/view/UserRequest/ref/%s", ref);
  g_autoptr(Reply) reply = visitor_get (visitor, route);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_nonnull (strstr (reply->body, ref));
}

/* Five levels with the extensions of the lab, three without. */
static void
test_levels (void)
{
  static const struct { const char *profile; gsize n; } profiles[] = { { "asap", 5 }, { "itop", 3 } };

  for (gsize i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      GuichetDemoOptions options = { .profile = profiles[i].profile, .tickets = 20, .seed = 7 };
      g_autoptr(Rig) rig = rig_new (&options);
      g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
      g_autoptr(Reply) list = visitor_get (visitor, "/browse/services/list/page/1/show/5000");
      g_autoptr(Reply) search = visitor_get (visitor, "/browse/services/list/page/1/show/5000?sSearchValue=envoi+suivi");
      g_autoptr(Reply) tree = visitor_get (visitor, "/browse/services/tree");
      g_autoptr(Reply) branch = visitor_get (visitor, "/browse/services/tree/expand/L-1/1");

      g_assert_cmpuint (yyjson_obj_size (reply_dig (list, "levelsProperties")), ==, profiles[i].n);
      g_assert_cmpuint (yyjson_obj_size (yyjson_arr_get_first (reply_dig (list, "data"))), ==, profiles[i].n);
      g_assert_cmpint (get_total (list), ==, 33);
      g_assert_cmpint (get_total (search), ==, 1);
      g_assert_nonnull (yyjson_obj_get (yyjson_arr_get_first (reply_dig (tree, "data")), "subitems"));
      g_assert_cmpuint (yyjson_arr_size (reply_dig (branch, "data")), >, 0);
    }
}

static void
test_articles (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  g_autoptr(Reply) list = visitor_get (visitor, "/browse/faq/list/page/1/show/100?sSearchValue=borne");
  yyjson_val *item = yyjson_obj_get (yyjson_arr_get_first (reply_dig (list, "data")), "L-1-1");

  g_assert_cmpint (get_total (list), ==, 1);
  g_assert_cmpstr (yyjson_get_str (yyjson_obj_get (item, "name")), ==, "Le Wi-Fi ne marche pas");
  g_assert_cmpstr (yyjson_get_str (yyjson_obj_get (yyjson_obj_get (item, "fields"), "key_words")), ==,
                   "wifi sans fil réseau borne");
}

static void
test_profile (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  g_autofree char *transaction = visitor_take_transaction (visitor);
  g_autofree char *data =
    g_strdup_printf ("{\"id\":\"c\",\"transaction_id\":\"%s\",\"formobject_class\":\"Person\",\"formobject_id\":\"13\","
                     "\"formmode\":\"edit\"}", transaction);
  g_autoptr(GString) form = g_string_new (NULL);
  g_autoptr(Reply) changed = NULL;
  g_autoptr(Reply) other = visitor_get (visitor, "/object/edit/Person/15");
  g_autoptr(Reply) language =
    visitor_post (visitor, "/user", "operation=submit&current_values%5Bform_type%5D=preferences&"
                                    "current_values%5Blanguage%5D=EN+US");
  g_autoptr(Reply) page = NULL;

  portal_add_pair (form, "operation", "submit");
  portal_add_pair (form, "formmanager_data", data);
  portal_add_pair (form, "current_values[phone]", "04 65 71 00 00");
  portal_add_pair (form, "current_values[name]", "Autre");
  changed = visitor_post (visitor, "/object/edit/Person/13", form->str);
  g_assert_cmpuint (changed->status, ==, 200);
  g_assert_cmpuint (other->status, ==, 404);
  g_assert_true (yyjson_get_bool (reply_dig (language, "form/validation/valid")));
  page = visitor_open (visitor, "/user");
  g_assert_nonnull (strstr (page->body, "04 65 71 00 00"));
  g_assert_null (strstr (page->body, "Autre"));
  g_assert_nonnull (strstr (page->body, "value=\\\"EN US\\\" selected"));
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *path; GTestFunc run; } tests[] = {
    { "/demo/portal/session", test_session },
    { "/demo/portal/last-cookie-counts", test_last_cookie_counts },
    { "/demo/portal/log-off", test_log_off },
    { "/demo/portal/which-portal", test_which_portal },
    { "/demo/portal/no-contact", test_no_contact },
    { "/demo/portal/scope", test_scope },
    { "/demo/portal/lists-are-own", test_lists_are_own },
    { "/demo/portal/agent-has-no-scope", test_agent_has_no_scope },
    { "/demo/portal/order-and-pages", test_order_and_pages },
    { "/demo/portal/search", test_search },
    { "/demo/portal/by-reference", test_by_reference },
    { "/demo/portal/levels", test_levels },
    { "/demo/portal/articles", test_articles },
    { "/demo/portal/profile", test_profile },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_func (tests[i].path, tests[i].run);

  return g_test_run ();
}

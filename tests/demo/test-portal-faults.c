#include "config.h"

#include <string.h>

#include "portal-rig.h"

/* Each fault through the portal: what the client sees, and what happened all
 * the same. As test-faults.c has it for REST. */

#define MARKER "cl-1"

/* What one entry under @fault brought back; how many effects it had. */
static guint
suffer (GuichetDemoFault   fault,
        Reply            **out_reply)
{
  GuichetDemoOptions options = { .tickets = 60, .seed = 7, .server_limit = 40 };
  g_autoptr(Rig) rig = rig_new (&options);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  gint64 ticket = rig_make_ticket (rig, RIG_ASSIGNED);

  guichet_demo_desk_fail_next (rig->desk, fault, 1, TRUE);
  *out_reply = visitor_say (visitor, ticket, MARKER);
  return guichet_demo_desk_count_marker (rig->desk, MARKER);
}

/* Before the commit nothing is done, after it all; the client sees neither. */
static void
test_placing (void)
{
  static const struct
  {
    GuichetDemoFault fault;
    guint            effects;
    gboolean         body;
    guint            status;
  } cases[] = {
    { GUICHET_DEMO_FAULT_NONE, 1, TRUE, 200 },
    { GUICHET_DEMO_FAULT_DROP_BEFORE, 0, FALSE, 0 },
    { GUICHET_DEMO_FAULT_DROP_AFTER, 1, FALSE, 0 },
    { GUICHET_DEMO_FAULT_CUT_BODY, 1, FALSE, 0 },
    { GUICHET_DEMO_FAULT_DELAY, 1, TRUE, 200 },
    { GUICHET_DEMO_FAULT_503, 0, TRUE, 503 },
    { GUICHET_DEMO_FAULT_HTML, 0, TRUE, 200 },
    { GUICHET_DEMO_FAULT_PHP_WARNING, 1, TRUE, 200 },
    { GUICHET_DEMO_FAULT_DOUBLE_APPLY, 2, TRUE, 200 },
    { GUICHET_DEMO_FAULT_EXPIRED_LOGIN, 0, TRUE, 200 },
    { GUICHET_DEMO_FAULT_READ_ONLY, 0, TRUE, 500 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(Reply) reply = NULL;

      g_test_message ("%s", guichet_demo_fault_to_nick (cases[i].fault));
      g_assert_cmpuint (suffer (cases[i].fault, &reply), ==, cases[i].effects);
      g_assert_true ((reply->body != NULL) == cases[i].body || cases[i].fault == GUICHET_DEMO_FAULT_CUT_BODY);
      if (cases[i].body)
        g_assert_cmpuint (reply->status, ==, cases[i].status);
    }
}

static void
test_looks (void)
{
  g_autoptr(Reply) html = NULL;
  g_autoptr(Reply) warning = NULL;
  g_autoptr(Reply) maintenance = NULL;

  suffer (GUICHET_DEMO_FAULT_HTML, &html);
  g_assert_nonnull (strstr (html->body, "auth_user"));
  suffer (GUICHET_DEMO_FAULT_PHP_WARNING, &warning);
  g_assert_null (warning->document);
  g_assert_nonnull (strstr (warning->body, "{\"sMode\":\"edit\""));
  suffer (GUICHET_DEMO_FAULT_503, &maintenance);
  g_assert_null (maintenance->document);
  g_assert_nonnull (strstr (maintenance->body, "maintenance"));
}

/* The session is lost, not only for this one request. */
static void
test_expired_login (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  g_autoptr(Reply) lost = NULL;
  g_autoptr(Reply) still_lost = NULL;
  g_autoptr(Visitor) again = NULL;
  g_autoptr(Reply) back = NULL;

  guichet_demo_desk_fail_next (rig->desk, GUICHET_DEMO_FAULT_EXPIRED_LOGIN, 1, FALSE);
  lost = visitor_get (visitor, "/browse/faq/list/page/1/show/1");
  still_lost = visitor_get (visitor, "/browse/faq/list/page/1/show/1");
  g_assert_cmpstr (lost->body, ==, "Vous êtes déconnecté et devez vous reconnecter pour continuer.");
  g_assert_cmpstr (still_lost->body, ==, lost->body);

  again = visitor_new (rig, "requester");
  back = visitor_get (again, "/browse/faq/list/page/1/show/1");
  g_assert_nonnull (back->document);
}

/* Sometimes done, sometimes not; told alike. */
static void
test_500 (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  gint64 ticket = rig_make_ticket (rig, RIG_ASSIGNED);
  guint effects = 0;

  guichet_demo_desk_set_fault (rig->desk, GUICHET_DEMO_FAULT_500, 1.0, TRUE);
  for (int i = 0; i < 40; i++)
    {
      g_autofree char *marker = g_strdup_printf ("cl-%d-", i);
      g_autoptr(Reply) reply = visitor_say (visitor, ticket, marker);

      g_assert_cmpuint (reply->status, ==, 500);
      g_assert_null (reply->document);
      effects += guichet_demo_desk_count_marker (rig->desk, marker);
    }
  g_assert_cmpuint (effects, >, 5);
  g_assert_cmpuint (effects, <, 35);
}

static void
wait_for_marker (Rig        *rig,
                 const char *marker,
                 guint       expected)
{
  while (guichet_demo_desk_count_marker (rig->desk, marker) != expected)
    g_usleep (2000);
}

static void
test_late_commit (void)
{
  GuichetDemoOptions options = { .tickets = 60, .seed = 7, .server_limit = 400 };
  g_autoptr(Rig) rig = rig_new (&options);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  gint64 ticket = rig_make_ticket (rig, RIG_ASSIGNED);
  g_autoptr(Reply) reply = NULL;

  guichet_demo_desk_fail_next (rig->desk, GUICHET_DEMO_FAULT_LATE_COMMIT, 1, TRUE);
  reply = visitor_say (visitor, ticket, MARKER);
  g_assert_null (reply->body);
  wait_for_marker (rig, MARKER, 1);
}

/* A request that is created twice is two requests; its files go with the
 * first. */
static void
test_double_creation (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  gint64 leaf;
  g_autofree char *token = visitor_take_token (visitor, &leaf);
  g_autoptr(Reply) reply = NULL;

  guichet_demo_desk_fail_next (rig->desk, GUICHET_DEMO_FAULT_DOUBLE_APPLY, 1, TRUE);
  reply = visitor_submit (visitor, "/object/create/UserRequest", "create", 0, token,
                          "title=a|description=<p class=\"" MARKER "\">x</p>");
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpuint (guichet_demo_desk_count_marker (rig->desk, MARKER), ==, 2);
}

/* Acknowledged with the entry in it, and gone: at once or a little later. */
static void
test_lost_append (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  gint64 ticket = rig_make_ticket (rig, RIG_ASSIGNED);

  for (int i = 0; i < 6; i++)
    {
      g_autofree char *marker = g_strdup_printf ("cl-%d-", i);
      g_autoptr(Reply) reply = NULL;

      guichet_demo_desk_fail_next (rig->desk, GUICHET_DEMO_FAULT_LOST_APPEND, 1, TRUE);
      reply = visitor_say (visitor, ticket, marker);
      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_nonnull (strstr (reply->body, marker));
      wait_for_marker (rig, marker, 0);
    }
}

/* A colleague closes what the requester is about to reopen. */
static void
test_last_writer (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  gint64 ticket = rig_make_ticket (rig, RIG_RESOLVED);
  g_autofree char *route = g_strdup_printf ("/object/apply-stimulus/ev_reopen/UserRequest/%" G_GINT64_FORMAT, ticket);
  g_autoptr(Reply) reply = NULL;

  guichet_demo_desk_fail_next (rig->desk, GUICHET_DEMO_FAULT_LAST_WRITER, 1, TRUE);
  reply = visitor_submit (visitor, route, "apply_stimulus", ticket, NULL, "public_log=" MARKER);
  g_assert_cmpuint (reply->status, ==, 500);
  rig_assert_value (rig, ticket, "status", "assigned");
  g_assert_cmpuint (guichet_demo_desk_count_marker (rig->desk, MARKER), ==, 0);
}

/* Reading forms and lists is no write. */
static void
test_writes_only (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(Visitor) visitor = visitor_new (rig, "requester");
  gint64 ticket = rig_make_ticket (rig, RIG_RESOLVED);
  g_autofree char *form = g_strdup_printf ("/object/apply-stimulus/ev_close/UserRequest/%" G_GINT64_FORMAT, ticket);
  g_autoptr(Reply) view = NULL;
  g_autoptr(Reply) page = NULL;
  g_autoptr(Reply) upload = NULL;

  guichet_demo_desk_fail_next (rig->desk, GUICHET_DEMO_FAULT_503, 1, TRUE);
  view = visitor_view (visitor, ticket, "title");
  page = visitor_get (visitor, form);
  upload = visitor_upload (visitor, "x", "file", "a.txt", "a");
  g_assert_cmpuint (view->status, ==, 200);
  g_assert_cmpuint (page->status, ==, 200);
  g_assert_cmpuint (upload->status, ==, 503);
}

#define N_PARALLEL 4

static void
parallel_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  guint *n_left = data;
  g_autoptr(GBytes) bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);

  g_assert_nonnull (bytes);
  (*n_left)--;
}

static SoupMessage *
make_basic_entry (Visitor    *visitor,
                  gint64      ticket,
                  const char *transaction,
                  int         number)
{
  g_autofree char *route = g_strdup_printf ("/object/edit/UserRequest/%" G_GINT64_FORMAT, ticket);
  g_autofree char *path = portal_make_path (route);
  g_autofree char *data = portal_make_data ("edit", ticket, transaction, NULL);
  g_autofree char *text = g_strdup_printf ("parallel-%d", number);
  g_autoptr(GString) form = g_string_new (NULL);
  g_autoptr(GBytes) bytes = NULL;
  SoupMessage *message = visitor_new_message (visitor, "POST", path, TRUE);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  portal_add_pair (form, "operation", "submit");
  portal_add_pair (form, "formmanager_data", data);
  portal_add_pair (form, "current_values[public_log]", text);
  bytes = g_bytes_new (form->str, form->len);
  soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded", bytes);
  /* requester:guichet-demo */
  soup_message_headers_append (headers, "Authorization", "Basic cmVxdWVzdGVyOmd1aWNoZXQtZGVtbw==");
  return message;
}

/* Entries that overlap: all acknowledged, some lost. Each signs in anew, as
 * the requests of one session wait for each other. */
static void
test_parallel_entries (void)
{
  GuichetDemoOptions options = { .tickets = 60, .seed = 7, .hash_cost = 300 };
  g_autoptr(Rig) rig = rig_new (&options);
  g_autoptr(Visitor) signed_in = visitor_new (rig, "requester");
  g_autoptr(Visitor) nobody = visitor_new (rig, NULL);
  g_autofree char *transaction = visitor_take_transaction (signed_in);
  gint64 ticket = rig_make_ticket (rig, RIG_ASSIGNED);
  SoupSession *session = soup_session_new_with_options ("max-conns", N_PARALLEL, "max-conns-per-host", N_PARALLEL, NULL);
  guint n_left = N_PARALLEL;

  soup_session_set_proxy_resolver (session, NULL);
  for (int i = 0; i < N_PARALLEL; i++)
    {
      g_autoptr(SoupMessage) message = make_basic_entry (nobody, ticket, transaction, i);

      soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, parallel_cb, &n_left);
    }
  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (guichet_demo_desk_count_marker (rig->desk, "parallel-"), <, N_PARALLEL);
  g_assert_cmpuint (guichet_demo_desk_count_marker (rig->desk, "parallel-"), >, 0);
  soup_session_abort (session);
  g_object_unref (session);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/portal/faults/placing", test_placing);
  g_test_add_func ("/demo/portal/faults/looks", test_looks);
  g_test_add_func ("/demo/portal/faults/expired-login", test_expired_login);
  g_test_add_func ("/demo/portal/faults/500", test_500);
  g_test_add_func ("/demo/portal/faults/late-commit", test_late_commit);
  g_test_add_func ("/demo/portal/faults/double-creation", test_double_creation);
  g_test_add_func ("/demo/portal/faults/lost-append", test_lost_append);
  g_test_add_func ("/demo/portal/faults/last-writer", test_last_writer);
  g_test_add_func ("/demo/portal/faults/writes-only", test_writes_only);
  g_test_add_func ("/demo/portal/faults/parallel-entries", test_parallel_entries);

  return g_test_run ();
}

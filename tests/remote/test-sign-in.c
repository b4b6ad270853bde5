#include "config.h"

#include "script.h"
#include "util/error.h"

static GuichetRemote *
new_remote (Script *script)
{
  g_autoptr(GError) error = NULL;
  GuichetRemote *remote = guichet_itop_rest_new (fixture_server_get_address (script->server), "agent1", "s3cret&+é", &error);

  g_assert_no_error (error);

  return remote;
}

static void
test_identity (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = new_remote (script);
  g_autoptr(GuichetProfile) profile = NULL;
  g_autoptr(GuichetIdentity) identity = NULL;
  g_autoptr(GError) error = NULL;

  script_add_desk (script);
  identity = guichet_remote_sign_in (remote, &profile, NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpint (identity->person_id, ==, 45);
  g_assert_cmpstr (identity->name, ==, "Inès Morvan");
  g_assert_cmpstr (identity->login, ==, "agent1");
  g_assert_cmpstr (identity->email, ==, "agent1@lab.example");
  g_assert_cmpint (identity->organisation_id, ==, 6);
  g_assert_cmpstr (identity->organisation, ==, "DSI");
  g_assert_cmpuint (identity->teams->len, ==, 2);
  g_assert_true (guichet_identity_has_team (identity, 40));
  g_assert_true (guichet_identity_has_team (identity, 42));
  g_assert_cmpstr (identity->profile, ==, "asap");
  g_assert_cmpstr (identity->zone, ==, "Europe/Paris");
  g_assert_cmpuint (identity->fields, ==, guichet_profile_get_fields (profile));
}

/* What the server lacks is dropped: this one has no availabilities. */
static void
test_restricted (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = new_remote (script);
  g_autoptr(GuichetProfile) profile = NULL;
  g_autoptr(GuichetIdentity) identity = NULL;

  script_add_desk (script);
  identity = guichet_remote_sign_in (remote, &profile, NULL, NULL);

  g_assert_true (guichet_profile_has_field (profile, GUICHET_FIELD_SITE));
  g_assert_false (guichet_profile_has_field (profile, GUICHET_FIELD_AVAILABILITY));
  g_assert_false (guichet_profile_has_field (profile, GUICHET_FIELD_DOMAIN));
}

/* A server of the stock model, with none of the lab's fields and states. */
static void
test_stock (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = new_remote (script);
  g_autoptr(GuichetIdentity) identity = NULL;
  g_autoptr(GError) error = NULL;

  script_add (script, "SELECT UserRequest WHERE guichet_impossible_attribute",
              "{\"code\":100,\"message\":\"…, expecting {operational_status, ref, org_id, caller_id, team_id, agent_id,"
              " title, description, start_date, last_update, status, impact, priority, urgency, origin, service_id,"
              " servicesubcategory_id, request_type, private_log, public_log, id}\"}");
  script_add (script, "\"limit\":500",
              "{\"code\":0,\"message\":\"Found: 1\",\"objects\":{\"UserRequest::1\":{\"key\":\"1\","
              "\"fields\":{\"status\":\"assigned\"}}}}");
  script_add_desk (script);
  identity = guichet_remote_sign_in (remote, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (identity->profile, ==, "itop");
}

/* A server whose refusals list nothing: the names are read off one object. */
static void
test_silent_schema (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = new_remote (script);
  g_autoptr(GuichetProfile) profile = NULL;
  g_autoptr(GuichetIdentity) identity = NULL;
  g_autoptr(GError) error = NULL;

  script_add (script, "guichet_impossible_attribute", "{\"code\":100,\"message\":\"Error: no\"}");
  script_add (script, "\"output_fields\":\"*\"",
              "{\"code\":0,\"message\":\"Found: 9\",\"objects\":{\"UserRequest::1\":{\"key\":\"1\",\"fields\":{"
              "\"title\":\"\",\"status\":\"\",\"last_update\":\"\",\"bad name\":\"\",\"caller_id\":\"0\"}}}}");
  script_add_desk (script);
  identity = guichet_remote_sign_in (remote, &profile, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (guichet_profile_has_field (profile, GUICHET_FIELD_CALLER));
  g_assert_false (guichet_profile_has_field (profile, GUICHET_FIELD_TEAM));
}

static void
test_no_profile_fits (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = new_remote (script);
  g_autoptr(GuichetIdentity) identity = NULL;
  g_autoptr(GError) error = NULL;

  script_add (script, "guichet_impossible_attribute", "{\"code\":100,\"message\":\"Error: class: 'UserRequest' is not a valid class'\"}");
  script_add_desk (script);
  identity = guichet_remote_sign_in (remote, NULL, NULL, &error);

  g_assert_null (identity);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_REJECTED);
}

static void
assert_roles (Script       *script,
              GuichetRoles  roles)
{
  g_autoptr(GuichetRemote) remote = new_remote (script);
  g_autoptr(GuichetIdentity) identity = NULL;
  g_autoptr(GError) error = NULL;

  script_add_desk (script);
  identity = guichet_remote_sign_in (remote, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (identity->door, ==, GUICHET_DOOR_REST);
  g_assert_cmpint (identity->roles, ==, roles);
}

#define NO_TEAM "lnkPersonToTeam&person_id = 45", "{\"code\":0,\"message\":\"Found: 0\",\"objects\":null}"
#define PROFILES "URP_UserProfile"

/* Who belongs to a team treats requests; so does an administrator, who alone
 * may read what profiles an account has. Anybody else has requests of their
 * own, whatever REST would let them read. */
static void
test_roles (void)
{
  g_autoptr(Script) agent = script_new ();
  g_autoptr(Script) administrator = script_new ();
  g_autoptr(Script) requester = script_new ();

  assert_roles (agent, GUICHET_ROLE_REQUESTER | GUICHET_ROLE_AGENT);
  g_assert_cmpuint (script_count (agent, PROFILES), ==, 0);

  script_add (administrator, NO_TEAM);
  script_add (administrator, PROFILES,
              "{\"code\":0,\"message\":\"Found: 1\",\"objects\":{\"URP_UserProfile::1\":{\"key\":\"1\","
              "\"fields\":{\"id\":\"1\"}}}}");
  assert_roles (administrator, GUICHET_ROLE_REQUESTER | GUICHET_ROLE_AGENT);

  script_add (requester, NO_TEAM);
  script_add (requester, PROFILES,
              "{\"code\":1,\"message\":\"Error: The current user does not have enough permissions for exporting data"
              " of class URP_UserProfile\"}");
  assert_roles (requester, GUICHET_ROLE_REQUESTER);
}

/* A server in trouble says nothing about anybody's role. */
static void
test_roles_in_trouble (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = new_remote (script);
  g_autoptr(GuichetIdentity) identity = NULL;
  g_autoptr(GError) error = NULL;

  script_add (script, NO_TEAM);
  script_add_full (script, PROFILES, 502, NULL, "<html></html>", SCRIPT_PLAIN, 0);
  script_add_desk (script);
  identity = guichet_remote_sign_in (remote, NULL, NULL, &error);
  g_assert_null (identity);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_RETRY_LATER);
}

/* A requester's REST asks for nothing internal, and writes nothing there. */
static void
test_requester_journals (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = new_remote (script);
  g_autoptr(GuichetIdentity) identity = NULL;
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 42);
  g_autoptr(GError) error = NULL;
  guint asked;

  script_add (script, NO_TEAM);
  script_add (script, PROFILES, "{\"code\":1,\"message\":\"Error: not enough permissions\"}");
  script_add_desk (script);
  identity = guichet_remote_sign_in (remote, NULL, NULL, &error);
  g_assert_no_error (error);

  ticket = guichet_remote_read_ticket (remote, 42, NULL, NULL);
  g_assert_cmpuint (script_count (script, "public_log"), >, 0);
  g_assert_cmpuint (script_count (script, "\"output_fields\"&private_log"), ==, 0);

  asked = script->asked->len;
  intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup ("<p>x</p>");
  g_assert_null (guichet_remote_send (remote, intent, NULL, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
  g_assert_cmpuint (script->asked->len, ==, asked);
}

static void
test_no_person (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = new_remote (script);
  g_autoptr(GuichetIdentity) identity = NULL;
  g_autoptr(GError) error = NULL;

  script_add (script, ":current_contact_id", "{\"code\":0,\"message\":\"Found: 0\",\"objects\":null}");
  script_add_desk (script);
  identity = guichet_remote_sign_in (remote, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (identity->person_id, ==, 0);
  g_assert_cmpstr (identity->name, ==, "agent1");
  g_assert_cmpuint (identity->teams->len, ==, 0);
}

static void
test_refusals (void)
{
  static const struct { const char *message; GuichetError code; } refusals[] = {
    { "Error: Invalid login", GUICHET_ERROR_BAD_CREDENTIALS },
    { "Error: This user is not authorized to use the web services. (The profile REST Services User is required to"
      " access the REST web services)", GUICHET_ERROR_MISSING_PROFILE },
    { "Error: Portal user is not allowed", GUICHET_ERROR_PORTAL_ACCOUNT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr(Script) script = script_new ();
      g_autoptr(GuichetRemote) remote = new_remote (script);
      g_autofree char *answer = g_strdup_printf ("{\"code\":1,\"message\":\"%s\"}", refusals[i].message);
      g_autoptr(GuichetIdentity) identity = NULL;
      g_autoptr(GError) error = NULL;

      script_add (script, "", answer);
      identity = guichet_remote_sign_in (remote, NULL, NULL, &error);
      g_assert_null (identity);
      g_assert_error (error, GUICHET_ERROR, (int) refusals[i].code);
      g_assert_cmpstr (guichet_error_get_detail (error), ==, refusals[i].message);
      /* Two ways of logging in, and no third try. */
      g_assert_cmpuint (fixture_server_get_count (script->server), ==, i == 0 ? 2 : 1);
    }
}

static gboolean
is_basic (Script *script,
          guint   request)
{
  return strstr (g_ptr_array_index (script->heads, request), "\nauthorization: basic ") != NULL;
}

static gboolean
has_form_login (Script *script,
                guint   request)
{
  return strstr (g_ptr_array_index (script->forms, request), "auth_pwd=s3cret%26%2B%C3%A9") != NULL;
}

/* Form fields first; Basic once they were refused, and from then on. */
static void
test_basic_is_learned (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = new_remote (script);
  g_autoptr(GuichetIdentity) identity = NULL;
  g_autoptr(GError) error = NULL;

  script_add_full (script, "", 200, NULL, "{\"code\":1,\"message\":\"Error: Invalid login\"}", SCRIPT_PLAIN, 1);
  script_add_desk (script);
  identity = guichet_remote_sign_in (remote, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (has_form_login (script, 0));
  g_assert_false (is_basic (script, 0));
  for (guint i = 1; i < script->heads->len; i++)
    {
      g_assert_true (is_basic (script, i));
      g_assert_false (has_form_login (script, i));
    }
}

/* The secret stands in the body or a header, never in an address; one name
 * of ours, no cookies, the version in the query. */
static void
test_requests (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = NULL;

  script_add_full (script, "list_operations", 200, "Set-Cookie: itop-1=abc; path=/\r\n",
                   "{\"code\":0,\"message\":\"Operations: 7\"}", SCRIPT_PLAIN, 1);
  remote = script_sign_in (script);
  for (guint i = 0; i < script->heads->len; i++)
    {
      const char *head = g_ptr_array_index (script->heads, i);

      g_assert_true (g_str_has_prefix (head, "POST /webservices/rest.php?version=1.3\n"));
      g_assert_nonnull (strstr (head, "\nuser-agent: guichet/"));
      g_assert_nonnull (strstr (head, "\naccept-encoding: gzip"));
      g_assert_nonnull (strstr (head, "\ncontent-type: application/x-www-form-urlencoded\n"));
      g_assert_null (strstr (head, "s3cret"));
      g_assert_null (strstr (head, "\ncookie:"));
      g_assert_true (has_form_login (script, i));
    }
}

/* ---- the probe */

typedef struct
{
  GuichetReach  reach;
  GError       *error;
  gboolean      done;
} Probe;

static void
probed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Probe *probe = user_data;

  probe->reach = guichet_itop_rest_probe_finish (result, &probe->error);
  probe->done = TRUE;
}

static GuichetReach
run_probe (const char  *address,
           GError     **error)
{
  Probe probe = { 0 };

  guichet_itop_rest_probe_async (address, NULL, probed_cb, &probe);
  while (!probe.done)
    g_main_context_iteration (NULL, TRUE);
  if (probe.error != NULL)
    g_propagate_error (error, probe.error);

  return probe.reach;
}

static void
test_probe (void)
{
  static const struct { guint status; const char *body; GuichetReach reach; } answers[] = {
    { 200, "{\"status\":\"RUNNING\",\"code\":0,\"message\":\"\"}", GUICHET_REACH_ITOP },
    { 500, "{\"status\":\"ERROR\",\"code\":1,\"message\":\"database\"}", GUICHET_REACH_MAINTENANCE },
    { 503, "{\"data\":[{\"code\":100,\"message\":\"This application is currently under maintenance.\"}],\"scripts\":[]}",
      GUICHET_REACH_MAINTENANCE },
    { 404, "<html>Not Found</html>", GUICHET_REACH_OTHER },
    { 200, "<html>Log in</html>", GUICHET_REACH_OTHER },
    { 200, "{\"hello\":\"world\"}", GUICHET_REACH_OTHER },
    { 200, "", GUICHET_REACH_OTHER },
    { 502, "Bad Gateway", GUICHET_REACH_OTHER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(Script) script = script_new ();
      g_autoptr(GError) error = NULL;
      GuichetReach reach;

      script_add_full (script, "/webservices/status.php", answers[i].status, NULL, answers[i].body, SCRIPT_PLAIN, 0);
      reach = run_probe (fixture_server_get_address (script->server), &error);
      g_assert_no_error (error);
      g_assert_cmpint (reach, ==, answers[i].reach);
      g_assert_true (g_str_has_prefix (g_ptr_array_index (script->heads, 0), "GET /webservices/status.php\n"));
      g_assert_null (strstr (g_ptr_array_index (script->heads, 0), "authorization"));
    }
}

/* An address where nobody listens: that of a server that was just closed. */
static char *
dup_dead_address (void)
{
  g_autoptr(Script) script = script_new ();

  return g_strdup (fixture_server_get_address (script->server));
}

static void
running_cb (FixtureRequest *request,
            FixtureReply   *reply,
            gpointer        user_data)
{
  fixture_reply_set_text (reply, "{\"status\":\"RUNNING\",\"code\":0,\"message\":\"\"}");
}

static void
test_probe_untrusted (void)
{
  g_autoptr(FixtureServer) server = fixture_server_new_untrusted (running_cb, NULL);
  g_autoptr(GError) error = NULL;

  run_probe (fixture_server_get_address (server), &error);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_TLS);
}

static void
test_probe_nobody (void)
{
  g_autofree char *address = dup_dead_address ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) invalid = NULL;

  g_assert_cmpint (run_probe (address, &error), ==, GUICHET_REACH_NOBODY);
  g_assert_no_error (error);
  run_probe ("http://desk.example.org", &invalid);
  g_assert_error (invalid, GUICHET_ERROR, GUICHET_ERROR_INVALID);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/remote/sign-in/identity", test_identity);
  g_test_add_func ("/remote/sign-in/restricted", test_restricted);
  g_test_add_func ("/remote/sign-in/stock", test_stock);
  g_test_add_func ("/remote/sign-in/silent-schema", test_silent_schema);
  g_test_add_func ("/remote/sign-in/no-profile-fits", test_no_profile_fits);
  g_test_add_func ("/remote/sign-in/no-person", test_no_person);
  g_test_add_func ("/remote/sign-in/roles", test_roles);
  g_test_add_func ("/remote/sign-in/roles-in-trouble", test_roles_in_trouble);
  g_test_add_func ("/remote/sign-in/requester-journals", test_requester_journals);
  g_test_add_func ("/remote/sign-in/refusals", test_refusals);
  g_test_add_func ("/remote/sign-in/basic-is-learned", test_basic_is_learned);
  g_test_add_func ("/remote/sign-in/requests", test_requests);
  g_test_add_func ("/remote/probe/answers", test_probe);
  g_test_add_func ("/remote/probe/untrusted", test_probe_untrusted);
  g_test_add_func ("/remote/probe/nobody", test_probe_nobody);

  return g_test_run ();
}

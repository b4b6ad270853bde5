#include "config.h"

#include "script.h"
#include "util/error.h"

#define OK_ANSWER "{\"code\":0,\"message\":\"Found: 1\",\"objects\":{\"UserRequest::42\":{\"code\":0,\"message\":\"\"," \
                  "\"class\":\"UserRequest\",\"key\":\"42\",\"fields\":{\"title\":\"a\"}}}}"
#define JSON_TYPE "Content-Type: application/json\r\n"
#define HTML_TYPE "Content-Type: text/html\r\n"
#define LOGIN_PAGE "<!DOCTYPE html><html><body><form method=\"post\"><input name=\"auth_user\"></form></body></html>"

/* ---- every fault, on a reading call and on a write */

typedef struct
{
  const char   *name;
  guint         status;
  const char   *headers;
  const char   *body;
  ScriptManner  manner;
  const char   *on_read;
  const char   *on_write;
} Fault;

static const Fault faults[] = {
  { "dropped", 200, NULL, "", SCRIPT_DROP, "retry-later", "outcome-unknown" },
  { "cut", 200, NULL, OK_ANSWER, SCRIPT_CUT, "retry-later", "outcome-unknown" },
  { "silent", 200, NULL, OK_ANSWER, SCRIPT_SILENT, "retry-later", "outcome-unknown" },
  { "sliced", 200, NULL, OK_ANSWER, SCRIPT_SLICED, "fine", "fine" },
  { "gzip", 200, NULL, OK_ANSWER, SCRIPT_GZIP, "fine", "fine" },
  { "bad-gzip", 200, JSON_TYPE "Content-Encoding: gzip\r\n", "this is no gzip", SCRIPT_PLAIN, "not-itop", "outcome-unknown" },
  { "empty", 200, NULL, "", SCRIPT_PLAIN, "retry-later", "outcome-unknown" },
  { "login-page", 200, HTML_TYPE, LOGIN_PAGE, SCRIPT_PLAIN, "not-itop", "outcome-unknown" },
  { "portal-page", 511, HTML_TYPE, LOGIN_PAGE, SCRIPT_PLAIN, "retry-later", "outcome-unknown" },
  { "php-fatal", 200, HTML_TYPE, "<br />\n<b>Fatal error</b>:  Allowed memory size", SCRIPT_PLAIN, "retry-later", "outcome-unknown" },
  { "php-warning", 200, HTML_TYPE, "<b>Warning</b>: x {<br />" OK_ANSWER, SCRIPT_PLAIN, "fine", "fine" },
  { "warning-with-500", 500, HTML_TYPE, "<b>Warning</b>: x<br />" OK_ANSWER, SCRIPT_PLAIN, "retry-later", "outcome-unknown" },
  { "other-json", 200, NULL, "{\"hello\":[1,2]}", SCRIPT_PLAIN, "not-itop", "outcome-unknown" },
  { "json-list", 200, NULL, "[1,2]", SCRIPT_PLAIN, "not-itop", "outcome-unknown" },
  { "401", 401, HTML_TYPE, LOGIN_PAGE, SCRIPT_PLAIN, "bad-credentials", "bad-credentials" },
  { "403", 403, HTML_TYPE, LOGIN_PAGE, SCRIPT_PLAIN, "not-itop", "outcome-unknown" },
  { "404", 404, HTML_TYPE, LOGIN_PAGE, SCRIPT_PLAIN, "not-itop", "not-itop" },
  { "407", 407, HTML_TYPE, LOGIN_PAGE, SCRIPT_PLAIN, "unreachable", "unreachable" },
  { "408", 408, HTML_TYPE, LOGIN_PAGE, SCRIPT_PLAIN, "retry-later", "outcome-unknown" },
  { "413", 413, HTML_TYPE, LOGIN_PAGE, SCRIPT_PLAIN, "too-large", "too-large" },
  { "429", 429, HTML_TYPE "Retry-After: 30\r\n", LOGIN_PAGE, SCRIPT_PLAIN, "retry-later", "retry-later" },
  { "500", 500, HTML_TYPE, "", SCRIPT_PLAIN, "retry-later", "outcome-unknown" },
  { "502", 502, HTML_TYPE, LOGIN_PAGE, SCRIPT_PLAIN, "retry-later", "outcome-unknown" },
  { "503", 503, HTML_TYPE, LOGIN_PAGE, SCRIPT_PLAIN, "retry-later", "outcome-unknown" },
  { "504", 504, HTML_TYPE, LOGIN_PAGE, SCRIPT_PLAIN, "retry-later", "outcome-unknown" },
  { "maintenance", 503, NULL,
    "{\"data\":[{\"code\":100,\"message\":\"This application is currently under maintenance.\"}],\"scripts\":[]}",
    SCRIPT_PLAIN, "maintenance", "maintenance" },
  { "maintenance-in-french", 503, NULL,
    "{\"data\":[{\"code\":100,\"message\":\"Application en cours d'entretien.\"}],\"scripts\":[]}",
    SCRIPT_PLAIN, "maintenance", "maintenance" },
  { "sign-on-elsewhere", 302, "Location: https://sso.example.org/login?from=x\r\n", "", SCRIPT_PLAIN, "not-itop", "not-itop" },
  { "login-beside", 302, "Location: /pages/UI.php\r\n", "", SCRIPT_PLAIN, "not-itop", "not-itop" },
  { "redirect-loop", 307, "Location: /webservices/rest.php?version=1.3\r\n", "", SCRIPT_PLAIN, "not-itop", "not-itop" },
  { "redirect-nowhere", 301, NULL, "", SCRIPT_PLAIN, "not-itop", "not-itop" },
  { "bad-login", 200, NULL, "{\"code\":1,\"message\":\"Error: Invalid login\"}", SCRIPT_PLAIN, "bad-credentials", "bad-credentials" },
  { "read-only", 200, NULL, "{\"code\":1,\"message\":\"The current user does not have enough permissions for modifying data of"
    " class UserRequest\",\"objects\":null}", SCRIPT_PLAIN, "right-or-read-only", "right-or-read-only" },
  { "deadlock", 200, NULL, "{\"code\":1213,\"message\":\"Error: Deadlock found\"}", SCRIPT_PLAIN, "retry-later", "outcome-unknown" },
  { "vanished", 200, NULL, "{\"code\":100,\"message\":\"Error: Invalid object UserRequest::42\"}", SCRIPT_PLAIN, "not-found", "not-found" },
  { "no-object", 200, NULL, "{\"code\":0,\"message\":\"Found: 0\",\"objects\":null}", SCRIPT_PLAIN, "not-found", "outcome-unknown" },
};

static const char *
get_nick (const GError *error)
{
  if (error == NULL)
    return "fine";
  g_assert_true (error->domain == GUICHET_ERROR);

  return guichet_error_to_nick (error->code);
}

static GuichetIntent *
new_entry (void)
{
  GuichetIntent *intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 42);

  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>a</p>");

  return intent;
}

static void
read_it (GuichetRemote  *remote,
         GCancellable   *cancellable,
         GError        **error)
{
  g_autoptr(GuichetTicket) ticket = guichet_remote_read_ticket (remote, 42, cancellable, error);
}

static void
write_it (GuichetRemote  *remote,
          GCancellable   *cancellable,
          GError        **error)
{
  g_autoptr(GuichetIntent) intent = new_entry ();
  g_autoptr(GuichetTicket) ticket = guichet_remote_send (remote, intent, cancellable, error);
}

static void
test_fault (gconstpointer data)
{
  const Fault *fault = data;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(Script) script = script_new ();
      g_autoptr(GuichetRemote) remote = script_sign_in (script);
      g_autoptr(GError) error = NULL;

      script_add_full (script, i == 0 ? "id IN (42)" : "core/update", fault->status, fault->headers, fault->body,
                       fault->manner, 0);
      guichet_itop_rest_set_timeout (GUICHET_ITOP_REST (remote), fault->manner == SCRIPT_SILENT ? 200 : 20000);
      if (i == 0)
        read_it (remote, NULL, &error);
      else
        write_it (remote, NULL, &error);
      g_assert_cmpstr (get_nick (error), ==, i == 0 ? fault->on_read : fault->on_write);
      /* A write is never made twice, whatever happened to the first. */
      if (i == 1 && fault->status != 307)
        g_assert_cmpuint (script_count (script, "core/update"), ==, 1);
    }
}

/* ---- the way there */

static char *
dup_dead_address (void)
{
  g_autoptr(Script) script = script_new ();

  return g_strdup (fixture_server_get_address (script->server));
}

static GuichetRemote *
new_restored (const char *address)
{
  GuichetRemote *remote = guichet_itop_rest_new (address, "agent1", "secret", NULL);
  g_autoptr(GuichetIdentity) identity = guichet_identity_new (address, "agent1");
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", NULL);

  guichet_itop_rest_restore (GUICHET_ITOP_REST (remote), identity, profile);

  return remote;
}

/* Nothing was sent where nobody listens: a write may simply be made later. */
static void
test_unreachable (void)
{
  g_autofree char *address = dup_dead_address ();
  g_autoptr(GuichetRemote) remote = new_restored (address);
  g_autoptr(GError) on_read = NULL;
  g_autoptr(GError) on_write = NULL;

  read_it (remote, NULL, &on_read);
  g_assert_error (on_read, GUICHET_ERROR, GUICHET_ERROR_UNREACHABLE);
  write_it (remote, NULL, &on_write);
  g_assert_error (on_write, GUICHET_ERROR, GUICHET_ERROR_UNREACHABLE);
}

/* The server goes away between the sign-in and a write. */
static void
test_went_away (void)
{
  Script *script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GError) error = NULL;

  script_add (script, "core/update", OK_ANSWER);
  write_it (remote, NULL, &error);
  g_assert_no_error (error);
  script_free (script);
  write_it (remote, NULL, &error);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_UNREACHABLE);
}

static void
count_cb (FixtureRequest *request,
          FixtureReply   *reply,
          gpointer        user_data)
{
  fixture_reply_set_text (reply, OK_ANSWER);
}

/* There is no way around a certificate that the system does not trust, and
 * nothing is sent to its owner. */
static void
test_untrusted (void)
{
  g_autoptr(FixtureServer) server = fixture_server_new_untrusted (count_cb, NULL);
  g_autoptr(GuichetRemote) remote = new_restored (fixture_server_get_address (server));
  g_autoptr(GError) on_read = NULL;
  g_autoptr(GError) on_write = NULL;

  read_it (remote, NULL, &on_read);
  g_assert_error (on_read, GUICHET_ERROR, GUICHET_ERROR_TLS);
  write_it (remote, NULL, &on_write);
  g_assert_error (on_write, GUICHET_ERROR, GUICHET_ERROR_TLS);
  g_assert_cmpuint (fixture_server_get_count (server), ==, 0);
}

/* Plain http where https was expected. */
static void
test_no_tls (void)
{
  g_autoptr(FixtureServer) server = fixture_server_new (count_cb, NULL);
  g_autofree char *address = g_strconcat ("https", fixture_server_get_address (server) + strlen ("http"), NULL);
  g_autoptr(GuichetRemote) remote = new_restored (address);
  g_autoptr(GError) error = NULL;

  guichet_itop_rest_set_timeout (GUICHET_ITOP_REST (remote), 300);
  write_it (remote, NULL, &error);
  g_assert_cmpint (error->domain, ==, GUICHET_ERROR);
  g_assert_true (error->code == GUICHET_ERROR_TLS || error->code == GUICHET_ERROR_UNREACHABLE);
  g_assert_cmpuint (fixture_server_get_count (server), ==, 0);
}

/* A connection that the server closed while it was idle: the reading call is
 * made again by itself. */
static void
test_stale_connection (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GError) error = NULL;

  script_add_full (script, "id IN (42)", 200, NULL, "", SCRIPT_DROP, 1);
  script_add (script, "id IN (42)", OK_ANSWER);
  read_it (remote, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (script_count (script, "id IN (42)"), ==, 2);
}

/* Within the same service a redirection is followed, as a POST with its body;
 * to another host nothing at all is sent. */
static void
test_redirect_inside (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GError) error = NULL;

  script_add_full (script, "core/update", 301, "Location: /webservices/rest.php?version=1.3&moved=1\r\n", "", SCRIPT_PLAIN, 1);
  script_add (script, "core/update", OK_ANSWER);
  write_it (remote, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (script_count (script, "core/update"), ==, 2);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (script->heads, script->heads->len - 1),
                                   "POST /webservices/rest.php?version=1.3&moved=1\n"));
}

static void
test_redirect_outside (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(Script) thief = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autofree char *location = g_strdup_printf ("Location: %s/webservices/rest.php\r\n",
                                               fixture_server_get_address (thief->server));
  g_autoptr(GError) error = NULL;

  script_add_full (script, "id IN (42)", 307, location, "", SCRIPT_PLAIN, 0);
  read_it (remote, NULL, &error);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_ITOP);
  g_assert_cmpuint (fixture_server_get_count (thief->server), ==, 0);
}

/* ---- bounds */

/* A megabyte out of a thousand bytes is no answer but an attack. */
static void
bomb_cb (FixtureRequest *request,
         FixtureReply   *reply,
         gpointer        user_data)
{
  const gsize length = 64 * 1024 * 1024;
  g_autofree char *zeros = g_malloc0 (length);

  memset (zeros, ' ', length);
  fixture_reply_set_gzip (reply, zeros, length);
}

static void
test_bomb (void)
{
  g_autoptr(FixtureServer) server = fixture_server_new (bomb_cb, NULL);
  g_autoptr(GuichetRemote) remote = new_restored (fixture_server_get_address (server));
  g_autoptr(GError) on_read = NULL;

  read_it (remote, NULL, &on_read);
  g_assert_error (on_read, GUICHET_ERROR, GUICHET_ERROR_TOO_LARGE);
}

static void
endless_cb (FixtureRequest *request,
            FixtureReply   *reply,
            gpointer        user_data)
{
  reply->body = g_bytes_new_take (g_strnfill (1024 * 1024, ' '), 1024 * 1024);
  reply->repeat = 300;
}

static void
test_endless (void)
{
  g_autoptr(FixtureServer) server = fixture_server_new (endless_cb, NULL);
  g_autoptr(GuichetRemote) remote = new_restored (fixture_server_get_address (server));
  g_autoptr(GError) on_read = NULL;

  read_it (remote, NULL, &on_read);
  g_assert_error (on_read, GUICHET_ERROR, GUICHET_ERROR_TOO_LARGE);
}

/* ---- cancelling */

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (100 * 1000);
  g_cancellable_cancel (data);

  return NULL;
}

static void
test_cancelled_before (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  write_it (remote, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (script_count (script, "core/update"), ==, 0);
}

static void
test_cancelled_meanwhile (void)
{
  static const char * const words[] = { "id IN (42)", "core/update" };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(Script) script = script_new ();
      g_autoptr(GuichetRemote) remote = script_sign_in (script);
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GError) error = NULL;
      GThread *thread;

      script_add_full (script, words[i], 200, NULL, OK_ANSWER, SCRIPT_SILENT, 0);
      thread = g_thread_new ("cancel", cancel_soon, cancellable);
      if (i == 0)
        read_it (remote, cancellable, &error);
      else
        write_it (remote, cancellable, &error);
      g_thread_join (thread);
      if (i == 0)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      else
        g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_OUTCOME_UNKNOWN);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/remote/faults/", faults[i].name, NULL);

      g_test_add_data_func (path, &faults[i], test_fault);
    }
  g_test_add_func ("/remote/way/unreachable", test_unreachable);
  g_test_add_func ("/remote/way/went-away", test_went_away);
  g_test_add_func ("/remote/way/untrusted", test_untrusted);
  g_test_add_func ("/remote/way/no-tls", test_no_tls);
  g_test_add_func ("/remote/way/stale-connection", test_stale_connection);
  g_test_add_func ("/remote/way/redirect-inside", test_redirect_inside);
  g_test_add_func ("/remote/way/redirect-outside", test_redirect_outside);
  g_test_add_func ("/remote/bounds/bomb", test_bomb);
  g_test_add_func ("/remote/bounds/endless", test_endless);
  g_test_add_func ("/remote/cancel/before", test_cancelled_before);
  g_test_add_func ("/remote/cancel/meanwhile", test_cancelled_meanwhile);

  return g_test_run ();
}

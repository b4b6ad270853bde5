#include "config.h"

#include "recording.h"
#include "remote/door.h"
#include "util/error.h"

/* Which door is open, or why none: each case is what REST says and what stands
 * at the entrance. */

#define LOGIN_PAGE "<!DOCTYPE html><html><title>iTop</title><form><input name=\"auth_user\"></form></html>"
#define SSO_PAGE "<!DOCTYPE html><html><title>iTop</title><a href=\"UI.php?login_mode=SAML\">Sign in</a></html>"
#define CONSOLE_PAGE "<!DOCTYPE html><html><title>iTop</title>Welcome</html>"
#define OTHER_PAGE "<!DOCTYPE html><html>Welcome to nginx</html>"
#define TO_PORTAL "Location: /pages/exec.php/?exec_module=itop-portal-base&portal_id=itop-portal\r\n"
#define TO_SSO "Location: https://sso.example/login\r\n"

#define REST_LET_IN 200, NULL, "{\"code\":0,\"message\":\"Operations: 7\"}"
#define REST_INVALID 200, NULL, "{\"code\":1,\"message\":\"Error: Invalid login\"}"
#define REST_PORTAL 200, NULL, "{\"code\":1,\"message\":\"Error: Portal user is not allowed\"}"
#define REST_PROFILE 200, NULL, "{\"code\":1,\"message\":\"Error: This user is not authorized to use the web services." \
                                " (The profile REST Services User is required)\"}"

typedef struct
{
  const char *name;
  guint       rest_status;
  const char *rest_headers;
  const char *rest_body;
  guint       get_status;       /* the entrance without a secret */
  const char *get_headers;
  const char *get_body;
  guint       post_status;      /* with it */
  const char *post_headers;
  const char *post_body;
  int         expected;         /* a door, or less than 0 an error */
  guint       tries;            /* how often the secret left */
} Case;

static const Case cases[] = {
  { "rest", REST_LET_IN, 404, NULL, "", 404, NULL, "", GUICHET_DOOR_REST, 1 },
  { "portal", REST_PORTAL, 200, NULL, LOGIN_PAGE, 302, TO_PORTAL, "", GUICHET_DOOR_PORTAL, 2 },
  { "portal-without-rest-profile", REST_PROFILE, 200, NULL, LOGIN_PAGE, 302, TO_PORTAL, "", GUICHET_DOOR_PORTAL, 2 },
  { "portal-rest-closed", 404, NULL, OTHER_PAGE, 200, NULL, LOGIN_PAGE, 302, TO_PORTAL, "", GUICHET_DOOR_PORTAL, 2 },
  { "wrong-secret", REST_INVALID, 200, NULL, LOGIN_PAGE, 200, NULL, LOGIN_PAGE, -GUICHET_ERROR_BAD_CREDENTIALS, 1 },
  { "wrong-secret-rest-closed", 404, NULL, OTHER_PAGE, 200, NULL, LOGIN_PAGE, 200, NULL, LOGIN_PAGE,
    -GUICHET_ERROR_BAD_CREDENTIALS, 2 },
  { "sso-page", REST_INVALID, 200, NULL, SSO_PAGE, 200, NULL, SSO_PAGE, -GUICHET_ERROR_SINGLE_SIGN_ON, 1 },
  { "sso-redirection", REST_INVALID, 302, TO_SSO, "", 302, TO_SSO, "", -GUICHET_ERROR_SINGLE_SIGN_ON, 1 },
  { "sso-in-front", 302, TO_SSO, "", 302, TO_SSO, "", 302, TO_SSO, "", -GUICHET_ERROR_SINGLE_SIGN_ON, 1 },
  { "console-only", REST_PROFILE, 200, NULL, LOGIN_PAGE, 200, NULL, CONSOLE_PAGE, -GUICHET_ERROR_MISSING_PROFILE, 2 },
  { "other-site", 404, NULL, OTHER_PAGE, 404, NULL, OTHER_PAGE, 404, NULL, OTHER_PAGE, -GUICHET_ERROR_NOT_ITOP, 1 },
  { "maintenance", 503, NULL, "{\"data\":[{\"code\":100,\"message\":\"maintenance\"}]}", 503, NULL, "maintenance",
    503, NULL, "maintenance", -GUICHET_ERROR_MAINTENANCE, 1 },
  { "trouble", 500, NULL, "", 500, NULL, "", 500, NULL, "", -GUICHET_ERROR_RETRY_LATER, 1 },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr(Stage) stage = stage_new ();
  g_autoptr(GError) error = NULL;
  GuichetDoor door = GUICHET_DOOR_REST;
  gboolean found;

  stage_add_text (stage, "/webservices/rest.php", c->rest_status, c->rest_headers, c->rest_body, 0);
  stage_add_text (stage, "GET /pages/UI.php", c->get_status, c->get_headers, c->get_body, 0);
  stage_add_text (stage, "POST /pages/UI.php", c->post_status, c->post_headers, c->post_body, 0);
  /* A portal without anything in it, for whoever gets there. */
  stage_add_text (stage, "/exec.php/browse/", 200, NULL, "{\"recordsTotal\":0,\"data\":[]}", 0);
  stage_add_text (stage, "/exec.php/", 200, NULL, CONSOLE_PAGE, 0);

  found = guichet_door_find (fixture_server_get_address (stage->server), "usager2", "s3cret", &door, NULL, &error);
  if (c->expected >= 0)
    {
      g_assert_no_error (error);
      g_assert_true (found);
      g_assert_cmpint (door, ==, c->expected);
    }
  else
    {
      g_assert_false (found);
      g_assert_error (error, GUICHET_ERROR, -c->expected);
    }
  /* Accounts may be locked by trying: REST once (and by Basic, where the form
   * was refused), the entrance once. */
  g_assert_cmpuint (stage_count (stage, "s3cret"), <=, c->tries);
}

static void
test_nobody (void)
{
  g_autoptr(GError) error = NULL;
  GuichetDoor door = GUICHET_DOOR_REST;

  g_assert_false (guichet_door_find ("http://127.0.0.1:9", "a", "b", &door, NULL, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_UNREACHABLE);
  g_clear_error (&error);
  g_assert_false (guichet_door_find ("http://itop.example", "a", "b", &door, NULL, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
}

static void
test_cancelled (void)
{
  g_autoptr(Stage) stage = stage_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  GuichetDoor door = GUICHET_DOOR_REST;

  g_cancellable_cancel (cancellable);
  g_assert_false (guichet_door_find (fixture_server_get_address (stage->server), "a", "b", &door, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (stage->asked->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/portal/door/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/portal/door/nobody", test_nobody);
  g_test_add_func ("/portal/door/cancelled", test_cancelled);

  return g_test_run ();
}

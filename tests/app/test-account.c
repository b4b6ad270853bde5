#include "config.h"

#include "app/account.h"
#include "demo/desk.h"
#include "fixture-server.h"
#include "store/drafts.h"
#include "store/reading.h"
#include "util/error.h"

#include <glib/gstdio.h>
#include <string.h>

/* Signing in through each door, each way in which that fails, and what is left
 * of an account. */

#define SECRET "zqvsecretduprive"

typedef struct
{
  GuichetDemoDesk *desk;
  char            *folder;
  GuichetAccount  *account;
  GError          *error;
  gboolean         done;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  const GuichetDemoOptions options = { .profile = "asap", .tickets = 120, .seed = 7 };
  g_autoptr(GError) error = NULL;
  g_autofree char *parent = g_dir_make_tmp ("guichet-account-XXXXXX", &error);

  g_assert_no_error (error);
  f->folder = g_build_filename (parent, "data", NULL);
  f->desk = guichet_demo_desk_new (&options, &error);
  g_assert_no_error (error);
}

static void
close_account (Fixture *f)
{
  if (f->account != NULL)
    guichet_account_close (f->account);
  g_clear_object (&f->account);
  g_clear_error (&f->error);
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_autofree char *parent = g_path_get_dirname (f->folder);

  close_account (f);
  guichet_demo_desk_stop (f->desk);
  g_object_unref (f->desk);
  remove_tree (parent);
  g_free (f->folder);
}

static void
wait_until_done (Fixture *f)
{
  while (!f->done)
    g_main_context_iteration (NULL, TRUE);
  f->done = FALSE;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *f = user_data;

  f->account = guichet_account_open_finish (result, &f->error);
  f->done = TRUE;
}

static void
sign_in_at (Fixture    *f,
            const char *server,
            const char *login,
            const char *secret,
            gboolean    must_ask)
{
  const GuichetAccountOptions options = {
    .server = server, .login = login, .secret = secret, .folder = f->folder, .must_ask = must_ask, .brisk = TRUE,
  };

  close_account (f);
  guichet_account_open_async (&options, NULL, opened_cb, f);
  wait_until_done (f);
}

static void
sign_in (Fixture    *f,
         const char *login)
{
  sign_in_at (f, guichet_demo_desk_get_address (f->desk), login, guichet_demo_desk_get_secret (f->desk), TRUE);
}

static GuichetIdentity *
get_identity (Fixture *f)
{
  return guichet_context_get_identity (guichet_account_get_context (f->account));
}

/* ---- doors */

static void
assert_entered (Fixture      *f,
                GuichetDoor   door,
                GuichetRoles  role)
{
  GuichetSyncStatus *status;

  g_assert_no_error (f->error);
  g_assert_cmpint (get_identity (f)->door, ==, door);
  g_assert_true (get_identity (f)->roles & role);
  g_assert_cmpint (get_identity (f)->person_id, >, 0);

  status = guichet_context_get_sync_status (guichet_account_get_context (f->account));
  while (guichet_sync_status_get_last_success (status) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_agent (Fixture       *f,
            gconstpointer  data)
{
  sign_in (f, guichet_demo_desk_get_login (f->desk));
  assert_entered (f, GUICHET_DOOR_REST, GUICHET_ROLE_AGENT);
}

static void
test_requester (Fixture       *f,
                gconstpointer  data)
{
  sign_in (f, "requester");
  assert_entered (f, GUICHET_DOOR_PORTAL, GUICHET_ROLE_REQUESTER);
  g_assert_false (guichet_identity_is_agent (get_identity (f)));
}

/* REST where both are open; there, too, a requester is no agent. */
static void
test_requester_by_rest (Fixture       *f,
                        gconstpointer  data)
{
  sign_in (f, "requester-rest");
  assert_entered (f, GUICHET_DOOR_REST, GUICHET_ROLE_REQUESTER);
  g_assert_false (guichet_identity_is_agent (get_identity (f)));
}

/* The door is remembered: nobody is asked at the next start. */
static void
test_known (Fixture       *f,
            gconstpointer  data)
{
  g_autofree char *address = g_strdup (guichet_demo_desk_get_address (f->desk));
  g_autofree char *secret = g_strdup (guichet_demo_desk_get_secret (f->desk));

  sign_in (f, "requester");
  assert_entered (f, GUICHET_DOOR_PORTAL, GUICHET_ROLE_REQUESTER);
  close_account (f);
  guichet_demo_desk_stop (f->desk);

  sign_in_at (f, address, "requester", secret, FALSE);
  g_assert_no_error (f->error);
  g_assert_cmpint (get_identity (f)->door, ==, GUICHET_DOOR_PORTAL);
  g_assert_false (guichet_identity_is_agent (get_identity (f)));
}

/* ---- failures */

static void
assert_refused (Fixture      *f,
                GuichetError  code)
{
  g_assert_error (f->error, GUICHET_ERROR, (int) code);
  g_assert_null (f->account);
  /* A misspelt name leaves no trace. */
  g_assert_false (g_file_test (f->folder, G_FILE_TEST_EXISTS));
}

static void
test_wrong_secret (Fixture       *f,
                   gconstpointer  login)
{
  sign_in_at (f, guichet_demo_desk_get_address (f->desk), login, "wrong", TRUE);
  assert_refused (f, GUICHET_ERROR_BAD_CREDENTIALS);
}

static void
test_no_door (Fixture       *f,
              gconstpointer  data)
{
  sign_in (f, "norest");
  assert_refused (f, GUICHET_ERROR_MISSING_PROFILE);
}

static void
test_disabled (Fixture       *f,
               gconstpointer  data)
{
  sign_in (f, "disabled");
  assert_refused (f, GUICHET_ERROR_BAD_CREDENTIALS);
}

static void
test_nobody (Fixture       *f,
             gconstpointer  data)
{
  sign_in_at (f, "http://127.0.0.1:1", "requester", "x", TRUE);
  assert_refused (f, GUICHET_ERROR_UNREACHABLE);
}

/* Everything leads to another site, whose page has a form for a browser. */
static void
front_cb (FixtureRequest *request,
          FixtureReply   *reply,
          gpointer        user_data)
{
  reply->status = 302;
  g_string_append (reply->headers, "Location: https://sso.invalid/login?service=itop\r\n");
}

static void
test_single_sign_on (Fixture       *f,
                     gconstpointer  data)
{
  g_autoptr(FixtureServer) server = fixture_server_new (front_cb, NULL);

  sign_in_at (f, fixture_server_get_address (server), "requester", "x", TRUE);
  assert_refused (f, GUICHET_ERROR_SINGLE_SIGN_ON);
}

static void
other_cb (FixtureRequest *request,
          FixtureReply   *reply,
          gpointer        user_data)
{
  reply->status = 404;
  fixture_reply_set_text (reply, "<html><body>Not here</body></html>");
}

static void
test_not_itop (Fixture       *f,
               gconstpointer  data)
{
  g_autoptr(FixtureServer) server = fixture_server_new (other_cb, NULL);

  sign_in_at (f, fixture_server_get_address (server), "requester", "x", TRUE);
  assert_refused (f, GUICHET_ERROR_NOT_ITOP);
}

static void
test_untrusted (Fixture       *f,
                gconstpointer  data)
{
  g_autoptr(FixtureServer) server = fixture_server_new_untrusted (other_cb, NULL);

  sign_in_at (f, fixture_server_get_address (server), "requester", "x", TRUE);
  assert_refused (f, GUICHET_ERROR_TLS);
}

/* ---- signing in again */

static void
renewed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fixture *f = user_data;

  g_clear_error (&f->error);
  guichet_account_renew_finish (GUICHET_ACCOUNT (source), result, &f->error);
  f->done = TRUE;
}

static void
test_renew (Fixture       *f,
            gconstpointer  data)
{
  sign_in (f, "requester");
  assert_entered (f, GUICHET_DOOR_PORTAL, GUICHET_ROLE_REQUESTER);

  guichet_account_renew_async (f->account, "wrong", NULL, renewed_cb, f);
  wait_until_done (f);
  g_assert_error (f->error, GUICHET_ERROR, GUICHET_ERROR_BAD_CREDENTIALS);

  guichet_account_renew_async (f->account, guichet_demo_desk_get_secret (f->desk), NULL, renewed_cb, f);
  wait_until_done (f);
  assert_entered (f, GUICHET_DOOR_PORTAL, GUICHET_ROLE_REQUESTER);
}

/* ---- what is left */

static guint
count_files_with_secret (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *bytes = NULL;
  const char *name;
  guint found = 0;
  gsize length;

  if (dir == NULL)
    return g_file_get_contents (path, &bytes, &length, NULL) && memmem (bytes, length, SECRET, strlen (SECRET)) != NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      found += count_files_with_secret (child);
    }

  return found;
}

static void
write_secrets (Fixture *f)
{
  for (guint id = 1; id <= 120; id++)
    {
      g_autofree char *json = g_strdup_printf ("{\"operation\":\"core/update\",\"class\":\"UserRequest\",\"key\":%u,"
                                               "\"comment\":\"test\",\"output_fields\":\"id\",\"fields\":"
                                               "{\"private_log\":\"<p>" SECRET "</p>\"}}", id);
      g_autoptr(GError) error = NULL;

      guichet_demo_desk_act (f->desk, "admin", json, &error);
      g_assert_no_error (error);
    }
}

/* The account of an agent becomes that of a requester: of the same folder
 * nothing internal is left, while it is open and after. */
static void
test_role_lost (Fixture       *f,
                gconstpointer  data)
{
  g_autoptr(GuichetDraft) draft = guichet_draft_new ("3/private", "<p>" SECRET "</p>");
  g_autoptr(GError) error = NULL;

  write_secrets (f);
  sign_in (f, guichet_demo_desk_get_login (f->desk));
  assert_entered (f, GUICHET_DOOR_REST, GUICHET_ROLE_AGENT);
  guichet_store_save_draft (guichet_context_get_store (guichet_account_get_context (f->account)), draft, &error);
  g_assert_no_error (error);
  while (count_files_with_secret (f->folder) < 2)
    g_main_context_iteration (NULL, FALSE);

  sign_in (f, "requester");
  g_assert_no_error (f->error);
  g_assert_cmpuint (count_files_with_secret (f->folder), ==, 0);
  assert_entered (f, GUICHET_DOOR_PORTAL, GUICHET_ROLE_REQUESTER);
  close_account (f);
  g_assert_cmpuint (count_files_with_secret (f->folder), ==, 0);
}

static void
erased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *f = user_data;

  g_assert_true (guichet_account_erase_finish (GUICHET_ACCOUNT (source), result, &f->error));
  f->done = TRUE;
}

static void
test_erase (Fixture       *f,
            gconstpointer  data)
{
  sign_in (f, "requester");
  assert_entered (f, GUICHET_DOOR_PORTAL, GUICHET_ROLE_REQUESTER);
  guichet_account_erase_async (f->account, erased_cb, f);
  wait_until_done (f);
  g_assert_no_error (f->error);
  g_assert_false (g_file_test (f->folder, G_FILE_TEST_EXISTS));
}

#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/account/door/agent", NULL, test_agent);
  ADD ("/account/door/requester", NULL, test_requester);
  ADD ("/account/door/requester-by-rest", NULL, test_requester_by_rest);
  ADD ("/account/door/known", NULL, test_known);
  ADD ("/account/refused/agent", "agent", test_wrong_secret);
  ADD ("/account/refused/requester", "requester", test_wrong_secret);
  ADD ("/account/refused/no-door", NULL, test_no_door);
  ADD ("/account/refused/disabled", NULL, test_disabled);
  ADD ("/account/refused/nobody", NULL, test_nobody);
  ADD ("/account/refused/single-sign-on", NULL, test_single_sign_on);
  ADD ("/account/refused/not-itop", NULL, test_not_itop);
  ADD ("/account/refused/untrusted", NULL, test_untrusted);
  ADD ("/account/renew", NULL, test_renew);
  ADD ("/account/role-lost", NULL, test_role_lost);
  ADD ("/account/erase", NULL, test_erase);

  return g_test_run ();
}

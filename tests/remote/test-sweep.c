#include "config.h"

#include "script.h"
#include "util/error.h"

/* Whichever request of a call fails, the call fails with it, and nothing is
 * sent after it: each call is made as often as it has requests, and each time
 * another one is answered by an error page. */

#define IMAGE "{\"code\":0,\"message\":\"Found: 1\",\"objects\":{\"UserRequest::42\":{\"key\":\"42\",\"fields\":{\"org_id\":\"4\"}}}}"
#define FILE_OBJECT "{\"code\":0,\"message\":\"Found: 1\",\"objects\":{\"Attachment::50\":{\"key\":\"50\",\"fields\":{" \
                    "\"contents\":{\"data\":\"eHg=\",\"filename\":\"a\",\"mimetype\":\"b\"}}}}}"

typedef struct
{
  const char *name;
  guint       n_requests;
  gboolean    signs_in;
  void      (*call) (GuichetRemote *remote, GError **error);
} Call;

static void
sign_in (GuichetRemote  *remote,
         GError        **error)
{
  g_autoptr(GuichetIdentity) identity = guichet_remote_sign_in (remote, NULL, NULL, error);
}

static void
pull (GuichetRemote  *remote,
      GError        **error)
{
  GuichetPull what = { .what = GUICHET_PULL_ONGOING };

  guichet_remote_pull (remote, &what, NULL, NULL, NULL, NULL, error);
}

static void
read_references (GuichetRemote  *remote,
                 GError        **error)
{
  g_autoptr(GPtrArray) found = guichet_remote_read_references (remote, GUICHET_REFERENCE_TEAM, NULL, error);
}

static void
read_attachments (GuichetRemote  *remote,
                  GError        **error)
{
  g_autoptr(GPtrArray) found = guichet_remote_read_attachments (remote, NULL, 42, NULL, error);
}

static void
read_file (GuichetRemote  *remote,
           GError        **error)
{
  g_autoptr(GBytes) data = guichet_remote_read_file (remote, 50, NULL, NULL, NULL, error);
}

static GuichetIntent *
new_attach (void)
{
  GuichetIntent *intent = guichet_intent_new (GUICHET_INTENT_ATTACH, 42);

  g_set_str (&intent->file_name, "a");
  intent->file_data = g_bytes_new_static ("xx", 2);

  return intent;
}

static void
attach (GuichetRemote  *remote,
        GError        **error)
{
  g_autoptr(GuichetIntent) intent = new_attach ();

  guichet_remote_send (remote, intent, NULL, error);
}

static void
find_attached (GuichetRemote  *remote,
               GError        **error)
{
  g_autoptr(GuichetIntent) intent = new_attach ();

  guichet_remote_find_attached (remote, intent, NULL, error);
}

static void
create (GuichetRemote  *remote,
        GError        **error)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
  g_autoptr(GuichetTicket) ticket = guichet_remote_send (remote, intent, NULL, error);
}

static void
find_created (GuichetRemote  *remote,
              GError        **error)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
  g_autoptr(GuichetTicket) ticket = guichet_remote_find_created (remote, intent, NULL, error);
}

static void
change (GuichetRemote  *remote,
        GError        **error)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 42);
  g_autoptr(GuichetTicket) ticket = NULL;

  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>a</p>");
  ticket = guichet_remote_send (remote, intent, NULL, error);
}

static const Call calls[] = {
  /* The login, the person, the class, the states for two profiles, the teams. */
  { "sign-in", 6, TRUE, sign_in },
  { "pull", 2, FALSE, pull },
  { "read-references", 2, FALSE, read_references },
  { "read-attachments", 2, FALSE, read_attachments },
  { "read-file", 1, FALSE, read_file },
  { "attach", 2, FALSE, attach },
  { "find-attached", 3, FALSE, find_attached },
  { "create", 2, FALSE, create },
  { "find-created", 2, FALSE, find_created },
  { "change", 2, FALSE, change },
};

static GuichetRemote *
new_remote (Script   *script,
            gboolean  restore)
{
  const char *address = fixture_server_get_address (script->server);
  GuichetRemote *remote = guichet_itop_rest_new (address, "agent1", "x", NULL);
  g_autoptr(GuichetIdentity) identity = guichet_identity_new (address, "agent1");
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", NULL);

  script_add_desk (script);
  script_add (script, "SELECT Team WHERE guichet_impossible_attribute", "{\"code\":100,\"message\":\"expecting {id}\"}");
  script_add (script, "SELECT Attachment WHERE id = 50", FILE_OBJECT);
  script_add (script, "SELECT Attachment", FILE_OBJECT);
  script_add (script, "", IMAGE);
  if (restore)
    guichet_itop_rest_restore (GUICHET_ITOP_REST (remote), identity, profile);

  return remote;
}

static void
test_call (gconstpointer data)
{
  const Call *call = data;

  for (guint nth = 1; nth <= call->n_requests + 1; nth++)
    {
      g_autoptr(Script) script = script_new ();
      g_autoptr(GuichetRemote) remote = new_remote (script, !call->signs_in);
      g_autoptr(GError) error = NULL;

      script_fail_at (script, nth);
      call->call (remote, &error);
      if (nth > call->n_requests)
        g_assert_no_error (error);
      else
        g_assert_true (g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_RETRY_LATER) ||
                       g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_OUTCOME_UNKNOWN));
      g_assert_cmpuint (fixture_server_get_count (script->server), ==, MIN (nth, call->n_requests));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *path = g_strconcat ("/remote/sweep/", calls[i].name, NULL);

      g_test_add_data_func (path, &calls[i], test_call);
    }

  return g_test_run ();
}

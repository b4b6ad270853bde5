#include "config.h"

#include "recording.h"
#include "remote/itop-portal.h"
#include "util/error.h"
#include "util/uuid.h"

/* Sessions that end in the middle of something, and answers of no use in the
 * place of each answer: readings come to their end, writes happen once or leave
 * it open whether they did. */

#define LAYOUT \
  "{\"portal\":\"itop-portal\",\"class\":\"UserRequest\",\"catalogue\":\"services\",\"sentence\":\"%s\"," \
  "\"lists\":[{\"brick\":\"ongoing-tickets-for-portal-user\",\"tab\":\"opened\"}]," \
  "\"codes\":[\"title\",\"description\",\"status\",\"last_update\",\"public_log\",\"attachments_plugin\"]}"

#define REOPEN_LOOK \
  "{\"form\":{\"object_state\":\"resolved\",\"updated_fields\":{\"public_log\":{\"html\":\"\",\"html_metadata\":{" \
  "\"attribute-type\":\"AttributeCaseLog\",\"attribute-flag-read-only\":\"false\",\"value-raw\":\"\"}}}}}"

static Stage *
new_stage (void)
{
  Stage *stage = stage_new ();
  g_autofree char *body = recording_dup_body ("catalogue-01-list", NULL, NULL, NULL);
  g_autoptr(GString) catalogue = g_string_new (body);

  g_string_replace (catalogue, "\"id\":\"38\"", "\"id\":\"22\"", 0);
  stage_add (stage, "loginop", "list-02-tab-without-area");
  stage_add (stage, "/manage/ongoing-tickets-for-portal-user/opened/UserRequest/", "session-07-basic-ajax");
  stage_add (stage, "/object/view/", "view-02-json-update");
  stage_add_text (stage, "/browse/services/", 200, NULL, catalogue->str, 0);
  stage_add (stage, "create-from-factory", "create-01-form-from-leaf");
  stage_add (stage, "/object/create/&submit", "create-04-submit");
  stage_add (stage, "GET /pages/exec.php/object/edit/", "edit-01-html-form");
  stage_add (stage, "/object/edit/&submit", "edit-02-add-log");
  stage_add (stage, "/attachment/add", "create-03-attachment-add");
  stage_add (stage, "/attachment/download", "attachment-01-download");
  stage_add (stage, "/autocomplete/", "search-01-autocomplete");
  stage_add_text (stage, "/apply-stimulus/ev_reopen/&operation=update", 200, NULL, REOPEN_LOOK, 0);
  stage_add (stage, "GET /pages/exec.php/object/apply-stimulus/ev_reopen/", "stimulus-02-reopen-form");
  stage_add (stage, "/apply-stimulus/ev_reopen/&submit", "stimulus-03-reopen-submit");

  return stage;
}

static GuichetRemote *
new_remote (Stage      *stage,
            const char *sentence)
{
  const char *address = fixture_server_get_address (stage->server);
  g_autoptr(GError) error = NULL;
  GuichetRemote *remote = guichet_itop_portal_new (address, "usager2", "secret", &error);
  g_autoptr(GuichetIdentity) identity = guichet_identity_new (address, "usager2");
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", &error);

  g_assert_no_error (error);
  identity->layout = g_strdup_printf (LAYOUT, sentence);
  guichet_itop_portal_restore (GUICHET_ITOP_PORTAL (remote), identity, profile);

  return remote;
}

/* ---- what may be interrupted */

static gboolean
do_list (GuichetRemote  *remote,
         GError        **error)
{
  GuichetPull pull = { .what = GUICHET_PULL_ONGOING };

  return guichet_remote_pull (remote, &pull, NULL, NULL, NULL, NULL, error);
}

static gboolean
do_view (GuichetRemote  *remote,
         GError        **error)
{
  g_autoptr(GuichetTicket) ticket = guichet_remote_read_ticket (remote, 20208, NULL, error);

  return ticket != NULL;
}

static gboolean
do_changes (GuichetRemote  *remote,
            GError        **error)
{
  GuichetPull pull = { .what = GUICHET_PULL_SINCE, .since = "2026-11-24 00:19:51" };

  return guichet_remote_pull (remote, &pull, NULL, NULL, NULL, NULL, error);
}

static gboolean
do_newest (GuichetRemote  *remote,
           GError        **error)
{
  GuichetPull pull = { .what = GUICHET_PULL_NEWEST };

  return guichet_remote_pull (remote, &pull, NULL, NULL, NULL, NULL, error);
}

static gboolean
do_window (GuichetRemote  *remote,
           GError        **error)
{
  GuichetPull pull = { .what = GUICHET_PULL_WINDOW, .high = G_MAXINT64 };

  return guichet_remote_pull (remote, &pull, NULL, NULL, NULL, NULL, error);
}

static gboolean
do_catalogue (GuichetRemote  *remote,
              GError        **error)
{
  g_autoptr(GPtrArray) found = guichet_remote_read_references (remote, GUICHET_REFERENCE_SERVICE, NULL, error);

  return found != NULL;
}

static gboolean
do_form (GuichetRemote  *remote,
         GError        **error)
{
  g_autoptr(GuichetCreateForm) form = guichet_remote_read_create_form (remote, 22, NULL, NULL, error);

  return form != NULL;
}

static gboolean
do_search (GuichetRemote  *remote,
           GError        **error)
{
  g_autoptr(GPtrArray) found = guichet_remote_search_choices (remote, "service_id", "col", NULL, NULL, error);

  return found != NULL;
}

static gboolean
do_files (GuichetRemote  *remote,
          GError        **error)
{
  g_autoptr(GPtrArray) found = guichet_remote_read_attachments (remote, NULL, 20208, NULL, error);

  return found != NULL;
}

/* A text that is a sentence without markup, too: its header tells. */
static gboolean
do_file (GuichetRemote  *remote,
         GError        **error)
{
  g_autoptr(GBytes) data = guichet_remote_read_file (remote, 2054, NULL, NULL, NULL, error);

  if (data != NULL)
    g_assert_cmpmem (g_bytes_get_data (data, NULL), g_bytes_get_size (data), "contenu é", strlen ("contenu é"));

  return data != NULL;
}

static gboolean
do_create (GuichetRemote  *remote,
           GError        **error)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
  g_autoptr(GuichetTicket) ticket = NULL;

  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, NULL, "Colis", NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_DESCRIPTION, NULL, "<p>x</p>", NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_SUBCATEGORY, NULL, "22", NULL);
  ticket = guichet_remote_send (remote, intent, NULL, error);
  if (ticket != NULL)
    g_assert_cmpint (guichet_ticket_get_id (ticket), ==, 20209);

  return ticket != NULL;
}

static gboolean
do_entry (GuichetRemote  *remote,
          GError        **error)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 20208);
  g_autoptr(GuichetTicket) ticket = NULL;

  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>x</p>");
  ticket = guichet_remote_send (remote, intent, NULL, error);

  return ticket != NULL;
}

static gboolean
do_attach (GuichetRemote  *remote,
           GError        **error)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_ATTACH, 20208);
  g_autoptr(GError) failure = NULL;

  intent->file_name = g_strdup ("x.txt");
  intent->file_data = g_bytes_new_static ("x", 1);
  guichet_remote_send (remote, intent, NULL, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

static gboolean
do_reopen (GuichetRemote  *remote,
           GError        **error)
{
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 19759);
  g_autoptr(GuichetTicket) ticket = NULL;

  intent->action = g_strdup ("reopen");
  intent->base_status = g_strdup ("resolved");
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>x</p>");
  ticket = guichet_remote_send (remote, intent, NULL, error);

  return ticket != NULL;
}

static const struct
{
  const char *name;
  gboolean  (*run) (GuichetRemote *remote, GError **error);
  gboolean    writes;
} doings[] = {
  { "list", do_list, FALSE },
  { "view", do_view, FALSE },
  { "changes", do_changes, FALSE },
  { "newest", do_newest, FALSE },
  { "window", do_window, FALSE },
  { "catalogue", do_catalogue, FALSE },
  { "form", do_form, FALSE },
  { "search", do_search, FALSE },
  { "files", do_files, FALSE },
  { "file", do_file, FALSE },
  { "create", do_create, TRUE },
  { "entry", do_entry, TRUE },
  { "attach", do_attach, TRUE },
  { "reopen", do_reopen, TRUE },
};

/* ---- lost sessions */

/* How many requests @run makes when nothing happens. */
static guint
count_requests (guint doing)
{
  g_autoptr(Stage) stage = new_stage ();
  g_autoptr(GuichetRemote) remote = new_remote (stage, STAGE_SENTENCE);
  g_autoptr(GError) error = NULL;

  doings[doing].run (remote, &error);
  g_assert_no_error (error);

  return stage->asked->len;
}

/* Wherever the session ends, it is made again without a word, and what changes
 * something is done once. */
static void
test_lost (gconstpointer data)
{
  guint doing = GPOINTER_TO_UINT (data);
  guint n = count_requests (doing);

  for (guint nth = 1; nth <= n; nth++)
    {
      g_autoptr(Stage) stage = new_stage ();
      g_autoptr(GuichetRemote) remote = new_remote (stage, STAGE_SENTENCE);
      g_autoptr(GError) error = NULL;

      stage_lose_at (stage, nth);
      doings[doing].run (remote, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (stage_count_served (stage, "submit"), ==, doings[doing].writes ? 1 : 0);
      g_assert_cmpuint (stage_count_served (stage, "attachment/add"), <=, 1);
      g_assert_cmpuint (stage_count (stage, "loginop"), ==, nth == 1 ? 1 : 2);
    }
}

/* Where the sentence is not known for certain, a write that gets one is left
 * open and not repeated. */
static void
test_unknown_sentence (gconstpointer data)
{
  guint doing = GPOINTER_TO_UINT (data);
  guint n = count_requests (doing);

  for (guint nth = 1; nth <= n; nth++)
    {
      g_autoptr(Stage) stage = new_stage ();
      g_autoptr(GuichetRemote) remote = new_remote (stage, "You are not signed in.");
      g_autoptr(GError) error = NULL;
      gboolean done;

      stage_lose_at (stage, nth);
      done = doings[doing].run (remote, &error);
      g_assert_cmpuint (stage_count_served (stage, "submit"), <=, 1);
      if (done)
        continue;
      g_assert_true (doings[doing].writes);
      g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_OUTCOME_UNKNOWN);
      g_assert_cmpuint (stage_count_served (stage, "submit"), ==, 0);
      g_assert_cmpuint (stage_count (stage, "submit"), <=, 1);
      g_assert_cmpuint (stage_count (stage, "attachment/add"), <=, 1);
    }
}

/* The secret was changed: one try, and no more. */
static void
test_changed_secret (void)
{
  g_autoptr(Stage) stage = stage_new ();
  g_autoptr(GuichetRemote) remote = new_remote (stage, STAGE_SENTENCE);
  g_autoptr(GError) error = NULL;

  stage_add_text (stage, "", 200, "Content-Type: text/html\r\n", STAGE_SENTENCE, 0);
  g_assert_false (do_list (remote, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_BAD_CREDENTIALS);
  g_assert_cmpuint (stage->asked->len, ==, 1);
}

/* ---- answers of no use */

/* No answer, whatever it is, ends in anything but a code with its promise: a
 * write that was sent and not answered as such is open. */
static void
test_useless (gconstpointer data)
{
  static const struct
  {
    guint        status;
    const char  *headers;
    const char  *body;
    GuichetError reading;
    GuichetError writing;
  } answers[] = {
    { 200, NULL, "", GUICHET_ERROR_RETRY_LATER, GUICHET_ERROR_OUTCOME_UNKNOWN },
    { 200, NULL, "{", GUICHET_ERROR_RETRY_LATER, GUICHET_ERROR_OUTCOME_UNKNOWN },
    { 200, NULL, "<b>Fatal error</b>: out of memory", GUICHET_ERROR_RETRY_LATER, GUICHET_ERROR_OUTCOME_UNKNOWN },
    { 200, NULL, "PHP Fatal error: out of memory", GUICHET_ERROR_RETRY_LATER, GUICHET_ERROR_OUTCOME_UNKNOWN },
    { 200, NULL, "<br /><b>Warning</b>: {\"x\" cut off", GUICHET_ERROR_RETRY_LATER, GUICHET_ERROR_OUTCOME_UNKNOWN },
    { 500, NULL, "", GUICHET_ERROR_RETRY_LATER, GUICHET_ERROR_OUTCOME_UNKNOWN },
    { 500, NULL, "<html>Internal server error</html>", GUICHET_ERROR_RETRY_LATER, GUICHET_ERROR_OUTCOME_UNKNOWN },
    { 500, NULL, "{\"exception\":null,\"code\":500,\"error_message\":\"Deadlock found (MySQL 1213)\"}",
      GUICHET_ERROR_RETRY_LATER, GUICHET_ERROR_OUTCOME_UNKNOWN },
    { 500, NULL, "{\"exception\":null,\"code\":500,\"error_message\":\"implode(): Argument #1\"}",
      GUICHET_ERROR_REJECTED, GUICHET_ERROR_REJECTED },
    { 502, NULL, "<html>Bad gateway</html>", GUICHET_ERROR_RETRY_LATER, GUICHET_ERROR_OUTCOME_UNKNOWN },
    { 503, NULL, "<html>maintenance</html>", GUICHET_ERROR_MAINTENANCE, GUICHET_ERROR_MAINTENANCE },
    { 413, NULL, "", GUICHET_ERROR_TOO_LARGE, GUICHET_ERROR_TOO_LARGE },
    { 429, NULL, "", GUICHET_ERROR_RETRY_LATER, GUICHET_ERROR_RETRY_LATER },
    { 404, NULL, "<html>nginx</html>", GUICHET_ERROR_NOT_ITOP, GUICHET_ERROR_NOT_ITOP },
    { 403, NULL, "<html>forbidden</html>", GUICHET_ERROR_NOT_ITOP, GUICHET_ERROR_OUTCOME_UNKNOWN },
    { 302, "Location: https://sso.example/\r\n", "", GUICHET_ERROR_SINGLE_SIGN_ON, GUICHET_ERROR_SINGLE_SIGN_ON },
  };
  const char *words = data;
  gboolean write = strstr (words, "submit") != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(Stage) stage = stage_new ();
      g_autoptr(GuichetRemote) remote = NULL;
      g_autoptr(GError) error = NULL;

      stage_add (stage, "loginop", "list-02-tab-without-area");
      stage_add_text (stage, words, answers[i].status, answers[i].headers, answers[i].body, 0);
      stage_add (stage, "GET /pages/exec.php/object/edit/", "edit-01-html-form");
      remote = new_remote (stage, STAGE_SENTENCE);
      g_assert_false (write ? do_entry (remote, &error) : do_list (remote, &error));
      g_assert_error (error, GUICHET_ERROR, (int) (write ? answers[i].writing : answers[i].reading));
      g_assert_cmpuint (stage_count (stage, "submit"), ==, write ? 1 : 0);
    }
}

/* Warnings of PHP in front of an answer that is whole. */
static void
test_noise (void)
{
  static const char noise[] = "<br />\n<b>Warning</b>:  Undefined {\"key\"} in <b>x.php</b> on line <b>7</b><br />\n";
  g_autofree char *list = recording_dup_body ("session-07-basic-ajax", NULL, NULL, NULL);
  g_autofree char *submit = recording_dup_body ("edit-02-add-log", NULL, NULL, NULL);
  g_autofree char *noisy_list = g_strconcat (noise, list, NULL);
  g_autofree char *noisy_submit = g_strconcat (noise, submit, "\n", NULL);
  g_autoptr(Stage) stage = stage_new ();
  g_autoptr(GuichetRemote) remote = NULL;
  g_autoptr(GError) error = NULL;

  stage_add (stage, "loginop", "list-02-tab-without-area");
  stage_add_text (stage, "/opened/UserRequest/", 200, NULL, noisy_list, 0);
  stage_add_text (stage, "submit", 200, NULL, noisy_submit, 0);
  stage_add (stage, "GET /pages/exec.php/object/edit/", "edit-01-html-form");
  remote = new_remote (stage, STAGE_SENTENCE);
  g_assert_true (do_list (remote, &error));
  g_assert_no_error (error);
  g_assert_true (do_entry (remote, &error));
  g_assert_no_error (error);
}

/* A form that the server does not take, in the way of 3.1. */
static void
test_form_refused (void)
{
  static const char body[] =
    "{\"form\":{\"validation\":{\"valid\":false,\"messages\":{\"success\":[],\"warnings\":[],"
    "\"error\":{\"title\":[\"<p>Le champ &laquo;&nbsp;Titre&nbsp;&raquo; est trop long</p>\"]}}}}}";
  g_autoptr(Stage) stage = stage_new ();
  g_autoptr(GuichetRemote) remote = NULL;
  g_autoptr(GError) error = NULL;

  stage_add (stage, "loginop", "list-02-tab-without-area");
  stage_add (stage, "GET /pages/exec.php/object/edit/", "edit-01-html-form");
  stage_add_text (stage, "submit", 200, NULL, body, 0);
  remote = new_remote (stage, STAGE_SENTENCE);
  g_assert_false (do_entry (remote, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_REJECTED);
  g_assert_cmpstr (guichet_error_get_field (error), ==, "title");
  g_assert_nonnull (strstr (guichet_error_get_detail (error), "Titre"));
  g_assert_null (strstr (guichet_error_get_detail (error), "<p>"));
}

/* Cookies go to the server that gave them, and no redirection is followed. */
static void
elsewhere_cb (FixtureRequest *request,
              FixtureReply   *reply,
              gpointer        user_data)
{
  g_test_fail_printf ("%s was asked elsewhere", request->target);
}

static void
test_never_elsewhere (void)
{
  g_autoptr(Stage) stage = stage_new ();
  g_autoptr(FixtureServer) elsewhere = fixture_server_new (elsewhere_cb, NULL);
  g_autofree char *headers = g_strdup_printf ("Location: %s/pages/exec.php/manage/\r\n"
                                              "Set-Cookie: other=1; Domain=example.org; path=/\r\n",
                                              fixture_server_get_address (elsewhere));
  g_autoptr(GuichetRemote) remote = NULL;
  g_autoptr(GError) error = NULL;

  stage_add (stage, "loginop", "list-02-tab-without-area");
  stage_add_text (stage, "/manage/", 307, headers, "", 0);
  remote = new_remote (stage, STAGE_SENTENCE);
  g_assert_false (do_list (remote, &error));
  g_assert_cmpuint (fixture_server_get_count (elsewhere), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (doings); i++)
    {
      g_autofree char *lost = g_strconcat ("/portal/session/lost/", doings[i].name, NULL);
      g_autofree char *unknown = g_strconcat ("/portal/session/unknown-sentence/", doings[i].name, NULL);

      g_test_add_data_func (lost, GUINT_TO_POINTER (i), test_lost);
      g_test_add_data_func (unknown, GUINT_TO_POINTER (i), test_unknown_sentence);
    }
  g_test_add_func ("/portal/session/changed-secret", test_changed_secret);
  g_test_add_data_func ("/portal/session/useless/reading", "/opened/UserRequest/", test_useless);
  g_test_add_data_func ("/portal/session/useless/writing", "operation=submit", test_useless);
  g_test_add_func ("/portal/session/noise", test_noise);
  g_test_add_func ("/portal/session/form-refused", test_form_refused);
  g_test_add_func ("/portal/session/never-elsewhere", test_never_elsewhere);

  return g_test_run ();
}

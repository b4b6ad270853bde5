#include "config.h"

#include "remote/json.h"
#include "script.h"
#include "util/error.h"
#include "util/uuid.h"

#define UPDATED(fields) "{\"code\":0,\"message\":null,\"objects\":{\"UserRequest::42\":{\"code\":0,\"message\":\"updated\"," \
                        "\"class\":\"UserRequest\",\"key\":\"42\",\"fields\":{" fields "}}}}"
#define NOT_THERE "{\"code\":0,\"message\":\"Found: 0\",\"objects\":null}"

static GuichetIntent *
new_change (void)
{
  GuichetIntent *intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 42);

  g_set_str (&intent->base_status, "assigned");
  g_set_str (&intent->base_last_update, "2026-11-23 23:42:22");

  return intent;
}

static GuichetIntent *
new_create (void)
{
  GuichetIntent *intent = guichet_intent_new (GUICHET_INTENT_CREATE, 0);

  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, NULL, "L'écran \"noir\"", NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_DESCRIPTION, NULL, "<p>Bonjour</p>", NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_CALLER, NULL, "52", "James Bond");
  guichet_intent_set_field (intent, GUICHET_FIELD_SITE, NULL, "", NULL);

  return intent;
}

static GuichetIntent *
new_attach (gsize size)
{
  GuichetIntent *intent = guichet_intent_new (GUICHET_INTENT_ATTACH, 42);

  g_set_str (&intent->file_name, "capture é.png");
  g_set_str (&intent->file_mime, "image/png");
  intent->file_data = g_bytes_new_take (g_strnfill (size, 'x'), size);

  return intent;
}

/* The last operation that was sent with @words, read. */
static yyjson_doc *
read_asked (Script     *script,
            const char *words)
{
  const char *text = script_find (script, words);

  g_assert_nonnull (text);

  return yyjson_read (text, strlen (text), YYJSON_READ_NOFLAG);
}

static const char *
get_text (yyjson_doc *doc,
          const char *pointer)
{
  return yyjson_get_str (yyjson_doc_ptr_get (doc, pointer));
}

/* ---- changes */

static void
test_transition (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GuichetIntent) intent = new_change ();
  g_autofree char *marker = guichet_marker_for_uuid (intent->uuid);
  g_autofree char *html = NULL;
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(yyjson_doc) asked = NULL;

  script_add (script, "core/apply_stimulus", UPDATED ("\"status\":\"resolved\",\"public_log\":{\"entries\":[]}"));
  g_set_str (&intent->action, "resolve");
  guichet_intent_set_field (intent, GUICHET_FIELD_SOLUTION, "", "Fait & dit", NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_AGENT, "45", "", NULL);
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Voilà</p>");
  ticket = guichet_remote_send (remote, intent, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (guichet_ticket_get_id (ticket), ==, 42);
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_STATUS), ==, "resolved");
  g_assert_true (guichet_ticket_has_texts (ticket));

  asked = read_asked (script, "core/apply_stimulus");
  g_assert_cmpstr (get_text (asked, "/comment"), ==, "Inès Morvan (Guichet)");
  g_assert_cmpstr (get_text (asked, "/class"), ==, "UserRequest");
  g_assert_cmpstr (get_text (asked, "/stimulus"), ==, "ev_resolve");
  g_assert_cmpstr (get_text (asked, "/fields/solution"), ==, "Fait & dit");
  g_assert_cmpint (yyjson_get_int (yyjson_doc_ptr_get (asked, "/fields/agent_id")), ==, 0);
  g_assert_cmpstr (get_text (asked, "/fields/public_log/add_item/format"), ==, "html");
  html = g_strdup (get_text (asked, "/fields/public_log/add_item/message"));
  g_assert_nonnull (strstr (html, marker));
  g_assert_nonnull (strstr (html, "Voilà"));
  g_assert_nonnull (strstr (get_text (asked, "/key"), " AND status = 'assigned' AND "));
  g_assert_nonnull (strstr (get_text (asked, "/key"), " AND public_log NOT LIKE '%cl-"));
  g_assert_nonnull (strstr (get_text (asked, "/output_fields"), "private_log,public_log"));
  g_assert_nonnull (strstr (get_text (asked, "/output_fields"), "last_update"));
  g_assert_null (yyjson_doc_ptr_get (asked, "/fields/public_log/items"));
  g_assert_null (yyjson_doc_ptr_get (asked, "/fields/status"));
}

/* What was seen on the server is left out: only the private entry remains. */
static void
test_only_what_is_missing (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GuichetIntent) intent = new_change ();
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(yyjson_doc) asked = NULL;

  script_add (script, "core/update", UPDATED (""));
  g_set_str (&intent->action, "resolve");
  guichet_intent_set_field (intent, GUICHET_FIELD_SOLUTION, "", "Fait", NULL);
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>a</p>");
  intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup ("<p>b</p>");
  intent->seen = GUICHET_INTENT_PART_MAIN | GUICHET_INTENT_PART_PUBLIC;
  ticket = guichet_remote_send (remote, intent, NULL, &error);
  g_assert_no_error (error);

  asked = read_asked (script, "core/update");
  g_assert_cmpuint (yyjson_obj_size (yyjson_doc_ptr_get (asked, "/fields")), ==, 1);
  g_assert_nonnull (yyjson_doc_ptr_get (asked, "/fields/private_log/add_item"));
  g_assert_null (yyjson_doc_ptr_get (asked, "/stimulus"));
}

static void
test_nothing_is_missing (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GuichetIntent) intent = new_change ();
  g_autoptr(GuichetTicket) ticket = NULL;

  script_add (script, "core/get&id IN (42)", UPDATED (""));
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>a</p>");
  intent->seen = GUICHET_INTENT_PART_PUBLIC;
  ticket = guichet_remote_send (remote, intent, NULL, NULL);
  g_assert_nonnull (ticket);
  g_assert_cmpuint (script_count (script, "comment"), ==, 0);
}

/* What the server would let pass without it being right has no way through. */
static void
test_never_sent (void)
{
  static const GuichetField fields[] = {
    GUICHET_FIELD_REF, GUICHET_FIELD_STATUS, GUICHET_FIELD_OPERATIONAL_STATUS, GUICHET_FIELD_START_DATE,
    GUICHET_FIELD_LAST_UPDATE, GUICHET_FIELD_CLOSE_DATE, GUICHET_FIELD_RESOLUTION_DATE, GUICHET_FIELD_CLIENT_REF,
    GUICHET_FIELD_PRIORITY, GUICHET_FIELD_AVAILABILITY /* which this server lacks */,
  };
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    for (guint kind = GUICHET_INTENT_CREATE; kind <= GUICHET_INTENT_CHANGE; kind++)
      {
        g_autoptr(GuichetIntent) intent = kind == GUICHET_INTENT_CREATE ? new_create () : new_change ();
        g_autoptr(GError) error = NULL;

        guichet_intent_set_field (intent, fields[i], "", "x", NULL);
        g_assert_null (guichet_remote_send (remote, intent, NULL, &error));
        g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
        g_assert_cmpstr (guichet_error_get_field (error), ==, guichet_field_get_name (fields[i]));
      }
  g_assert_cmpuint (script_count (script, "comment"), ==, 0);
}

static void
test_invalid (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  static const struct { GuichetField field; const char *value; const char *action; } cases[] = {
    { GUICHET_FIELD_TEAM, "Réseau", NULL },
    { GUICHET_FIELD_TEAM, "-1", NULL },
    { GUICHET_FIELD_TITLE, "\xff", NULL },
    { GUICHET_FIELD_TITLE, "a", "no-such-action" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GuichetIntent) intent = new_change ();
      g_autoptr(GError) error = NULL;

      guichet_intent_set_field (intent, cases[i].field, "1", cases[i].value, NULL);
      g_set_str (&intent->action, cases[i].action);
      g_assert_null (guichet_remote_send (remote, intent, NULL, &error));
      g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
    }
  g_assert_cmpuint (script_count (script, "comment"), ==, 0);
}

/* ---- creation */

static void
test_create (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GuichetIntent) intent = new_create ();
  g_autofree char *marker = guichet_marker_for_uuid (intent->uuid);
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(yyjson_doc) asked = NULL;

  script_add (script, "core/create", UPDATED ("\"ref\":\"R-000049\""));
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>a</p>");
  ticket = guichet_remote_send (remote, intent, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (guichet_ticket_get_id (ticket), ==, 42);
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_REF), ==, "R-000049");

  asked = read_asked (script, "core/create");
  g_assert_cmpstr (get_text (asked, "/fields/title"), ==, "L'écran \"noir\"");
  g_assert_cmpstr (get_text (asked, "/fields/client_ref"), ==, intent->uuid);
  g_assert_cmpint (yyjson_get_int (yyjson_doc_ptr_get (asked, "/fields/caller_id")), ==, 52);
  g_assert_cmpint (yyjson_get_int (yyjson_doc_ptr_get (asked, "/fields/site_id")), ==, 0);
  /* The agent's own organisation where none was chosen. */
  g_assert_cmpint (yyjson_get_int (yyjson_doc_ptr_get (asked, "/fields/org_id")), ==, 6);
  g_assert_nonnull (strstr (get_text (asked, "/fields/description"), marker));
  g_assert_nonnull (strstr (get_text (asked, "/fields/description"), "Bonjour"));
  g_assert_nonnull (yyjson_doc_ptr_get (asked, "/fields/public_log/add_item"));
  g_assert_null (yyjson_doc_ptr_get (asked, "/key"));
}

/* The second of two equal requests is refused by the rule of uniqueness, though
 * the first one made the ticket. */
static void
test_create_was_done (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GuichetIntent) intent = new_create ();
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autoptr(GError) error = NULL;

  script_add (script, "core/create", "{\"code\":100,\"message\":\"Error: Cette r\\u00e9f\\u00e9rence client existe d\\u00e9j\\u00e0\"}");
  script_add (script, "core/get&client_ref = '", UPDATED ("\"ref\":\"R-000049\""));
  ticket = guichet_remote_send (remote, intent, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (guichet_ticket_get_id (ticket), ==, 42);
}

static void
test_create_refused (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GuichetIntent) intent = new_create ();
  g_autoptr(GError) error = NULL;

  script_add (script, "core/create", "{\"code\":100,\"message\":\"Error: Valeur de l'attribut incorrecte 'Titre' (title) :"
                                     " Null not allowed: issues = {}\"}");
  script_add (script, "core/get&client_ref = '", NOT_THERE);
  g_assert_null (guichet_remote_send (remote, intent, NULL, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_REJECTED);
  g_assert_cmpstr (guichet_error_get_field (error), ==, "title");
}

static void
test_find_created (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GuichetIntent) intent = new_create ();
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autoptr(GError) error = NULL;

  script_add_full (script, "core/get&client_ref = '", 200, NULL, NOT_THERE, SCRIPT_PLAIN, 1);
  /* Two of them were made by requests in parallel: the oldest is ours. */
  script_add (script, "core/get&client_ref = '",
              "{\"code\":0,\"message\":\"Found: 2\",\"objects\":{\"UserRequest::51\":{\"key\":\"51\",\"fields\":{}},"
              "\"UserRequest::50\":{\"key\":\"50\",\"fields\":{}},\"UserRequest::52\":{\"key\":\"52\",\"fields\":{}}}}");
  g_assert_null (guichet_remote_find_created (remote, intent, NULL, &error));
  g_assert_no_error (error);
  ticket = guichet_remote_find_created (remote, intent, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (guichet_ticket_get_id (ticket), ==, 50);
}

/* A server without an attribute for it is searched by the marker. */
static void
test_find_by_marker (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GuichetIntent) intent = new_create ();
  g_autoptr(GuichetProfile) whole = guichet_profile_load_named ("asap", NULL);
  g_autoptr(GuichetProfile) profile = NULL;
  g_autoptr(GuichetIdentity) identity = guichet_identity_new ("x", "agent1");
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autofree char *like = NULL;

  profile = guichet_profile_restrict (whole, ~(G_GUINT64_CONSTANT (1) << GUICHET_FIELD_CLIENT_REF));
  guichet_itop_rest_restore (GUICHET_ITOP_REST (remote), identity, profile);
  script_add (script, "core/get&start_date >= '20", UPDATED (""));
  ticket = guichet_remote_find_created (remote, intent, NULL, NULL);
  g_assert_nonnull (ticket);
  like = g_strdup_printf (" AND description LIKE '%%cl-%s%%'", intent->uuid);
  g_assert_nonnull (strstr (script_find (script, "start_date"), like));
}

/* ---- attachments */

static void
test_attach (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GuichetIntent) intent = new_attach (5);
  g_autoptr(GError) error = NULL;
  g_autoptr(yyjson_doc) asked = NULL;

  script_add (script, "core/get&SELECT UserRequest WHERE id = 42", UPDATED ("\"org_id\":\"4\""));
  script_add (script, "core/create&Attachment", "{\"code\":0,\"message\":null,\"objects\":{\"Attachment::50\":{\"key\":\"50\",\"fields\":{}}}}");
  g_assert_null (guichet_remote_send (remote, intent, NULL, &error));
  g_assert_no_error (error);

  asked = read_asked (script, "core/create");
  g_assert_cmpstr (get_text (asked, "/class"), ==, "Attachment");
  g_assert_cmpstr (get_text (asked, "/fields/item_class"), ==, "UserRequest");
  g_assert_cmpint (yyjson_get_int (yyjson_doc_ptr_get (asked, "/fields/item_id")), ==, 42);
  g_assert_cmpint (yyjson_get_int (yyjson_doc_ptr_get (asked, "/fields/item_org_id")), ==, 4);
  g_assert_cmpstr (get_text (asked, "/fields/contents/data"), ==, "eHh4eHg=");
  g_assert_cmpstr (get_text (asked, "/fields/contents/filename"), ==, "capture é.png");
  g_assert_cmpstr (get_text (asked, "/fields/contents/mimetype"), ==, "image/png");
  g_assert_nonnull (strstr (g_ptr_array_index (script->heads, script->heads->len - 1), "content-type: multipart/form-data"));
}

/* A file part is bound more narrowly than a field: refused there, it goes the
 * other way. */
static void
test_attach_falls_back (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GuichetIntent) intent = new_attach (3000);
  g_autoptr(GError) error = NULL;

  script_add (script, "core/get&SELECT UserRequest WHERE id = 42", UPDATED ("\"org_id\":\"4\""));
  script_add_full (script, "core/create", 200, NULL, "{\"code\":3,\"message\":\"Error: Missing parameter 'json_data'\"}",
                   SCRIPT_PLAIN, 1);
  script_add (script, "core/create", "{\"code\":0,\"message\":null,\"objects\":{\"Attachment::50\":{\"key\":\"50\",\"fields\":{}}}}");
  guichet_remote_send (remote, intent, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (script_count (script, "core/create"), ==, 2);
  g_assert_nonnull (strstr (g_ptr_array_index (script->heads, script->heads->len - 1), "urlencoded"));
}

/* Where form fields are closed, a file part carries no secret either. */
static void
test_attach_with_basic (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = NULL;
  g_autoptr(GuichetIntent) intent = new_attach (5);
  g_autoptr(GError) error = NULL;

  script_add_full (script, "list_operations", 200, NULL, "{\"code\":1,\"message\":\"Error: Invalid login\"}", SCRIPT_PLAIN, 1);
  remote = script_sign_in (script);
  script_add (script, "core/get&SELECT UserRequest WHERE id = 42", UPDATED (""));
  script_add (script, "core/create&Attachment", "{\"code\":0,\"message\":null,\"objects\":{\"Attachment::50\":{\"key\":\"50\",\"fields\":{}}}}");
  guichet_remote_send (remote, intent, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (g_ptr_array_index (script->forms, script->forms->len - 1), "auth_pwd"));
  g_assert_nonnull (strstr (g_ptr_array_index (script->heads, script->heads->len - 1), "\nauthorization: basic "));
}

static void
test_attach_no_file (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_ATTACH, 42);
  g_autoptr(GError) error = NULL;

  guichet_remote_send (remote, intent, NULL, &error);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
}

/* Dropped both ways with "Invalid login": only a small question tells whether
 * the file is too large or the secret is wrong. */
static void
test_attach_too_large (void)
{
  static const struct { const char *answer; GuichetError code; } ways[] = {
    { "{\"code\":0,\"message\":\"Operations: 7\"}", GUICHET_ERROR_TOO_LARGE },
    { "{\"code\":1,\"message\":\"Error: Invalid login\"}", GUICHET_ERROR_BAD_CREDENTIALS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr(Script) script = script_new ();
      g_autoptr(GuichetRemote) remote = NULL;
      g_autoptr(GuichetIntent) intent = new_attach (600 * 1024);
      g_autoptr(GError) error = NULL;

      script_add_full (script, "list_operations", 200, NULL, "{\"code\":0,\"message\":\"Operations: 7\"}", SCRIPT_PLAIN, 1);
      script_add (script, "list_operations", ways[i].answer);
      remote = script_sign_in (script);
      script_add (script, "core/get&SELECT UserRequest WHERE id = 42", UPDATED ("\"org_id\":\"4\""));
      script_add (script, "core/create", "{\"code\":1,\"message\":\"Error: Invalid login\"}");
      guichet_remote_send (remote, intent, NULL, &error);
      g_assert_error (error, GUICHET_ERROR, (int) ways[i].code);
      g_assert_cmpuint (script_count (script, "core/create"), ==, 2);
    }
}

/* The server would take a file for a ticket that is not there. */
static void
test_attach_to_nothing (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GuichetIntent) intent = new_attach (5);
  g_autoptr(GError) error = NULL;

  script_add (script, "core/get&SELECT UserRequest WHERE id = 42", NOT_THERE);
  guichet_remote_send (remote, intent, NULL, &error);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND);
  g_assert_cmpuint (script_count (script, "core/create"), ==, 0);
}

static void
test_find_attached (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GuichetIntent) mine = new_attach (5);
  g_autoptr(GuichetIntent) other = new_attach (6);
  g_autoptr(GError) error = NULL;

  script_add (script, "item_id = 42 AND contact_id = 45 AND creation_date >= '",
              "{\"code\":0,\"message\":\"Found: 3\",\"objects\":{\"Attachment::50\":{\"key\":\"50\",\"fields\":{}},"
              "\"Attachment::49\":{\"key\":\"49\",\"fields\":{}},\"Attachment::51\":{\"key\":\"51\",\"fields\":{}}}}");
  /* One of them is taken away meanwhile. */
  script_add (script, "Attachment WHERE id = 49", NOT_THERE);
  script_add (script, "Attachment WHERE id = 50", "{\"code\":0,\"message\":\"Found: 1\",\"objects\":{\"Attachment::50\":{\"key\":\"50\","
              "\"fields\":{\"contents\":{\"data\":\"eHh4\",\"filename\":\"a\",\"mimetype\":\"b\"}}}}}");
  script_add (script, "Attachment WHERE id = 51", "{\"code\":0,\"message\":\"Found: 1\",\"objects\":{\"Attachment::51\":{\"key\":\"51\","
              "\"fields\":{\"contents\":{\"data\":\"eHh4eHg=\",\"filename\":\"a\",\"mimetype\":\"b\"}}}}}");
  g_assert_cmpint (guichet_remote_find_attached (remote, mine, NULL, &error), ==, 51);
  g_assert_no_error (error);
  g_assert_cmpint (guichet_remote_find_attached (remote, other, NULL, &error), ==, 0);
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/remote/send/transition", test_transition);
  g_test_add_func ("/remote/send/only-what-is-missing", test_only_what_is_missing);
  g_test_add_func ("/remote/send/nothing-is-missing", test_nothing_is_missing);
  g_test_add_func ("/remote/send/never-sent", test_never_sent);
  g_test_add_func ("/remote/send/invalid", test_invalid);
  g_test_add_func ("/remote/create/whole", test_create);
  g_test_add_func ("/remote/create/was-done", test_create_was_done);
  g_test_add_func ("/remote/create/refused", test_create_refused);
  g_test_add_func ("/remote/create/find", test_find_created);
  g_test_add_func ("/remote/create/find-by-marker", test_find_by_marker);
  g_test_add_func ("/remote/attach/whole", test_attach);
  g_test_add_func ("/remote/attach/falls-back", test_attach_falls_back);
  g_test_add_func ("/remote/attach/with-basic", test_attach_with_basic);
  g_test_add_func ("/remote/attach/no-file", test_attach_no_file);
  g_test_add_func ("/remote/attach/too-large", test_attach_too_large);
  g_test_add_func ("/remote/attach/to-nothing", test_attach_to_nothing);
  g_test_add_func ("/remote/attach/find", test_find_attached);

  return g_test_run ();
}

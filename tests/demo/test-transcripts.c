#include "config.h"

#include "rig.h"
#include "skeleton.h"

/* Recorded requests to the real server, sent to the desk, and the two answers
 * held against each other. */

/* What a request needs before it: a ticket, and in which state. */
typedef enum
{
  NOTHING,
  DISPATCHED,
  ASSIGNED,
  PENDING,
  TO_COMPLETE,
  RESOLVED,
  CLOSED,
  WAITING,
  /* An assigned one, and the date in the guard is its own. */
  GUARDED,
  /* An assigned one whose public journal holds the marker of the guard. */
  MARKED,
  /* Another one that has the client_ref of the request. */
  TWIN,
} Before;

static const struct
{
  const char *name;
  Before      before;
} cases[] = {
  { "att-01-create-png", ASSIGNED },
  { "att-02-list-metadata-without-contents", TWIN },
  { "att-03-get-contents", NOTHING },
  { "att-04-create-without-org", ASSIGNED },
  { "att-06-bad-base64", ASSIGNED },
  { "att-12-ticket-touched-by-attachment", ASSIGNED },
  { "att-13-how-many-per-ticket", NOTHING },
  { "att-14-of-several-tickets", TWIN },
  { "att-15-update-contents", NOTHING },
  { "att-16-all-fields", NOTHING },
  { "auth-01-form-ok", NOTHING },
  { "auth-02-basic-ok", NOTHING },
  { "auth-04-bad-password", NOTHING },
  { "auth-05-basic-bad-password", NOTHING },
  { "auth-06-unknown-user", NOTHING },
  { "auth-08-user-without-password", NOTHING },
  { "auth-10-disabled-account", NOTHING },
  { "auth-11-no-rest-profile", NOTHING },
  { "auth-17-token-param-module-absent", NOTHING },
  { "auth-18-cookie-only-second-call", NOTHING },
  { "auth-21-check-credentials-missing-param", NOTHING },
  { "auth-22-login-mode-basic-forced", NOTHING },
  { "create-01-ok-auto-routed", NOTHING },
  { "create-02-missing-mandatory-title", NOTHING },
  { "create-04-missing-caller-mandatory-by-state-only", NOTHING },
  { "create-05-unknown-attribute", NOTHING },
  { "create-07-external-key-by-oql", NOTHING },
  { "create-10-external-key-ambiguous", NOTHING },
  { "create-11-external-key-bad-id", NOTHING },
  { "create-12-missing-comment", NOTHING },
  { "create-13-forbidden-class", NOTHING },
  { "create-14-title-too-long", NOTHING },
  { "create-16-set-read-only-ref-and-dates", NOTHING },
  { "create-17-with-initial-log", NOTHING },
  { "create-18-idempotence-first", NOTHING },
  { "create-19-idempotence-second-same-client-ref", NOTHING },
  { "create-20-idempotence-lookup", NOTHING },
  { "create-24-service-outside-contract", NOTHING },
  { "create-25-service-not-in-caller-contract", NOTHING },
  { "create-27-status-forced", NOTHING },
  { "create-28-fields-empty-array", NOTHING },
  { "create-29-empty-title", NOTHING },
  { "create-31-team-agent-given", NOTHING },
  { "create-32-extkey-as-string-name", NOTHING },
  { "create-34-marker-in-description", NOTHING },
  { "create-36-marker-lookup", NOTHING },
  { "create-37-marker-lookup-narrow", NOTHING },
  { "date-01-input-form", ASSIGNED },
  { "date-02-input-form", ASSIGNED },
  { "date-04-input-form", ASSIGNED },
  { "date-06-input-form", ASSIGNED },
  { "delete-01-agent-not-allowed", ASSIGNED },
  { "delete-02-simulate-admin", ASSIGNED },
  { "delete-04-real-admin", ASSIGNED },
  { "door-20-check-alive-no-login", NOTHING },
  { "env-01-list-operations-1.4", NOTHING },
  { "env-02-version-1.0", NOTHING },
  { "env-04-unsupported-version", NOTHING },
  { "env-05-version-in-body", NOTHING },
  { "env-06-missing-json-data", NOTHING },
  { "env-07-invalid-json", NOTHING },
  { "env-08-json-data-empty-object", NOTHING },
  { "env-09-json-data-array", NOTHING },
  { "env-10-json-data-empty-string", NOTHING },
  { "env-11-unknown-operation", NOTHING },
  { "env-12-get-method", NOTHING },
  { "env-18-rest-php-under-unknown-path", NOTHING },
  { "get-01-by-numeric-id", ASSIGNED },
  { "get-02-by-string-id", ASSIGNED },
  { "get-03-by-oql", NOTHING },
  { "get-05-criteria-nested-external-key", NOTHING },
  { "get-06-all-fields-star", ASSIGNED },
  { "get-09-output-fields-id-friendlyname", ASSIGNED },
  { "get-11-unknown-class", NOTHING },
  { "get-12-unknown-attribute-in-output", ASSIGNED },
  { "get-13-output-fields-array-form", ASSIGNED },
  { "get-14-not-found", NOTHING },
  { "get-15-empty-oql-result", NOTHING },
  { "get-16-bad-oql-syntax", NOTHING },
  { "get-17-bad-oql-attribute", NOTHING },
  { "get-19-missing-key", NOTHING },
  { "get-21-page-1", NOTHING },
  { "get-23-page-beyond-end", NOTHING },
  { "get-24-page-zero", NOTHING },
  { "get-25-count-only", NOTHING },
  { "get-28-limit-without-page-negative", NOTHING },
  { "get-35-placeholder-current-contact", ASSIGNED },
  { "get-36-placeholder-current-user", NOTHING },
  { "get-37-user-by-login-as-agent", NOTHING },
  { "get-38-user-as-agent-placeholder", NOTHING },
  { "get-41-search-in-caselog", NOTHING },
  { "get-42-matches-operator", NOTHING },
  { "get-43-restricted-org-agent-count", NOTHING },
  { "get-44-restricted-org-direct-id", ASSIGNED },
  { "get-49-key-list", NOTHING },
  { "get-50-limit-as-string", NOTHING },
  { "get-51-linked-set-contacts", NOTHING },
  { "get-53-person-star", NOTHING },
  { "get-55-user-profiles-as-agent", NOTHING },
  { "get-57-criteria-needs-no-escaping", NOTHING },
  { "get-59-schema-discovery-by-error", NOTHING },
  { "get-61-placeholder-user-login", NOTHING },
  { "get-62-team-tree-below", NOTHING },
  { "get-64-large-page-25-fields", NOTHING },
  { "get-65-oql-not-operator-unsupported", ASSIGNED },
  { "guard-01-update-with-precondition-ok", GUARDED },
  { "guard-02-update-with-precondition-stale", ASSIGNED },
  { "guard-04-criteria-object-precondition", ASSIGNED },
  { "guard-06-append-marker-as-text", ASSIGNED },
  { "guard-06-marker-attributes", ASSIGNED },
  { "guard-07-append-replay", MARKED },
  { "guard-08-append-guarded-replay", MARKED },
  { "img-01-create-inline-image", ASSIGNED },
  { "img-03-description-with-inline-image", ASSIGNED },
  { "img-04-data-uri-image", ASSIGNED },
  { "log-01-append-string", ASSIGNED },
  { "log-06-add-item-forged-author-and-date", ASSIGNED },
  { "log-07-add-item-forged-author-as-admin", ASSIGNED },
  { "log-10-read-both", ASSIGNED },
  { "log-12-items-replaces-history", ASSIGNED },
  { "log-13-update-on-closed-ticket", CLOSED },
  { "log-17-items-without-user-id", ASSIGNED },
  { "log-19-sending-back-entries", ASSIGNED },
  { "misc-02-case-insensitive-compare", NOTHING },
  { "misc-07-empty-friendlyname-with-list", DISPATCHED },
  { "misc-12-image-field-read", NOTHING },
  { "misc-13-class-name-case", ASSIGNED },
  { "misc-15-array-where-string", ASSIGNED },
  { "misc-17-team-change-by-plain-update", DISPATCHED },
  { "misc-20-id-in-fields", ASSIGNED },
  { "misc-23-pending-reason-html", ASSIGNED },
  { "misc-25-unicode-normalisation", ASSIGNED },
  { "misc-26-control-characters", ASSIGNED },
  { "misc-27-count-by-two-conditions", NOTHING },
  { "misc-29-other-user-reads-private-log", NOTHING },
  { "misc-30-closed-ticket-reopen", CLOSED },
  { "misc-33-same-with-star", DISPATCHED },
  { "ref-01-my-person", NOTHING },
  { "ref-02-my-teams", NOTHING },
  { "ref-03-all-teams", NOTHING },
  { "ref-06-services-of-caller-org", NOTHING },
  { "ref-08-subcategories", NOTHING },
  { "ref-11-sites", NOTHING },
  { "ref-12-faq", NOTHING },
  { "ref-13-faq-full", NOTHING },
  { "ref-17-enum-codes-only", PENDING },
  { "ref-19-person-picture", NOTHING },
  { "ref-21-faq-categories", NOTHING },
  { "rel-01-get-related-impacts", ASSIGNED },
  { "rel-03-missing-relation", ASSIGNED },
  { "rel-06-bad-direction", NOTHING },
  { "stim-01-dispatch-same-team", DISPATCHED },
  { "stim-02-assign-missing-agent", DISPATCHED },
  { "stim-03-assign-to-me", ASSIGNED },
  { "stim-06-missing-fields-param", ASSIGNED },
  { "stim-07-pending-without-reason", ASSIGNED },
  { "stim-08-pending-ok", ASSIGNED },
  { "stim-09-resolve-from-pending-missing", PENDING },
  { "stim-10-back-to-assigned", PENDING },
  { "stim-11-request-info-with-log", ASSIGNED },
  { "stim-13-resolve-missing-solution", ASSIGNED },
  { "stim-14-resolve-ok", ASSIGNED },
  { "stim-15-reopen-not-in-stock-profile-but-allowed-here", RESOLVED },
  { "stim-17-reassign-other", ASSIGNED },
  { "stim-18-dispatch-from-assigned", ASSIGNED },
  { "stim-19-internal-stimulus-over-rest", DISPATCHED },
  { "stim-21-stimulus-refused-by-profile", WAITING },
  { "stim-24-agent-not-in-team", DISPATCHED },
  { "stim-27-replay-of-an-applied-stimulus", ASSIGNED },
  { "stim-28-resolve-wrong-code", ASSIGNED },
  { "stim-29-parallel-assign-last-wins", ASSIGNED },
  { "stim-31-close-from-resolved", RESOLVED },
  { "stim-32-caller-flow-1-assign", DISPATCHED },
  { "stim-33-caller-flow-2-request-info", ASSIGNED },
  { "sync-01-changeops-as-agent", NOTHING },
  { "sync-06-modified-since", ASSIGNED },
  { "sync-08-now-is-the-database-clock", NOTHING },
  { "sync-09-fallback-missing-of-a-list", NOTHING },
  { "sync-10-attribute-level-history", NOTHING },
  { "update-01-ok", ASSIGNED },
  { "update-04-unknown-attribute", ASSIGNED },
  { "update-05-invalid-enum", ASSIGNED },
  { "update-07-several-found", NOTHING },
  { "update-08-by-criteria", NOTHING },
  { "update-09-missing-comment", ASSIGNED },
  { "update-10-forbidden-class", NOTHING },
  { "update-11-simulate-ignored", ASSIGNED },
  { "update-15-null-external-key", ASSIGNED },
  { "update-17-mandatory-to-empty", ASSIGNED },
  { "update-18-external-field-refused", ASSIGNED },
  { "update-19-last-update-forced", ASSIGNED },
  { "update-21-html-is-normalised", ASSIGNED },
  { "view-01-my-tickets", ASSIGNED },
  { "view-02-to-take-charge", NOTHING },
  { "view-03-taken-by-others-of-my-teams", NOTHING },
  { "view-04-resolved-by-me", RESOLVED },
  { "view-06-direct-join-on-two-keys-refused", NOTHING },
  { "view-07-subquery-in", NOTHING },
  { "view-08-my-requests-as-caller", ASSIGNED },
};

static Rig *rig;

static yyjson_doc *
load_transcript (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "transcripts", file, NULL);
  yyjson_doc *document = yyjson_read_file (path, 0, NULL, NULL);

  g_assert_nonnull (document);
  return document;
}

static const struct { const char *there; const char *here; } logins[] = {
  { "agent1", "agent" },
  { "agent2", "colleague" },
  { "agent8", "restricted" },
  { "usager1-rest", "requester-rest" },
  { "usager2", "requester" },
};

static const char *
translate_login (const char *there)
{
  for (gsize i = 0; i < G_N_ELEMENTS (logins); i++)
    if (g_strcmp0 (logins[i].there, there) == 0)
      return logins[i].here;

  return there;
}

/* The accounts of the recordings had secrets of their own; wrong ones stay. */
static const char *
translate_secret (const char *there)
{
  if (there != NULL && strstr (there, "Lab-") != NULL)
    return guichet_demo_desk_get_secret (rig->desk);

  return there;
}

/* The ids of the recordings' server, and what they are here. */
static const struct { const char *there; const char *here; } words[] = {
  { "\"org_id\": 4", "\"org_id\": 1" },
  { "\"org_id\": 5", "\"org_id\": 2" },
  { "cc.org_id = 5", "cc.org_id = 2" },
  { "\"item_org_id\": 4", "\"item_org_id\": 1" },
  { "\"caller_id\": 52", "\"caller_id\": 13" },
  { "\"caller_id\": 57", "\"caller_id\": 20" },
  { "\"service_id\": 4,", "\"service_id\": 1," },
  { "\"servicesubcategory_id\": 18", "\"servicesubcategory_id\": 1" },
  { "\"servicesubcategory_id\": 35", "\"servicesubcategory_id\": 33" },
  { "usager1@lab.example", "maud.ferrand@demo.example" },
  { "USAGER1@LAB.EXAMPLE", "MAUD.FERRAND@DEMO.EXAMPLE" },
  { "usager2@lab.example", "ines.delmas@demo.example" },
  { "\"team_id\": 4", "\"team_id\": " },
  { "team_id=40", "team_id=1" },
  { "\"agent_id\": 44", "\"agent_id\": 1" },
  { "\"agent_id\": 45", "\"agent_id\": 3" },
  { "\"agent_id\": 50", "\"agent_id\": 5" },
  { "\"class\": \"Team\", \"key\": 42", "\"class\": \"Team\", \"key\": 3" },
  { "\"class\": \"Team\", \"key\": 40", "\"class\": \"Team\", \"key\": 1" },
  { "\"class\": \"Person\", \"key\": 44", "\"class\": \"Person\", \"key\": 1" },
  { "\"class\": \"Attachment\", \"key\": 50", "\"class\": \"Attachment\", \"key\": 1" },
  { "{\"name\": \"Réseau\"}", "{\"name\": \"DSI Postes et réseaux\"}" },
  { "IN (225,226,221)", "IN (1,2,99999)" },
  { "item_id=225", "item_id IN (SELECT UserRequest)" },
  { "item_id IN (1,8,12,15)", "item_id IN (SELECT UserRequest)" },
  { "WHERE title LIKE '%wifi%'", "WHERE title LIKE '%wi-fi ne%'" },
  { "email LIKE CONCAT(:current_user->login,'@%')", "email LIKE CONCAT('elise.marchal','@%')" },
  { "last_update >= '2026-11-23 23:32:00'", "last_update >= '2020-01-01 00:00:00'" },
  { "last_update > NOW()", "last_update > DATE_SUB(NOW(), INTERVAL 20 YEAR)" },
  { "LIKE '%préciser%'", "LIKE '%REGARDE%'" },
  { "SELECT UserRequest WHERE status='new'", "SELECT UserRequest WHERE status='assigned'" },
};

static char *
replace_words (const char *json)
{
  g_autoptr(GString) text = g_string_new (json);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_string_replace (text, words[i].there, words[i].here, 0);
  /* Teams 40 to 43 there are 1 to 4 here. */
  g_string_replace (text, "\"team_id\": 0", "\"team_id\": 1", 0);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
replace_all (const char *text,
             const char *pattern,
             const char *replacement)
{
  g_autoptr(GRegex) regex = g_regex_new (pattern, 0, 0, NULL);

  return g_regex_replace_literal (regex, text, -1, 0, replacement, 0, NULL);
}

static char *
aim_at_ticket (const char *json,
               gint64      ticket)
{
  g_autofree char *key = g_strdup_printf ("\"key\": %" G_GINT64_FORMAT, ticket);
  g_autofree char *condition = g_strdup_printf ("WHERE id = %" G_GINT64_FORMAT, ticket);
  g_autofree char *item = g_strdup_printf ("\"item_id\": %" G_GINT64_FORMAT, ticket);
  g_autofree char *first = replace_all (json, "\"key\": \"?[0-9]{3,6}\"?(?=[,}])", key);
  g_autofree char *second = replace_all (first, "WHERE id = [0-9]+", condition);

  return replace_all (second, "\"item_id\": [0-9]+", item);
}

static gint64
prepare (Before before)
{
  static const RigState states[] = {
    [DISPATCHED] = RIG_DISPATCHED, [ASSIGNED] = RIG_ASSIGNED, [PENDING] = RIG_PENDING,
    [TO_COMPLETE] = RIG_TO_COMPLETE, [RESOLVED] = RIG_RESOLVED, [CLOSED] = RIG_CLOSED, [WAITING] = RIG_WAITING,
    [GUARDED] = RIG_ASSIGNED, [MARKED] = RIG_ASSIGNED,
  };

  return before == NOTHING || before == TWIN ? 0 : rig_make_ticket (rig, states[before]);
}

static void
mark (gint64 ticket)
{
  g_autofree char *json =
    g_strdup_printf ("{\"operation\":\"core/update\",\"class\":\"UserRequest\",\"key\":%" G_GINT64_FORMAT
                     ",\"fields\":{\"public_log\":\"<p class='ref-7f3a9d'>Bonjour</p>\"}}", ticket);

  g_assert_true (guichet_demo_desk_act (rig->desk, "agent", json, NULL));
}

static char *
translate_request (const char *recorded,
                   Before      before,
                   gint64      ticket)
{
  g_autofree char *worded = replace_words (recorded);
  g_autofree char *aimed = ticket != 0 ? aim_at_ticket (worded, ticket) : g_strdup (worded);
  g_autofree char *date = NULL;
  g_autofree char *guard = NULL;

  if (before != GUARDED)
    return g_steal_pointer (&aimed);

  date = rig_read (rig, ticket, "last_update");
  guard = g_strdup_printf ("last_update = '%s'", date);
  return replace_all (aimed, "last_update = '[^']*'", guard);
}

static const char *
get_form (yyjson_val *request,
          const char *name)
{
  return yyjson_get_str (yyjson_obj_get (yyjson_obj_get (request, "form"), name));
}

static void
add_basic (SoupMessage *message,
           const char  *recorded)
{
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (recorded + strlen ("Basic "), &length);
  g_autofree char *pair = g_strndup ((char *) bytes, length);
  g_auto(GStrv) parts = g_strsplit (pair, ":", 2);
  g_autofree char *here = g_strdup_printf ("%s:%s", translate_login (parts[0]), translate_secret (parts[1]));
  g_autofree char *encoded = g_base64_encode ((const guchar *) here, strlen (here));
  g_autofree char *value = g_strconcat ("Basic ", encoded, NULL);

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", value);
}

static SoupMessage *
make_message (yyjson_val *request,
              const char *json)
{
  static const char * const plain[] = { "version", "login_mode", "auth_token" };
  const char *path = yyjson_get_str (yyjson_obj_get (request, "path"));
  const char *basic = yyjson_get_str (yyjson_obj_get (yyjson_obj_get (request, "headers"), "Authorization"));
  const char *login = translate_login (get_form (request, "auth_user"));
  const char *secret = translate_secret (get_form (request, "auth_pwd"));
  gboolean is_get = g_str_equal (yyjson_get_str (yyjson_obj_get (request, "method")), "GET");
  g_autoptr(GHashTable) form = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *bare = g_strndup (path, strcspn (path, "&"));
  g_autofree char *uri = g_strconcat (guichet_demo_desk_get_address (rig->desk), bare, NULL);
  SoupMessage *message;

  if (login != NULL)
    g_hash_table_insert (form, (gpointer) "auth_user", (gpointer) login);
  if (secret != NULL)
    g_hash_table_insert (form, (gpointer) "auth_pwd", (gpointer) secret);
  if (json != NULL)
    g_hash_table_insert (form, (gpointer) "json_data", (gpointer) json);
  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    if (get_form (request, plain[i]) != NULL)
      g_hash_table_insert (form, (gpointer) plain[i], (gpointer) get_form (request, plain[i]));

  if (is_get)
    {
      g_autofree char *encoded = soup_form_encode_hash (form);
      g_autofree char *full = *encoded != '\0' ? g_strdup_printf ("%s&%s", uri, encoded) : g_strdup (uri);

      message = soup_message_new ("GET", full);
    }
  else
    message = soup_message_new_from_encoded_form ("POST", uri, soup_form_encode_hash (form));
  if (basic != NULL)
    add_basic (message, basic);

  return message;
}

static const char *
get_header (yyjson_val *response,
            const char *name)
{
  yyjson_val *pair;
  gsize i, max;

  yyjson_arr_foreach (yyjson_obj_get (response, "headers"), i, max, pair)
    if (g_str_equal (yyjson_get_str (yyjson_arr_get (pair, 0)), name))
      return yyjson_get_str (yyjson_arr_get (pair, 1));

  return NULL;
}

static void
compare (const char *name,
         yyjson_val *response,
         Reply      *reply)
{
  const char *body = yyjson_get_str (yyjson_obj_get (response, "body"));
  g_autofree char *there = skeleton_of_text (body, strlen (body));
  g_autofree char *here = skeleton_of_text (reply->body, reply->length);

  if (g_strcmp0 (there, here) != 0)
    g_test_message ("%s\nthere: %s\nhere:  %s", name, there, here);
  g_assert_cmpstr (here, ==, there);
  g_assert_cmpint (reply->status, ==, yyjson_get_int (yyjson_obj_get (response, "status")));
  g_assert_cmpstr (reply->type, ==, get_header (response, "Content-Type"));
}

static void
test_transcript (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  yyjson_doc *transcript = load_transcript (cases[i].name);
  yyjson_val *request = yyjson_obj_get (yyjson_doc_get_root (transcript), "request");
  const char *recorded = get_form (request, "json_data");
  gint64 ticket = prepare (cases[i].before);
  g_autofree char *json = NULL;
  g_autoptr(Reply) reply = NULL;

  if (cases[i].before == MARKED)
    mark (ticket);
  if (recorded != NULL)
    json = translate_request (recorded, cases[i].before, ticket);
  reply = rig_send (rig, make_message (request, json));
  g_assert_nonnull (reply->body);
  compare (cases[i].name, yyjson_obj_get (yyjson_doc_get_root (transcript), "response"), reply);
  yyjson_doc_free (transcript);
}

int
main (int    argc,
      char **argv)
{
  GuichetDemoOptions options = { .tickets = 200, .seed = 3 };
  int status;

  g_test_init (&argc, &argv, NULL);
  /* All differences at once. */
  g_test_set_nonfatal_assertions ();
  rig = rig_new (&options);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/demo/transcripts/", cases[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_transcript);
    }

  status = g_test_run ();
  g_clear_pointer (&rig, rig_free);
  return status;
}

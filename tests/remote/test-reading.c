#include "config.h"

#include "script.h"
#include "util/error.h"

#define TICKET(id, fields) "\"UserRequest::" id "\":{\"code\":0,\"message\":\"\",\"class\":\"UserRequest\",\"key\":\"" id "\"," \
                           "\"fields\":{" fields "}}"
#define FOUND(n, objects) "{\"code\":0,\"message\":\"Found: " n "\",\"objects\":{" objects "}}"

static void
keep_cb (GuichetTicket *ticket,
         gpointer       user_data)
{
  g_ptr_array_add (user_data, guichet_ticket_ref (ticket));
}

static GPtrArray *
pull (GuichetRemote      *remote,
      const GuichetPull  *what,
      guint              *out_total,
      GError            **error)
{
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();

  if (!guichet_remote_pull (remote, what, keep_cb, tickets, out_total, NULL, error))
    return NULL;

  return g_steal_pointer (&tickets);
}

static GArray *
new_ids (gint64 first,
         gint64 second)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, first);
  g_array_append_val (ids, second);

  return ids;
}

/* What is asked for each kind of pull. */
static void
test_queries (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GArray) ids = new_ids (7, 9);
  const struct { GuichetPull pull; const char *words; } pulls[] = {
    { { .what = GUICHET_PULL_ONGOING, .limit = 500, .page = 2 },
      "\"key\":\"SELECT UserRequest WHERE operational_status = 'ongoing'\"&\"limit\":500,\"page\":2" },
    { { .what = GUICHET_PULL_SINCE, .since = "2026-11-23 23:40:00", .limit = 500 },
      "\"key\":\"SELECT UserRequest WHERE last_update >= '2026-11-23 23:40:00'\"&\"limit\":500,\"page\":1" },
    { { .what = GUICHET_PULL_IDS, .ids = ids, .detail = GUICHET_DETAIL_IDS },
      "\"key\":\"SELECT UserRequest WHERE id IN (7,9)\",\"output_fields\":\"id\"}" },
    { { .what = GUICHET_PULL_WINDOW, .low = 500, .high = 1000 },
      "\"key\":\"SELECT UserRequest WHERE id > 500 AND id <= 1000\"" },
    { { .what = GUICHET_PULL_NEWEST, .detail = GUICHET_DETAIL_IDS },
      "\"key\":\"SELECT UserRequest\",\"output_fields\":\"id\",\"limit\":1,\"page\":1" },
  };

  script_add (script, "core/get", FOUND ("12", TICKET ("3", "\"ref\":\"R-000003\"")));
  for (guint i = 0; i < G_N_ELEMENTS (pulls); i++)
    {
      g_autoptr(GError) error = NULL;
      guint total = 0;
      g_autoptr(GPtrArray) tickets = pull (remote, &pulls[i].pull, &total, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (total, ==, 12);
      g_assert_cmpuint (tickets->len, ==, 1);
      g_assert_cmpuint (script_count (script, pulls[i].words), ==, 1);
    }
}

/* A profile that names no filter for "still open" leaves out what has ended. */
static void
test_ongoing_by_states (void)
{
  static const char data[] =
    "[Profile]\nName=x\nTitle=X\nClass=UserRequest\n[Fields]\nref=ref\ntitle=title\nstatus=status\nlast-update=last_update\n"
    "[Journals]\nprivate=private_log\npublic=public_log\n[State new]\nLabel=New\nCategory=ongoing\n[State resolved]\nLabel=R\nCategory=resolved\n"
    "[State closed]\nLabel=C\nCategory=closed\n";
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GuichetIdentity) identity = guichet_identity_new ("x", "agent1");
  GuichetPull what = { .what = GUICHET_PULL_ONGOING };
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetProfile) profile = guichet_profile_new_from_data (data, -1, &error);
  g_autoptr(GPtrArray) tickets = NULL;

  g_assert_no_error (error);
  guichet_itop_rest_restore (GUICHET_ITOP_REST (remote), identity, profile);
  script_add (script, "status NOT IN ('resolved','closed')", FOUND ("1", TICKET ("3", "")));
  tickets = pull (remote, &what, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tickets->len, ==, 1);
}

static void
test_no_ids (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GuichetPull what = { .what = GUICHET_PULL_IDS, .ids = ids };
  guint before = fixture_server_get_count (script->server);
  guint total = 5;
  g_autoptr(GPtrArray) tickets = pull (remote, &what, &total, NULL);

  g_assert_cmpuint (tickets->len, ==, 0);
  g_assert_cmpuint (total, ==, 0);
  g_assert_cmpuint (fixture_server_get_count (script->server), ==, before);
}

/* Only what the server has, and never "*". */
static void
test_output_fields (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  GuichetPull light = { .what = GUICHET_PULL_ONGOING, .detail = GUICHET_DETAIL_LIGHT };
  GuichetPull full = { .what = GUICHET_PULL_ONGOING, .detail = GUICHET_DETAIL_FULL };
  g_autoptr(GPtrArray) none = NULL;
  const char *asked;

  script_add (script, "core/get", "{\"code\":0,\"message\":\"Found: 0\",\"objects\":null}");
  none = pull (remote, &light, NULL, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  asked = script_find (script, "operational_status = ");
  g_assert_nonnull (strstr (asked, "team_id,team_id_friendlyname,"));
  g_assert_nonnull (strstr (asked, "client_ref"));
  g_assert_null (strstr (asked, "description"));
  g_assert_null (strstr (asked, "_log"));
  g_assert_null (strstr (asked, "availabilities"));

  g_clear_pointer (&none, g_ptr_array_unref);
  none = pull (remote, &full, NULL, NULL);
  asked = script_find (script, "operational_status = ");
  g_assert_nonnull (strstr (asked, "description"));
  g_assert_nonnull (strstr (asked, "private_log,public_log"));
}

static void
test_ticket (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *journal;
  const GuichetJournalEntry *entry;

  script_add (script, "id IN (192)", FOUND ("1", TICKET ("192",
    "\"ref\":\"R-000192\",\"title\":\"Cl\\u00e9 \\ud83d\",\"status\":\"assigned\",\"urgency\":3,\"team_id\":\"40\","
    "\"team_id_friendlyname\":\"DAG \",\"agent_id\":\"0\",\"agent_id_friendlyname\":\" \",\"caller_id\":\"x\","
    "\"resolution_date\":\"\",\"site_id\":{\"bad\":1},"
    "\"description\":\"<p>a<\\/p>\",\"private_log\":{\"entries\":[]},"
    "\"public_log\":{\"entries\":[{\"date\":\"2026-11-23 23:30:49\",\"user_login\":\"Albert Frankenstein\","
    "\"user_id\":\"2\",\"message\":\"HTML gras\",\"message_html\":\"<p>HTML <b>gras<\\/b><\\/p>\"},"
    "{\"date\":\"2026-11-23 22:00:00\",\"user_login\":\"In\\u00e8s Morvan\",\"user_id\":\"3\",\"message\":\"1 < 2\"},"
    "\"no entry\"]}")));
  ticket = guichet_remote_read_ticket (remote, 192, NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpint (guichet_ticket_get_id (ticket), ==, 192);
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_REF), ==, "R-000192");
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_TITLE), ==, "Clé \xef\xbf\xbd");
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_URGENCY), ==, "3");
  g_assert_cmpint (guichet_ticket_get_key (ticket, GUICHET_FIELD_TEAM), ==, 40);
  g_assert_cmpstr (guichet_ticket_get_label (ticket, GUICHET_FIELD_TEAM), ==, "DAG");
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_AGENT), ==, "0");
  g_assert_cmpstr (guichet_ticket_get_label (ticket, GUICHET_FIELD_AGENT), ==, "");
  g_assert_cmpint (guichet_ticket_get_key (ticket, GUICHET_FIELD_CALLER), ==, 0);
  g_assert_cmpint (guichet_ticket_get_key (ticket, GUICHET_FIELD_SITE), ==, 0);
  g_assert_cmpstr (guichet_ticket_peek (ticket, GUICHET_FIELD_RESOLUTION_DATE), ==, "");
  g_assert_null (guichet_ticket_peek (ticket, GUICHET_FIELD_IMPACT));
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_DESCRIPTION), ==, "<p>a</p>");

  g_assert_cmpuint (guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PRIVATE)->len, ==, 0);
  journal = guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PUBLIC);
  g_assert_cmpuint (journal->len, ==, 2);
  entry = g_ptr_array_index (journal, 0);
  g_assert_cmpstr (entry->date, ==, "2026-11-23 23:30:49");
  g_assert_cmpstr (entry->author, ==, "Albert Frankenstein");
  g_assert_cmpint (entry->user_id, ==, 2);
  g_assert_cmpstr (entry->html, ==, "<p>HTML <b>gras</b></p>");
  /* The order is that of the insertion, not of the dates. */
  entry = g_ptr_array_index (journal, 1);
  g_assert_cmpstr (entry->date, ==, "2026-11-23 22:00:00");
  g_assert_nonnull (strstr (entry->html, "1 &lt; 2"));
}

static void
test_not_found (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GError) error = NULL;

  script_add (script, "core/get", "{\"code\":0,\"message\":\"Found: 0\",\"objects\":null}");
  g_assert_null (guichet_remote_read_ticket (remote, 5, NULL, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND);
}

/* Objects of a wrong shape end the reading: a hole would look like a ticket
 * that vanished. */
static void
test_wrong_shapes (void)
{
  static const char * const answers[] = {
    FOUND ("1", "\"UserRequest::1\":{\"key\":\"1\"}"),
    FOUND ("1", "\"UserRequest::1\":{\"fields\":{}}"),
    FOUND ("1", "\"UserRequest::1\":{\"key\":\"0\",\"fields\":{}}"),
    FOUND ("1", "\"UserRequest::1\":{\"key\":\"x\",\"fields\":{}}"),
    FOUND ("1", "\"UserRequest::1\":{\"key\":\"1\",\"fields\":[]}"),
    FOUND ("1", "\"UserRequest::1\":{\"key\":\"1\",\"fields\":{\"title\":\"\\u12\"}}"),
    FOUND ("1", "\"UserRequest::1\":[]"),
    "{\"code\":0,\"message\":\"Found: 1\",\"objects\":{",
    "{\"code\":0,\"message\":\"Found: 1\",\"objects\":{}",
    "{\"code\":0 \"message\":\"Found: 1\"}",
  };
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  GuichetPull what = { .what = GUICHET_PULL_ONGOING };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) tickets = NULL;

      script_add_full (script, "operational_status = ", 200, NULL, answers[i], SCRIPT_PLAIN, 1);
      tickets = pull (remote, &what, NULL, &error);
      g_assert_null (tickets);
      g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_RETRY_LATER);
    }
}

/* Oddities that are no reason to stop. */
static void
test_odd_answers (void)
{
  static const struct { const char *answer; guint n; guint total; } answers[] = {
    { "<br />\n<b>Warning</b>: x<br />\n" FOUND ("1", TICKET ("1", "")), 1, 1 },
    { FOUND ("1", TICKET ("1", "")) "\n\n", 1, 1 },
    { "{\"code\":\"0\",\"message\":null,\"objects\":{" TICKET ("1", "\"title\":\"a\",\"title\":\"b\"") "}}", 1, 0 },
    { "{\"code\":0,\"message\":\"Found: -3\",\"objects\":[]}", 0, 0 },
    { "{\"code\":0,\"message\":\"Found: 99999999999999\",\"objects\":{}}", 0, G_MAXUINT },
    { "{\"code\":0}", 0, 0 },
    { "{\"objects\":{" TICKET ("2", "\"title\":\"a\"") "," TICKET ("1", "") "},\"message\":\"Found: 2\",\"code\":0}", 2, 2 },
  };
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  GuichetPull what = { .what = GUICHET_PULL_ONGOING };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) tickets = NULL;
      guint total = 0;

      script_add_full (script, "operational_status = ", 200, NULL, answers[i].answer, SCRIPT_PLAIN, 1);
      tickets = pull (remote, &what, &total, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (tickets->len, ==, answers[i].n);
      g_assert_cmpuint (total, ==, answers[i].total);
    }
}

/* What an earlier sign-in learned is enough: one question about the class, and
 * none about profiles. */
static void
test_restored (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) first = script_sign_in (script);
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", NULL);
  g_autoptr(GuichetIdentity) identity = guichet_identity_new ("x", "agent1");
  g_autoptr(GuichetRemote) remote = guichet_itop_rest_new (fixture_server_get_address (script->server), "agent1", "x", NULL);
  GuichetPull what = { .what = GUICHET_PULL_ONGOING };
  guint before = fixture_server_get_count (script->server);
  g_autoptr(GPtrArray) tickets = NULL;
  g_autoptr(GError) error = NULL;

  guichet_itop_rest_restore (GUICHET_ITOP_REST (remote), identity, profile);
  script_add (script, "operational_status = ", FOUND ("1", TICKET ("1", "")));
  tickets = pull (remote, &what, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (tickets->len, ==, 1);
  g_assert_cmpuint (fixture_server_get_count (script->server) - before, ==, 2);
}

/* ---- references */

static void
test_references (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GPtrArray) persons = NULL;
  g_autoptr(GError) error = NULL;
  const GuichetReference *person;

  script_add (script, "SELECT Person WHERE guichet_impossible_attribute",
              "{\"code\":100,\"message\":\"expecting {id, friendlyname, email, status, function, org_id}\"}");
  script_add (script, "\"SELECT Person\"",
              "{\"code\":0,\"message\":\"Found: 2\",\"objects\":{"
              "\"Person::44\":{\"key\":\"44\",\"fields\":{\"id\":\"44\",\"friendlyname\":\"Albert Frankenstein\","
              "\"email\":\"a@lab.example\",\"status\":\"active\",\"function\":\"Gestionnaire\",\"org_id\":\"6\"}},"
              "\"Person::45\":{\"key\":\"45\",\"fields\":{\"id\":\"45\",\"friendlyname\":\" \",\"status\":\"inactive\"}}}}");
  persons = guichet_remote_read_references (remote, GUICHET_REFERENCE_PERSON, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (persons->len, ==, 2);

  person = g_ptr_array_index (persons, 0);
  g_assert_cmpint (person->id, ==, 44);
  g_assert_cmpint (person->kind, ==, GUICHET_REFERENCE_PERSON);
  g_assert_cmpstr (person->name, ==, "Albert Frankenstein");
  g_assert_cmpstr (person->email, ==, "a@lab.example");
  g_assert_cmpstr (person->detail, ==, "Gestionnaire");
  g_assert_cmpint (person->organisation, ==, 6);
  g_assert_true (person->active);
  g_assert_null (person->html);
  person = g_ptr_array_index (persons, 1);
  g_assert_cmpstr (person->name, ==, "");
  g_assert_false (person->active);
  /* No phone on this server: it is not asked for. */
  g_assert_null (strstr (script_find (script, "\"SELECT Person\""), "phone"));
}

/* A kind that the server does not have, or does not show, is an empty one. */
static void
test_no_references (void)
{
  static const char * const answers[] = {
    "{\"code\":100,\"message\":\"Error: class: 'KnownError' is not a valid class'\"}",
    "{\"code\":1,\"message\":\"The current user does not have enough permissions for reading data of class KnownError\","
    "\"objects\":null}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(Script) script = script_new ();
      g_autoptr(GuichetRemote) remote = script_sign_in (script);
      g_autoptr(GPtrArray) found = NULL;
      g_autoptr(GError) error = NULL;

      script_add (script, "SELECT KnownError", answers[i]);
      found = guichet_remote_read_references (remote, GUICHET_REFERENCE_KNOWN_ERROR, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (found->len, ==, 0);
    }
}

static void
test_every_kind (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);

  script_add (script, "guichet_impossible_attribute", "{\"code\":100,\"message\":\"expecting {id, friendlyname, name, title}\"}");
  script_add (script, "\"limit\":5000", "{\"code\":0,\"message\":\"Found: 1\",\"objects\":{\"X::3\":{\"key\":\"3\","
                                        "\"fields\":{\"friendlyname\":\"x\"}}}}");
  for (guint kind = 0; kind < GUICHET_N_REFERENCE_KINDS; kind++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) found = guichet_remote_read_references (remote, kind, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (found->len, ==, 1);
      g_assert_cmpint (((GuichetReference *) g_ptr_array_index (found, 0))->kind, ==, kind);
    }
}

static void
test_reference_pages (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) error = NULL;

  script_add (script, "SELECT Team WHERE guichet_impossible_attribute", "{\"code\":100,\"message\":\"expecting {id, friendlyname}\"}");
  script_add (script, "SELECT Team&\"page\":1}", "{\"code\":0,\"message\":\"Found: 2\",\"objects\":{\"Team::1\":{\"key\":\"1\",\"fields\":{}}}}");
  script_add (script, "SELECT Team&\"page\":2}", "{\"code\":0,\"message\":\"Found: 2\",\"objects\":{\"Team::2\":{\"key\":\"2\",\"fields\":{}}}}");
  found = guichet_remote_read_references (remote, GUICHET_REFERENCE_TEAM, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpuint (script_count (script, "SELECT Team&\"page\""), ==, 2);
}

/* ---- attachments */

static void
test_attachments (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) error = NULL;
  const GuichetAttachment *attachment;

  script_add (script, "item_class = 'UserRequest' AND item_id = 225 AND creation_date >= '2026-11-23 00:00:00'",
              "{\"code\":0,\"message\":\"Found: 1\",\"objects\":{\"Attachment::50\":{\"key\":\"50\",\"fields\":{\"id\":\"50\","
              "\"creation_date\":\"2026-11-23 23:33:53\",\"contact_id\":\"44\",\"contact_id_friendlyname\":\"Albert\","
              "\"item_id\":\"225\"}}}}");
  found = guichet_remote_read_attachments (remote, "2026-11-23 00:00:00", 225, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);

  attachment = g_ptr_array_index (found, 0);
  g_assert_cmpint (attachment->id, ==, 50);
  g_assert_cmpint (attachment->ticket_id, ==, 225);
  g_assert_cmpint (attachment->size, ==, -1);
  g_assert_cmpint (attachment->author_id, ==, 44);
  g_assert_cmpstr (attachment->author, ==, "Albert");
  g_assert_cmpstr (attachment->date, ==, "2026-11-23 23:33:53");
  g_assert_cmpstr (attachment->name, ==, "");
  g_assert_null (strstr (script_find (script, "item_id = 225"), "contents"));
}

static void
test_file (void)
{
  g_autoptr(Script) script = script_new ();
  g_autoptr(GuichetRemote) remote = script_sign_in (script);
  g_autofree char *name = NULL;
  g_autofree char *mime = NULL;
  g_autoptr(GBytes) data = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) missing = NULL;

  script_add (script, "SELECT Attachment WHERE id = 50",
              "{\"code\":0,\"message\":\"Found: 1\",\"objects\":{\"Attachment::50\":{\"key\":\"50\",\"fields\":{\"contents\":{"
              "\"data\":\"aGVs\\nbG8=\",\"mimetype\":\"text\\/plain\",\"filename\":\"..\\/a\\u202Egpj.exe\",\"downloads_count\":0}}}}}");
  script_add (script, "SELECT Attachment WHERE id = 51", "{\"code\":0,\"message\":\"Found: 0\",\"objects\":null}");
  data = guichet_remote_read_file (remote, 50, &name, &mime, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (data, NULL), g_bytes_get_size (data), "hello", 5);
  g_assert_cmpstr (name, ==, "../agpj.exe");
  g_assert_cmpstr (mime, ==, "text/plain");

  g_assert_null (guichet_remote_read_file (remote, 51, NULL, NULL, NULL, &missing));
  g_assert_error (missing, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/remote/pull/queries", test_queries);
  g_test_add_func ("/remote/pull/ongoing-by-states", test_ongoing_by_states);
  g_test_add_func ("/remote/pull/no-ids", test_no_ids);
  g_test_add_func ("/remote/pull/output-fields", test_output_fields);
  g_test_add_func ("/remote/pull/ticket", test_ticket);
  g_test_add_func ("/remote/pull/not-found", test_not_found);
  g_test_add_func ("/remote/pull/wrong-shapes", test_wrong_shapes);
  g_test_add_func ("/remote/pull/odd-answers", test_odd_answers);
  g_test_add_func ("/remote/pull/restored", test_restored);
  g_test_add_func ("/remote/references/persons", test_references);
  g_test_add_func ("/remote/references/none", test_no_references);
  g_test_add_func ("/remote/references/every-kind", test_every_kind);
  g_test_add_func ("/remote/references/pages", test_reference_pages);
  g_test_add_func ("/remote/attachments/list", test_attachments);
  g_test_add_func ("/remote/attachments/file", test_file);

  return g_test_run ();
}

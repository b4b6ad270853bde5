#include "config.h"

#include "recording.h"
#include "remote/itop-portal.h"
#include "util/error.h"
#include "util/uuid.h"

/* Replays the recorded answers of the real portal through the remote and
 * compares what it makes of them. The recorder kept of pages what a client
 * takes from them. */

#define LAYOUT \
  "{\"portal\":\"itop-portal\",\"class\":\"UserRequest\",\"catalogue\":\"services\"," \
  "\"sentence\":\"Vous êtes déconnecté et devez vous reconnecter pour continuer.\"," \
  "\"lists\":[{\"brick\":\"ongoing-tickets-for-portal-user\",\"tab\":\"opened\"}]," \
  "\"codes\":[\"title\",\"service_id\",\"description\",\"status\",\"start_date\",\"last_update\",\"public_log\"," \
  "\"solution\",\"attachments_plugin\"]}"

static GuichetRemote *
new_remote (Stage      *stage,
            const char *layout)
{
  const char *address = fixture_server_get_address (stage->server);
  g_autoptr(GError) error = NULL;
  GuichetRemote *remote = guichet_itop_portal_new (address, "usager2", "s3cret&+é", &error);
  g_autoptr(GuichetIdentity) identity = guichet_identity_new (address, "usager2");
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", &error);

  g_assert_no_error (error);
  if (layout != NULL)
    {
      identity->layout = g_strdup (layout);
      identity->door = GUICHET_DOOR_PORTAL;
      guichet_itop_portal_restore (GUICHET_ITOP_PORTAL (remote), identity, profile);
    }

  return remote;
}

static void
keep_cb (GuichetTicket *ticket,
         gpointer       user_data)
{
  g_ptr_array_add (user_data, guichet_ticket_ref (ticket));
}

static GPtrArray *
pull_ongoing (GuichetRemote  *remote,
              GError        **error)
{
  GPtrArray *tickets = guichet_tickets_new ();
  GuichetPull pull = { .what = GUICHET_PULL_ONGOING };

  guichet_remote_pull (remote, &pull, keep_cb, tickets, NULL, NULL, error);

  return tickets;
}

/* ---- lists */

static void
test_list (gconstpointer data)
{
  g_autoptr(Stage) stage = stage_new ();
  g_autoptr(GuichetRemote) remote = NULL;
  g_autoptr(GPtrArray) tickets = NULL;
  g_autoptr(GError) error = NULL;
  GuichetTicket *ticket;

  stage_add (stage, "loginop", "list-02-tab-without-area");
  stage_add (stage, "GET /pages/exec.php/manage/ongoing-tickets-for-portal-user/opened/UserRequest/", data);
  remote = new_remote (stage, LAYOUT);
  tickets = pull_ongoing (remote, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tickets->len, ==, 1);
  ticket = tickets->pdata[0];
  g_assert_cmpint (guichet_ticket_get_id (ticket), ==, 20208);
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_REF), ==, "R-020209");
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_TITLE), ==, "Prototype : colis à envoyer");
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_STATUS), ==, "dispatched");
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_START_DATE), ==, "2026-11-24 00:17:35");
  g_assert_cmpint (guichet_ticket_get_key (ticket, GUICHET_FIELD_SERVICE), ==, 6);
  g_assert_cmpstr (guichet_ticket_get_label (ticket, GUICHET_FIELD_SERVICE), ==, "Envoi de colis");
  g_assert_cmpint (guichet_ticket_get_key (ticket, GUICHET_FIELD_SUBCATEGORY), ==, 22);
  g_assert_cmpint (guichet_ticket_get_key (ticket, GUICHET_FIELD_CALLER), ==, 53);
  g_assert_cmpstr (guichet_ticket_get_label (ticket, GUICHET_FIELD_CALLER), ==, "Lucie Cabrol");
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_PRIORITY), ==, "2");
  g_assert_null (guichet_ticket_peek (ticket, GUICHET_FIELD_LAST_UPDATE));
}

static void
test_empty_list (gconstpointer data)
{
  g_autoptr(Stage) stage = stage_new ();
  g_autoptr(GuichetRemote) remote = NULL;
  g_autoptr(GPtrArray) tickets = NULL;
  g_autoptr(GError) error = NULL;

  stage_add (stage, "loginop", "list-02-tab-without-area");
  stage_add (stage, "/manage/", data);
  remote = new_remote (stage, LAYOUT);
  tickets = pull_ongoing (remote, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tickets->len, ==, 0);
}

/* ---- one ticket */

static GuichetTicket *
read_20208 (Stage   *stage,
            GError **error)
{
  g_autoptr(GuichetRemote) remote = new_remote (stage, LAYOUT);

  stage_add (stage, "loginop", "list-02-tab-without-area");

  return guichet_remote_read_ticket (remote, 20208, NULL, error);
}

static void
assert_ticket (GuichetTicket *ticket)
{
  GPtrArray *journal = guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PUBLIC);
  const GuichetJournalEntry *entry;

  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_REF), ==, "R-020209");
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_TITLE), ==, "Prototype : colis à envoyer");
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_STATUS), ==, "dispatched");
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_LAST_UPDATE), ==, "2026-11-24 00:19:50");
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_DESCRIPTION), ==, "<p>Bonjour, <b>merci</b></p>");
  g_assert_cmpint (guichet_ticket_get_key (ticket, GUICHET_FIELD_SERVICE), ==, 6);
  /* The form has it and hides it: empty. What the form does not have: unknown. */
  g_assert_cmpstr (guichet_ticket_peek (ticket, GUICHET_FIELD_SOLUTION), ==, "");
  g_assert_null (guichet_ticket_peek (ticket, GUICHET_FIELD_TEAM));
  g_assert_null (guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PRIVATE));

  g_assert_cmpuint (journal->len, ==, 1);
  entry = journal->pdata[0];
  g_assert_cmpstr (entry->author, ==, "Lucie Cabrol");
  g_assert_cmpint (entry->user_id, ==, 11);
  g_assert_cmpstr (entry->date, ==, "2026-11-24 00:17:35");
  g_assert_cmpstr (entry->html, ==, "<p>Complément : <i>urgent</i> &lt;3 palettes</p>");
}

static void
test_view (void)
{
  g_autoptr(Stage) stage = stage_new ();
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autoptr(GError) error = NULL;
  const char *asked;

  stage_add (stage, "/object/view/UserRequest/20208&operation=update", "view-02-json-update");
  ticket = read_20208 (stage, &error);
  g_assert_no_error (error);
  assert_ticket (ticket);

  /* Only what the form has, and no form of our own. */
  asked = stage_find (stage, "operation=update");
  g_assert_nonnull (strstr (asked, "requested_fields[0]=title"));
  g_assert_nonnull (strstr (asked, "\"formmode\":\"view\""));
  g_assert_null (strstr (asked, "private_log"));
  g_assert_null (strstr (asked, "team_id"));
  g_assert_null (strstr (asked, "formproperties"));
}

static void
test_view_refused (void)
{
  static const struct { const char *recording; GuichetError code; const char *detail; } cases[] = {
    { "view-04-foreign-ticket", GUICHET_ERROR_NOT_FOUND,
      "Désolé cet objet n'existe pas (ou vous n'êtes pas autorisé à l'afficher)." },
    { "view-05-foreign-ticket-in-form-data", GUICHET_ERROR_REJECTED, "Form data access denied." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(Stage) stage = stage_new ();
      g_autoptr(GuichetTicket) ticket = NULL;
      g_autoptr(GError) error = NULL;

      stage_add (stage, "/object/view/", cases[i].recording);
      ticket = read_20208 (stage, &error);
      g_assert_null (ticket);
      g_assert_error (error, GUICHET_ERROR, (int) cases[i].code);
      if (cases[i].code != GUICHET_ERROR_NOT_FOUND)
        g_assert_cmpstr (guichet_error_get_detail (error), ==, cases[i].detail);
    }
}

/* A layout that does not tell the codes: the page has them. */
static void
test_view_learned (void)
{
  g_autoptr(Stage) stage = stage_new ();
  g_autoptr(GuichetRemote) remote = NULL;
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autoptr(GError) error = NULL;
  const char *asked;

  stage_add (stage, "loginop", "list-02-tab-without-area");
  stage_add (stage, "POST /pages/exec.php/object/view/&requested_fields", "view-02-json-update");
  stage_add (stage, "POST /pages/exec.php/object/view/", "view-03-json-no-field");
  stage_add (stage, "GET /pages/exec.php/object/view/", "view-01-html-form");
  remote = new_remote (stage, "{\"lists\":[{\"brick\":\"b\",\"tab\":\"opened\"}]}");
  ticket = guichet_remote_read_ticket (remote, 20208, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_TITLE), ==, "Prototype : colis à envoyer");
  asked = stage_find (stage, "requested_fields");
  g_assert_nonnull (strstr (asked, "=servicesubcategory_id"));
  g_assert_nonnull (strstr (asked, "=attachments_plugin"));
  g_assert_null (strstr (asked, "private_log"));
}

/* ---- the catalogue */

static GPtrArray *
read_level (GuichetRemote        *remote,
            GuichetReferenceKind  kind)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *found = guichet_remote_read_references (remote, kind, NULL, &error);

  g_assert_no_error (error);

  return found;
}

static void
test_catalogue (void)
{
  g_autoptr(Stage) stage = stage_new ();
  g_autoptr(GuichetRemote) remote = NULL;
  g_autoptr(GPtrArray) families = NULL;
  g_autoptr(GPtrArray) services = NULL;
  g_autoptr(GPtrArray) leaves = NULL;
  const GuichetReference *leaf;

  stage_add (stage, "loginop", "list-02-tab-without-area");
  stage_add (stage, "/browse/services/list/page/1/", "catalogue-01-list");
  remote = new_remote (stage, LAYOUT);
  families = read_level (remote, GUICHET_REFERENCE_SERVICE_FAMILY);
  services = read_level (remote, GUICHET_REFERENCE_SERVICE);
  leaves = read_level (remote, GUICHET_REFERENCE_SUBCATEGORY);

  g_assert_cmpuint (stage_count (stage, "/browse/"), ==, 1);
  g_assert_cmpuint (families->len, ==, 1);
  g_assert_cmpstr (((GuichetReference *) families->pdata[0])->name, ==, "Accès internet");
  g_assert_cmpuint (services->len, ==, 1);
  g_assert_cmpint (((GuichetReference *) services->pdata[0])->parent, ==, 8);
  g_assert_cmpstr (((GuichetReference *) services->pdata[0])->detail, ==, "Service Coupure internet");
  g_assert_cmpuint (leaves->len, ==, 2);
  leaf = leaves->pdata[0];
  g_assert_cmpint (leaf->id, ==, 38);
  g_assert_cmpint (leaf->parent, ==, 13);
  g_assert_cmpstr (leaf->name, ==, "Salle");
}

/* ---- a new ticket */

static void
add_catalogue (Stage *stage)
{
  g_autofree char *body = recording_dup_body ("catalogue-01-list", NULL, NULL, NULL);
  g_autoptr(GString) leaf = g_string_new (body);

  /* The recorded form is that of leaf 22, which is not among the two rows. */
  g_string_replace (leaf, "\"id\":\"38\"", "\"id\":\"22\"", 0);
  stage_add (stage, "loginop", "list-02-tab-without-area");
  stage_add_text (stage, "/browse/services/", 200, NULL, leaf->str, 0);
  stage_add (stage, "GET /pages/exec.php/object/create-from-factory/ServiceSubcategory/22/", "create-01-form-from-leaf");
}

static GuichetIntent *
make_create (const char *title)
{
  GuichetIntent *intent = guichet_intent_new (GUICHET_INTENT_CREATE, 0);

  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, NULL, title, NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_DESCRIPTION, NULL, "<p>Bonjour</p>", NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_SUBCATEGORY, NULL, "22", NULL);

  return intent;
}

static void
test_form (void)
{
  g_autoptr(Stage) stage = stage_new ();
  g_autoptr(GuichetRemote) remote = NULL;
  g_autoptr(GuichetCreateForm) form = NULL;
  g_autoptr(GError) error = NULL;
  GuichetFormField *service;
  GuichetFormField *urgency;

  add_catalogue (stage);
  remote = new_remote (stage, LAYOUT);
  form = guichet_remote_read_create_form (remote, 22, NULL, NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (form->class_name, ==, "UserRequest");
  service = guichet_create_form_find (form, "service_id");
  g_assert_cmpint (service->field, ==, GUICHET_FIELD_SERVICE);
  g_assert_cmpstr (service->value, ==, "6");
  g_assert_cmpstr (service->value_label, ==, "Envoi de colis");
  g_assert_cmpstr (service->impacts[0], ==, "servicesubcategory_id");
  urgency = guichet_create_form_find_field (form, GUICHET_FIELD_URGENCY);
  g_assert_true (urgency->mandatory);
  g_assert_cmpuint (urgency->choices->len, ==, 4);
  g_assert_cmpstr (((GuichetChoice *) urgency->choices->pdata[0])->label, ==, "Critique");
  g_assert_true (guichet_create_form_find (form, "request_type")->read_only);
  g_assert_null (guichet_create_form_find (form, "contacts_list"));
  g_assert_null (guichet_create_form_find (form, "attachments_plugin"));
  g_assert_nonnull (strstr (stage_find (stage, "create-from-factory"), "&ar_token=c2dvaW5FcFY1dktV"));
}

static void
test_create (void)
{
  static const char * const recordings[] = { "create-04-submit", "create-08-same-transaction-again" };
  static const gint64 ids[] = { 20209, 20210 };

  for (guint i = 0; i < G_N_ELEMENTS (recordings); i++)
    {
      g_autoptr(Stage) stage = stage_new ();
      g_autoptr(GuichetRemote) remote = NULL;
      g_autoptr(GuichetIntent) intent = make_create ("Colis par le portail");
      g_autofree char *marker = guichet_marker_for_uuid (intent->uuid);
      g_autofree char *class_name = g_strdup_printf ("class=\"%s\"", marker);
      g_autoptr(GuichetTicket) ticket = NULL;
      g_autoptr(GError) error = NULL;
      const char *asked;

      add_catalogue (stage);
      stage_add (stage, "POST /pages/exec.php/object/create/UserRequest&operation=submit", recordings[i]);
      remote = new_remote (stage, LAYOUT);
      ticket = guichet_remote_send (remote, intent, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (guichet_ticket_get_id (ticket), ==, ids[i]);
      g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_STATUS), ==, "dispatched");
      g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_TITLE), ==, "Colis par le portail");

      /* The form goes back as it came. */
      asked = stage_find (stage, "operation=submit");
      g_assert_nonnull (strstr (asked, "transaction_id=usager2-vGAG6e"));
      g_assert_nonnull (strstr (asked, "\"formactionrulestoken\":\"dUw4OEVZ"));
      g_assert_nonnull (strstr (asked, "current_values[title]=Colis par le portail"));
      g_assert_nonnull (strstr (asked, class_name));
      g_assert_null (strstr (asked, "current_values[request_type]"));
    }
}

/* A leaf that makes an incident, which an unmodified server may have beside its
 * requests: nothing is sent. */
static void
test_other_class (void)
{
  g_autoptr(Stage) stage = stage_new ();
  g_autoptr(GuichetRemote) remote = NULL;
  g_autoptr(GuichetIntent) intent = make_create ("Something broke");
  g_autofree char *form = recording_dup_body ("create-01-form-from-leaf", NULL, NULL, NULL);
  g_autoptr(GString) page = g_string_new (form);
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autoptr(GuichetCreateForm) none = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (g_string_replace (page, "\"formobject_class\":\"UserRequest\"", "\"formobject_class\":\"Incident\"", 0),
                    ==, 1);
  stage_add_text (stage, "create-from-factory", 200, NULL, page->str, 0);
  add_catalogue (stage);
  remote = new_remote (stage, LAYOUT);
  ticket = guichet_remote_send (remote, intent, NULL, &error);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_OTHER_CLASS);
  g_assert_cmpstr (guichet_error_get_field (error), ==, "subcategory");
  g_assert_cmpuint (stage_count (stage, "operation=submit"), ==, 0);

  g_clear_error (&error);
  none = guichet_remote_read_create_form (remote, 22, NULL, NULL, &error);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_OTHER_CLASS);
}

static void
test_create_refused (void)
{
  g_autoptr(Stage) stage = stage_new ();
  g_autoptr(GuichetRemote) remote = NULL;
  g_autoptr(GuichetIntent) intent = make_create ("x");
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autoptr(GError) error = NULL;

  add_catalogue (stage);
  stage_add (stage, "operation=submit", "create-06-title-too-long");
  remote = new_remote (stage, LAYOUT);
  ticket = guichet_remote_send (remote, intent, NULL, &error);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_REJECTED);
  g_assert_cmpstr (guichet_error_get_field (error), ==, "title");
  g_assert_cmpstr (guichet_error_get_detail (error), ==,
                   "L'objet ne peut pas être sauvé : Valeur de l'attribut incorrecte 'Titre' (title) : String too long"
                   " (found 300, limited to 255)");
}

static void
test_search (void)
{
  g_autoptr(Stage) stage = stage_new ();
  g_autoptr(GuichetRemote) remote = NULL;
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) error = NULL;

  stage_add (stage, "loginop", "list-02-tab-without-area");
  stage_add (stage, "POST /pages/exec.php/object/search/autocomplete/service_id/UserRequest&sQuery=col",
             "search-01-autocomplete");
  remote = new_remote (stage, LAYOUT);
  found = guichet_remote_search_choices (remote, "service_id", "col", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((GuichetChoice *) found->pdata[0])->value, ==, "6");
  g_assert_cmpstr (((GuichetChoice *) found->pdata[0])->label, ==, "Envoi de colis");
}

/* ---- messages and files */

static GuichetIntent *
make_entry (void)
{
  GuichetIntent *intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 20208);

  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Message du demandeur</p>");

  return intent;
}

static void
test_entry (void)
{
  g_autoptr(Stage) stage = stage_new ();
  g_autoptr(GuichetRemote) remote = NULL;
  g_autoptr(GuichetIntent) intent = make_entry ();
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *journal;
  const char *asked;

  stage_add (stage, "loginop", "list-02-tab-without-area");
  stage_add (stage, "GET /pages/exec.php/object/edit/UserRequest/20208", "edit-01-html-form");
  stage_add (stage, "POST /pages/exec.php/object/edit/UserRequest/20208&operation=submit", "edit-02-add-log");
  remote = new_remote (stage, LAYOUT);
  ticket = guichet_remote_send (remote, intent, NULL, &error);
  g_assert_no_error (error);

  /* The ticket could not be read afterwards: the answer itself tells. */
  journal = guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PUBLIC);
  g_assert_cmpint (guichet_ticket_get_id (ticket), ==, 20208);
  g_assert_cmpuint (journal->len, ==, 2);
  g_assert_cmpstr (((GuichetJournalEntry *) journal->pdata[0])->html, ==,
                   "<p>Complément : <i>urgent</i> &lt;3 palettes</p>");
  asked = stage_find (stage, "operation=submit");
  g_assert_nonnull (strstr (asked, "transaction_id=usager2-J06Pcp"));
  g_assert_nonnull (strstr (asked, "current_values[public_log]=<p class=\"cl-"));
  g_assert_null (strstr (asked, "current_values[title]"));
}

static void
test_bad_transaction (void)
{
  g_autoptr(Stage) stage = stage_new ();
  g_autoptr(GuichetRemote) remote = NULL;
  g_autoptr(GuichetIntent) intent = make_entry ();
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autoptr(GError) error = NULL;

  stage_add (stage, "loginop", "list-02-tab-without-area");
  stage_add (stage, "GET /pages/exec.php/object/edit/", "edit-01-html-form");
  stage_add (stage, "POST /pages/exec.php/object/edit/", "edit-03-bad-transaction");
  remote = new_remote (stage, LAYOUT);
  ticket = guichet_remote_send (remote, intent, NULL, &error);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_REJECTED);
  g_assert_cmpstr (guichet_error_get_detail (error), ==, "Erreur: l'objet a déjà été mis à jour.");
}

static void
test_files (void)
{
  g_autoptr(Stage) stage = stage_new ();
  g_autoptr(GuichetRemote) remote = NULL;
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_ATTACH, 20208);
  g_autoptr(GBytes) contents = NULL;
  g_autofree char *name = NULL;
  g_autofree char *mime = NULL;
  g_autoptr(GError) error = NULL;

  stage_add (stage, "loginop", "list-02-tab-without-area");
  stage_add (stage, "/object/attachment/download/2054", "attachment-01-download");
  stage_add (stage, "/object/attachment/download/1?", "attachment-02-foreign");
  stage_add (stage, "POST /pages/exec.php/object/attachment/add", "create-03-attachment-add");
  stage_add (stage, "GET /pages/exec.php/object/edit/", "edit-01-html-form");
  stage_add (stage, "POST /pages/exec.php/object/edit/", "edit-02-add-log");
  remote = new_remote (stage, LAYOUT);

  contents = guichet_remote_read_file (remote, 2054, &name, &mime, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (contents, NULL), g_bytes_get_size (contents), "contenu é", strlen ("contenu é"));
  g_assert_cmpstr (name, ==, "note é.txt");
  g_assert_cmpstr (mime, ==, "text/plain");
  g_assert_null (guichet_remote_read_file (remote, 1, NULL, NULL, NULL, &error));
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND);
  g_clear_error (&error);

  intent->file_name = g_strdup ("note é.txt");
  intent->file_data = g_bytes_new_static ("contenu é", strlen ("contenu é"));
  guichet_remote_send (remote, intent, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (stage_find (stage, "attachment/add"), "usager2-J06Pcp"));
  g_assert_nonnull (strstr (stage_find (stage, "operation=submit"),
                            "attachment_ids[actual_attachments_ids][]=2054"));
}

/* ---- transitions */

#define STIMULUS_FORM(state, fields) \
  "{\"sMode\":\"apply_stimulus\",\"form\":{\"object_state\":\"" state "\",\"updated_fields\":{" fields "}}}"
#define WRITABLE(code) \
  "\"" code "\":{\"html\":\"\",\"html_metadata\":{\"attribute-type\":\"AttributeText\"," \
  "\"attribute-flag-read-only\":\"false\",\"value-raw\":\"\"}}"

static GuichetIntent *
make_action (gint64      id,
             const char *action)
{
  GuichetIntent *intent = guichet_intent_new (GUICHET_INTENT_CHANGE, id);

  intent->action = g_strdup (action);
  intent->base_status = g_strdup ("resolved");

  return intent;
}

static void
test_reopen (void)
{
  g_autoptr(Stage) stage = stage_new ();
  g_autoptr(GuichetRemote) remote = NULL;
  g_autoptr(GuichetIntent) intent = make_action (19759, "reopen");
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *journal;

  stage_add (stage, "loginop", "list-02-tab-without-area");
  stage_add_text (stage, "POST /pages/exec.php/object/apply-stimulus/ev_reopen/&operation=update", 200, NULL,
                  STIMULUS_FORM ("resolved", WRITABLE ("public_log")), 0);
  stage_add (stage, "GET /pages/exec.php/object/apply-stimulus/ev_reopen/UserRequest/19759", "stimulus-02-reopen-form");
  stage_add (stage, "POST /pages/exec.php/object/apply-stimulus/ev_reopen/UserRequest/19759&operation=submit",
             "stimulus-03-reopen-submit");
  remote = new_remote (stage, LAYOUT);

  /* The form wants a message; the server would not insist. */
  ticket = guichet_remote_send (remote, intent, NULL, &error);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
  g_assert_cmpuint (stage_count (stage, "operation=submit"), ==, 0);
  g_clear_error (&error);

  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Toujours en panne</p>");
  ticket = guichet_remote_send (remote, intent, NULL, &error);
  g_assert_no_error (error);
  journal = guichet_ticket_get_journal (ticket, GUICHET_JOURNAL_PUBLIC);
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_STATUS), ==, "assigned");
  /* The recorder cut the journal short: something that is not understood is
   * unknown, and not empty. */
  g_assert_null (journal);
  /* Its page was looked at by a form call first. */
  g_assert_true (strstr (stage->asked->pdata[1], "operation=update") != NULL);
}

static void
test_close (void)
{
  g_autoptr(Stage) stage = stage_new ();
  g_autoptr(GuichetRemote) remote = NULL;
  g_autoptr(GuichetIntent) intent = make_action (19743, "close");
  g_autoptr(GuichetTicket) ticket = NULL;
  g_autoptr(GError) error = NULL;
  const char *asked;

  guichet_intent_set_field (intent, GUICHET_FIELD_SATISFACTION, "", "1", NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_USER_COMMENT, "", "Merci", NULL);
  stage_add (stage, "loginop", "list-02-tab-without-area");
  stage_add_text (stage, "POST /pages/exec.php/object/apply-stimulus/ev_close/&operation=update", 200, NULL,
                  STIMULUS_FORM ("resolved", WRITABLE ("user_satisfaction") "," WRITABLE ("user_comment")), 0);
  stage_add (stage, "GET /pages/exec.php/object/apply-stimulus/ev_close/UserRequest/19743", "stimulus-05-close-form");
  stage_add (stage, "POST /pages/exec.php/object/apply-stimulus/ev_close/UserRequest/19743&operation=submit",
             "stimulus-06-close-submit");
  remote = new_remote (stage, LAYOUT);
  ticket = guichet_remote_send (remote, intent, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_STATUS), ==, "closed");
  g_assert_cmpstr (guichet_ticket_get (ticket, GUICHET_FIELD_USER_COMMENT), ==, "Merci");
  asked = stage_find (stage, "operation=submit");
  g_assert_nonnull (strstr (asked, "current_values[user_satisfaction]=1"));
  g_assert_nonnull (strstr (asked, "\"stimulus_code\":\"ev_close\""));
}

/* "In that state it cannot be": the ticket tells whether somebody was faster.
 * "Not allowed": for ever. Nothing is fetched from the transition's address. */
static void
test_transition_refused (void)
{
  static const struct { const char *recording; const char *base; GuichetError code; } cases[] = {
    { "stimulus-04-reopen-again", "resolved", GUICHET_ERROR_PRECONDITION },
    { "stimulus-04-reopen-again", "dispatched", GUICHET_ERROR_REJECTED },
    { "stimulus-07-not-allowed", "dispatched", GUICHET_ERROR_REJECTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(Stage) stage = stage_new ();
      g_autoptr(GuichetRemote) remote = NULL;
      g_autoptr(GuichetIntent) intent = make_action (20208, "reopen");
      g_autoptr(GuichetTicket) ticket = NULL;
      g_autoptr(GError) error = NULL;

      g_set_str (&intent->base_status, cases[i].base);
      intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>x</p>");
      stage_add (stage, "loginop", "list-02-tab-without-area");
      stage_add (stage, "POST /pages/exec.php/object/apply-stimulus/", cases[i].recording);
      stage_add (stage, "/object/view/", "view-02-json-update");
      remote = new_remote (stage, LAYOUT);
      ticket = guichet_remote_send (remote, intent, NULL, &error);
      g_assert_error (error, GUICHET_ERROR, (int) cases[i].code);
      g_assert_cmpstr (guichet_error_get_field (error), ==, "status");
      g_assert_cmpuint (stage_count (stage, "GET /pages/exec.php/object/apply-stimulus"), ==, 0);
    }
}

/* ---- signing in */

static void
add_portal (Stage *stage)
{
  stage_add (stage, "GET /pages/exec.php/?", "session-05-login-ok-home");
  stage_add (stage, "/manage/ongoing-tickets-for-portal-user/display-as/", "list-04-tabs-and-counts-light");
  stage_add (stage, "/manage/ongoing-tickets-for-portal-user?", "list-03-tabs-and-counts");
  stage_add (stage, "/manage/ongoing-tickets-for-portal-user/opened?", "list-02-tab-without-area");
  stage_add (stage, "/manage/ongoing-tickets-for-portal-user/resolved?", "list-02-tab-without-area");
  stage_add (stage, "/manage/ongoing-tickets-for-portal-user/opened/UserRequest", "session-07-basic-ajax");
  stage_add (stage, "/manage/ongoing-tickets-for-portal-user/resolved/UserRequest", "list-09-class-without-object");
  stage_add (stage, "/manage/closed-tickets-for-portal-user/all?", "session-10-agent-without-portal-profile");
  stage_add (stage, "/manage/closed-tickets-for-portal-user/all/", "list-10-unknown-tab");
  stage_add (stage, "/browse/services/", "catalogue-01-list");
  stage_add (stage, "POST /pages/exec.php/object/view/", "view-03-json-no-field");
  stage_add (stage, "GET /pages/exec.php/object/view/", "view-01-html-form");
  stage_add (stage, "GET /pages/exec.php/object/create-from-factory/", "create-01-form-from-leaf");
  stage_add (stage, "GET /pages/exec.php/user", "profile-01-page");
}

#define ENTRANCE_HEADERS \
  "Set-Cookie: itop-1=first; path=/\r\nSet-Cookie: itop-1=second; path=/\r\n" \
  "Location: http://itop.example/pages/exec.php/?exec_module=itop-portal-base&exec_page=index.php&portal_id=my-portal\r\n"

static void
test_sign_in (gconstpointer heavy)
{
  g_autoptr(Stage) stage = stage_new ();
  g_autoptr(GuichetRemote) remote = new_remote (stage, NULL);
  g_autoptr(GuichetIdentity) identity = NULL;
  g_autoptr(GuichetProfile) profile = NULL;
  g_autoptr(GError) error = NULL;

  stage_add_text (stage, "POST /pages/UI.php&auth_user=usager2&auth_pwd=s3cret", 302, ENTRANCE_HEADERS, "", 0);
  stage_add_text (stage, "GET /pages/exec.php/?&portal_id=itop-portal", 200, NULL,
                  "Vous êtes déconnecté et devez vous reconnecter pour continuer.", 1);
  if (GPOINTER_TO_INT (heavy))
    stage_add_text (stage, "/display-as/", 200, NULL, "<html>No literal here</html>", 0);
  add_portal (stage);
  identity = guichet_remote_sign_in (remote, &profile, NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpint (identity->person_id, ==, 53);
  g_assert_cmpstr (identity->name, ==, "Lucie Cabrol");
  g_assert_cmpstr (identity->email, ==, "usager2@lab.example");
  g_assert_cmpint (identity->organisation_id, ==, 4);
  g_assert_cmpint (identity->door, ==, GUICHET_DOOR_PORTAL);
  g_assert_cmpint (identity->roles, ==, GUICHET_ROLE_REQUESTER);
  g_assert_nonnull (strstr (identity->layout, "\"portal\":\"my-portal\""));
  g_assert_nonnull (strstr (identity->layout, "\"tab\":\"resolved\""));
  g_assert_nonnull (strstr (identity->layout, "\"sentence\":\"Vous"));
  g_assert_null (strstr (identity->layout, "not-a-tab"));
  g_assert_null (strstr (identity->layout, "everything"));
  g_assert_true (guichet_profile_has_field (profile, GUICHET_FIELD_DESCRIPTION));
  g_assert_false (guichet_profile_has_field (profile, GUICHET_FIELD_SITE));

  /* The last cookie counts, and the secret left once, in a body. */
  g_assert_null (strstr (stage->heads->pdata[1], "\ncookie:"));
  g_assert_nonnull (strstr (stage->heads->pdata[stage->heads->len - 1], "itop-1=second"));
  g_assert_null (strstr (stage->heads->pdata[stage->heads->len - 1], "itop-1=first"));
  g_assert_cmpuint (stage_count (stage, "s3cret"), ==, 1);
  for (guint i = 0; i < stage->heads->len; i++)
    g_assert_null (strstr (stage->heads->pdata[i], "s3cret"));
}

static gboolean
is_basic (Stage *stage,
          guint  request)
{
  return strstr (stage->heads->pdata[request], "\nauthorization: basic ") != NULL;
}

/* A closed login form: HTTP Basic gives the cookie, once, and again when the
 * session has to be made anew from what was kept. */
static void
test_basic (void)
{
  g_autoptr(Stage) stage = stage_new ();
  g_autoptr(GuichetRemote) remote = new_remote (stage, NULL);
  g_autoptr(GuichetRemote) restored = NULL;
  g_autoptr(GuichetIdentity) identity = NULL;
  g_autoptr(GPtrArray) tickets = NULL;
  g_autoptr(GError) error = NULL;
  guint basic = 0;

  stage_add_text (stage, "POST /pages/UI.php", 401, "WWW-Authenticate: Basic realm=\"x\"\r\n", "", 0);
  stage_add_text (stage, "GET /pages/UI.php", 302, ENTRANCE_HEADERS, "", 0);
  add_portal (stage);
  identity = guichet_remote_sign_in (remote, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < stage->heads->len; i++)
    basic += is_basic (stage, i);
  g_assert_cmpuint (basic, ==, 1);

  restored = new_remote (stage, identity->layout);
  g_ptr_array_set_size (stage->heads, 0);
  tickets = pull_ongoing (restored, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stage->heads->len, ==, 2);
  g_assert_true (is_basic (stage, 0));
  g_assert_false (is_basic (stage, 1));
}

static void
assert_sign_in (Stage        *stage,
                GuichetError  code)
{
  g_autoptr(GuichetRemote) remote = new_remote (stage, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetIdentity) identity = guichet_remote_sign_in (remote, NULL, NULL, &error);

  g_assert_null (identity);
  g_assert_error (error, GUICHET_ERROR, (int) code);
}

static void
test_sign_in_refused (void)
{
  static const struct { guint status; const char *headers; const char *body; GuichetError code; } cases[] = {
    { 302, "Location: https://sso.example/login\r\n", "", GUICHET_ERROR_SINGLE_SIGN_ON },
    { 200, NULL, "<html>iTop <form><input name=\"auth_user\"></form></html>", GUICHET_ERROR_BAD_CREDENTIALS },
    { 200, NULL, "<html>Another site</html>", GUICHET_ERROR_NOT_ITOP },
    { 200, NULL, "Votre compte n'a pas de contact.", GUICHET_ERROR_MISSING_PROFILE },
    { 401, "WWW-Authenticate: Basic realm=\"x\"\r\n", "", GUICHET_ERROR_BAD_CREDENTIALS },
    { 404, NULL, "<html>Not here</html>", GUICHET_ERROR_NOT_ITOP },
    { 503, NULL, "<html>This application is currently under maintenance.</html>", GUICHET_ERROR_MAINTENANCE },
    { 503, NULL, "<html>Backend fetch failed</html>", GUICHET_ERROR_RETRY_LATER },
    { 500, NULL, "", GUICHET_ERROR_RETRY_LATER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(Stage) stage = stage_new ();

      stage_add_text (stage, "/pages/UI.php", cases[i].status, cases[i].headers, cases[i].body, 0);
      stage_add (stage, "", "session-03-login-wrong-password-ajax");
      assert_sign_in (stage, cases[i].code);
    }
}

/* A way in without a person behind it: the home page is a sentence. */
static void
test_without_person (void)
{
  g_autoptr(Stage) stage = stage_new ();

  stage_add_text (stage, "/pages/UI.php", 302, ENTRANCE_HEADERS, "", 0);
  stage_add (stage, "", "session-03-login-wrong-password-ajax");
  assert_sign_in (stage, GUICHET_ERROR_EMPTY_PORTAL);
}

/* A login page in the place of the home page. */
static void
test_page_without_session (void)
{
  g_autoptr(Stage) stage = stage_new ();

  stage_add_text (stage, "/pages/UI.php", 302, ENTRANCE_HEADERS, "", 0);
  stage_add_text (stage, "loginop", 200, NULL, "<html>in</html>", 0);
  stage_add (stage, "", "session-02-page-without-session");
  assert_sign_in (stage, GUICHET_ERROR_EMPTY_PORTAL);
}

/* ---- nothing is left out */

/* What is not read by the remote, and why. */
static const char * const unused[] = {
  "proof-private-log",                  /* no answer: what was looked for in answers */
  "search-02-from-attribute",           /* the table search; the autocomplete does */
};

static const char * const used[] = {
  "attachment-01-download", "attachment-02-foreign", "catalogue-01-list", "create-01-form-from-leaf",
  "create-03-attachment-add", "create-04-submit", "create-06-title-too-long", "create-08-same-transaction-again",
  "edit-01-html-form", "edit-02-add-log", "edit-03-bad-transaction", "list-02-tab-without-area",
  "list-03-tabs-and-counts", "list-04-tabs-and-counts-light", "list-09-class-without-object", "list-10-unknown-tab",
  "profile-01-page", "search-01-autocomplete", "session-02-page-without-session",
  "session-03-login-wrong-password-ajax", "session-05-login-ok-home", "session-06-login-and-list-in-one-ajax-post",
  "session-07-basic-ajax", "session-10-agent-without-portal-profile", "stimulus-02-reopen-form",
  "stimulus-03-reopen-submit", "stimulus-04-reopen-again", "stimulus-05-close-form", "stimulus-06-close-submit",
  "stimulus-07-not-allowed", "view-01-html-form", "view-02-json-update", "view-03-json-no-field",
  "view-04-foreign-ticket", "view-05-foreign-ticket-in-form-data",
};

static void
test_all_are_replayed (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "portal-transcripts", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *file;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *name = g_strndup (file, strlen (file) - strlen (".json"));
      gboolean known = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (used); i++)
        known |= g_str_equal (used[i], name);
      for (guint i = 0; i < G_N_ELEMENTS (unused); i++)
        known |= g_str_equal (unused[i], name);
      if (!known)
        g_error ("The recording %s is not replayed", name);
      n++;
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (used) + G_N_ELEMENTS (unused));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/portal/transcripts/list/session-06", "session-06-login-and-list-in-one-ajax-post", test_list);
  g_test_add_data_func ("/portal/transcripts/list/session-07", "session-07-basic-ajax", test_list);
  g_test_add_data_func ("/portal/transcripts/list/list-10", "list-10-unknown-tab", test_list);
  g_test_add_data_func ("/portal/transcripts/empty/list-09", "list-09-class-without-object", test_empty_list);
  g_test_add_data_func ("/portal/transcripts/empty/session-10", "session-10-agent-without-portal-profile",
                        test_empty_list);
  g_test_add_func ("/portal/transcripts/view", test_view);
  g_test_add_func ("/portal/transcripts/view-refused", test_view_refused);
  g_test_add_func ("/portal/transcripts/view-learned", test_view_learned);
  g_test_add_func ("/portal/transcripts/catalogue", test_catalogue);
  g_test_add_func ("/portal/transcripts/form", test_form);
  g_test_add_func ("/portal/transcripts/create", test_create);
  g_test_add_func ("/portal/transcripts/create-refused", test_create_refused);
  g_test_add_func ("/portal/transcripts/other-class", test_other_class);
  g_test_add_func ("/portal/transcripts/search", test_search);
  g_test_add_func ("/portal/transcripts/entry", test_entry);
  g_test_add_func ("/portal/transcripts/bad-transaction", test_bad_transaction);
  g_test_add_func ("/portal/transcripts/files", test_files);
  g_test_add_func ("/portal/transcripts/reopen", test_reopen);
  g_test_add_func ("/portal/transcripts/close", test_close);
  g_test_add_func ("/portal/transcripts/transition-refused", test_transition_refused);
  g_test_add_data_func ("/portal/transcripts/sign-in/light", GINT_TO_POINTER (FALSE), test_sign_in);
  g_test_add_data_func ("/portal/transcripts/sign-in/heavy", GINT_TO_POINTER (TRUE), test_sign_in);
  g_test_add_func ("/portal/transcripts/basic", test_basic);
  g_test_add_func ("/portal/transcripts/sign-in-refused", test_sign_in_refused);
  g_test_add_func ("/portal/transcripts/without-person", test_without_person);
  g_test_add_func ("/portal/transcripts/page-without-session", test_page_without_session);
  g_test_add_func ("/portal/transcripts/all", test_all_are_replayed);

  return g_test_run ();
}

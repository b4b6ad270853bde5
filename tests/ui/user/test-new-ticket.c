#include "config.h"

#include "new-ticket-fixture.h"

#include "model/creation.h"
#include "store/cache.h"
#include "store/draft-files.h"
#include "store/outbox.h"
#include "ui/ticket/catalogue-picker.h"
#include "ui/user/new-ticket-drafts.h"
#include "ui/user/new-ticket-missing.h"
#include "ui/user/new-ticket-sent.h"

static void
send_it (NewTicketFixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "new-ticket.send", NULL);
}

static gboolean
is_shown (NewTicketFixture *fixture,
          GType             type)
{
  GtkWidget *widget = find_widget (GTK_WIDGET (fixture->page), type, 0);

  return widget != NULL && gtk_widget_get_mapped (widget);
}

static guint
count_creations (NewTicketFixture *fixture)
{
  g_autoptr(GPtrArray) creations = new_ticket_fixture_list (fixture, GUICHET_INTENT_CREATE);

  return creations->len;
}

static GuichetIntent *
get_creation (NewTicketFixture *fixture)
{
  g_autoptr(GPtrArray) creations = new_ticket_fixture_list (fixture, GUICHET_INTENT_CREATE);

  g_assert_cmpuint (creations->len, ==, 1);

  return g_ptr_array_steal_index (creations, 0);
}

static void
assert_value (const GuichetIntent *intent,
              GuichetField         field,
              const char          *value)
{
  const GuichetFieldChange *change = guichet_intent_get_change (intent, field);

  g_assert_nonnull (change);
  g_assert_cmpstr (change->value, ==, value);
}

static GPtrArray *
list_drafts (NewTicketFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *drafts = guichet_store_list_drafts (fixture->store, &error);

  g_assert_no_error (error);

  return drafts;
}

static guint
count_drafts (NewTicketFixture *fixture)
{
  g_autoptr(GPtrArray) drafts = list_drafts (fixture);

  return drafts->len;
}

static char *
read_input (NewTicketFixture *fixture,
            GuichetField      field)
{
  GtkWidget *row = new_ticket_fixture_find_input (fixture, field);
  GtkWidget *view = find_widget (row, GTK_TYPE_TEXT_VIEW, 0);
  char *text;

  if (view == NULL)
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (find_widget (row, GTK_TYPE_ENTRY, 0))));

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "text", &text, NULL);

  return text;
}

/* ---- filling in */

/* A leaf fills five levels; a level that is changed clears only lower ones. */
static void
test_cascade (NewTicketFixture *fixture,
              gconstpointer     data)
{
  GuichetCataloguePicker *picker = GUICHET_CATALOGUE_PICKER (find_widget (new_ticket_fixture_get_form (fixture),
                                                                          GUICHET_TYPE_CATALOGUE_PICKER, 0));
  const GuichetCatalogueChoice *choice = guichet_catalogue_picker_get_choice (picker);
  g_autoptr(GuichetIntent) creation = NULL;

  new_ticket_fixture_fill (fixture);
  WAIT (choice->ids[GUICHET_CATALOGUE_SUBCATEGORY] == LEAF);
  g_assert_cmpint (choice->ids[GUICHET_CATALOGUE_DOMAIN], ==, 1);
  g_assert_cmpint (choice->ids[GUICHET_CATALOGUE_SERVICE], ==, 4);

  /* The list of services: none, the interactive screen, the projectors. */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_widget (GTK_WIDGET (picker), GTK_TYPE_DROP_DOWN, 3)), 1);
  g_assert_cmpint (choice->ids[GUICHET_CATALOGUE_SERVICE_FAMILY], ==, 3);
  g_assert_cmpint (choice->ids[GUICHET_CATALOGUE_SERVICE], ==, 6);
  g_assert_cmpint (choice->ids[GUICHET_CATALOGUE_SUBCATEGORY], !=, LEAF);

  new_ticket_fixture_choose (fixture, OTHER_LEAF);
  send_it (fixture);
  WAIT (is_shown (fixture, GUICHET_TYPE_NEW_TICKET_SENT));
  creation = get_creation (fixture);
  assert_value (creation, GUICHET_FIELD_DOMAIN, "1");
  assert_value (creation, GUICHET_FIELD_FAMILY_GROUP, "2");
  assert_value (creation, GUICHET_FIELD_SERVICE_FAMILY, "3");
  assert_value (creation, GUICHET_FIELD_SERVICE, "6");
  assert_value (creation, GUICHET_FIELD_SUBCATEGORY, "7");
  assert_value (creation, GUICHET_FIELD_REQUEST_TYPE, "service_request");
}

static void
test_search (NewTicketFixture *fixture,
             gconstpointer     data)
{
  GtkWidget *picker = find_widget (new_ticket_fixture_get_form (fixture), GUICHET_TYPE_CATALOGUE_PICKER, 0);
  GtkWidget *search = find_widget (picker, GTK_TYPE_SEARCH_ENTRY, 0);
  const GuichetCatalogueChoice *choice = guichet_catalogue_picker_get_choice (GUICHET_CATALOGUE_PICKER (picker));

  ticket_fixture_spin (100);
  gtk_editable_set_text (GTK_EDITABLE (search), "panne projec");
  WAIT (find_widget (picker, GTK_TYPE_LIST_BOX_ROW, 0) != NULL);
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpint (choice->ids[GUICHET_CATALOGUE_SUBCATEGORY], ==, LEAF);
  g_assert_cmpint (choice->ids[GUICHET_CATALOGUE_DOMAIN], ==, 1);
}

static void
test_mandatory (NewTicketFixture *fixture,
                gconstpointer     data)
{
  GtkWidget *missing = find_widget (new_ticket_fixture_get_form (fixture), GUICHET_TYPE_NEW_TICKET_MISSING, 0);
  g_autofree char *words = NULL;
  g_autofree char *fewer = NULL;
  GtkWidget *entry;

  send_it (fixture);
  g_assert_true (gtk_widget_get_visible (missing));
  words = collect_text (missing);
  g_assert_nonnull (strstr (words, "Service"));
  g_assert_nonnull (strstr (words, "Service Subcategory"));
  g_assert_nonnull (strstr (words, "Request Subject"));
  g_assert_nonnull (strstr (words, "Request Details"));
  g_assert_cmpuint (count_creations (fixture), ==, 0);

  /* The focus is on the first of them. */
  new_ticket_fixture_choose (fixture, LEAF);
  send_it (fixture);
  fewer = collect_text (missing);
  g_assert_null (strstr (fewer, "Subcategory"));
  entry = find_widget (new_ticket_fixture_find_input (fixture, GUICHET_FIELD_TITLE), GTK_TYPE_TEXT, 0);
  g_assert_true (gtk_widget_is_focus (entry));

  new_ticket_fixture_fill (fixture);
  send_it (fixture);
  WAIT (count_creations (fixture) == 1);
}

static void
test_prefilled (NewTicketFixture *fixture,
                gconstpointer     data)
{
  g_autofree char *form = NULL;
  g_autoptr(GuichetIntent) creation = NULL;

  /* Both names are there, and what nobody touched makes no draft. */
  ticket_fixture_spin (800);
  form = collect_text (new_ticket_fixture_get_form (fixture));
  g_assert_nonnull (strstr (form, "Requester: Maud Ferrand"));
  g_assert_nonnull (strstr (form, "Maud Ferrand (me)"));
  g_assert_cmpuint (count_drafts (fixture), ==, 0);

  new_ticket_fixture_fill (fixture);
  send_it (fixture);
  WAIT (count_creations (fixture) == 1);
  creation = get_creation (fixture);
  assert_value (creation, GUICHET_FIELD_CALLER, "60");
  assert_value (creation, GUICHET_FIELD_BENEFICIARY, "60");
  assert_value (creation, GUICHET_FIELD_CALLBACK_PHONE, "04 00 12 34 56");
  assert_value (creation, GUICHET_FIELD_ORGANISATION, "9");
  assert_value (creation, GUICHET_FIELD_REQUEST_TYPE, "incident");
}

static void
merge_request (NewTicketFixture *fixture,
               gint64            id,
               gint64            site,
               const char       *name)
{
  g_autoptr(GPtrArray) tickets = guichet_tickets_new ();
  GuichetTicket *ticket = guichet_ticket_new (id);
  g_autoptr(GError) error = NULL;

  guichet_ticket_set (ticket, GUICHET_FIELD_REF, "R-000900");
  guichet_ticket_set (ticket, GUICHET_FIELD_TITLE, "Écran noir");
  guichet_ticket_set (ticket, GUICHET_FIELD_STATUS, "closed");
  guichet_ticket_set (ticket, GUICHET_FIELD_OPERATIONAL_STATUS, "closed");
  guichet_ticket_set (ticket, GUICHET_FIELD_LAST_UPDATE, "2026-11-23 10:00:00");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_CALLER, 60, "Maud Ferrand");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_SITE, site, name);
  g_ptr_array_add (tickets, ticket);
  guichet_store_merge_tickets (fixture->store, tickets, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
proposes_site (NewTicketFixture *fixture)
{
  g_autofree char *form = NULL;

  /* Another ticket asks anew. */
  guichet_new_ticket_page_begin (fixture->page, 0, "Une chaise");
  ticket_fixture_spin (300);
  form = collect_text (new_ticket_fixture_get_form (fixture));

  return strstr (form, "Collège des Garrigues") != NULL;
}

/* The place is proposed as long as the last requests agree on it. */
static void
test_own_site (NewTicketFixture *fixture,
               gconstpointer     data)
{
  g_assert_false (proposes_site (fixture));
  merge_request (fixture, 900, 31, "Collège des Garrigues");
  merge_request (fixture, 901, 0, "");
  merge_request (fixture, 902, 31, "Collège des Garrigues");
  g_assert_true (proposes_site (fixture));
  merge_request (fixture, 903, 32, "Lycée du Parc");
  g_assert_false (proposes_site (fixture));
}

/* ---- drafts */

static void
test_draft_after_kill (NewTicketFixture *fixture,
                       gconstpointer     data)
{
  g_autofree char *title = NULL;
  g_autofree char *availability = NULL;
  g_autofree char *phone = NULL;

  new_ticket_fixture_fill (fixture);
  new_ticket_fixture_type (fixture, GUICHET_FIELD_AVAILABILITY, "  après la récré,\nou   vendredi ");
  new_ticket_fixture_type (fixture, GUICHET_FIELD_CALLBACK_PHONE, "");
  ticket_fixture_spin (550);
  new_ticket_fixture_kill (fixture);

  title = read_input (fixture, GUICHET_FIELD_TITLE);
  availability = read_input (fixture, GUICHET_FIELD_AVAILABILITY);
  phone = read_input (fixture, GUICHET_FIELD_CALLBACK_PHONE);
  g_assert_cmpstr (title, ==, "Vidéoprojecteur sans image");
  g_assert_cmpstr (availability, ==, "  après la récré,\nou   vendredi ");
  g_assert_cmpstr (phone, ==, "");
  send_it (fixture);
  WAIT (count_creations (fixture) == 1);
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
}

static void
test_several_drafts (NewTicketFixture *fixture,
                     gconstpointer     data)
{
  GtkWidget *drafts = find_widget (GTK_WIDGET (fixture->page), GUICHET_TYPE_NEW_TICKET_DRAFTS, 0);
  g_autofree char *words = NULL;
  g_autofree char *title = NULL;

  new_ticket_fixture_type (fixture, GUICHET_FIELD_TITLE, "Le premier");
  guichet_new_ticket_page_begin (fixture->page, 0, "Le second");
  WAIT (guichet_new_ticket_drafts_get_count (GUICHET_NEW_TICKET_DRAFTS (drafts)) == 2);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "new-ticket.later", NULL);
  WAIT (gtk_widget_get_mapped (drafts));
  words = collect_text (drafts);
  g_assert_nonnull (strstr (words, "Le premier"));
  g_assert_nonnull (strstr (words, "Le second"));

  /* The latest is above. */
  g_signal_emit_by_name (find_widget (drafts, GTK_TYPE_LIST_BOX, 0), "row-activated",
                         find_widget (drafts, GTK_TYPE_LIST_BOX_ROW, 1));
  WAIT (new_ticket_fixture_get_form (fixture) != NULL);
  title = read_input (fixture, GUICHET_FIELD_TITLE);
  g_assert_cmpstr (title, ==, "Le premier");
}

static GtkWidget *
find_button (GtkWidget  *root,
             const char *icon)
{
  for (guint i = 0; ; i++)
    {
      GtkWidget *button = find_widget (root, GTK_TYPE_BUTTON, i);

      g_assert_nonnull (button);
      if (g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (button)), icon) == 0)
        return button;
    }
}

static void
test_delete_and_undo (NewTicketFixture *fixture,
                      gconstpointer     data)
{
  GtkWidget *drafts = find_widget (GTK_WIDGET (fixture->page), GUICHET_TYPE_NEW_TICKET_DRAFTS, 0);
  GtkWidget *toast;

  new_ticket_fixture_type (fixture, GUICHET_FIELD_TITLE, "Un brouillon");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "new-ticket.later", NULL);
  WAIT (find_widget (drafts, GTK_TYPE_LIST_BOX_ROW, 0) != NULL);
  g_signal_emit_by_name (find_button (drafts, "user-trash-symbolic"), "clicked");
  WAIT (guichet_new_ticket_drafts_get_count (GUICHET_NEW_TICKET_DRAFTS (drafts)) == 0);
  g_assert_cmpuint (count_drafts (fixture), ==, 1);

  toast = gtk_widget_get_ancestor (GTK_WIDGET (fixture->page), ADW_TYPE_TOAST_OVERLAY);
  WAIT (find_by_class (toast, "toast") != NULL || find_widget (toast, g_type_from_name ("AdwToastWidget"), 0) != NULL);
  g_signal_emit_by_name (find_widget (find_widget (toast, g_type_from_name ("AdwToastWidget"), 0), GTK_TYPE_BUTTON, 0), "clicked");
  WAIT (guichet_new_ticket_drafts_get_count (GUICHET_NEW_TICKET_DRAFTS (drafts)) == 1);

  /* Without a change of mind it goes with the toast, or with the window. */
  g_signal_emit_by_name (find_button (drafts, "user-trash-symbolic"), "clicked");
  WAIT (guichet_new_ticket_drafts_get_count (GUICHET_NEW_TICKET_DRAFTS (drafts)) == 0);
  adw_toast_overlay_dismiss_all (ADW_TOAST_OVERLAY (toast));
  WAIT (count_drafts (fixture) == 0);
}

/* ---- sending */

static void
test_ten_activations (NewTicketFixture *fixture,
                      gconstpointer     data)
{
  new_ticket_fixture_fill (fixture);
  for (guint i = 0; i < 10; i++)
    send_it (fixture);
  WAIT (is_shown (fixture, GUICHET_TYPE_NEW_TICKET_SENT));
  ticket_fixture_spin (100);
  g_assert_cmpuint (count_creations (fixture), ==, 1);
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
}

static void
add_file (NewTicketFixture *fixture,
          const char       *contents)
{
  g_autoptr(GPtrArray) drafts = NULL;
  g_autoptr(GuichetIntent) file = guichet_intent_new (GUICHET_INTENT_ATTACH, 0);
  g_autoptr(GError) error = NULL;

  WAIT (count_drafts (fixture) == 1);
  drafts = list_drafts (fixture);
  file->file_name = g_strdup ("notes.txt");
  file->file_mime = g_strdup ("text/plain");
  file->file_data = g_bytes_new (contents, strlen (contents));
  guichet_store_add_draft_file (fixture->store, drafts->pdata[0], file, &error);
  g_assert_no_error (error);
}

static void
refuse (NewTicketFixture *fixture,
        GuichetIntent    *creation,
        GuichetField      field)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) reason = guichet_error_new (GUICHET_ERROR_REJECTED, guichet_field_get_name (field), "No", "No");

  creation->state = GUICHET_INTENT_REFUSED;
  guichet_intent_set_reason (creation, reason);
  guichet_store_save_intent (fixture->store, creation, &error);
  g_assert_no_error (error);
}

static char *
make_typed (guint max)
{
  GString *typed = g_string_new ("x");

  for (guint n = (guint) g_test_rand_int_range (1, (gint) max); n > 0; n--)
    g_string_append_unichar (typed, g_test_rand_bit () ? (gunichar) g_test_rand_int_range (0x20, 0x7f)
                                                       : (gunichar) g_test_rand_int_range (0xa1, 0x250));

  return g_string_free (typed, FALSE);
}

/* Whatever the server finds wrong: the form has every character and the file. */
static void
check_refusal (NewTicketFixture *fixture)
{
  static const GuichetField fields[] = {
    GUICHET_FIELD_TITLE, GUICHET_FIELD_AVAILABILITY, GUICHET_FIELD_CALLBACK_PHONE
  };
  g_auto(GStrv) typed = g_new0 (char *, G_N_ELEMENTS (fields) + 1);
  g_autofree char *contents = make_typed (200);
  g_autoptr(GuichetIntent) creation = NULL;
  g_autoptr(GPtrArray) drafts = NULL;
  g_autoptr(GPtrArray) files = NULL;

  new_ticket_fixture_fill (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      typed[i] = make_typed (fields[i] == GUICHET_FIELD_CALLBACK_PHONE ? 60 : 200);
      new_ticket_fixture_type (fixture, fields[i], typed[i]);
    }
  add_file (fixture, contents);
  send_it (fixture);
  WAIT (count_creations (fixture) == 1);
  creation = get_creation (fixture);
  refuse (fixture, creation, (GuichetField) g_test_rand_int_range (0, GUICHET_N_FIELDS));

  guichet_new_ticket_page_reopen (fixture->page, creation->uuid);
  WAIT (count_creations (fixture) == 0 && new_ticket_fixture_get_form (fixture) != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *text = read_input (fixture, fields[i]);

      g_assert_cmpstr (text, ==, typed[i]);
    }
  drafts = list_drafts (fixture);
  g_assert_cmpuint (drafts->len, ==, 1);
  files = guichet_store_list_draft_files (fixture->store, ((GuichetDraft *) drafts->pdata[0])->key, NULL);
  g_assert_cmpuint (files->len, ==, 1);
  g_assert_cmpint (((GuichetIntent *) files->pdata[0])->file_size, ==, strlen (contents));
}

static void
test_refusals (NewTicketFixture *fixture,
               gconstpointer     data)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(GuichetDraft) none = NULL;
      g_autoptr(GPtrArray) drafts = NULL;

      check_refusal (fixture);
      drafts = list_drafts (fixture);
      none = guichet_draft_new (((GuichetDraft *) drafts->pdata[0])->key, "");
      guichet_new_ticket_page_show_drafts (fixture->page);
      ticket_fixture_spin (50);
      guichet_store_save_draft (fixture->store, none, NULL);
      guichet_new_ticket_page_begin (fixture->page, 0, NULL);
      WAIT (new_ticket_fixture_get_form (fixture) != NULL);
    }
}

/* Five hundred of them, where no screen has to follow: the same operations
 * as the page makes. */
static void
test_refusal_fuzz (NewTicketFixture *fixture,
                   gconstpointer     data)
{
  for (guint i = 0; i < 500; i++)
    {
      g_autoptr(GuichetIntent) creation = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
      g_autoptr(GuichetIntent) fresh = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
      g_autoptr(GuichetIntent) back = guichet_intent_new (GUICHET_INTENT_CREATE, 0);
      g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_draft_free);
      g_autofree char *before = NULL;
      g_autofree char *key = guichet_creation_dup_key (fresh);
      g_autofree char *after = NULL;
      g_autoptr(GuichetDraft) kept = NULL;
      g_autoptr(GError) error = NULL;

      for (guint field = 0; field < GUICHET_N_FIELDS; field++)
        if (g_test_rand_bit ())
          {
            g_autofree char *typed = make_typed (80);

            guichet_intent_set_field (creation, field, NULL, typed, g_test_rand_bit () ? typed : NULL);
          }
      before = guichet_creation_to_text (creation);
      guichet_store_enqueue (fixture->store, creation, NULL, &error);
      g_assert_no_error (error);
      refuse (fixture, creation, (GuichetField) g_test_rand_int_range (0, GUICHET_N_FIELDS));
      g_ptr_array_add (drafts, guichet_draft_new (key, before));
      guichet_store_take_back (fixture->store, creation->uuid, drafts, &error);
      g_assert_no_error (error);

      kept = guichet_store_read_draft (fixture->store, key, &error);
      g_assert_no_error (error);
      guichet_creation_add_text (back, kept->html);
      after = guichet_creation_to_text (back);
      g_assert_cmpstr (after, ==, before);
    }
}

static void
test_take_back (NewTicketFixture *fixture,
                gconstpointer     data)
{
  g_autofree char *title = NULL;
  GtkWidget *sent;

  new_ticket_fixture_fill (fixture);
  send_it (fixture);
  WAIT (is_shown (fixture, GUICHET_TYPE_NEW_TICKET_SENT));
  sent = find_widget (GTK_WIDGET (fixture->page), GUICHET_TYPE_NEW_TICKET_SENT, 0);
  WAIT (gtk_widget_get_visible (find_by_class (sent, "pill")));
  g_signal_emit_by_name (find_by_class (sent, "pill"), "clicked");
  WAIT (new_ticket_fixture_get_form (fixture) != NULL);
  title = read_input (fixture, GUICHET_FIELD_TITLE);
  g_assert_cmpstr (title, ==, "Vidéoprojecteur sans image");
  g_assert_cmpuint (count_creations (fixture), ==, 0);
}

/* The provisional reference, until there is a real one. */
static void
test_sent_page (NewTicketFixture *fixture,
                gconstpointer     data)
{
  g_autoptr(GuichetIntent) creation = NULL;
  g_autofree char *reference = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  GtkWidget *sent;

  guichet_sync_status_set_state (guichet_context_get_sync_status (fixture->context), GUICHET_SYNC_OFFLINE);
  new_ticket_fixture_fill (fixture);
  send_it (fixture);
  WAIT (is_shown (fixture, GUICHET_TYPE_NEW_TICKET_SENT));
  creation = get_creation (fixture);
  reference = guichet_creation_dup_provisional_ref (creation->uuid);
  sent = find_widget (GTK_WIDGET (fixture->page), GUICHET_TYPE_NEW_TICKET_SENT, 0);
  ticket_fixture_spin (100);
  before = collect_text (sent);
  g_assert_nonnull (strstr (before, reference));
  g_assert_nonnull (strstr (before, "Waiting to Be Sent"));

  creation->state = GUICHET_INTENT_DONE;
  creation->ticket_id = 99;
  g_set_str (&creation->ref, "R-000099");
  guichet_store_save_intent (fixture->store, creation, &error);
  g_assert_no_error (error);
  ticket_fixture_spin (150);
  after = collect_text (sent);
  g_assert_nonnull (strstr (after, "R-000099"));
  g_assert_null (strstr (after, reference));
}

/* ---- the server's own form */

#define TEST_TYPE_FORM_SOURCE (test_form_source_get_type ())
G_DECLARE_FINAL_TYPE (TestFormSource, test_form_source, TEST, FORM_SOURCE, GObject)

struct _TestFormSource
{
  GObject parent_instance;

  guint reads;
};

static GuichetFormField *
add_field (GuichetCreateForm *form,
           const char        *code,
           GuichetField       field,
           GuichetWidgetKind  widget,
           const char        *label)
{
  GuichetFormField *added = guichet_create_form_add (form, code, field, widget);

  added->mandatory = TRUE;
  g_set_str (&added->label, label);

  return added;
}

static void
source_read_async (GuichetFormSource   *source,
                   gint64               leaf,
                   GHashTable          *values,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (source, cancellable, callback, user_data);
  GuichetCreateForm *form = guichet_create_form_new (leaf, "UserRequest");
  GuichetFormField *floor;

  TEST_FORM_SOURCE (source)->reads++;
  form->from_server = TRUE;
  add_field (form, "description", GUICHET_FIELD_DESCRIPTION, GUICHET_WIDGET_RICH, "Votre besoin");
  add_field (form, "title", GUICHET_FIELD_TITLE, GUICHET_WIDGET_LINE, "En une ligne");
  floor = add_field (form, "floor", GUICHET_N_FIELDS, GUICHET_WIDGET_CHOICE, "Étage");
  guichet_form_field_add_choice (floor, "0", "Rez-de-chaussée");
  guichet_form_field_add_choice (floor, "1", "Premier");
  g_clear_pointer (&floor->impacts, g_strfreev);
  floor->impacts = g_strsplit ("room", ",", -1);
  add_field (form, "room", GUICHET_N_FIELDS, GUICHET_WIDGET_LINE, "Salle")->mandatory = FALSE;
  g_task_return_pointer (task, form, (GDestroyNotify) guichet_create_form_unref);
}

static GuichetCreateForm *
source_read_finish (GuichetFormSource  *source,
                    GAsyncResult       *result,
                    GError            **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_form_source_iface_init (GuichetFormSourceInterface *iface)
{
  iface->read_async = source_read_async;
  iface->read_finish = source_read_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestFormSource, test_form_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GUICHET_TYPE_FORM_SOURCE, test_form_source_iface_init))

static void
test_form_source_class_init (TestFormSourceClass *klass)
{
}

static void
test_form_source_init (TestFormSource *self)
{
}

static void
test_server_form (NewTicketFixture *fixture,
                  gconstpointer     data)
{
  g_autoptr(TestFormSource) source = g_object_new (TEST_TYPE_FORM_SOURCE, NULL);
  g_autoptr(GuichetIntent) creation = NULL;
  g_autofree char *words = NULL;
  GtkWidget *form = new_ticket_fixture_get_form (fixture);
  GtkWidget *missing = find_widget (form, GUICHET_TYPE_NEW_TICKET_MISSING, 0);
  GtkWidget *floor;

  guichet_context_get_identity (fixture->context)->door = GUICHET_DOOR_PORTAL;
  guichet_context_set_form_source (fixture->context, GUICHET_FORM_SOURCE (source));
  new_ticket_fixture_fill (fixture);
  WAIT (source->reads == 1);
  ticket_fixture_spin (50);
  words = collect_text (form);
  g_assert_nonnull (strstr (words, "Votre besoin"));
  g_assert_nonnull (strstr (words, "Étage"));
  g_assert_null (strstr (words, "Callback Phone"));

  /* What was typed before is still there; what the server wants is asked for. */
  send_it (fixture);
  g_assert_true (gtk_widget_get_visible (missing));
  floor = find_widget (new_ticket_fixture_find_input (fixture, GUICHET_N_FIELDS), GTK_TYPE_DROP_DOWN, 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (floor), 2);
  WAIT (source->reads == 2);
  ticket_fixture_spin (50);
  send_it (fixture);
  WAIT (count_creations (fixture) == 1);
  creation = get_creation (fixture);
  g_assert_cmpstr (g_hash_table_lookup (creation->extras, "floor"), ==, "1");
  assert_value (creation, GUICHET_FIELD_TITLE, "Vidéoprojecteur sans image");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, func) \
  g_test_add ("/ui/new-ticket/" path, NewTicketFixture, NULL, new_ticket_fixture_set_up, func, new_ticket_fixture_tear_down)
  ADD ("cascade", test_cascade);
  ADD ("search", test_search);
  ADD ("mandatory", test_mandatory);
  ADD ("prefilled", test_prefilled);
  ADD ("own-site", test_own_site);
  ADD ("draft-after-kill", test_draft_after_kill);
  ADD ("several-drafts", test_several_drafts);
  ADD ("delete-and-undo", test_delete_and_undo);
  ADD ("ten-activations", test_ten_activations);
  ADD ("refusals", test_refusals);
  ADD ("refusal-fuzz", test_refusal_fuzz);
  ADD ("take-back", test_take_back);
  ADD ("sent-page", test_sent_page);
  ADD ("server-form", test_server_form);
#undef ADD

  return g_test_run ();
}

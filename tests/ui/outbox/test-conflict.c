#include "config.h"

#include "ticket-fixture.h"

#include "store/drafts.h"
#include "store/outbox.h"
#include "ui/ticket/conflict-dialog.h"
#include "ui/ticket/merge-grid.h"
#include "ui/ticket/outbox-export.h"
#include "ui/ticket/outbox-page.h"
#include "util/error.h"

#define MINE "Imprimante du CDI"
#define THEIRS "Imprimante en panne"
#define NOTE "<p>Pour ma collègue</p>"

/* ---- an operation in conflict on the page's ticket */

static GuichetIntent *
begin_conflict (TicketFixture *fixture)
{
  g_autoptr(GuichetTicket) ticket = ticket_fixture_make_ticket ("assigned", ME);
  g_autoptr(GuichetTicket) server = guichet_ticket_copy (ticket);
  GuichetIntent *intent;

  ticket_fixture_set_up (fixture, 1153, 900);
  intent = guichet_intent_new_for_ticket (ticket);
  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, "Imprimante", MINE, NULL);
  intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup (NOTE);
  intent->state = GUICHET_INTENT_CONFLICT;
  guichet_ticket_set (server, GUICHET_FIELD_TITLE, THEIRS);
  guichet_ticket_set (server, GUICHET_FIELD_LAST_UPDATE, "2026-11-23 10:00:00");
  ticket_fixture_merge (fixture, server);

  return intent;
}

static void
enqueue (TicketFixture *fixture,
         GuichetIntent *intent,
         const char    *field)
{
  g_autoptr(GError) reason = guichet_error_new (GUICHET_ERROR_CONFLICT, field, NULL, "changed meanwhile");
  g_autoptr(GError) error = NULL;

  guichet_intent_set_reason (intent, reason);
  guichet_store_enqueue (fixture->store, intent, NULL, &error);
  g_assert_no_error (error);
}

static GtkWidget *
get_dialog (TicketFixture *fixture)
{
  return find_widget (GTK_WIDGET (fixture->window), GUICHET_TYPE_CONFLICT_DIALOG, 0);
}

static gboolean
is_ready (TicketFixture *fixture)
{
  GtkWidget *dialog = get_dialog (fixture);
  g_autofree char *text = dialog != NULL ? collect_text (dialog) : g_strdup ("");

  return strstr (text, "Send") != NULL && strstr (text, "Your Text") != NULL;
}

static void
open_dialog (TicketFixture *fixture,
             const char    *uuid)
{
  ticket_fixture_spin (400);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "ticket.compare", "s", uuid);
  WAIT (get_dialog (fixture) != NULL && is_ready (fixture));
  ticket_fixture_spin (100);
}

static GuichetIntentState
get_state (TicketFixture *fixture,
           const char    *uuid)
{
  g_autoptr(GuichetIntent) intent = guichet_store_read_intent (fixture->store, uuid, NULL);

  return intent->state;
}

/* ---- choosing */

static GtkCheckButton *
get_radio (TicketFixture *fixture,
           guint          nth)
{
  GtkWidget *grid = find_widget (get_dialog (fixture), GUICHET_TYPE_MERGE_GRID, 0);

  return GTK_CHECK_BUTTON (find_widget (grid, GTK_TYPE_CHECK_BUTTON, nth));
}

static void
test_send_mine (void)
{
  TicketFixture fixture;
  g_autoptr(GuichetIntent) intent = begin_conflict (&fixture);
  g_autoptr(GuichetIntent) stored = NULL;

  enqueue (&fixture, intent, "title");
  open_dialog (&fixture, intent->uuid);
  g_assert_true (gtk_check_button_get_active (get_radio (&fixture, 0)));
  gtk_widget_activate_action (get_dialog (&fixture), "conflict.send", NULL);
  WAIT (get_state (&fixture, intent->uuid) == GUICHET_INTENT_WAITING);

  stored = guichet_store_read_intent (fixture.store, intent->uuid, NULL);
  g_assert_cmpstr (guichet_intent_get_change (stored, GUICHET_FIELD_TITLE)->base, ==, THEIRS);
  g_assert_cmpstr (guichet_intent_get_change (stored, GUICHET_FIELD_TITLE)->value, ==, MINE);
  ticket_fixture_tear_down (&fixture);
}

static void
test_send_theirs (void)
{
  TicketFixture fixture;
  g_autoptr(GuichetIntent) intent = begin_conflict (&fixture);
  g_autoptr(GuichetIntent) stored = NULL;
  g_autoptr(GPtrArray) all = NULL;

  enqueue (&fixture, intent, "title");
  open_dialog (&fixture, intent->uuid);
  gtk_check_button_set_active (get_radio (&fixture, 1), TRUE);
  gtk_widget_activate_action (get_dialog (&fixture), "conflict.send", NULL);
  WAIT (get_state (&fixture, intent->uuid) == GUICHET_INTENT_WAITING);

  /* The note goes all the same; my title stays in the history. */
  stored = guichet_store_read_intent (fixture.store, intent->uuid, NULL);
  g_assert_cmpuint (stored->changes->len, ==, 0);
  g_assert_cmpstr (stored->entries[GUICHET_JOURNAL_PRIVATE], ==, NOTE);
  all = guichet_store_list_intents (fixture.store, TRUE, NULL);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpstr (guichet_intent_get_change (all->pdata[1], GUICHET_FIELD_TITLE)->value, ==, MINE);
  ticket_fixture_tear_down (&fixture);
}

static void
test_keep_server (void)
{
  TicketFixture fixture;
  g_autoptr(GuichetIntent) intent = begin_conflict (&fixture);

  enqueue (&fixture, intent, "title");
  open_dialog (&fixture, intent->uuid);
  gtk_widget_activate_action (get_dialog (&fixture), "conflict.keep-server", NULL);
  WAIT (get_state (&fixture, intent->uuid) == GUICHET_INTENT_WITHDRAWN);
  ticket_fixture_tear_down (&fixture);
}

static gboolean
has_draft (TicketFixture *fixture,
           const char    *text)
{
  g_autofree char *key = guichet_draft_key_for_journal (TICKET_ID, GUICHET_JOURNAL_PRIVATE);
  g_autoptr(GuichetDraft) draft = guichet_store_read_draft (fixture->store, key, NULL);

  return draft != NULL && strstr (draft->html, text) != NULL;
}

static void
test_keep_draft (void)
{
  TicketFixture fixture;
  g_autoptr(GuichetIntent) intent = begin_conflict (&fixture);

  enqueue (&fixture, intent, "title");
  open_dialog (&fixture, intent->uuid);
  gtk_widget_activate_action (get_dialog (&fixture), "conflict.keep-draft", NULL);
  WAIT (get_state (&fixture, intent->uuid) == GUICHET_INTENT_WITHDRAWN);
  WAIT (has_draft (&fixture, "Pour ma collègue"));
  ticket_fixture_tear_down (&fixture);
}

static gboolean
is_written (TicketFixture *fixture,
            const char    *text)
{
  g_autofree char *all = collect_text (GTK_WIDGET (fixture->page));

  return strstr (all, text) != NULL;
}

/* From another page, while the editor of the ticket is open. */
static void
test_edit_elsewhere (void)
{
  TicketFixture fixture;
  g_autoptr(GuichetIntent) intent = begin_conflict (&fixture);
  g_autofree char *key = guichet_draft_key_for_journal (TICKET_ID, GUICHET_JOURNAL_PRIVATE);
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_draft_free);
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&intent->entries[GUICHET_JOURNAL_PRIVATE], g_free);
  enqueue (&fixture, intent, "title");
  ticket_fixture_spin (300);
  g_assert_false (is_written (&fixture, "Revenu de loin"));
  g_ptr_array_add (drafts, guichet_draft_new (key, "<p>Revenu de loin</p>"));
  guichet_store_take_back (fixture.store, intent->uuid, drafts, &error);
  g_assert_no_error (error);
  WAIT (is_written (&fixture, "Revenu de loin"));
  ticket_fixture_tear_down (&fixture);
}

/* ---- words that crossed */

static void
test_crossing (void)
{
  TicketFixture fixture;
  g_autoptr(GuichetIntent) intent = begin_conflict (&fixture);
  g_autofree char *text = NULL;

  g_ptr_array_set_size (intent->changes, 0);
  g_clear_pointer (&intent->entries[GUICHET_JOURNAL_PRIVATE], g_free);
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>Je passe à 14 h</p>");
  intent->seen_public = 0;
  intent->seen_private = -1;
  enqueue (&fixture, intent, "public");
  open_dialog (&fixture, intent->uuid);

  text = collect_text (get_dialog (&fixture));
  g_assert_nonnull (strstr (text, "Arrived in the Meantime"));
  g_assert_nonnull (strstr (text, "Je passe"));
  g_assert_null (strstr (text, SECRET_NOTE));
  ticket_fixture_tear_down (&fixture);
}

/* ---- the outbox as a file */

static void
test_export (void)
{
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", NULL);
  g_autoptr(GPtrArray) intents = guichet_intents_new ();
  GuichetIntent *intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 42);
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;

  intent->ref = g_strdup ("R-000042");
  intent->action = g_strdup ("resolve");
  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup ("<p>C’est \"fait\"</p>");
  guichet_intent_set_field (intent, GUICHET_FIELD_SOLUTION, "", "Toner changé", NULL);
  g_ptr_array_add (intents, intent);

  text = guichet_outbox_export_text (intents, profile);
  g_assert_nonnull (strstr (text, "R-000042"));
  g_assert_nonnull (strstr (text, "C’est \"fait\""));
  g_assert_nonnull (strstr (text, "Toner changé"));
  json = guichet_outbox_export_json (intents);
  g_assert_nonnull (strstr (json, intent->uuid));
  g_assert_nonnull (strstr (json, "\"action\":\"resolve\""));
  g_assert_nonnull (strstr (json, "\\\"fait\\\""));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ticket_fixture_load_style ();

  g_test_add_func ("/conflict/send-mine", test_send_mine);
  g_test_add_func ("/conflict/send-theirs", test_send_theirs);
  g_test_add_func ("/conflict/keep-server", test_keep_server);
  g_test_add_func ("/conflict/keep-draft", test_keep_draft);
  g_test_add_func ("/conflict/edit-elsewhere", test_edit_elsewhere);
  g_test_add_func ("/conflict/crossing", test_crossing);
  g_test_add_func ("/outbox/export", test_export);

  return g_test_run ();
}

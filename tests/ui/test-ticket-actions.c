#include "config.h"

#include "ticket-fixture.h"

#include "store/drafts.h"
#include "store/outbox.h"
#include "ui/common/rich-editor.h"
#include "ui/ticket/action-bar.h"
#include "ui/ticket/action-dialog.h"
#include "ui/ticket/journal-view.h"
#include "ui/ticket/reference-picker.h"

#define WIDE 1153
#define TALL 900

/* ---- helpers */

static gboolean
shows_update (TicketFixture *fixture)
{
  g_autofree char *text = collect_text (GTK_WIDGET (fixture->page));

  return strstr (text, "10:00") != NULL;
}

static void
set_up (TicketFixture *fixture,
        const char    *status,
        gint64         agent)
{
  g_autoptr(GuichetTicket) ticket = ticket_fixture_make_ticket (status, agent);

  ticket_fixture_set_up (fixture, WIDE, TALL);
  guichet_ticket_set (ticket, GUICHET_FIELD_LAST_UPDATE, "2026-11-23 10:00:00");
  ticket_fixture_merge (fixture, ticket);
  WAIT (shows_update (fixture));
}

static void
act (TicketFixture *fixture,
     const char    *name)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "ticket.act", "s", name);
  ticket_fixture_spin (300);
}

static GtkWidget *
get_dialog (TicketFixture *fixture)
{
  return find_widget (GTK_WIDGET (fixture->window), GUICHET_TYPE_ACTION_DIALOG, 0);
}

static GuichetRichEditor *
get_dialog_editor (TicketFixture *fixture,
                   guint          nth)
{
  return GUICHET_RICH_EDITOR (find_widget (get_dialog (fixture), GUICHET_TYPE_RICH_EDITOR, nth));
}

static void
type (GuichetRichEditor *editor,
      const char        *text)
{
  g_signal_emit_by_name (guichet_rich_editor_get_view (editor), "insert-at-cursor", text);
}

static GuichetIntent *
take_only_intent (TicketFixture *fixture)
{
  g_autoptr(GPtrArray) intents = guichet_store_list_intents (fixture->store, FALSE, NULL);

  if (intents->len == 0)
    return NULL;
  g_assert_cmpuint (intents->len, ==, 1);

  return guichet_intent_copy (g_ptr_array_index (intents, 0));
}

static gboolean
has_intent (TicketFixture *fixture)
{
  g_autoptr(GuichetIntent) intent = take_only_intent (fixture);

  return intent != NULL;
}

static GuichetIntent *
wait_for_intent (TicketFixture *fixture)
{
  WAIT (has_intent (fixture));

  return take_only_intent (fixture);
}

static void
confirm (TicketFixture *fixture)
{
  gtk_widget_activate_action (get_dialog (fixture), "dialog.confirm", NULL);
  ticket_fixture_spin (100);
}

static GuichetJournalComposer *
get_composer (TicketFixture  *fixture,
              GuichetJournal  journal)
{
  for (guint i = 0; ; i++)
    {
      GuichetJournalView *view = GUICHET_JOURNAL_VIEW (find_widget (GTK_WIDGET (fixture->page), GUICHET_TYPE_JOURNAL_VIEW, i));

      if (guichet_journal_view_get_journal (view) == journal)
        return guichet_journal_view_get_composer (view);
    }
}

static char *
describe_bar (TicketFixture *fixture)
{
  return collect_text (find_widget (GTK_WIDGET (fixture->page), GUICHET_TYPE_ACTION_BAR, 0));
}

static gboolean
bar_offers (TicketFixture *fixture,
            const char    *label)
{
  g_autofree char *text = describe_bar (fixture);

  return strstr (text, label) != NULL;
}

/* ---- what is offered */

static gboolean
offers (TicketFixture *fixture,
        const char    *label)
{
  g_autofree char *text = describe_bar (fixture);
  g_auto(GStrv) words = g_strsplit (text, "\n", -1);

  return g_strv_contains ((const char * const *) words, label);
}

static void
test_offer (void)
{
  static const struct
  {
    const char *status;
    gint64      agent;
    const char *offered[7];
    const char *hidden[7];
  } cases[] = {
    { "dispatched", 0, { "Assign", "Assign to a Team" }, { "Resolve", "On Hold", "Reassign" } },
    { "assigned", ME, { "On Hold", "Ask for More", "Reassign", "Assign to a Team", "Resolve" }, { "Resume" } },
    { "assigned", COLLEAGUE, { "Reassign", "Assign to a Team" }, { "Resolve", "On Hold", "Ask for More" } },
    { "pending", ME, { "Resume", "Resolve" }, { "On Hold" } },
    { "closed", ME, { NULL }, { "Resolve", "Reassign", "Resume", "Assign to a Team" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TicketFixture fixture = { 0 };

      set_up (&fixture, cases[i].status, cases[i].agent);
      /* As soon as the window has its width: a narrow bar has a menu. */
      for (guint n = 0; cases[i].offered[n] != NULL; n++)
        WAIT (offers (&fixture, cases[i].offered[n]));
      for (guint n = 0; cases[i].hidden[n] != NULL; n++)
        g_assert_false (offers (&fixture, cases[i].hidden[n]));
      ticket_fixture_tear_down (&fixture);
    }
}

/* No state of a ticket makes the page wider than a telephone. */
static void
test_narrow (void)
{
  const char *states[] = { "dispatched", "assigned", "pending", "to_complete", "resolved" };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      TicketFixture fixture = { 0 };
      g_autoptr(GuichetTicket) ticket = ticket_fixture_make_ticket (states[i], ME);
      AdwMultiLayoutView *layouts;
      int minimum;

      ticket_fixture_set_up (&fixture, 360, 640);
      guichet_ticket_set (ticket, GUICHET_FIELD_LAST_UPDATE, "2026-11-23 10:00:00");
      ticket_fixture_merge (&fixture, ticket);
      WAIT (shows_update (&fixture));
      layouts = ADW_MULTI_LAYOUT_VIEW (find_widget (GTK_WIDGET (fixture.page), ADW_TYPE_MULTI_LAYOUT_VIEW, 0));
      WAIT (g_strcmp0 (adw_multi_layout_view_get_layout_name (layouts), "narrow") == 0);
      gtk_widget_measure (gtk_widget_get_parent (GTK_WIDGET (layouts)), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_assert_cmpint (minimum, <=, 330);
      ticket_fixture_tear_down (&fixture);
    }
}

static void
test_assign_to_me (void)
{
  TicketFixture fixture = { 0 };
  g_autoptr(GuichetIntent) intent = NULL;
  GuichetFieldChange *change;

  set_up (&fixture, "dispatched", 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture.page), "ticket.assign-to-me", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture.page), "ticket.assign-to-me", NULL);
  intent = wait_for_intent (&fixture);
  g_assert_cmpstr (intent->action, ==, "assign");
  g_assert_cmpstr (intent->base_status, ==, "dispatched");
  change = guichet_intent_get_change (intent, GUICHET_FIELD_AGENT);
  g_assert_cmpstr (change->value, ==, "12");
  g_assert_cmpstr (change->label, ==, "Élise Marchal");
  g_assert_null (intent->entries[GUICHET_JOURNAL_PUBLIC]);

  /* The effect shows at once: the actions of somebody who has it. */
  WAIT (bar_offers (&fixture, "Resolve"));
  ticket_fixture_tear_down (&fixture);
}

/* ---- dialogs */

static void
test_resolve (void)
{
  TicketFixture fixture = { 0 };
  g_autoptr(GuichetIntent) intent = NULL;

  set_up (&fixture, "assigned", ME);
  act (&fixture, "resolve");
  confirm (&fixture);
  g_assert_nonnull (get_dialog (&fixture));
  g_assert_false (has_intent (&fixture));

  type (get_dialog_editor (&fixture, 0), "Le câble du plafond était abîmé : je l’ai remplacé.");
  save_picture (GTK_WIDGET (fixture.window), "dialog-resolve.png");
  confirm (&fixture);
  intent = wait_for_intent (&fixture);
  g_assert_cmpstr (intent->action, ==, "resolve");
  g_assert_cmpstr (guichet_intent_get_change (intent, GUICHET_FIELD_SOLUTION)->value, ==,
                   "Le câble du plafond était abîmé : je l’ai remplacé.");
  g_assert_cmpstr (guichet_intent_get_change (intent, GUICHET_FIELD_RESOLUTION_CODE)->value, ==, "assistance");
  ticket_fixture_tear_down (&fixture);
}

static gboolean
has_draft (TicketFixture *fixture,
           const char    *key)
{
  g_autoptr(GuichetDraft) draft = guichet_store_read_draft (fixture->store, key, NULL);

  return draft != NULL;
}

static void
test_dialog_text_is_a_draft (void)
{
  TicketFixture fixture = { 0 };
  g_autofree char *html = NULL;

  set_up (&fixture, "assigned", ME);
  act (&fixture, "pending");
  type (get_dialog_editor (&fixture, 0), "Le fournisseur rappelle");
  gtk_widget_activate_action (get_dialog (&fixture), "dialog.cancel", NULL);
  WAIT (get_dialog (&fixture) == NULL);
  WAIT (has_draft (&fixture, "4871/pending/pending-reason"));

  act (&fixture, "pending");
  html = guichet_rich_editor_dup_html (get_dialog_editor (&fixture, 0));
  g_assert_nonnull (strstr (html, "Le fournisseur rappelle"));
  ticket_fixture_tear_down (&fixture);
}

/* What was begun in the journal goes on in the dialog, and comes back. */
static void
test_note_moves (void)
{
  TicketFixture fixture = { 0 };
  g_autofree char *back = NULL;
  GuichetJournalComposer *composer;

  set_up (&fixture, "assigned", ME);
  composer = get_composer (&fixture, GUICHET_JOURNAL_PRIVATE);
  type (guichet_journal_composer_get_editor (composer), "Goulotte coupée");
  act (&fixture, "dispatch");
  g_assert_false (guichet_journal_composer_has_text (composer));
  g_assert_false (guichet_rich_editor_is_blank (get_dialog_editor (&fixture, 0)));

  gtk_widget_activate_action (get_dialog (&fixture), "dialog.cancel", NULL);
  WAIT (guichet_journal_composer_has_text (composer));
  back = guichet_rich_editor_dup_html (guichet_journal_composer_get_editor (composer));
  g_assert_cmpstr (back, ==, "<p>Goulotte coupée</p>");
  ticket_fixture_tear_down (&fixture);
}

static void
test_dispatch (void)
{
  TicketFixture fixture = { 0 };
  g_autoptr(GuichetIntent) intent = NULL;
  g_autofree char *text = NULL;
  GuichetReferencePicker *picker;

  set_up (&fixture, "assigned", ME);
  act (&fixture, "dispatch");
  text = collect_text (get_dialog (&fixture));
  g_assert_nonnull (strstr (text, "0349901X"));
  g_assert_nonnull (strstr (text, "Wrongly assigned?"));

  picker = GUICHET_REFERENCE_PICKER (find_widget (get_dialog (&fixture), GUICHET_TYPE_REFERENCE_PICKER, 0));
  g_assert_false (guichet_reference_picker_select_name (picker, "Postes et réseaux"));
  g_assert_true (guichet_reference_picker_select_name (picker, "DSI Plateforme Assistance MPL"));
  confirm (&fixture);
  g_assert_false (has_intent (&fixture));

  type (get_dialog_editor (&fixture, 0), "Le câble HDMI encastré est coupé.");
  save_picture (GTK_WIDGET (fixture.window), "dialog-dispatch.png");
  confirm (&fixture);
  intent = wait_for_intent (&fixture);
  g_assert_cmpstr (intent->action, ==, "dispatch");
  g_assert_cmpstr (guichet_intent_get_change (intent, GUICHET_FIELD_TEAM)->value, ==, "5");
  g_assert_cmpstr (intent->entries[GUICHET_JOURNAL_PRIVATE], ==, "<p>Le câble HDMI encastré est coupé.</p>");
  g_assert_null (intent->entries[GUICHET_JOURNAL_PUBLIC]);
  ticket_fixture_tear_down (&fixture);
}

static void
test_reassign (void)
{
  TicketFixture fixture = { 0 };
  g_autoptr(GuichetIntent) intent = NULL;
  GuichetReferencePicker *picker;
  GtkWidget *row;

  set_up (&fixture, "assigned", ME);
  act (&fixture, "reassign");
  picker = GUICHET_REFERENCE_PICKER (find_widget (get_dialog (&fixture), GUICHET_TYPE_REFERENCE_PICKER, 0));
  g_assert_false (guichet_reference_picker_select_name (picker, "Élise Marchal"));

  /* Who only walks through the dialog chooses nobody. */
  row = find_widget (GTK_WIDGET (picker), GTK_TYPE_LIST_BOX_ROW, 0);
  gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_widget_is_focus (row));
  g_assert_cmpint (guichet_reference_picker_get_id (picker), ==, 0);
  gtk_widget_activate (row);
  g_assert_cmpint (guichet_reference_picker_get_id (picker), !=, 0);

  g_assert_true (guichet_reference_picker_select_name (picker, "Nora Bellanger"));
  save_picture (GTK_WIDGET (fixture.window), "dialog-reassign.png");
  confirm (&fixture);
  intent = wait_for_intent (&fixture);
  g_assert_cmpstr (guichet_intent_get_change (intent, GUICHET_FIELD_AGENT)->value, ==, "13");
  g_assert_cmpstr (guichet_intent_get_change (intent, GUICHET_FIELD_AGENT)->base, ==, "12");
  ticket_fixture_tear_down (&fixture);
}

static void
test_request_info (void)
{
  TicketFixture fixture = { 0 };
  g_autoptr(GuichetIntent) intent = NULL;

  set_up (&fixture, "assigned", ME);
  act (&fixture, "request-info");
  confirm (&fixture);
  g_assert_false (has_intent (&fixture));
  type (get_dialog_editor (&fixture, 0), "De quelle couleur est le voyant ?");
  save_picture (GTK_WIDGET (fixture.window), "dialog-request-info.png");
  confirm (&fixture);
  intent = wait_for_intent (&fixture);
  g_assert_cmpstr (intent->entries[GUICHET_JOURNAL_PUBLIC], ==, "<p>De quelle couleur est le voyant ?</p>");
  g_assert_null (intent->entries[GUICHET_JOURNAL_PRIVATE]);
  ticket_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/actions/offer", test_offer);
  g_test_add_func ("/actions/narrow", test_narrow);
  g_test_add_func ("/actions/assign-to-me", test_assign_to_me);
  g_test_add_func ("/actions/resolve", test_resolve);
  g_test_add_func ("/actions/draft", test_dialog_text_is_a_draft);
  g_test_add_func ("/actions/note-moves", test_note_moves);
  g_test_add_func ("/actions/dispatch", test_dispatch);
  g_test_add_func ("/actions/reassign", test_reassign);
  g_test_add_func ("/actions/request-info", test_request_info);

  return g_test_run ();
}

#include "config.h"

#include "ticket-fixture.h"

#include "store/drafts.h"
#include "store/outbox.h"
#include "ui/ticket/action-dialog.h"
#include "ui/ticket/action-sections.h"
#include "ui/ticket/journal-view.h"
#include "ui/ticket/put-back.h"
#include "ui/ticket/reference-picker.h"

#include <glib/gstdio.h>
#include <signal.h>

/* The acceptance criteria of SPEC §11 that concern what is written. */

#define NOTE "Échelle réservée jusqu’à seize heures, voir l’armoire 3."
#define MESSAGE "De quelle couleur est le voyant de votre appareil ?"
#define SOLUTION "Le câble du plafond a été remplacé."

static char *self_path;

/* ---- helpers */

static GuichetJournalView *
get_view (GtkWidget      *page,
          GuichetJournal  journal)
{
  for (guint i = 0; ; i++)
    {
      GuichetJournalView *view = GUICHET_JOURNAL_VIEW (find_widget (page, GUICHET_TYPE_JOURNAL_VIEW, i));

      if (guichet_journal_view_get_journal (view) == journal)
        return view;
    }
}

static GuichetRichEditor *
get_editor (GtkWidget      *page,
            GuichetJournal  journal)
{
  return guichet_journal_composer_get_editor (guichet_journal_view_get_composer (get_view (page, journal)));
}

/* Key by key, as somebody does who does not pause. */
static void
type (GuichetRichEditor *editor,
      const char        *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *key = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));

      g_signal_emit_by_name (guichet_rich_editor_get_view (editor), "insert-at-cursor", key);
      ticket_fixture_spin (2);
    }
}

static char *
dup_plain (GuichetRichEditor *editor)
{
  g_autoptr(GuichetRichText) text = guichet_rich_editor_dup_text (editor);
  g_autofree char *plain = guichet_rich_text_to_plain (text);

  return g_strdup (g_strstrip (plain));
}

static GtkWidget *
open_dialog (TicketFixture *fixture,
             const char    *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "ticket.act", "s", action);
  ticket_fixture_spin (300);

  return find_widget (GTK_WIDGET (fixture->window), GUICHET_TYPE_ACTION_DIALOG, 0);
}

static GtkWidget *
get_confirm (GtkWidget *dialog)
{
  for (guint i = 0; ; i++)
    {
      GtkWidget *button = find_widget (dialog, GTK_TYPE_BUTTON, i);

      g_assert_nonnull (button);
      if (g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), "dialog.confirm") == 0)
        return button;
    }
}

/* ---- 9: text that is not sent survives */

/* Types into both journals and a dialog, says so, and waits for its end. */
static int
be_killed (void)
{
  TicketFixture fixture = { 0 };
  GtkWidget *dialog;

  ticket_fixture_set_up (&fixture, 1153, 900);
  type (get_editor (GTK_WIDGET (fixture.page), GUICHET_JOURNAL_PRIVATE), NOTE);
  type (get_editor (GTK_WIDGET (fixture.page), GUICHET_JOURNAL_PUBLIC), MESSAGE);
  dialog = open_dialog (&fixture, "resolve");
  type (GUICHET_RICH_EDITOR (find_widget (dialog, GUICHET_TYPE_RICH_EDITOR, 0)), SOLUTION);
  g_print ("typed %s\n", fixture.folder);
  ticket_fixture_spin (30000);

  return 1;
}

static char *
run_and_kill (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, self_path, "--be-killed", NULL);
  g_autoptr(GDataInputStream) out = NULL;
  char *folder = NULL;

  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  while (folder == NULL)
    {
      g_autofree char *line = g_data_input_stream_read_line_utf8 (out, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (line);
      if (strstr (line, "typed ") != NULL)
        folder = g_strdup (strstr (line, "typed ") + strlen ("typed "));
    }

  g_usleep (500 * 1000);
  g_subprocess_send_signal (child, SIGKILL);
  g_subprocess_wait (child, NULL, NULL);

  return folder;
}

static void
assert_draft (GuichetStore *store,
              const char   *key,
              const char   *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetDraft) draft = guichet_store_read_draft (store, key, &error);
  g_autofree char *plain = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (draft);
  plain = guichet_html_to_plain (draft->html);
  g_assert_cmpstr (g_strstrip (plain), ==, expected);
}

static void
test_killed (void)
{
  g_autofree char *folder = run_and_kill ();
  g_autofree char *key = guichet_draft_key_for_field (TICKET_ID, "resolve", GUICHET_FIELD_SOLUTION);
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetStore) store = guichet_store_open (folder, &error);
  g_autoptr(GuichetIdentity) identity = NULL;
  g_autoptr(GuichetProfile) profile = NULL;
  g_autoptr(GuichetContext) context = NULL;
  GtkWidget *window, *page;
  g_autofree char *note = NULL;
  g_autofree char *dialog_key = NULL;

  g_assert_no_error (error);
  identity = guichet_store_dup_identity (store);
  profile = guichet_store_dup_profile (store);
  context = guichet_context_new (store, identity, profile);
  page = guichet_ticket_page_new (context, TICKET_ID);
  window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  WAIT (!guichet_rich_editor_is_blank (get_editor (page, GUICHET_JOURNAL_PRIVATE)));

  note = dup_plain (get_editor (page, GUICHET_JOURNAL_PRIVATE));
  g_assert_cmpstr (note, ==, NOTE);
  assert_draft (store, key, SOLUTION);
  /* The message had moved into the dialog that asks for one. */
  dialog_key = g_strdup_printf ("%d/resolve/public", TICKET_ID);
  assert_draft (store, dialog_key, MESSAGE);

  gtk_window_destroy (GTK_WINDOW (window));
  ticket_fixture_spin (100);
  guichet_store_close (store);
}

/* ---- 10: the six actions, where they may be, and what they ask for */

static const struct
{
  const char   *name;
  const char   *from;
  gboolean      asks;   /* whether it cannot be confirmed at once */
} actions[] = {
  { "pending", "assigned", TRUE },
  { "request-info", "assigned", TRUE },
  { "reassign", "assigned", TRUE },
  { "dispatch", "assigned", TRUE },
  { "resolve", "assigned", TRUE },
};

static void
test_actions (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", &error);
  static const char * const elsewhere[] = { "resolved", "closed", "new" };

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      const GuichetAction *action = guichet_profile_get_action (profile, actions[i].name);

      g_assert_nonnull (action);
      g_assert_true (guichet_action_is_supported (action));
      g_assert_true (guichet_action_is_offered_from (action, actions[i].from));
      for (guint j = 0; j < G_N_ELEMENTS (elsewhere); j++)
        if (!g_str_equal (actions[i].name, "dispatch") || !g_str_equal (elsewhere[j], "new"))
          g_assert_false (guichet_action_is_offered_from (action, elsewhere[j]));
    }
}

static void
test_dialogs_ask (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      TicketFixture fixture = { 0 };
      GtkWidget *dialog;
      g_autofree char *picture = g_strdup_printf ("dialog-%s.png", actions[i].name);

      ticket_fixture_set_up (&fixture, 1153, 900);
      dialog = open_dialog (&fixture, actions[i].name);
      g_assert_nonnull (dialog);
      g_assert_cmpint (gtk_widget_get_sensitive (get_confirm (dialog)), ==, !actions[i].asks);
      save_picture (GTK_WIDGET (fixture.window), picture);
      ticket_fixture_tear_down (&fixture);
    }
}

/* Who is waited for goes with the reason: no server has a field for it. */
static void
test_partner (void)
{
  TicketFixture fixture = { 0 };
  GtkWidget *dialog;
  g_autoptr(GPtrArray) intents = NULL;
  const GuichetFieldChange *change;

  ticket_fixture_set_up (&fixture, 1153, 900);
  dialog = open_dialog (&fixture, "pending");
  type (GUICHET_RICH_EDITOR (find_widget (dialog, GUICHET_TYPE_RICH_EDITOR, 0)), "Pièce commandée.");
  gtk_editable_set_text (GTK_EDITABLE (find_widget (dialog, ADW_TYPE_ENTRY_ROW, 0)), "Sonalex");
  gtk_editable_set_text (GTK_EDITABLE (find_widget (dialog, ADW_TYPE_ENTRY_ROW, 1)), "1er décembre");
  ticket_fixture_spin (100);
  gtk_widget_activate_action (dialog, "dialog.confirm", NULL);
  ticket_fixture_spin (300);

  intents = guichet_store_list_intents (fixture.store, FALSE, NULL);
  g_assert_cmpuint (intents->len, ==, 1);
  change = guichet_intent_get_change (g_ptr_array_index (intents, 0), GUICHET_FIELD_PENDING_REASON);
  g_assert_cmpstr (change->value, ==, "Pièce commandée.\nPartner: Sonalex\nExpected return: 1er décembre");
  ticket_fixture_tear_down (&fixture);
}

/* ---- 11: the note for whoever takes over, in the same request */

static void
test_handover (gconstpointer data)
{
  const char *action = data;
  TicketFixture fixture = { 0 };
  GtkWidget *dialog;
  GuichetReferencePicker *picker;
  g_autoptr(GPtrArray) intents = NULL;
  const GuichetIntent *intent;

  ticket_fixture_set_up (&fixture, 1153, 900);
  dialog = open_dialog (&fixture, action);
  picker = GUICHET_REFERENCE_PICKER (find_widget (dialog, GUICHET_TYPE_REFERENCE_PICKER, 0));
  g_assert_nonnull (find_by_class (dialog, "j-int"));
  guichet_reference_picker_select_id (picker, g_str_equal (action, "dispatch") ? 4 : COLLEAGUE);
  type (GUICHET_RICH_EDITOR (find_widget (find_by_class (dialog, "j-int"), GUICHET_TYPE_RICH_EDITOR, 0)), NOTE);
  ticket_fixture_spin (100);
  gtk_widget_activate_action (dialog, "dialog.confirm", NULL);
  ticket_fixture_spin (300);

  intents = guichet_store_list_intents (fixture.store, FALSE, NULL);
  g_assert_cmpuint (intents->len, ==, 1);
  intent = g_ptr_array_index (intents, 0);
  g_assert_cmpstr (intent->action, ==, action);
  g_assert_nonnull (intent->entries[GUICHET_JOURNAL_PRIVATE]);
  g_assert_nonnull (strstr (intent->entries[GUICHET_JOURNAL_PRIVATE], "Échelle"));
  g_assert_null (intent->entries[GUICHET_JOURNAL_PUBLIC]);
  g_assert_nonnull (guichet_intent_get_change (intent, g_str_equal (action, "dispatch") ? GUICHET_FIELD_TEAM : GUICHET_FIELD_AGENT));
  ticket_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  gboolean child = argc == 2 && g_str_equal (argv[1], "--be-killed");

  self_path = argv[0];
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  if (child)
    return be_killed ();

  g_test_add_func ("/spec/09-drafts/killed", test_killed);
  g_test_add_func ("/spec/10-actions/offered", test_actions);
  g_test_add_func ("/spec/10-actions/dialogs-ask", test_dialogs_ask);
  g_test_add_func ("/spec/10-actions/partner", test_partner);
  g_test_add_data_func ("/spec/11-handover/reassign", "reassign", test_handover);
  g_test_add_data_func ("/spec/11-handover/dispatch", "dispatch", test_handover);

  return g_test_run ();
}

#include "config.h"

#include "ticket-fixture.h"

#include "store/drafts.h"
#include "store/outbox.h"
#include "ui/common/rich-editor.h"
#include "ui/ticket/action-dialog.h"
#include "ui/ticket/journal-view.h"

#define WIDE 1153
#define TALL 900

/* Out of the private journal, out of the public one, and out of neither. */
#define PRIVATE "il reste deux câbles de 10 m dans l’armoire 3"
#define PUBLIC "Le vidéoprojecteur s’allume mais l’écran reste noir depuis lundi matin"
#define HARMLESS "De quelle couleur est le voyant de votre appareil aujourd’hui ?"

/* ---- helpers */

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

static GuichetRichEditor *
get_public_editor (TicketFixture *fixture)
{
  return guichet_journal_composer_get_editor (get_composer (fixture, GUICHET_JOURNAL_PUBLIC));
}

/* As the keys of a person do. */
static void
type (GuichetRichEditor *editor,
      const char        *text)
{
  g_signal_emit_by_name (guichet_rich_editor_get_view (editor), "insert-at-cursor", text);
}

static char *
dup_plain (GuichetRichEditor *editor)
{
  g_autoptr(GuichetRichText) text = guichet_rich_editor_dup_text (editor);
  g_autofree char *plain = guichet_rich_text_to_plain (text);

  return g_strdup (g_strstrip (plain));
}

/* The last selection: it goes again when the display gives the primary
 * selection to somebody else. */
static void
mark_set_cb (GtkTextBuffer  *buffer,
             GtkTextIter    *where,
             GtkTextMark    *mark,
             char          **selected)
{
  GtkTextIter start, end;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    return;

  g_free (*selected);
  *selected = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
record_selection (GuichetRichEditor  *editor,
                  char              **selected)
{
  g_signal_connect_after (gtk_text_view_get_buffer (guichet_rich_editor_get_view (editor)), "mark-set",
                          G_CALLBACK (mark_set_cb), selected);
}

/* Another editor gets the buffer later. */
static void
stop_recording (GuichetRichEditor  *editor,
                char              **selected)
{
  g_signal_handlers_disconnect_by_func (gtk_text_view_get_buffer (guichet_rich_editor_get_view (editor)),
                                        mark_set_cb, selected);
}

/* Whether the window is the active one of the display or not. */
static gboolean
is_focus (TicketFixture     *fixture,
          GuichetRichEditor *editor)
{
  return gtk_window_get_focus (fixture->window) == GTK_WIDGET (guichet_rich_editor_get_view (editor));
}

static gboolean
has_draft (TicketFixture *fixture)
{
  g_autofree char *key = guichet_draft_key_for_journal (TICKET_ID, GUICHET_JOURNAL_PUBLIC);
  g_autoptr(GuichetDraft) draft = guichet_store_read_draft (fixture->store, key, NULL);

  return draft != NULL;
}

static guint
count_intents (TicketFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) intents = guichet_store_list_intents (fixture->store, FALSE, &error);

  g_assert_no_error (error);

  return intents->len;
}

static GtkWidget *
get_question (TicketFixture *fixture)
{
  return find_widget (GTK_WIDGET (fixture->window), ADW_TYPE_ALERT_DIALOG, 0);
}

static GtkWidget *
get_dialog (TicketFixture *fixture)
{
  return find_widget (GTK_WIDGET (fixture->window), GUICHET_TYPE_ACTION_DIALOG, 0);
}

static void
apply (TicketFixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "ticket.apply", NULL);
  ticket_fixture_spin (300);
}

static void
confirm (TicketFixture *fixture)
{
  gtk_widget_activate_action (get_dialog (fixture), "dialog.confirm", NULL);
  ticket_fixture_spin (300);
}

static GtkWidget *
find_button (GtkWidget  *root,
             const char *label)
{
  for (guint i = 0; ; i++)
    {
      GtkWidget *button = find_widget (root, GTK_TYPE_BUTTON, i);

      if (button == NULL)
        return NULL;
      if (gtk_widget_get_mapped (button) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
        return button;
    }
}

static void
respond (TicketFixture *fixture,
         const char    *label)
{
  GtkWidget *button = find_button (get_question (fixture), label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  WAIT (get_question (fixture) == NULL);
  ticket_fixture_spin (300);
}

static void
assert_told (TicketFixture *fixture,
             const char    *part)
{
  g_autofree char *text = collect_text (get_question (fixture));

  g_assert_nonnull (strstr (text, part));
}

/* ---- the page */

static void
test_stops_and_asks (void)
{
  TicketFixture fixture = { 0 };
  AdwAlertDialog *dialog;

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  type (get_public_editor (&fixture), "Bonjour, " PRIVATE ", merci.");
  apply (&fixture);
  dialog = ADW_ALERT_DIALOG (get_question (&fixture));
  g_assert_nonnull (dialog);
  save_picture (GTK_WIDGET (fixture.window), "leak-check.png");
  g_assert_cmpuint (count_intents (&fixture), ==, 0);
  g_assert_cmpstr (adw_alert_dialog_get_heading (dialog), ==, "Internal Text Found");
  g_assert_cmpstr (adw_alert_dialog_get_body (dialog), ==, "11 words of the internal journal would be read by Maud Ferrand.");
  g_assert_cmpstr (adw_alert_dialog_get_default_response (dialog), ==, "back");
  g_assert_cmpstr (adw_alert_dialog_get_close_response (dialog), ==, "back");
  assert_told (&fixture, "“" PRIVATE "”");
  g_assert_nonnull (find_by_class (adw_alert_dialog_get_extra_child (dialog), "note"));
  ticket_fixture_tear_down (&fixture);
}

static void
test_go_back (void)
{
  TicketFixture fixture = { 0 };
  g_autofree char *written = NULL;
  g_autofree char *selected = NULL;

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  type (get_public_editor (&fixture), "Bonjour, " PRIVATE ", merci.");
  WAIT (has_draft (&fixture));
  apply (&fixture);
  record_selection (get_public_editor (&fixture), &selected);
  respond (&fixture, "Go Back");
  g_assert_cmpuint (count_intents (&fixture), ==, 0);
  g_assert_true (has_draft (&fixture));
  written = dup_plain (get_public_editor (&fixture));
  g_assert_cmpstr (written, ==, "Bonjour, " PRIVATE ", merci.");
  WAIT (is_focus (&fixture, get_public_editor (&fixture)));
  g_assert_cmpstr (selected, ==, PRIVATE);
  stop_recording (get_public_editor (&fixture), &selected);

  /* It can be asked again. */
  apply (&fixture);
  g_assert_nonnull (get_question (&fixture));
  ticket_fixture_tear_down (&fixture);
}

/* What Esc does. */
static void
test_close (void)
{
  TicketFixture fixture = { 0 };

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  type (get_public_editor (&fixture), PRIVATE);
  WAIT (has_draft (&fixture));
  apply (&fixture);
  adw_dialog_close (ADW_DIALOG (get_question (&fixture)));
  WAIT (get_question (&fixture) == NULL);
  ticket_fixture_spin (300);
  g_assert_cmpuint (count_intents (&fixture), ==, 0);
  g_assert_true (has_draft (&fixture));
  g_assert_false (guichet_rich_editor_is_blank (get_public_editor (&fixture)));
  ticket_fixture_tear_down (&fixture);
}

static void
test_send_anyway (void)
{
  TicketFixture fixture = { 0 };
  g_autoptr(GPtrArray) intents = NULL;
  const GuichetIntent *intent;

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  type (get_public_editor (&fixture), PRIVATE);
  apply (&fixture);
  respond (&fixture, "Send Anyway");
  WAIT (count_intents (&fixture) == 1);
  ticket_fixture_spin (100);
  intents = guichet_store_list_intents (fixture.store, FALSE, NULL);
  g_assert_cmpuint (intents->len, ==, 1);
  intent = g_ptr_array_index (intents, 0);
  g_assert_cmpstr (intent->entries[GUICHET_JOURNAL_PUBLIC], ==, "<p>" PRIVATE "</p>");
  g_assert_false (has_draft (&fixture));
  g_assert_true (guichet_rich_editor_is_blank (get_public_editor (&fixture)));
  ticket_fixture_tear_down (&fixture);
}

static void
test_one_question (void)
{
  TicketFixture fixture = { 0 };

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  type (get_public_editor (&fixture), PRIVATE);
  gtk_widget_activate_action (GTK_WIDGET (fixture.page), "ticket.apply", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture.page), "ticket.apply", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture.page), "ticket.act", "s", "request-info");
  ticket_fixture_spin (300);
  g_assert_nonnull (get_question (&fixture));
  g_assert_null (find_widget (GTK_WIDGET (fixture.window), ADW_TYPE_ALERT_DIALOG, 1));
  g_assert_null (get_dialog (&fixture));
  ticket_fixture_tear_down (&fixture);
}

static void
assert_sent_at_once (GuichetJournal  journal,
                     const char     *text)
{
  TicketFixture fixture = { 0 };

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  type (guichet_journal_composer_get_editor (get_composer (&fixture, journal)), text);
  apply (&fixture);
  g_assert_null (get_question (&fixture));
  WAIT (count_intents (&fixture) == 1);
  ticket_fixture_tear_down (&fixture);
}

static void
test_no_leak (void)
{
  assert_sent_at_once (GUICHET_JOURNAL_PUBLIC, HARMLESS);
}

static void
test_already_public (void)
{
  assert_sent_at_once (GUICHET_JOURNAL_PUBLIC, PUBLIC);
}

/* The same words in the description too: nothing is given away. */
static void
test_public_and_private (void)
{
  TicketFixture fixture = { 0 };
  g_autoptr(GuichetTicket) ticket = ticket_fixture_make_ticket ("assigned", ME);

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  guichet_ticket_set (ticket, GUICHET_FIELD_DESCRIPTION, "<p>Bonjour, " PRIVATE ", dit-on.</p>");
  guichet_ticket_set (ticket, GUICHET_FIELD_LAST_UPDATE, "2026-11-23 10:00:00");
  ticket_fixture_merge (&fixture, ticket);
  ticket_fixture_spin (500);
  type (get_public_editor (&fixture), PRIVATE);
  apply (&fixture);
  g_assert_null (get_question (&fixture));
  WAIT (count_intents (&fixture) == 1);
  ticket_fixture_tear_down (&fixture);
}

static void
test_internal_note (void)
{
  assert_sent_at_once (GUICHET_JOURNAL_PRIVATE, PRIVATE);
}

/* A long passage is cut, and what looks like markup is text. */
static void
test_quotes (void)
{
  TicketFixture fixture = { 0 };
  g_autoptr(GuichetTicket) ticket = ticket_fixture_make_ticket ("assigned", ME);
  g_autoptr(GString) words = g_string_new ("&lt;b&gt; mot");
  g_autofree char *html = NULL;
  g_autofree char *text = NULL;
  g_autofree char *told = NULL;
  GPtrArray *private = guichet_journal_entries_new ();

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (words, " mot%u", i);
  html = g_strdup_printf ("<p>%s</p>", words->str);
  g_ptr_array_add (private, guichet_journal_entry_new ("2026-11-23 08:51:00", "Yanis Delcourt", 0, html));
  guichet_ticket_take_journal (ticket, GUICHET_JOURNAL_PRIVATE, private);

  ticket_fixture_set_up (&fixture, WIDE, TALL);
  guichet_ticket_set (ticket, GUICHET_FIELD_LAST_UPDATE, "2026-11-23 10:00:00");
  ticket_fixture_merge (&fixture, ticket);
  ticket_fixture_spin (500);
  text = guichet_html_to_plain (words->str);
  type (get_public_editor (&fixture), text);
  apply (&fixture);
  assert_told (&fixture, "“b> mot mot0 mot1 ");
  assert_told (&fixture, "…”");
  told = collect_text (get_question (&fixture));
  g_assert_null (strstr (told, "mot99"));
  ticket_fixture_tear_down (&fixture);
}

/* ---- the dialogs of actions */

static void
open_action (TicketFixture *fixture,
             const char    *name)
{
  ticket_fixture_set_up (fixture, WIDE, TALL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "ticket.act", "s", name);
  ticket_fixture_spin (300);
}

static GuichetRichEditor *
get_dialog_editor (TicketFixture *fixture)
{
  return GUICHET_RICH_EDITOR (find_widget (get_dialog (fixture), GUICHET_TYPE_RICH_EDITOR, 0));
}

static void
assert_action_asks (const char *name)
{
  TicketFixture fixture = { 0 };
  g_autofree char *written = NULL;

  open_action (&fixture, name);
  type (get_dialog_editor (&fixture), PRIVATE);
  gtk_widget_activate_action (get_dialog (&fixture), "dialog.confirm", NULL);
  confirm (&fixture);
  g_assert_nonnull (get_question (&fixture));
  g_assert_null (find_widget (GTK_WIDGET (fixture.window), ADW_TYPE_ALERT_DIALOG, 1));
  g_assert_cmpuint (count_intents (&fixture), ==, 0);

  respond (&fixture, "Go Back");
  g_assert_nonnull (get_dialog (&fixture));
  g_assert_cmpuint (count_intents (&fixture), ==, 0);
  written = dup_plain (get_dialog_editor (&fixture));
  g_assert_cmpstr (written, ==, PRIVATE);
  WAIT (is_focus (&fixture, get_dialog_editor (&fixture)));

  confirm (&fixture);
  respond (&fixture, "Send Anyway");
  WAIT (count_intents (&fixture) == 1);
  WAIT (get_dialog (&fixture) == NULL);
  ticket_fixture_tear_down (&fixture);
}

static void
test_request_info (void)
{
  assert_action_asks ("request-info");
}

static void
test_solution (void)
{
  assert_action_asks ("resolve");
}

static void
test_action_without_leak (void)
{
  TicketFixture fixture = { 0 };

  open_action (&fixture, "request-info");
  type (get_dialog_editor (&fixture), HARMLESS);
  confirm (&fixture);
  g_assert_null (get_question (&fixture));
  WAIT (count_intents (&fixture) == 1);
  ticket_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/leak-check/asks", test_stops_and_asks);
  g_test_add_func ("/leak-check/go-back", test_go_back);
  g_test_add_func ("/leak-check/close", test_close);
  g_test_add_func ("/leak-check/send-anyway", test_send_anyway);
  g_test_add_func ("/leak-check/one-question", test_one_question);
  g_test_add_func ("/leak-check/no-leak", test_no_leak);
  g_test_add_func ("/leak-check/already-public", test_already_public);
  g_test_add_func ("/leak-check/public-and-private", test_public_and_private);
  g_test_add_func ("/leak-check/internal-note", test_internal_note);
  g_test_add_func ("/leak-check/quotes", test_quotes);
  g_test_add_func ("/leak-check/request-info", test_request_info);
  g_test_add_func ("/leak-check/solution", test_solution);
  g_test_add_func ("/leak-check/action-without-leak", test_action_without_leak);

  return g_test_run ();
}

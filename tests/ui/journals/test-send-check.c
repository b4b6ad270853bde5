#include "config.h"

#include "ticket-fixture.h"

#include "store/drafts.h"
#include "store/outbox.h"
#include "ui/ticket/action-dialog.h"
#include "ui/ticket/copied-passages.h"
#include "ui/ticket/journal-view.h"
#include "ui/ticket/send-check.h"
#include "ui/ticket/template-text.h"

#define WIDE 1153
#define TALL 900

#define HARMLESS "De quelle couleur est le voyant de votre appareil aujourd’hui ?"
#define INTERNAL "Le prestataire Sonalex refuse la garantie du lot numéro 4812 du marché"

/* ---- helpers */

static GuichetJournalView *
get_view (TicketFixture  *fixture,
          GuichetJournal  journal)
{
  for (guint i = 0; ; i++)
    {
      GuichetJournalView *view = GUICHET_JOURNAL_VIEW (find_widget (GTK_WIDGET (fixture->page), GUICHET_TYPE_JOURNAL_VIEW, i));

      if (guichet_journal_view_get_journal (view) == journal)
        return view;
    }
}

static GuichetRichEditor *
get_editor (TicketFixture  *fixture,
            GuichetJournal  journal)
{
  return guichet_journal_composer_get_editor (guichet_journal_view_get_composer (get_view (fixture, journal)));
}

static void
type (GuichetRichEditor *editor,
      const char        *text)
{
  g_signal_emit_by_name (guichet_rich_editor_get_view (editor), "insert-at-cursor", text);
}

static void
apply (TicketFixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "ticket.apply", NULL);
  ticket_fixture_spin (300);
}

static guint
count_intents (TicketFixture *fixture)
{
  g_autoptr(GPtrArray) intents = guichet_store_list_intents (fixture->store, FALSE, NULL);

  return intents->len;
}

static GtkWidget *
get_question (TicketFixture *fixture)
{
  return find_widget (GTK_WIDGET (fixture->window), ADW_TYPE_ALERT_DIALOG, 0);
}

static void
assert_asks (TicketFixture *fixture,
             const char    *heading,
             const char    *said)
{
  GtkWidget *question = get_question (fixture);
  g_autofree char *text = NULL;

  g_assert_nonnull (question);
  text = collect_text (question);
  g_assert_cmpstr (adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (question)), ==, heading);
  if (strstr (text, said) == NULL)
    g_error ("“%s” is not in: %s", said, text);
  g_assert_cmpuint (count_intents (fixture), ==, 0);
}

static void
answer (TicketFixture *fixture,
        const char    *response)
{
  AdwAlertDialog *question = ADW_ALERT_DIALOG (get_question (fixture));

  g_signal_emit_by_name (question, "response", response);
  adw_dialog_force_close (ADW_DIALOG (question));
  ticket_fixture_spin (300);
}

/* An entry of somebody else arrives in a journal. */
static void
add_entry (TicketFixture  *fixture,
           GuichetJournal  journal,
           const char     *author,
           const char     *html)
{
  g_autoptr(GuichetTicket) ticket = ticket_fixture_make_ticket ("assigned", ME);
  GPtrArray *entries = guichet_journal_entries_new ();
  GPtrArray *old = guichet_ticket_get_journal (ticket, journal);

  for (guint i = 0; i < old->len; i++)
    g_ptr_array_add (entries, guichet_journal_entry_ref (g_ptr_array_index (old, i)));
  g_ptr_array_add (entries, guichet_journal_entry_new ("2026-11-24 10:12:00", author, 0, html));
  guichet_ticket_take_journal (ticket, journal, entries);
  guichet_ticket_set (ticket, GUICHET_FIELD_LAST_UPDATE, "2026-11-24 10:12:00");
  ticket_fixture_merge (fixture, ticket);
  ticket_fixture_spin (300);
}

static void
set_up (TicketFixture *fixture,
        gconstpointer  data)
{
  guichet_copied_passages_clear ();
  ticket_fixture_set_up (fixture, WIDE, TALL);
}

static void
tear_down (TicketFixture *fixture,
           gconstpointer  data)
{
  ticket_fixture_tear_down (fixture);
}

/* ---- outdated replies */

static GtkWidget *
get_bar (TicketFixture  *fixture,
         GuichetJournal  journal)
{
  return find_by_class (GTK_WIDGET (get_view (fixture, journal)), "warn");
}

static void
test_newer_entry (TicketFixture *fixture,
                  gconstpointer  data)
{
  g_autofree char *text = NULL;

  g_assert_false (gtk_widget_get_visible (get_bar (fixture, GUICHET_JOURNAL_PUBLIC)));
  type (get_editor (fixture, GUICHET_JOURNAL_PUBLIC), HARMLESS);
  add_entry (fixture, GUICHET_JOURNAL_PUBLIC, "Maud Ferrand", "<p>C’est réglé, merci.</p>");

  g_assert_true (gtk_widget_get_visible (get_bar (fixture, GUICHET_JOURNAL_PUBLIC)));
  text = collect_text (get_bar (fixture, GUICHET_JOURNAL_PUBLIC));
  g_assert_nonnull (strstr (text, "Maud Ferrand"));
  g_assert_nonnull (strstr (text, "C’est réglé"));
  save_picture (GTK_WIDGET (fixture->window), "newer-bar.png");

  apply (fixture);
  assert_asks (fixture, "New Message", "C’est réglé");
  save_picture (GTK_WIDGET (fixture->window), "newer-question.png");
  answer (fixture, "back");
  g_assert_cmpuint (count_intents (fixture), ==, 0);
  g_assert_false (guichet_rich_editor_is_blank (get_editor (fixture, GUICHET_JOURNAL_PUBLIC)));

  apply (fixture);
  answer (fixture, "send");
  g_assert_cmpuint (count_intents (fixture), ==, 1);
}

/* Who says that they have read it is not asked again. */
static void
test_newer_entry_read (TicketFixture *fixture,
                       gconstpointer  data)
{
  type (get_editor (fixture, GUICHET_JOURNAL_PUBLIC), HARMLESS);
  add_entry (fixture, GUICHET_JOURNAL_PUBLIC, "Maud Ferrand", "<p>C’est réglé, merci.</p>");
  g_signal_emit_by_name (find_widget (get_bar (fixture, GUICHET_JOURNAL_PUBLIC), GTK_TYPE_BUTTON, 0), "clicked");
  ticket_fixture_spin (50);
  g_assert_false (gtk_widget_get_visible (get_bar (fixture, GUICHET_JOURNAL_PUBLIC)));

  apply (fixture);
  g_assert_null (get_question (fixture));
  g_assert_cmpuint (count_intents (fixture), ==, 1);
}

/* Somebody's own entries, from here or elsewhere, are known to them. */
static void
test_own_entry (TicketFixture *fixture,
                gconstpointer  data)
{
  type (get_editor (fixture, GUICHET_JOURNAL_PUBLIC), HARMLESS);
  add_entry (fixture, GUICHET_JOURNAL_PUBLIC, "Élise Marchal", "<p>Je passe à 14 h.</p>");
  g_assert_false (gtk_widget_get_visible (get_bar (fixture, GUICHET_JOURNAL_PUBLIC)));
  apply (fixture);
  g_assert_null (get_question (fixture));
}

/* A draft remembers what had been seen when it was begun, over a closing. */
static void
test_newer_entry_after_closing (TicketFixture *fixture,
                                gconstpointer  data)
{
  type (get_editor (fixture, GUICHET_JOURNAL_PUBLIC), HARMLESS);
  ticket_fixture_spin (500);
  ticket_fixture_close_page (fixture);
  add_entry (fixture, GUICHET_JOURNAL_PUBLIC, "Maud Ferrand", "<p>C’est réglé, merci.</p>");
  ticket_fixture_open_page (fixture);
  ticket_fixture_spin (200);
  g_assert_true (gtk_widget_get_visible (get_bar (fixture, GUICHET_JOURNAL_PUBLIC)));
}

/* ... and takes that along into a dialog, where more may come. */
static void
test_newer_entry_in_dialog (TicketFixture *fixture,
                            gconstpointer  data)
{
  GtkWidget *dialog;

  type (get_editor (fixture, GUICHET_JOURNAL_PUBLIC), HARMLESS);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "ticket.act", "s", "request-info");
  ticket_fixture_spin (300);
  add_entry (fixture, GUICHET_JOURNAL_PUBLIC, "Maud Ferrand", "<p>C’est réglé, merci.</p>");
  dialog = find_widget (GTK_WIDGET (fixture->window), GUICHET_TYPE_ACTION_DIALOG, 0);
  gtk_widget_activate_action (dialog, "dialog.confirm", NULL);
  ticket_fixture_spin (300);
  assert_asks (fixture, "New Message", "C’est réglé");
  answer (fixture, "send");
  g_assert_cmpuint (count_intents (fixture), ==, 1);
}

/* ---- internal text */

static void
test_unsent_note (TicketFixture *fixture,
                  gconstpointer  data)
{
  type (get_editor (fixture, GUICHET_JOURNAL_PRIVATE), INTERNAL);
  type (get_editor (fixture, GUICHET_JOURNAL_PUBLIC), "Bonjour, " INTERNAL ".");
  apply (fixture);
  assert_asks (fixture, "Internal Text Found", "Sonalex");
}

/* The note stays on the page: the dialog does not ask for one. */
static void
test_note_beside_dialog (TicketFixture *fixture,
                         gconstpointer  data)
{
  GtkWidget *dialog;

  type (get_editor (fixture, GUICHET_JOURNAL_PRIVATE), INTERNAL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "ticket.act", "s", "resolve");
  ticket_fixture_spin (300);
  dialog = find_widget (GTK_WIDGET (fixture->window), GUICHET_TYPE_ACTION_DIALOG, 0);
  type (GUICHET_RICH_EDITOR (find_widget (dialog, GUICHET_TYPE_RICH_EDITOR, 0)), INTERNAL);
  ticket_fixture_spin (50);
  gtk_widget_activate_action (dialog, "dialog.confirm", NULL);
  ticket_fixture_spin (300);
  assert_asks (fixture, "Internal Text Found", "Sonalex");
}

static void
test_copied_elsewhere (TicketFixture *fixture,
                       gconstpointer  data)
{
  guichet_copied_passages_add (INTERNAL);
  type (get_editor (fixture, GUICHET_JOURNAL_PUBLIC), "Bonjour, " INTERNAL ".");
  apply (fixture);
  assert_asks (fixture, "Internal Text Found", "Sonalex");
}

/* What is copied with the focus in the internal journal is remembered. */
static void
test_copying (TicketFixture *fixture,
              gconstpointer  data)
{
  GtkTextView *view = guichet_rich_editor_get_view (get_editor (fixture, GUICHET_JOURNAL_PRIVATE));
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  guint n;

  guichet_journal_view_focus (get_view (fixture, GUICHET_JOURNAL_PRIVATE));
  type (get_editor (fixture, GUICHET_JOURNAL_PRIVATE), INTERNAL);
  g_signal_emit_by_name (view, "select-all", TRUE);

  /* Another program of the display may take the clipboard before it is read. */
  for (guint i = 0; i < 20 && texts->len == 0; i++)
    {
      g_signal_emit_by_name (view, "copy-clipboard");
      ticket_fixture_spin (100);
      guichet_copied_passages_list (texts);
    }
  n = texts->len;
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpstr (g_ptr_array_index (texts, 0), ==, INTERNAL);

  guichet_journal_view_focus (get_view (fixture, GUICHET_JOURNAL_PUBLIC));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (view)), "ailleurs");
  ticket_fixture_spin (100);
  g_ptr_array_set_size (texts, 0);
  guichet_copied_passages_list (texts);
  g_assert_cmpuint (texts->len, ==, n);
}

/* ---- files, variables, and all at once */

static void
test_words_of_files (void)
{
  static const struct { const char *text; gboolean expected; } cases[] = {
    { "Vous trouverez ci-joint la notice.", TRUE },
    { "La notice est en pièce jointe.", TRUE },
    { "Voir les pièces jointes", TRUE },
    { "La notice est EN PJ", TRUE },
    { "Please find attached the form", TRUE },
    { "Je vous joins le devis", TRUE },
    { "Pouvez-vous me joindre demain ?", FALSE },
    { "Le câble est attaché au mur", FALSE },
    { "Unattached cables", FALSE },
    { "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (guichet_mentions_file (cases[i].text) != cases[i].expected)
      g_error ("%s", cases[i].text);
}

static void
test_forgotten_file (TicketFixture *fixture,
                     gconstpointer  data)
{
  type (get_editor (fixture, GUICHET_JOURNAL_PUBLIC), "Vous trouverez la notice en pièce jointe.");
  apply (fixture);
  assert_asks (fixture, "Attachment Forgotten?", "none is waiting");
  save_picture (GTK_WIDGET (fixture->window), "file-question.png");
  answer (fixture, "send");
  g_assert_cmpuint (count_intents (fixture), ==, 1);
}

static void
test_unfilled_variable (TicketFixture *fixture,
                        gconstpointer  data)
{
  type (get_editor (fixture, GUICHET_JOURNAL_PUBLIC), "Bonjour {prénom}, voici.");
  apply (fixture);
  assert_asks (fixture, "Unfinished Text", "{prénom}");
  save_picture (GTK_WIDGET (fixture->window), "variable-question.png");
  g_assert_false (adw_alert_dialog_has_response (ADW_ALERT_DIALOG (get_question (fixture)), "send"));
  answer (fixture, "back");
  g_assert_cmpuint (count_intents (fixture), ==, 0);
}

static void
test_one_question (TicketFixture *fixture,
                   gconstpointer  data)
{
  type (get_editor (fixture, GUICHET_JOURNAL_PUBLIC), "Ci-joint la notice : il reste deux câbles de 10 m dans l’armoire 3.");
  add_entry (fixture, GUICHET_JOURNAL_PUBLIC, "Maud Ferrand", "<p>C’est réglé, merci.</p>");
  apply (fixture);
  assert_asks (fixture, "Before You Send", "C’est réglé");
  assert_asks (fixture, "Before You Send", "deux câbles");
  assert_asks (fixture, "Before You Send", "none is waiting");
  save_picture (GTK_WIDGET (fixture->window), "all-question.png");
  answer (fixture, "send");
  g_assert_null (get_question (fixture));
  g_assert_cmpuint (count_intents (fixture), ==, 1);
}

/* ---- templates */

static void
test_filling (TicketFixture *fixture,
              gconstpointer  data)
{
  static const struct { const char *html, *expected; } cases[] = {
    { "<p>Bonjour {demandeur},</p>", "<p>Bonjour Maud Ferrand,</p>" },
    { "<p>{Requester} {référence} {REFERENCE}</p>", "<p>Maud Ferrand R-004871 R-004871</p>" },
    { "<p>{agent} pour {établissement}, {team}</p>", "<p>Élise Marchal pour Collège des Garrigues, Postes et réseaux</p>" },
    { "<p>{inconnu} {beneficiaire}</p>", "<p>{inconnu} Maud Ferrand</p>" },
    { "<p>{ {agent} }{}</p>", "<p>{ Élise Marchal }{}</p>" },
  };
  g_autoptr(GuichetTicket) ticket = ticket_fixture_make_ticket ("assigned", ME);
  GuichetIdentity *me = guichet_context_get_identity (fixture->context);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *filled = guichet_template_fill (cases[i].html, ticket, me);

      g_assert_cmpstr (filled, ==, cases[i].expected);
    }
}

/* A name is text, whatever it looks like; an empty field leaves its variable. */
static void
test_filling_hostile (TicketFixture *fixture,
                      gconstpointer  data)
{
  g_autoptr(GuichetTicket) ticket = ticket_fixture_make_ticket ("assigned", ME);
  GuichetIdentity *me = guichet_context_get_identity (fixture->context);
  g_autofree char *filled = NULL;

  guichet_ticket_set_key (ticket, GUICHET_FIELD_CALLER, CALLER, "<b>{agent}</b>");
  guichet_ticket_set_key (ticket, GUICHET_FIELD_TEAM, 0, "");
  filled = guichet_template_fill ("<p>{demandeur} {équipe}</p>", ticket, me);
  g_assert_cmpstr (filled, ==, "<p>&lt;b&gt;{agent}&lt;/b&gt; {équipe}</p>");
}

static void
test_unfilled (void)
{
  static const struct { const char *html, *expected; } cases[] = {
    { "<p>Bonjour {demandeur}</p>", "{demandeur}" },
    { "<p>Bonjour</p><p>{ma variable}</p>", "{ma variable}" },
    { "<p>Bonjour Maud</p>", NULL },
    { "<p>Tapez <code>{x}</code></p><pre>{y}</pre>", NULL },
    { "<p>{1} {} {a1} {</p>", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GuichetRichText) text = guichet_rich_text_new_from_html (cases[i].html, -1);
      g_autofree char *unfilled = guichet_template_dup_unfilled (text);

      g_assert_cmpstr (unfilled, ==, cases[i].expected);
    }
}

static void
test_greeting (void)
{
  static const struct { const char *html, *expected; } cases[] = {
    { "<p>Voici.</p>", "<p>Bonjour Maud,</p><p>Voici.</p><p>Cordialement,</p><p>Élise</p>" },
    { "<p>Bonjour,</p><p>Voici.</p>", "<p>Bonjour,</p><p>Voici.</p><p>Cordialement,</p><p>Élise</p>" },
    { "<p>Voici.</p><p>Élise</p>", "<p>Bonjour Maud,</p><p>Voici.</p><p>Élise</p>" },
    { "", "<p>Bonjour Maud,</p><p>Cordialement,</p><p>Élise</p>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *greeted = guichet_template_greet ("<p>Bonjour Maud,</p><p>Cordialement,</p><p>Élise</p>", cases[i].html);

      g_assert_cmpstr (greeted, ==, cases[i].expected);
    }
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, func) g_test_add ("/ui/send-check/" path, TicketFixture, NULL, set_up, func, tear_down)
  ADD ("newer-entry", test_newer_entry);
  ADD ("newer-entry-read", test_newer_entry_read);
  ADD ("own-entry", test_own_entry);
  ADD ("newer-entry-after-closing", test_newer_entry_after_closing);
  ADD ("newer-entry-in-dialog", test_newer_entry_in_dialog);
  ADD ("unsent-note", test_unsent_note);
  ADD ("note-beside-dialog", test_note_beside_dialog);
  ADD ("copied-elsewhere", test_copied_elsewhere);
  ADD ("copying", test_copying);
  g_test_add_func ("/ui/send-check/words-of-files", test_words_of_files);
  ADD ("forgotten-file", test_forgotten_file);
  ADD ("unfilled-variable", test_unfilled_variable);
  ADD ("one-question", test_one_question);
  ADD ("filling", test_filling);
  ADD ("filling-hostile", test_filling_hostile);
  g_test_add_func ("/ui/send-check/unfilled", test_unfilled);
  g_test_add_func ("/ui/send-check/greeting", test_greeting);

  return g_test_run ();
}

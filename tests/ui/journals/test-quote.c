#include "config.h"

#include "ticket-fixture.h"

#include "ui/common/rich-view.h"
#include "ui/ticket/journal-row.h"
#include "ui/ticket/journal-view.h"

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

static char *
dup_html (TicketFixture  *fixture,
          GuichetJournal  journal)
{
  return guichet_rich_editor_dup_html (guichet_journal_composer_get_editor (guichet_journal_view_get_composer (get_view (fixture, journal))));
}

/* Selects all of the first entry, as somebody does with the pointer. */
static void
select_entry (TicketFixture  *fixture,
              GuichetJournal  journal)
{
  GtkWidget *view = find_widget (GTK_WIDGET (get_view (fixture, journal)), GUICHET_TYPE_RICH_VIEW, 0);
  GtkLabel *label = GTK_LABEL (find_widget (view, GTK_TYPE_LABEL, 0));

  gtk_widget_grab_focus (GTK_WIDGET (label));
  gtk_label_select_region (label, 0, 12);
}

static void
set_up (TicketFixture *fixture,
        gconstpointer  data)
{
  ticket_fixture_set_up (fixture, 1153, 900);
}

static void
tear_down (TicketFixture *fixture,
           gconstpointer  data)
{
  ticket_fixture_tear_down (fixture);
}

/* ---- cases */

static void
test_public (TicketFixture *fixture,
             gconstpointer  data)
{
  g_autofree char *html = NULL;

  select_entry (fixture, GUICHET_JOURNAL_PUBLIC);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "ticket.focus-public", NULL);
  ticket_fixture_spin (100);
  html = dup_html (fixture, GUICHET_JOURNAL_PUBLIC);
  g_assert_cmpstr (html, ==, "<blockquote><p>Bonjour Maud</p></blockquote>");
}

/* The same key quotes an internal entry where it comes from. */
static void
test_internal (TicketFixture *fixture,
               gconstpointer  data)
{
  g_autofree char *internal = NULL;
  g_autofree char *public = NULL;

  select_entry (fixture, GUICHET_JOURNAL_PRIVATE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "ticket.focus-public", NULL);
  ticket_fixture_spin (100);
  internal = dup_html (fixture, GUICHET_JOURNAL_PRIVATE);
  public = dup_html (fixture, GUICHET_JOURNAL_PUBLIC);
  g_assert_cmpstr (internal, ==, "<blockquote><p>Même salle q</p></blockquote>");
  g_assert_cmpstr (public, ==, "");
}

static void
test_internal_publicly (TicketFixture *fixture,
                        gconstpointer  data)
{
  static const char * const responses[] = { "back", "quote" };
  static const char * const expected[] = { "", "<blockquote><p>Même salle q</p></blockquote>" };

  for (guint i = 0; i < G_N_ELEMENTS (responses); i++)
    {
      AdwAlertDialog *question;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      select_entry (fixture, GUICHET_JOURNAL_PRIVATE);
      gtk_widget_activate_action (GTK_WIDGET (get_view (fixture, GUICHET_JOURNAL_PRIVATE)), "journal.quote-publicly", NULL);
      ticket_fixture_spin (300);
      before = dup_html (fixture, GUICHET_JOURNAL_PUBLIC);
      g_assert_cmpstr (before, ==, "");
      question = ADW_ALERT_DIALOG (find_widget (GTK_WIDGET (fixture->window), ADW_TYPE_ALERT_DIALOG, 0));
      g_assert_nonnull (question);
      g_signal_emit_by_name (question, "response", responses[i]);
      adw_dialog_force_close (ADW_DIALOG (question));
      ticket_fixture_spin (300);
      after = dup_html (fixture, GUICHET_JOURNAL_PUBLIC);
      g_assert_cmpstr (after, ==, expected[i]);
    }
}

/* What is typed next is no quotation, and what was there stays. */
static void
test_around (TicketFixture *fixture,
             gconstpointer  data)
{
  GuichetRichEditor *editor = guichet_journal_composer_get_editor (guichet_journal_view_get_composer (get_view (fixture, GUICHET_JOURNAL_PUBLIC)));
  g_autofree char *html = NULL;

  guichet_journal_view_focus (get_view (fixture, GUICHET_JOURNAL_PUBLIC));
  g_signal_emit_by_name (guichet_rich_editor_get_view (editor), "insert-at-cursor", "Avant");
  guichet_journal_view_quote (get_view (fixture, GUICHET_JOURNAL_PUBLIC), "un\ndeux <b>");
  g_signal_emit_by_name (guichet_rich_editor_get_view (editor), "insert-at-cursor", "Après");
  html = dup_html (fixture, GUICHET_JOURNAL_PUBLIC);
  g_assert_cmpstr (html, ==, "<p>Avant</p><blockquote><p>un<br>deux &lt;b&gt;</p></blockquote><p>Après</p>");
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, func) g_test_add ("/ui/quote/" path, TicketFixture, NULL, set_up, func, tear_down)
  ADD ("public", test_public);
  ADD ("internal", test_internal);
  ADD ("internal-publicly", test_internal_publicly);
  ADD ("around", test_around);

  return g_test_run ();
}

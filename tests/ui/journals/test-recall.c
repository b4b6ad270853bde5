#include "config.h"

#include "ticket-fixture.h"

#include "store/outbox.h"
#include "ui/common/recall.h"
#include "ui/ticket/journal-view.h"

#define NOTE "Échelle réservée jusqu’à seize heures."
#define MESSAGE "De quelle couleur est le voyant de votre appareil aujourd’hui ?"

/* ---- helpers */

static GuichetRichEditor *
get_editor (TicketFixture  *fixture,
            GuichetJournal  journal)
{
  for (guint i = 0; ; i++)
    {
      GuichetJournalView *view = GUICHET_JOURNAL_VIEW (find_widget (GTK_WIDGET (fixture->page), GUICHET_TYPE_JOURNAL_VIEW, i));

      if (guichet_journal_view_get_journal (view) == journal)
        return guichet_journal_composer_get_editor (guichet_journal_view_get_composer (view));
    }
}

static char *
dup_plain (GuichetRichEditor *editor)
{
  g_autoptr(GuichetRichText) text = guichet_rich_editor_dup_text (editor);
  g_autofree char *plain = guichet_rich_text_to_plain (text);

  return g_strdup (g_strstrip (plain));
}

static void
write_and_apply (TicketFixture *fixture)
{
  g_signal_emit_by_name (guichet_rich_editor_get_view (get_editor (fixture, GUICHET_JOURNAL_PRIVATE)), "insert-at-cursor", NOTE);
  g_signal_emit_by_name (guichet_rich_editor_get_view (get_editor (fixture, GUICHET_JOURNAL_PUBLIC)), "insert-at-cursor", MESSAGE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "ticket.apply", NULL);
  ticket_fixture_spin (300);
}

static GPtrArray *
list_waiting (TicketFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *intents = guichet_store_list_intents (fixture->store, FALSE, &error);

  g_assert_no_error (error);

  return intents;
}

static void
set_up (TicketFixture *fixture,
        gconstpointer  data)
{
  guichet_recall_set_seconds (10);
  ticket_fixture_set_up (fixture, 1153, 900);
}

static void
tear_down (TicketFixture *fixture,
           gconstpointer  data)
{
  ticket_fixture_tear_down (fixture);
}

/* ---- cases */

/* Nothing may leave before the time is over, however long it is. */
static void
test_not_before (TicketFixture *fixture,
                 gconstpointer  data)
{
  static const guint seconds[] = { 1, 10, 60, 999 };

  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    {
      gint64 before = g_get_real_time () / 1000;
      gint64 wait = (gint64) MIN (seconds[i], 60) * 1000;
      g_autoptr(GPtrArray) waiting = NULL;
      const GuichetIntent *intent;

      guichet_recall_set_seconds (seconds[i]);
      write_and_apply (fixture);
      waiting = list_waiting (fixture);
      intent = g_ptr_array_index (waiting, waiting->len - 1);
      g_assert_cmpint (intent->not_before, >=, before + wait);
      g_assert_cmpint (intent->not_before, <=, g_get_real_time () / 1000 + wait);
    }
}

static void
test_at_once (TicketFixture *fixture,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) waiting = NULL;

  guichet_recall_set_seconds (0);
  write_and_apply (fixture);
  waiting = list_waiting (fixture);
  g_assert_cmpuint (waiting->len, ==, 1);
  g_assert_cmpint (((GuichetIntent *) g_ptr_array_index (waiting, 0))->not_before, <=, g_get_real_time () / 1000);
}

static void
test_recalled (TicketFixture *fixture,
               gconstpointer  data)
{
  g_autoptr(GPtrArray) waiting = NULL;
  g_autofree char *note = NULL;
  g_autofree char *message = NULL;

  write_and_apply (fixture);
  g_assert_true (guichet_rich_editor_is_blank (get_editor (fixture, GUICHET_JOURNAL_PUBLIC)));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "ticket.recall", NULL);
  WAIT (!guichet_rich_editor_is_blank (get_editor (fixture, GUICHET_JOURNAL_PUBLIC)));

  waiting = list_waiting (fixture);
  g_assert_cmpuint (waiting->len, ==, 0);
  note = dup_plain (get_editor (fixture, GUICHET_JOURNAL_PRIVATE));
  message = dup_plain (get_editor (fixture, GUICHET_JOURNAL_PUBLIC));
  g_assert_cmpstr (note, ==, NOTE);
  g_assert_cmpstr (message, ==, MESSAGE);
}

/* The key is somebody else's when there is nothing to call back. */
static void
test_offered_in_time (TicketFixture *fixture,
                      gconstpointer  data)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  GtkWidget *button = gtk_button_new ();

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "ticket.recall");
  gtk_widget_set_parent (g_object_ref_sink (button), page);
  g_assert_false (gtk_widget_get_sensitive (button));
  guichet_recall_set_seconds (1);
  write_and_apply (fixture);
  g_assert_true (gtk_widget_get_sensitive (button));
  WAIT (!gtk_widget_get_sensitive (button));
  gtk_widget_unparent (button);
  g_object_unref (button);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, func) g_test_add ("/ui/recall/" path, TicketFixture, NULL, set_up, func, tear_down)
  ADD ("not-before", test_not_before);
  ADD ("at-once", test_at_once);
  ADD ("recalled", test_recalled);
  ADD ("offered-in-time", test_offered_in_time);

  return g_test_run ();
}

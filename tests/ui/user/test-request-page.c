#include "config.h"

#include "user-fixture.h"

#include "store/outbox.h"
#include "store/reading.h"
#include "ui/common/action-keys.h"
#include "ui/common/recall.h"
#include "ui/ticket/journal-composer.h"

/* What a requester does on the page of a request, and what leaves for it. */

static GuichetJournalComposer *
get_composer (GtkWidget *page)
{
  return GUICHET_JOURNAL_COMPOSER (find_widget (page, GUICHET_TYPE_JOURNAL_COMPOSER, 0));
}

static void
write_message (GtkWidget  *page,
               const char *words)
{
  GuichetJournalComposer *composer = get_composer (page);

  WAIT (guichet_draft_saver_get_loaded (GUICHET_DRAFT_SAVER (guichet_journal_composer_get_keeper (composer))));
  guichet_journal_composer_show_editor (composer);
  gtk_text_buffer_insert_at_cursor (
    gtk_text_view_get_buffer (guichet_rich_editor_get_view (guichet_journal_composer_get_editor (composer))), words, -1);
  ticket_fixture_spin (20);
}

static gboolean
can (GtkWidget  *page,
     const char *action)
{
  return guichet_action_is_available (page, action);
}

/* ---- an answer */

static void
test_answer (void)
{
  UserFixture f = { NULL };
  g_autoptr(GuichetIntent) intent = NULL;
  GtkWidget *page;

  user_fixture_set_up (&f, GUICHET_ROLE_REQUESTER, 1200, 900);
  page = user_fixture_open (&f, ID_COMPLETE);
  g_assert_true (user_fixture_shows (page, "The support needs an answer of yours to go on"));
  save_picture (GTK_WIDGET (f.window), "user-complete.png");
  g_assert_true (user_fixture_shows (page, "Your answer gives the request back to Nora Bellanger."));
  g_assert_false (can (page, "ticket.apply"));
  write_message (page, "Salle B204, depuis lundi");
  g_assert_true (can (page, "ticket.apply"));
  gtk_widget_activate_action (page, "ticket.apply", NULL);
  /* Once, however often it is set off. */
  gtk_widget_activate_action (page, "ticket.apply", NULL);

  intent = user_fixture_dup_intent (&f);
  g_assert_cmpint (intent->ticket_id, ==, ID_COMPLETE);
  g_assert_null (intent->action);
  g_assert_null (intent->entries[GUICHET_JOURNAL_PRIVATE]);
  g_assert_nonnull (strstr (intent->entries[GUICHET_JOURNAL_PUBLIC], "Salle B204, depuis lundi"));
  g_assert_cmpint (intent->not_before, >, 0);
  WAIT (user_fixture_shows (page, "You"));
  user_fixture_tear_down (&f);
}

/* What was just sent can be called back: the text is where it was. */
static void
test_recall (void)
{
  UserFixture f = { NULL };
  g_autoptr(GuichetIntent) intent = NULL;
  GtkWidget *page;

  guichet_recall_set_seconds (30);
  user_fixture_set_up (&f, GUICHET_ROLE_REQUESTER, 1200, 900);
  page = user_fixture_open (&f, ID_ASSIGNED);
  write_message (page, "Trop vite");
  gtk_widget_activate_action (page, "ticket.apply", NULL);
  intent = user_fixture_dup_intent (&f);
  WAIT (can (page, "ticket.recall"));
  g_assert_false (guichet_journal_composer_has_text (get_composer (page)));
  gtk_widget_activate_action (page, "ticket.recall", NULL);
  WAIT (guichet_journal_composer_has_text (get_composer (page)));
  WAIT (!can (page, "ticket.recall"));
  user_fixture_tear_down (&f);
  guichet_recall_set_seconds (10);
}

/* ---- reopening */

static GtkWidget *
open_resolved (UserFixture *f,
               int          days,
               int          seconds)
{
  g_autoptr(GuichetTicket) ticket = user_fixture_make_ticket (ID_RESOLVED, "resolved", ME, COLLEAGUE);
  g_autofree char *when = user_fixture_dup_time (f, days, seconds);

  guichet_ticket_set (ticket, GUICHET_FIELD_RESOLUTION_DATE, when);
  user_fixture_merge (f, ticket);

  return user_fixture_open (f, ID_RESOLVED);
}

static void
test_reopen (void)
{
  UserFixture f = { NULL };
  g_autoptr(GuichetIntent) intent = NULL;
  GtkWidget *page;

  user_fixture_set_up (&f, GUICHET_ROLE_REQUESTER, 1200, 900);
  page = open_resolved (&f, -3, 0);
  g_assert_true (user_fixture_shows (page, "Can be reopened until"));
  g_assert_true (user_fixture_shows (page, "Câble remplacé."));
  g_assert_true (can (page, "request.reopen"));

  /* A message is asked for: nothing leaves without one. */
  gtk_widget_activate_action (page, "request.reopen", NULL);
  ticket_fixture_spin (50);
  g_assert_false (can (page, "ticket.apply"));
  write_message (page, "Le problème est revenu");
  gtk_widget_activate_action (page, "request.reopen", NULL);
  intent = user_fixture_dup_intent (&f);
  g_assert_cmpstr (intent->action, ==, "reopen");
  g_assert_nonnull (strstr (intent->entries[GUICHET_JOURNAL_PUBLIC], "Le problème est revenu"));
  user_fixture_tear_down (&f);
}

/* The page is open while the limit passes, and nobody touches anything. */
static void
test_limit_passes (void)
{
  UserFixture f = { NULL };
  GtkWidget *page;

  user_fixture_set_up (&f, GUICHET_ROLE_REQUESTER, 1200, 900);
  page = open_resolved (&f, -16, 3);
  write_message (page, "Encore juste à temps");
  g_assert_true (can (page, "request.reopen"));
  g_assert_true (user_fixture_shows (page, "last hour"));
  WAIT (!can (page, "request.reopen"));
  g_assert_false (can (page, "ticket.apply"));
  g_assert_true (user_fixture_shows (page, "Could be reopened until"));
  g_assert_nonnull (user_fixture_find_button (page, "New Ticket on the Same Subject"));
  /* What was written is not lost. */
  g_assert_true (guichet_journal_composer_has_text (get_composer (page)));
  user_fixture_tear_down (&f);
}

static void
test_too_late (void)
{
  UserFixture f = { NULL };
  GtkWidget *page;

  user_fixture_set_up (&f, GUICHET_ROLE_REQUESTER, 1200, 900);
  page = open_resolved (&f, -16, -1);
  g_assert_false (can (page, "request.reopen"));
  g_assert_false (can (page, "ticket.focus-public"));
  g_assert_null (user_fixture_find_button (page, "Reopen the Request"));
  user_fixture_tear_down (&f);
}

/* ---- closing */

static void
test_close (void)
{
  UserFixture f = { NULL };
  g_autoptr(GuichetIntent) intent = NULL;
  GtkWidget *page;
  GtkWidget *editor;

  user_fixture_set_up (&f, GUICHET_ROLE_REQUESTER, 1200, 900);
  page = open_resolved (&f, -1, 0);
  g_assert_nonnull (user_fixture_find_button (page, "Close Without an Opinion"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (user_fixture_find_button (page, "Very satisfied")), TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (user_fixture_find_button (page, "Fairly satisfied")), TRUE);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (user_fixture_find_button (page, "Very satisfied"))));
  editor = find_by_class (page, "comment");
  editor = find_widget (editor, GTK_TYPE_TEXT_VIEW, 0);
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)), "Merci, c’était rapide", -1);
  WAIT (user_fixture_find_button (page, "Close With This Opinion") != NULL);
  gtk_widget_activate_action (page, "request.close", NULL);

  intent = user_fixture_dup_intent (&f);
  g_assert_cmpstr (intent->action, ==, "close");
  g_assert_cmpstr (guichet_intent_get_change (intent, GUICHET_FIELD_SATISFACTION)->value, ==, "2");
  g_assert_cmpstr (guichet_intent_get_change (intent, GUICHET_FIELD_USER_COMMENT)->value, ==, "Merci, c’était rapide");
  g_assert_null (intent->entries[GUICHET_JOURNAL_PUBLIC]);
  WAIT (user_fixture_shows (page, "It cannot be reopened."));
  user_fixture_tear_down (&f);
}

static void
test_close_without (void)
{
  UserFixture f = { NULL };
  g_autoptr(GuichetIntent) intent = NULL;
  GtkWidget *page;

  user_fixture_set_up (&f, GUICHET_ROLE_REQUESTER, 1200, 900);
  page = open_resolved (&f, -1, 0);
  gtk_widget_activate_action (page, "request.close", NULL);
  intent = user_fixture_dup_intent (&f);
  g_assert_cmpstr (intent->action, ==, "close");
  g_assert_cmpuint (intent->changes->len, ==, 0);
  user_fixture_tear_down (&f);
}

static void
test_closed (void)
{
  UserFixture f = { NULL };
  GtkWidget *page;

  user_fixture_set_up (&f, GUICHET_ROLE_REQUESTER, 1200, 900);
  page = user_fixture_open (&f, ID_CLOSED);
  g_assert_false (can (page, "request.close"));
  g_assert_false (can (page, "request.reopen"));
  g_assert_false (can (page, "ticket.attach"));
  g_assert_nonnull (user_fixture_find_button (page, "New Ticket on the Same Subject"));
  user_fixture_tear_down (&f);
}

/* ---- an agent's own request */

/* What an agent wrote for the support waits in the same outbox. */
static void
test_no_internal_intent (void)
{
  UserFixture f = { NULL };
  g_autoptr(GuichetIntent) note = guichet_intent_new (GUICHET_INTENT_CHANGE, ID_ASSIGNED);
  g_autoptr(GuichetTicketSnapshot) read = NULL;
  g_autoptr(GError) error = NULL;
  GtkWidget *page;

  user_fixture_set_up (&f, GUICHET_ROLE_REQUESTER | GUICHET_ROLE_AGENT, 1200, 900);
  note->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup ("<p>" SECRET_NOTE "</p>");
  note->not_before = guichet_recall_get_not_before ();
  guichet_store_enqueue (f.store, note, NULL, &error);
  g_assert_no_error (error);
  page = user_fixture_open (&f, ID_ASSIGNED);
  ticket_fixture_spin (100);
  g_assert_false (user_fixture_shows (page, SECRET_NOTE));
  g_assert_false (can (page, "ticket.recall"));

  read = guichet_store_read_snapshot (f.store, ID_ASSIGNED, GUICHET_AUDIENCE_REQUESTER, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (guichet_ticket_get_journal (read->ticket, GUICHET_JOURNAL_PRIVATE));
  g_assert_nonnull (guichet_ticket_get_journal (read->ticket, GUICHET_JOURNAL_PUBLIC));
  g_assert_cmpuint (read->intents->len, ==, 0);
  user_fixture_tear_down (&f);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/request-page/answer", test_answer);
  g_test_add_func ("/request-page/recall", test_recall);
  g_test_add_func ("/request-page/reopen", test_reopen);
  g_test_add_func ("/request-page/limit-passes", test_limit_passes);
  g_test_add_func ("/request-page/too-late", test_too_late);
  g_test_add_func ("/request-page/close", test_close);
  g_test_add_func ("/request-page/close-without", test_close_without);
  g_test_add_func ("/request-page/closed", test_closed);
  g_test_add_func ("/request-page/no-internal-intent", test_no_internal_intent);

  return g_test_run ();
}

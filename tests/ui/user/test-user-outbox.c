#include "config.h"

#include "user-fixture.h"

#include "store/outbox.h"
#include "ui/ticket/conflict-dialog.h"
#include "ui/ticket/outbox-page.h"
#include "ui/user/new-ticket-form.h"
#include "ui/user/new-ticket-page.h"
#include "ui/user/outbox-button.h"
#include "ui/user/request-page.h"

#define AGENT_TOO (GUICHET_ROLE_REQUESTER | GUICHET_ROLE_AGENT)

/* What a requester sees of the outbox, and what they can do there. */

static GuichetIntent *
make_message (gint64      id,
              const char *html)
{
  g_autoptr(GuichetTicket) ticket = user_fixture_make_ticket (id, "assigned", id == ID_FOREIGN ? ME + 1 : ME, 99);
  GuichetIntent *intent = guichet_intent_new_for_ticket (ticket);

  intent->entries[GUICHET_JOURNAL_PUBLIC] = g_strdup (html);

  return intent;
}

static GuichetIntent *
make_request (void)
{
  GuichetIntent *intent = guichet_intent_new (GUICHET_INTENT_CREATE, 0);

  intent->title = g_strdup ("Écran noir");
  guichet_intent_set_field (intent, GUICHET_FIELD_TITLE, NULL, "Écran noir", NULL);
  guichet_intent_set_field (intent, GUICHET_FIELD_DESCRIPTION, NULL, "<p>Depuis ce matin.</p>", NULL);

  return intent;
}

/* @intent: (transfer full) */
static void
park (UserFixture        *f,
      GuichetIntent      *intent,
      GuichetIntentState  state,
      GuichetError        code,
      const char         *field)
{
  g_autoptr(GuichetIntent) taken = intent;
  g_autoptr(GError) reason = guichet_error_new (code, field, NULL, "For the test");
  g_autoptr(GError) error = NULL;

  intent->state = state;
  guichet_intent_set_reason (intent, reason);
  guichet_store_enqueue (f->store, intent, NULL, &error);
  g_assert_no_error (error);
}

static void
send_later (UserFixture   *f,
            GuichetIntent *intent)
{
  g_autoptr(GuichetIntent) taken = intent;
  g_autoptr(GError) error = NULL;

  guichet_store_enqueue (f->store, intent, NULL, &error);
  g_assert_no_error (error);
}

static GtkWidget *
open_outbox (UserFixture *f)
{
  AdwNavigationPage *page;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->portal), "user.outbox", NULL));
  page = guichet_user_portal_get_visible_page (f->portal);
  g_assert_true (GUICHET_IS_OUTBOX_PAGE (page));
  ticket_fixture_spin (120);

  return GTK_WIDGET (page);
}

static GuichetOutboxButton *
get_button (UserFixture *f)
{
  return GUICHET_OUTBOX_BUTTON (find_widget (GTK_WIDGET (f->portal), GUICHET_TYPE_OUTBOX_BUTTON, 0));
}

/* The bar tells of it only while there is something to tell. */
static void
test_button (void)
{
  UserFixture f = { NULL };
  GuichetSyncStatus *status;
  GtkWidget *button;

  user_fixture_set_up (&f, GUICHET_ROLE_REQUESTER, 1200, 800);
  status = guichet_context_get_sync_status (f.context);
  button = GTK_WIDGET (get_button (&f));
  g_assert_false (gtk_widget_get_visible (button));

  guichet_sync_status_set_state (status, GUICHET_SYNC_OFFLINE);
  g_assert_true (gtk_widget_get_visible (button));
  /* It is tried again: nothing flickers. */
  guichet_sync_status_set_state (status, GUICHET_SYNC_BUSY);
  g_assert_true (gtk_widget_get_visible (button));
  guichet_sync_status_set_state (status, GUICHET_SYNC_IDLE);
  g_assert_false (gtk_widget_get_visible (button));

  send_later (&f, make_message (ID_ASSIGNED, "<p>Toujours en panne</p>"));
  park (&f, make_request (), GUICHET_INTENT_REFUSED, GUICHET_ERROR_REJECTED, "service_id");
  WAIT (guichet_outbox_button_get_count (get_button (&f)) == 2);
  g_assert_true (gtk_widget_get_visible (button));
  user_fixture_tear_down (&f);
}

/* An agent has one outbox; in the user portal there is what is a requester's. */
static void
test_own_only (void)
{
  UserFixture f = { NULL };
  GuichetIntent *internal = make_message (ID_ASSIGNED, NULL);
  GuichetIntent *resolution = make_message (ID_ASSIGNED, "<p>Réparé</p>");
  GtkWidget *page;

  user_fixture_set_up (&f, AGENT_TOO, 1200, 800);
  internal->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup ("<p>" SECRET_NOTE "</p>");
  resolution->action = g_strdup ("resolve");
  park (&f, internal, GUICHET_INTENT_REFUSED, GUICHET_ERROR_RIGHT_OR_READ_ONLY, NULL);
  park (&f, resolution, GUICHET_INTENT_REFUSED, GUICHET_ERROR_RIGHT_OR_READ_ONLY, NULL);
  park (&f, make_message (ID_FOREIGN, "<p>Bonjour Maud</p>"), GUICHET_INTENT_REFUSED, GUICHET_ERROR_RIGHT_OR_READ_ONLY, NULL);
  park (&f, make_message (ID_ASSIGNED, "<p>Des nouvelles ?</p>"), GUICHET_INTENT_REFUSED, GUICHET_ERROR_RIGHT_OR_READ_ONLY, NULL);
  page = open_outbox (&f);
  WAIT (user_fixture_shows (page, "Des nouvelles"));
  g_assert_false (user_fixture_shows (page, SECRET_NOTE));
  g_assert_false (user_fixture_shows (page, "Réparé"));
  g_assert_false (user_fixture_shows (page, "Bonjour Maud"));
  g_assert_true (user_fixture_shows (page, "Message to the support"));
  g_assert_cmpuint (guichet_outbox_button_get_count (get_button (&f)), ==, 1);
  user_fixture_tear_down (&f);
}

static gboolean
is_waiting (UserFixture *f)
{
  g_autoptr(GPtrArray) intents = guichet_store_list_intents (f->store, FALSE, NULL);

  return intents->len == 1 && ((GuichetIntent *) intents->pdata[0])->state == GUICHET_INTENT_WAITING;
}

static gboolean
is_empty (UserFixture *f)
{
  g_autoptr(GPtrArray) intents = guichet_store_list_intents (f->store, FALSE, NULL);

  return intents->len == 0;
}

static char *
dup_uuid (UserFixture *f)
{
  g_autoptr(GPtrArray) intents = guichet_store_list_intents (f->store, FALSE, NULL);

  g_assert_cmpuint (intents->len, ==, 1);

  return g_strdup (((GuichetIntent *) intents->pdata[0])->uuid);
}

static void
test_retry_and_withdraw (void)
{
  UserFixture f = { NULL };
  g_autofree char *uuid = NULL;
  GtkWidget *page;

  user_fixture_set_up (&f, GUICHET_ROLE_REQUESTER, 1200, 800);
  park (&f, make_message (ID_ASSIGNED, "<p>Des nouvelles ?</p>"), GUICHET_INTENT_REFUSED, GUICHET_ERROR_RIGHT_OR_READ_ONLY, NULL);
  uuid = dup_uuid (&f);
  page = open_outbox (&f);
  WAIT (user_fixture_find_button (page, "Try Again") != NULL);
  g_assert_true (gtk_widget_activate_action (page, "outbox.retry", "s", uuid));
  WAIT (is_waiting (&f));
  g_assert_true (gtk_widget_activate_action (page, "outbox.withdraw", "s", uuid));
  WAIT (is_empty (&f));
  user_fixture_tear_down (&f);
}

/* What was refused goes back to where it was written. */
static void
test_edit_message (void)
{
  UserFixture f = { NULL };
  g_autofree char *uuid = NULL;
  GtkWidget *page;

  user_fixture_set_up (&f, GUICHET_ROLE_REQUESTER, 1200, 800);
  park (&f, make_message (ID_ASSIGNED, "<p>Des nouvelles ?</p>"), GUICHET_INTENT_REFUSED, GUICHET_ERROR_RIGHT_OR_READ_ONLY, NULL);
  uuid = dup_uuid (&f);
  page = open_outbox (&f);
  WAIT (user_fixture_find_button (page, "Try Again") != NULL);
  g_assert_true (gtk_widget_activate_action (page, "outbox.edit", "s", uuid));
  WAIT (GUICHET_IS_REQUEST_PAGE (guichet_user_portal_get_visible_page (f.portal)));
  WAIT (user_fixture_shows (GTK_WIDGET (guichet_user_portal_get_visible_page (f.portal)), "Des nouvelles ?"));
  g_assert_true (is_empty (&f));
  user_fixture_tear_down (&f);
}

static GtkWidget *
find_form (UserFixture *f)
{
  GtkWidget *page = find_widget (GTK_WIDGET (f->portal), GUICHET_TYPE_NEW_TICKET_PAGE, 0);

  return page != NULL && gtk_widget_get_mapped (page) ? find_widget (page, GUICHET_TYPE_NEW_TICKET_FORM, 0) : NULL;
}

/* A refused new ticket opens in its form from both portals. */
static void
test_correct_request (gconstpointer data)
{
  gboolean as_agent = GPOINTER_TO_INT (data);
  UserFixture f = { NULL };
  g_autofree char *uuid = NULL;
  GtkWidget *page;

  user_fixture_set_up (&f, as_agent ? AGENT_TOO : GUICHET_ROLE_REQUESTER, 1200, 800);
  park (&f, make_request (), GUICHET_INTENT_REFUSED, GUICHET_ERROR_REJECTED, "service_id");
  uuid = dup_uuid (&f);
  if (as_agent)
    {
      guichet_window_show_portal (f.window, "agent");
      guichet_agent_portal_show_section (guichet_window_get_agent_portal (f.window), "outbox");
      ticket_fixture_spin (120);
      page = find_widget (GTK_WIDGET (guichet_window_get_agent_portal (f.window)), GUICHET_TYPE_OUTBOX_PAGE, 0);
    }
  else
    page = open_outbox (&f);
  WAIT (user_fixture_find_button (page, "Correct…") != NULL);
  g_signal_emit_by_name (user_fixture_find_button (page, "Correct…"), "clicked");
  WAIT (find_form (&f) != NULL);
  WAIT (is_empty (&f));
  g_assert_true (user_fixture_shows (find_form (&f), "Depuis ce matin."));
  user_fixture_tear_down (&f);
}

/* What crossed is compared on the page of the request, without a word of the
 * internal journal. */
static void
test_compare (void)
{
  UserFixture f = { NULL };
  g_autofree char *uuid = NULL;
  GuichetIntent *message = make_message (ID_ASSIGNED, "<p>Je passe demain.</p>");
  GtkWidget *page;
  GtkWidget *dialog;

  user_fixture_set_up (&f, AGENT_TOO, 1200, 800);
  message->seen_public = 0;
  message->seen_private = 0;
  park (&f, message, GUICHET_INTENT_CONFLICT, GUICHET_ERROR_CONFLICT, "public");
  uuid = dup_uuid (&f);
  page = user_fixture_open (&f, ID_ASSIGNED);
  g_assert_true (gtk_widget_activate_action (page, "ticket.compare", "s", uuid));
  WAIT ((dialog = find_widget (GTK_WIDGET (f.window), GUICHET_TYPE_CONFLICT_DIALOG, 0)) != NULL);
  WAIT (user_fixture_shows (dialog, "Depuis quand"));
  g_assert_true (user_fixture_shows (dialog, "Je passe demain."));
  g_assert_false (user_fixture_shows (dialog, SECRET_NOTE));
  g_assert_false (user_fixture_shows (dialog, "INTERNAL"));
  g_assert_true (gtk_widget_activate_action (dialog, "conflict.send", NULL));
  WAIT (is_waiting (&f));
  ticket_fixture_spin (300);
  user_fixture_tear_down (&f);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/user-outbox/button", test_button);
  g_test_add_func ("/user-outbox/own-only", test_own_only);
  g_test_add_func ("/user-outbox/retry-and-withdraw", test_retry_and_withdraw);
  g_test_add_func ("/user-outbox/edit-message", test_edit_message);
  g_test_add_data_func ("/user-outbox/correct-request/requester", GINT_TO_POINTER (FALSE), test_correct_request);
  g_test_add_data_func ("/user-outbox/correct-request/agent", GINT_TO_POINTER (TRUE), test_correct_request);
  g_test_add_func ("/user-outbox/compare", test_compare);

  return g_test_run ();
}

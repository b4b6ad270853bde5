#include "config.h"

#include "user-fixture.h"

#include "ui/common/action-keys.h"
#include "ui/common/articles-page.h"
#include "ui/ticket/journal-composer.h"
#include "ui/user/request-page.h"
#include "ui/user/request-row.h"
#include "ui/user/requests-page.h"
#include "ui/user/user-home.h"

#define AGENT_TOO (GUICHET_ROLE_REQUESTER | GUICHET_ROLE_AGENT)

/* What a list or a group shows, in its order: the references. */
static char *
collect_refs (GtkWidget *root)
{
  GString *refs = g_string_new (NULL);
  GtkWidget *row;

  for (guint i = 0; (row = find_widget (root, GUICHET_TYPE_REQUEST_ROW, i)) != NULL; i++)
    {
      g_autofree char *text = collect_text (row);
      const char *ref = strstr (text, "R-");

      if (ref != NULL)
        g_string_append_printf (refs, "%.8s ", ref);
    }

  return g_string_free_and_steal (refs);
}

static gboolean
has_refs (GtkWidget  *root,
          const char *expected)
{
  g_autofree char *refs = collect_refs (root);

  return g_str_equal (refs, expected);
}

static GtkWidget *
show (UserFixture        *f,
      GuichetUserSection  section)
{
  guichet_user_portal_show_section (f->portal, section);

  return GTK_WIDGET (guichet_user_portal_get_visible_page (f->portal));
}

/* ---- lists */

static void
test_own_only (void)
{
  UserFixture f = { NULL };
  GtkWidget *page;

  user_fixture_set_up (&f, GUICHET_ROLE_REQUESTER, 1200, 800);
  page = show (&f, GUICHET_SECTION_ONGOING);
  WAIT (has_refs (page, "R-000003 R-000002 R-000001 "));
  g_assert_false (user_fixture_shows (GTK_WIDGET (f.portal), "R-000006"));
  page = show (&f, GUICHET_SECTION_HANDLED);
  WAIT (has_refs (page, "R-000005 R-000004 "));
  user_fixture_tear_down (&f);
}

static void
test_order_and_search (void)
{
  UserFixture f = { NULL };
  GtkWidget *page;
  GtkWidget *search;

  user_fixture_set_up (&f, GUICHET_ROLE_REQUESTER, 1200, 800);
  page = show (&f, GUICHET_SECTION_ONGOING);
  WAIT (has_refs (page, "R-000003 R-000002 R-000001 "));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_widget (page, GTK_TYPE_TOGGLE_BUTTON, 1)), TRUE);
  WAIT (has_refs (page, "R-000001 R-000002 R-000003 "));

  search = find_widget (page, GTK_TYPE_SEARCH_ENTRY, 0);
  gtk_editable_set_text (GTK_EDITABLE (search), "numero 2");
  WAIT (has_refs (page, "R-000002 "));
  gtk_editable_set_text (GTK_EDITABLE (search), "girafe");
  WAIT (user_fixture_find_button (page, "Clear the Search") != NULL);
  g_signal_emit_by_name (user_fixture_find_button (page, "Clear the Search"), "clicked");
  WAIT (has_refs (page, "R-000001 R-000002 R-000003 "));
  user_fixture_tear_down (&f);
}

/* A request that changes goes where it belongs, and the numbers with it. */
static void
test_changes (void)
{
  UserFixture f = { NULL };
  g_autoptr(GuichetTicket) ticket = user_fixture_make_ticket (ID_ASSIGNED, "resolved", ME, COLLEAGUE);
  GtkWidget *page;

  user_fixture_set_up (&f, GUICHET_ROLE_REQUESTER, 1200, 800);
  page = show (&f, GUICHET_SECTION_ONGOING);
  WAIT (has_refs (page, "R-000003 R-000002 R-000001 "));
  user_fixture_merge (&f, ticket);
  WAIT (has_refs (page, "R-000003 R-000001 "));
  WAIT (find_by_class (GTK_WIDGET (f.portal), "accent") != NULL);
  user_fixture_tear_down (&f);
}

/* ---- home */

static void
test_waiting_first (void)
{
  UserFixture f = { NULL };
  GtkWidget *page;

  user_fixture_set_up (&f, GUICHET_ROLE_REQUESTER, 1200, 800);
  page = show (&f, GUICHET_SECTION_HOME);
  WAIT (has_refs (page, "R-000003 R-000004 R-000002 R-000001 "));
  g_assert_true (user_fixture_shows (page, "To be completed: your answer is awaited"));
  g_assert_nonnull (user_fixture_find_button (page, "Affichage"));
  g_assert_true (user_fixture_shows (page, "Pas d’image au vidéoprojecteur"));
  user_fixture_tear_down (&f);
}

static void
test_search (void)
{
  UserFixture f = { NULL };
  GtkWidget *page;

  user_fixture_set_up (&f, GUICHET_ROLE_REQUESTER, 1200, 800);
  page = show (&f, GUICHET_SECTION_HOME);
  WAIT (user_fixture_find_button (page, "Affichage") != NULL);
  guichet_user_home_set_text (GUICHET_USER_HOME (page), "image");
  WAIT (user_fixture_shows (page, "Answers in the FAQ"));
  g_assert_true (user_fixture_shows (page, "Panne d’image"));
  g_assert_true (user_fixture_shows (page, "None of These?"));

  guichet_user_home_set_text (GUICHET_USER_HOME (page), "demande numero");
  WAIT (user_fixture_shows (page, "Your Requests"));
  g_assert_true (user_fixture_shows (page, "R-000005"));
  g_assert_false (user_fixture_shows (page, "R-000006"));

  /* In somebody's own words, with a letter too few. */
  guichet_user_home_set_text (GUICHET_USER_HOME (page), "videprojecteur sans image");
  WAIT (user_fixture_shows (page, "Pas d’image au vidéoprojecteur") && user_fixture_shows (page, "Answers in the FAQ"));

  guichet_user_home_set_text (GUICHET_USER_HOME (page), "girafe");
  WAIT (user_fixture_shows (page, "Nothing Found: Ask the Support"));
  guichet_user_home_set_text (GUICHET_USER_HOME (page), "");
  WAIT (user_fixture_find_button (page, "Affichage") != NULL);
  user_fixture_tear_down (&f);
}

/* An article found leads into the FAQ, a family with one leaf to a new ticket. */
static void
test_leads (void)
{
  UserFixture f = { NULL };
  GtkWidget *page;

  user_fixture_set_up (&f, GUICHET_ROLE_REQUESTER, 1200, 800);
  page = show (&f, GUICHET_SECTION_HOME);
  WAIT (user_fixture_find_button (page, "Affichage") != NULL);
  g_assert_true (gtk_widget_activate_action (page, "user.open-article", "x", (gint64) 1));
  page = GTK_WIDGET (guichet_user_portal_get_visible_page (f.portal));
  g_assert_true (GUICHET_IS_ARTICLES_PAGE (page));
  WAIT (user_fixture_shows (page, "Éteindre, puis rallumer."));

  page = show (&f, GUICHET_SECTION_HOME);
  ticket_fixture_spin (50);
  g_signal_emit_by_name (user_fixture_find_button (page, "Affichage"), "clicked");
  WAIT (g_str_equal (adw_navigation_page_get_title (guichet_user_portal_get_visible_page (f.portal)), "New Ticket"));
  user_fixture_tear_down (&f);
}

/* ---- both portals, and one */

static void
test_requester_only (void)
{
  UserFixture f = { NULL };
  AdwNavigationPage *page;

  user_fixture_set_up (&f, GUICHET_ROLE_REQUESTER, 1200, 800);
  g_assert_null (guichet_window_get_agent_portal (f.window));
  g_assert_false (guichet_action_is_available (GTK_WIDGET (f.portal), "win.switch-portal"));
  g_assert_true (guichet_action_is_available (GTK_WIDGET (f.portal), "win.sign-out"));

  guichet_window_open_link (f.window, "r4");
  WAIT (GUICHET_IS_REQUEST_PAGE (guichet_user_portal_get_visible_page (f.portal)));
  guichet_window_open_ticket (f.window, ID_ASSIGNED);
  page = guichet_user_portal_get_visible_page (f.portal);
  g_assert_cmpint (guichet_request_page_get_ticket_id (GUICHET_REQUEST_PAGE (page)), ==, ID_ASSIGNED);
  user_fixture_tear_down (&f);
}

static void
set_roles (UserFixture  *f,
           GuichetRoles  roles)
{
  GuichetIdentity *known = guichet_context_get_identity (f->context);
  g_autoptr(GuichetIdentity) identity = guichet_identity_new (known->server, known->login);
  g_autoptr(GuichetProfile) profile = guichet_profile_ref (guichet_context_get_profile (f->context));

  identity->person_id = known->person_id;
  identity->roles = roles;
  g_set_str (&identity->name, known->name);
  g_set_str (&identity->profile, known->profile);
  guichet_context_set_identity (f->context, identity, profile);
}

/* The server says something else today. */
static void
test_roles_change (void)
{
  UserFixture f = { NULL };

  user_fixture_set_up (&f, AGENT_TOO, 1200, 800);
  guichet_window_show_portal (f.window, "agent");
  set_roles (&f, GUICHET_ROLE_REQUESTER);
  WAIT (guichet_window_get_agent_portal (f.window) == NULL);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (f.portal)));
  ticket_fixture_spin (100);
  set_roles (&f, AGENT_TOO);
  WAIT (guichet_window_get_agent_portal (f.window) != NULL);
  guichet_window_show_portal (f.window, "user");
  user_fixture_tear_down (&f);
}

/* One gesture, and what was selected and begun is still there. */
static void
test_switch (void)
{
  UserFixture f = { NULL };
  GtkWidget *list;
  GtkWidget *page;
  GuichetJournalComposer *composer;
  GtkTextView *view;

  user_fixture_set_up (&f, AGENT_TOO, 1200, 800);
  list = show (&f, GUICHET_SECTION_ONGOING);
  WAIT (has_refs (list, "R-000003 R-000002 R-000001 "));
  gtk_selection_model_select_item (gtk_list_view_get_model (GTK_LIST_VIEW (find_by_class (list, "requests"))), 1, TRUE);
  g_assert_cmpint (guichet_requests_page_get_selected (GUICHET_REQUESTS_PAGE (list)), ==, ID_ASSIGNED);
  page = user_fixture_open (&f, ID_ASSIGNED);
  composer = GUICHET_JOURNAL_COMPOSER (find_widget (page, GUICHET_TYPE_JOURNAL_COMPOSER, 0));
  guichet_journal_composer_show_editor (composer);
  view = guichet_rich_editor_get_view (guichet_journal_composer_get_editor (composer));
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (view), "Depuis lundi", -1);

  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f.window), "win.switch-portal", NULL));
      ticket_fixture_spin (80);
      g_assert_cmpint (gtk_widget_get_mapped (GTK_WIDGET (f.portal)), ==, i == 1);
    }
  g_assert_true (GTK_WIDGET (guichet_user_portal_get_visible_page (f.portal)) == page);
  g_assert_true (user_fixture_shows (page, "Depuis lundi"));
  g_assert_true (gtk_widget_activate_action (page, "user.back", NULL));
  WAIT (GTK_WIDGET (guichet_user_portal_get_visible_page (f.portal)) == list);
  g_assert_cmpint (guichet_requests_page_get_selected (GUICHET_REQUESTS_PAGE (list)), ==, ID_ASSIGNED);
  user_fixture_tear_down (&f);
}

static void
signed_out_cb (GuichetWindow *window,
               gboolean       erase,
               int           *answer)
{
  *answer = erase;
}

/* Whoever leaves is asked what becomes of the data; who stays, stays. */
static void
test_sign_out (void)
{
  static const struct
  {
    const char *response;
    int         answer;
  } cases[] = { { "cancel", -1 }, { "keep", FALSE }, { "erase", TRUE } };
  UserFixture f = { NULL };

  user_fixture_set_up (&f, GUICHET_ROLE_REQUESTER, 1200, 800);
  guichet_sync_status_set_outbox (guichet_context_get_sync_status (f.context), 2, 1);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int answer = -1;
      gulong handler = g_signal_connect (f.window, "sign-out", G_CALLBACK (signed_out_cb), &answer);
      AdwDialog *dialog;

      gtk_widget_activate_action (GTK_WIDGET (f.portal), "win.sign-out", NULL);
      WAIT ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f.window))) != NULL);
      g_assert_true (ADW_IS_ALERT_DIALOG (dialog));
      g_assert_nonnull (strstr (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (dialog)), "3 things were not sent yet"));
      g_signal_emit_by_name (dialog, "response", cases[i].response);
      g_assert_cmpint (answer, ==, cases[i].answer);
      adw_dialog_force_close (dialog);
      WAIT (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f.window)) == NULL);
      g_signal_handler_disconnect (f.window, handler);
    }
  user_fixture_tear_down (&f);
}

/* Every page of it, and the internal journal in none, also for an agent. */
static void
test_no_secret (void)
{
  static const gint64 ids[] = { ID_NEW, ID_ASSIGNED, ID_COMPLETE, ID_RESOLVED, ID_CLOSED };
  UserFixture f = { NULL };

  user_fixture_set_up (&f, AGENT_TOO, 1200, 800);
  for (guint i = 0; i < GUICHET_N_USER_SECTIONS; i++)
    {
      show (&f, i);
      ticket_fixture_spin (60);
    }
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      GtkWidget *page = user_fixture_open (&f, ids[i]);

      g_assert_true (user_fixture_shows (page, "Depuis quand, et dans quelle salle"));
      g_assert_cmpuint (find_widget (page, GUICHET_TYPE_JOURNAL_COMPOSER, 1) == NULL, ==, TRUE);
    }
  guichet_user_home_set_text (GUICHET_USER_HOME (show (&f, GUICHET_SECTION_HOME)), "Échelle");
  ticket_fixture_spin (300);
  g_assert_false (user_fixture_shows (GTK_WIDGET (f.portal), SECRET_NOTE));
  user_fixture_tear_down (&f);
}

/* On a telephone nothing asks for more room than there is. */
static void
test_narrow (void)
{
  UserFixture f = { NULL };

  user_fixture_set_up (&f, GUICHET_ROLE_REQUESTER, 360, 720);
  for (guint i = 0; i < GUICHET_N_USER_SECTIONS; i++)
    {
      int minimum;

      if (i == GUICHET_SECTION_NEW)
        continue;
      gtk_widget_measure (show (&f, i), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      ticket_fixture_spin (60);
      gtk_widget_measure (show (&f, i), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_test_message ("%s: %d", guichet_user_section_get_name (i), minimum);
      g_assert_cmpint (minimum, <=, 360);
    }
  user_fixture_tear_down (&f);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/user-portal/own-only", test_own_only);
  g_test_add_func ("/user-portal/order-and-search", test_order_and_search);
  g_test_add_func ("/user-portal/changes", test_changes);
  g_test_add_func ("/user-portal/waiting-first", test_waiting_first);
  g_test_add_func ("/user-portal/search", test_search);
  g_test_add_func ("/user-portal/leads", test_leads);
  g_test_add_func ("/user-portal/requester-only", test_requester_only);
  g_test_add_func ("/user-portal/roles-change", test_roles_change);
  g_test_add_func ("/user-portal/switch", test_switch);
  g_test_add_func ("/user-portal/sign-out", test_sign_out);
  g_test_add_func ("/user-portal/no-secret", test_no_secret);
  g_test_add_func ("/user-portal/narrow", test_narrow);

  return g_test_run ();
}

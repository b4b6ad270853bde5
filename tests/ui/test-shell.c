#include "config.h"

#include "shell-fixture.h"

#include "store/outbox.h"
#include "ui/common/sync-indicator.h"

static gboolean
shows_text (GtkWidget  *root,
            const char *text)
{
  g_autofree char *all = collect_text (root);

  return strstr (all, text) != NULL;
}

/* Lint: what a screen reader gets, and icons that the theme has */

static gboolean
is_named (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY) ||
         gtk_widget_get_tooltip_text (widget) != NULL;
}

static const char *
get_icon_of_button (GtkWidget *widget)
{
  if (GTK_IS_MENU_BUTTON (widget))
    return gtk_menu_button_get_icon_name (GTK_MENU_BUTTON (widget));
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_icon_name (GTK_BUTTON (widget));

  return NULL;
}

/* The inside of GTK's and libadwaita's own widgets is theirs. */
static gboolean
is_ours (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) == NULL &&
         gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER) == NULL &&
         !GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget));
}

static void
check_icon (GtkWidget  *widget,
            const char *icon)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));

  if (icon != NULL && !gtk_icon_theme_has_icon (theme, icon))
    g_error ("%s: the theme has no icon %s", G_OBJECT_TYPE_NAME (widget), icon);
}

static void
check_widget (GtkWidget *widget)
{
  const char *icon = get_icon_of_button (widget);

  if (icon != NULL && is_ours (widget))
    {
      check_icon (widget, icon);
      if (!is_named (widget))
        g_error ("A button with only the icon %s has no name", icon);
    }

  if (GTK_IS_MENU_BUTTON (widget) && gtk_widget_is_sensitive (widget)
      && !gtk_widget_is_sensitive (gtk_widget_get_first_child (widget)))
    g_error ("The button “%s” opens nothing", gtk_widget_get_tooltip_text (widget));

  if (GTK_IS_IMAGE (widget))
    check_icon (widget, gtk_image_get_icon_name (GTK_IMAGE (widget)));

  if ((GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_COLUMN_VIEW (widget) || GTK_IS_LIST_BOX (widget) ||
       (G_OBJECT_TYPE (widget) == GTK_TYPE_LIST_VIEW && is_ours (widget))) &&
      gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_GROUP) == NULL && !is_named (widget))
    g_error ("A %s has no name", G_OBJECT_TYPE_NAME (widget));
}

static void
check_tree (GtkWidget *root)
{
  if (!gtk_widget_get_visible (root))
    return;

  check_widget (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    check_tree (child);
}

static void
test_lint (void)
{
  ShellFixture f = { NULL };
  const char *sections[] = { "home", "tickets", "resolved", "articles", "faq", "outbox" };

  shell_fixture_set_up (&f, 1400, 900);
  check_tree (GTK_WIDGET (guichet_window_get_sign_in_page (f.window)));
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      guichet_agent_portal_show_section (f.portal, sections[i]);
      ticket_fixture_spin (120);
      check_tree (GTK_WIDGET (f.window));
    }
  guichet_window_show_portal (f.window, "user");
  ticket_fixture_spin (60);
  check_tree (GTK_WIDGET (f.window));

  shell_fixture_tear_down (&f);
}

/* The one banner */

static void
test_banner (void)
{
  ShellFixture f = { NULL };
  GuichetSyncStatus *status;
  AdwBanner *banner;

  shell_fixture_set_up (&f, 1400, 900);
  status = guichet_context_get_sync_status (f.context);
  banner = ADW_BANNER (find_widget (GTK_WIDGET (f.window), ADW_TYPE_BANNER, 0));
  g_assert_false (adw_banner_get_revealed (banner));

  guichet_sync_status_set_state (status, GUICHET_SYNC_OFFLINE);
  g_assert_true (adw_banner_get_revealed (banner));
  g_assert_cmpstr (adw_banner_get_title (banner), ==,
                   "Offline. Your actions will leave when the network is back.");
  g_assert_null (adw_banner_get_button_label (banner));

  /* Another try does not make it flicker. */
  guichet_sync_status_set_state (status, GUICHET_SYNC_BUSY);
  g_assert_true (adw_banner_get_revealed (banner));

  guichet_sync_status_set_state (status, GUICHET_SYNC_SIGN_IN);
  g_assert_cmpstr (adw_banner_get_button_label (banner), ==, "_Sign In Again");
  g_signal_emit_by_name (banner, "button-clicked");
  WAIT (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f.window)) != NULL);
  adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f.window)));

  guichet_sync_status_set_state (status, GUICHET_SYNC_IDLE);
  g_assert_false (adw_banner_get_revealed (banner));

  shell_fixture_tear_down (&f);
}

/* The hidden portal keeps its place. */
static void
test_portals (void)
{
  ShellFixture f = { NULL };
  AdwNavigationPage *page;

  shell_fixture_set_up (&f, 1400, 900);
  guichet_agent_portal_show_section (f.portal, "faq");
  page = guichet_agent_portal_get_visible_page (f.portal);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f.window), "win.switch-portal", NULL));
  WAIT (shows_text (GTK_WIDGET (f.window), "What do you need?") && !gtk_widget_get_mapped (GTK_WIDGET (f.portal)));
  gtk_widget_activate_action (GTK_WIDGET (f.window), "win.switch-portal", NULL);
  WAIT (gtk_widget_get_mapped (GTK_WIDGET (f.portal)));
  g_assert_true (guichet_agent_portal_get_visible_page (f.portal) == page);
  guichet_agent_portal_show_section (f.portal, "tickets");

  shell_fixture_tear_down (&f);
}

static void
test_outbox (void)
{
  ShellFixture f = { NULL };
  g_autoptr(GuichetIntent) intent = guichet_intent_new (GUICHET_INTENT_CHANGE, 7);
  g_autoptr(GuichetIntent) read = NULL;
  g_autoptr(GError) error = NULL;
  GtkWidget *page;

  shell_fixture_set_up (&f, 1400, 900);
  guichet_agent_portal_show_section (f.portal, "outbox");
  page = GTK_WIDGET (guichet_agent_portal_get_visible_page (f.portal));
  WAIT (shows_text (page, "Nothing Waits to Be Sent"));

  g_set_str (&intent->ref, "R-000007");
  intent->entries[GUICHET_JOURNAL_PRIVATE] = g_strdup ("<p>Passer <b>à 14 h</b> & prévenir</p>");
  guichet_store_enqueue (f.store, intent, NULL, &error);
  g_assert_no_error (error);
  WAIT (shows_text (page, "Internal note · R-000007"));
  g_assert_true (shows_text (page, "On Its Way"));
  g_assert_true (shows_text (page, "Passer à 14 h & prévenir"));

  g_assert_true (gtk_widget_activate_action (page, "outbox.withdraw", "s", intent->uuid));
  WAIT (shows_text (page, "Nothing Waits to Be Sent"));
  read = guichet_store_read_intent (f.store, intent->uuid, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read->state, ==, GUICHET_INTENT_WITHDRAWN);
  guichet_agent_portal_show_section (f.portal, "tickets");

  shell_fixture_tear_down (&f);
}

static void
test_counts_of_outbox (void)
{
  ShellFixture f = { NULL };

  shell_fixture_set_up (&f, 1400, 900);
  guichet_sync_status_set_outbox (guichet_context_get_sync_status (f.context), 998, 1);
  g_assert_true (shows_text (GTK_WIDGET (f.window), "999"));

  shell_fixture_tear_down (&f);
}

/* Signing out takes everything of the account off the screen. */
static void
test_sign_out (void)
{
  ShellFixture f = { NULL };
  GuichetAgentPortal *portal;

  shell_fixture_set_up (&f, 1400, 900);
  portal = f.portal;
  g_object_add_weak_pointer (G_OBJECT (portal), (gpointer *) &portal);
  guichet_window_show_sign_in (f.window);
  WAIT (portal == NULL);
  g_assert_null (guichet_window_get_agent_portal (f.window));

  guichet_window_show_account (f.window, f.context);
  f.portal = guichet_window_get_agent_portal (f.window);
  shell_fixture_settle (&f);
  shell_fixture_tear_down (&f);
}

static void
test_words_of_sync (void)
{
  g_autoptr(GuichetSyncStatus) status = guichet_sync_status_new ();
  const gint64 now = G_GINT64_CONSTANT (1790000000000);
  static const struct
  {
    GuichetSyncState  state;
    gint64            age;
    const char       *words;
  } cases[] = {
    { GUICHET_SYNC_IDLE, 20, "Up to date · 20 s ago" },
    { GUICHET_SYNC_IDLE, 3, "Up to date · just now" },
    { GUICHET_SYNC_OFFLINE, 300, "Offline · up to date 5 min ago" },
    { GUICHET_SYNC_MAINTENANCE, 7200, "Maintenance · up to date 2 h ago" },
    { GUICHET_SYNC_SIGN_IN, 10, "Session expired" },
    { GUICHET_SYNC_BUSY, 10, "1240 of 3900" },
  };

  guichet_sync_status_set_progress (status, 1240, 3900);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = NULL;

      guichet_sync_status_set_last_success (status, now - cases[i].age * 1000);
      guichet_sync_status_set_state (status, cases[i].state);
      words = guichet_sync_status_dup_words (status, now);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_icon_theme_add_search_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                  GUICHET_SOURCE_DIR "/data/icons");

  g_test_add_func ("/shell/lint", test_lint);
  g_test_add_func ("/shell/banner", test_banner);
  g_test_add_func ("/shell/portals", test_portals);
  g_test_add_func ("/shell/outbox", test_outbox);
  g_test_add_func ("/shell/counts-of-outbox", test_counts_of_outbox);
  g_test_add_func ("/shell/sign-out", test_sign_out);
  g_test_add_func ("/shell/words-of-sync", test_words_of_sync);

  return g_test_run ();
}

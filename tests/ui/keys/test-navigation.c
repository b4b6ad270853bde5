#include "config.h"

#include "../shell-fixture.h"

#include "app/kept-tickets.h"
#include "store/outbox.h"
#include "ui/agent/ticket-window.h"
#include "ui/agent/tickets-page.h"
#include "ui/agent/trail.h"
#include "ui/common/action-keys.h"

/* ---- the trail alone */

static void
test_trail (void)
{
  g_autoptr(GuichetTrail) trail = guichet_trail_new ();
  const GuichetPlace *place;

  g_assert_false (guichet_trail_can_go (trail, -1));
  guichet_trail_visit (trail, "tickets", 0);
  guichet_trail_visit (trail, "tickets", 0);
  g_assert_false (guichet_trail_can_go (trail, -1));
  guichet_trail_visit (trail, "tickets", 7);
  guichet_trail_visit (trail, "faq", 0);

  place = guichet_trail_go (trail, -1);
  g_assert_cmpstr (place->section, ==, "tickets");
  g_assert_cmpint (place->ticket_id, ==, 7);
  guichet_trail_go (trail, -1);
  g_assert_null (guichet_trail_go (trail, -1));
  g_assert_true (guichet_trail_can_go (trail, 1));

  /* Another way from here: what lay ahead is gone. */
  guichet_trail_visit (trail, "home", 0);
  g_assert_false (guichet_trail_can_go (trail, 1));

  for (int i = 1; i < 200; i++)
    guichet_trail_visit (trail, "tickets", i);
  for (int i = 0; i < 49; i++)
    g_assert_nonnull (guichet_trail_go (trail, -1));
  g_assert_null (guichet_trail_go (trail, -1));
}

/* ---- in the window */

static gboolean
shows_text (GtkWidget  *root,
            const char *text)
{
  g_autofree char *all = collect_text (root);

  return strstr (all, text) != NULL;
}

static gint64
get_shown (ShellFixture *f)
{
  AdwNavigationPage *page = guichet_agent_portal_get_visible_page (f->portal);

  return GUICHET_IS_TICKET_PAGE (page) ? guichet_ticket_page_get_ticket_id (GUICHET_TICKET_PAGE (page)) : 0;
}

static void
activate (ShellFixture *f,
          const char   *action)
{
  gtk_widget_activate_action (GTK_WIDGET (f->portal), action, NULL);
}

static gboolean
can (ShellFixture *f,
     const char   *action)
{
  return guichet_action_is_available (GTK_WIDGET (f->portal), action);
}

static void
open_third (ShellFixture *f,
            gint64       *out_ids)
{
  GuichetQueueModel *queue = shell_fixture_get_queue (f);

  for (guint i = 0; i < 5; i++)
    out_ids[i] = guichet_queue_model_get_id (queue, i);
  guichet_agent_portal_open_ticket (f->portal, out_ids[2]);
  WAIT (get_shown (f) == out_ids[2] && can (f, "portal.next-ticket"));
}

static void
test_next (void)
{
  ShellFixture f = { NULL };
  gint64 ids[5];

  shell_fixture_set_up (&f, 1400, 900);
  g_assert_false (can (&f, "portal.next-ticket"));
  open_third (&f, ids);

  activate (&f, "portal.next-ticket");
  WAIT (get_shown (&f) == ids[3]);

  /* The list moves; the order of the moment stays. */
  shell_fixture_touch (&f, ids[4], "2026-11-30 10:00:00", "Remonte");
  ticket_fixture_spin (150);
  activate (&f, "portal.next-ticket");
  WAIT (get_shown (&f) == ids[4]);
  for (guint i = 4; i > 0; i--)
    {
      activate (&f, "portal.previous-ticket");
      WAIT (get_shown (&f) == ids[i - 1]);
    }
  g_assert_false (can (&f, "portal.previous-ticket"));

  /* One page deep, however many were looked at. */
  gtk_widget_activate_action (GTK_WIDGET (guichet_agent_portal_get_visible_page (f.portal)), "navigation.pop", NULL);
  WAIT (GUICHET_IS_TICKETS_PAGE (guichet_agent_portal_get_visible_page (f.portal)));
  shell_fixture_tear_down (&f);
}

static void
test_back (void)
{
  ShellFixture f = { NULL };
  gint64 ids[5];

  shell_fixture_set_up (&f, 1400, 900);
  open_third (&f, ids);
  activate (&f, "portal.next-ticket");
  WAIT (get_shown (&f) == ids[3]);
  guichet_agent_portal_show_section (f.portal, "outbox");
  g_assert_cmpint (get_shown (&f), ==, 0);

  activate (&f, "portal.back");
  WAIT (get_shown (&f) == ids[3]);
  activate (&f, "portal.back");
  WAIT (get_shown (&f) == ids[2]);
  activate (&f, "portal.back");
  WAIT (GUICHET_IS_TICKETS_PAGE (guichet_agent_portal_get_visible_page (f.portal)));
  g_assert_false (can (&f, "portal.back"));
  activate (&f, "portal.forward");
  WAIT (get_shown (&f) == ids[2]);

  shell_fixture_tear_down (&f);
}

/* ---- up and down in the list */

static guint
get_selected (ShellFixture *f)
{
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (guichet_queue_model_get_selection (shell_fixture_get_queue (f)));

  return gtk_bitset_is_empty (selected) ? G_MAXUINT : gtk_bitset_get_minimum (selected);
}

static void
test_rows (void)
{
  ShellFixture f = { NULL };
  guint at;

  shell_fixture_set_up (&f, 1400, 900);
  activate (&f, "portal.next-row");
  WAIT (get_selected (&f) != G_MAXUINT);
  at = get_selected (&f);
  activate (&f, "portal.next-row");
  WAIT (get_selected (&f) == at + 1);
  activate (&f, "portal.previous-row");
  WAIT (get_selected (&f) == at);
  for (guint i = 0; i < 5; i++)
    activate (&f, "portal.previous-row");
  g_assert_cmpuint (get_selected (&f), ==, 0);
  g_assert_true (gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (f.window)), GTK_TYPE_COLUMN_VIEW) != NULL);

  /* Nowhere else. */
  guichet_agent_portal_show_section (f.portal, "outbox");
  activate (&f, "portal.next-row");
  guichet_agent_portal_show_section (f.portal, "tickets");
  g_assert_cmpuint (get_selected (&f), ==, 0);

  shell_fixture_tear_down (&f);
}

/* ---- after an action */

static void
act (ShellFixture *f)
{
  g_signal_emit_by_name (guichet_agent_portal_get_visible_page (f->portal), "acted");
}

static void
test_after_action (void)
{
  ShellFixture f = { NULL };
  gint64 ids[5];

  shell_fixture_set_up (&f, 1400, 900);
  open_third (&f, ids);
  act (&f);
  ticket_fixture_spin (100);
  g_assert_cmpint (get_shown (&f), ==, ids[2]);

  g_object_set (f.portal, "after-action", "next", NULL);
  act (&f);
  WAIT (get_shown (&f) == ids[3]);

  /* Of those that are still in the list. */
  g_object_set (f.portal, "after-action", "overview", NULL);
  ticket_fixture_spin (100);
  act (&f);
  WAIT (get_shown (&f) == ids[4]);

  g_object_set (f.portal, "after-action", "close", NULL);
  act (&f);
  WAIT (get_shown (&f) == 0);
  g_assert_cmpuint (g_list_model_get_n_items (guichet_hands_get_model (guichet_agent_portal_get_hands (f.portal))), ==, 0);

  shell_fixture_tear_down (&f);
}

/* ---- at hand */

static guint
count_hands (ShellFixture *f)
{
  return g_list_model_get_n_items (guichet_hands_get_model (guichet_agent_portal_get_hands (f->portal)));
}

static void
test_hands (void)
{
  ShellFixture f = { NULL };
  g_autoptr(GuichetHand) hand = NULL;

  shell_fixture_set_up (&f, 1400, 900);
  for (gint64 id = 1; id <= GUICHET_HANDS_MAX + 2; id++)
    {
      guichet_agent_portal_open_ticket (f.portal, id);
      WAIT (get_shown (&f) == id);
    }
  g_assert_cmpuint (count_hands (&f), ==, GUICHET_HANDS_MAX);
  hand = g_list_model_get_item (guichet_hands_get_model (guichet_agent_portal_get_hands (f.portal)), 0);
  g_assert_cmpint (guichet_hand_get_ticket_id (hand), ==, 3);
  WAIT (g_str_equal (guichet_hand_get_ref (hand), "R-000003"));

  gtk_widget_activate_action (GTK_WIDGET (f.portal), "portal.show-hand", "x", (gint64) 5);
  WAIT (get_shown (&f) == 5);
  gtk_widget_activate_action (GTK_WIDGET (f.portal), "portal.drop-hand", "x", (gint64) 5);
  WAIT (get_shown (&f) != 5);
  gtk_widget_activate_action (GTK_WIDGET (f.portal), "portal.drop-hand", "x", (gint64) 9);
  g_assert_cmpuint (count_hands (&f), ==, GUICHET_HANDS_MAX - 2);

  shell_fixture_tear_down (&f);
}

/* Over a restart, in the same order, each account its own. */
static void
test_kept (void)
{
  ShellFixture f = { NULL };
  g_autoptr(GSettings) settings = g_settings_new (GUICHET_APPLICATION_ID);
  g_autoptr(GuichetHands) first = NULL;
  g_autoptr(GuichetHands) second = NULL;
  g_autoptr(GuichetHands) other = NULL;
  g_autoptr(GVariant) ids = NULL;
  g_autofree char *text = NULL;

  shell_fixture_set_up (&f, 1400, 900);
  first = guichet_hands_new (f.store);
  guichet_keep_tickets (settings, "https://desk.example", "elise", first);
  guichet_hands_add (first, 7);
  guichet_hands_add (first, 3);
  guichet_hands_add (first, 12);
  guichet_hands_remove (first, 3);

  other = guichet_hands_new (f.store);
  guichet_keep_tickets (settings, "https://desk.example", "nora", other);
  g_assert_cmpuint (g_list_model_get_n_items (guichet_hands_get_model (other)), ==, 0);
  guichet_hands_add (other, 1);

  second = guichet_hands_new (f.store);
  guichet_keep_tickets (settings, "https://desk.example", "elise", second);
  ids = guichet_hands_dup_ids (second);
  text = g_variant_print (ids, FALSE);
  g_assert_cmpstr (text, ==, "[7, 12]");
  ticket_fixture_spin (100);

  shell_fixture_tear_down (&f);
}

/* ---- links */

static void
test_links (void)
{
  ShellFixture f = { NULL };
  const char *good[] = { "R-000007", "r8", "asap:R-000009", "https://desk.example/pages/UI.php?operation=details&class=UserRequest&id=10" };
  const char *bad[] = { "R-999999", "bonjour", "https://desk.example/pages/UI.php?operation=details&class=UserRequest&id=4444",
                        "https://other.example/pages/UI.php?operation=details&class=UserRequest&id=11", "\xff\xfe" };
  const char *words[] = { "R-999999 is not on this computer", "neither the reference", "not on this computer", "not that of a ticket", "neither the reference" };

  shell_fixture_set_up (&f, 1400, 900);
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      guichet_agent_portal_open_link (f.portal, good[i]);
      WAIT (get_shown (&f) == 7 + (gint64) i);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      guichet_agent_portal_open_link (f.portal, bad[i]);
      ticket_fixture_spin (100);
      g_assert_cmpint (get_shown (&f), ==, 10);
      if (!shows_text (GTK_WIDGET (f.window), words[i]))
        g_error ("“%s” is not said of link %u", words[i], i);
      adw_toast_overlay_dismiss_all (ADW_TOAST_OVERLAY (find_widget (GTK_WIDGET (f.window), ADW_TYPE_TOAST_OVERLAY, 0)));
      ticket_fixture_spin (300);
    }

  shell_fixture_tear_down (&f);
}

/* ---- windows */

static GtkWindow *
find_ticket_window (void)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (all, i);

      if (GUICHET_IS_TICKET_WINDOW (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

static void
test_windows (void)
{
  ShellFixture f = { NULL };
  gint64 ids[5];
  GtkWindow *window;

  shell_fixture_set_up (&f, 1400, 900);
  open_third (&f, ids);
  activate (&f, "portal.detach");
  WAIT (find_ticket_window () != NULL && get_shown (&f) == 0);
  window = find_ticket_window ();
  WAIT (gtk_window_get_title (window) != NULL && g_str_has_prefix (gtk_window_get_title (window), "R-"));

  /* It is shown where it is, not a second time. */
  guichet_agent_portal_open_ticket (f.portal, ids[2]);
  g_assert_cmpint (get_shown (&f), ==, 0);

  /* A change is seen there as everywhere. */
  shell_fixture_touch (&f, ids[2], "2026-11-30 10:00:00", "Autre objet");
  WAIT (shows_text (GTK_WIDGET (window), "Autre objet"));

  /* What it does not do itself it passes on. */
  gtk_widget_activate_action (GTK_WIDGET (window), "portal.open-ticket", "x", ids[0]);
  WAIT (get_shown (&f) == ids[0]);

  /* Nothing of the account stays when it is left. */
  shell_fixture_tear_down (&f);
  WAIT (find_ticket_window () == NULL);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_icon_theme_add_search_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                  GUICHET_SOURCE_DIR "/data/icons");

  g_test_add_func ("/navigation/trail", test_trail);
  g_test_add_func ("/navigation/next", test_next);
  g_test_add_func ("/navigation/back", test_back);
  g_test_add_func ("/navigation/rows", test_rows);
  g_test_add_func ("/navigation/after-action", test_after_action);
  g_test_add_func ("/navigation/hands", test_hands);
  g_test_add_func ("/navigation/kept", test_kept);
  g_test_add_func ("/navigation/links", test_links);
  g_test_add_func ("/navigation/windows", test_windows);

  return g_test_run ();
}

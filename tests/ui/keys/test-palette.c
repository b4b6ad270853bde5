#include "config.h"

#include "../shell-fixture.h"

#include "store/marks.h"
#include "ui/agent/palette-row.h"
#include "ui/agent/palette.h"
#include "ui/agent/search-page.h"
#include "ui/agent/ticket-window.h"
#include "ui/common/highlight.h"
#include "ui/common/shortcuts-dialog.h"

static gboolean
shows_text (gpointer    root,
            const char *text)
{
  g_autofree char *all = collect_text (GTK_WIDGET (root));

  return strstr (all, text) != NULL;
}

static GuichetPalette *
open_palette (ShellFixture *f)
{
  AdwDialog *dialog;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->portal), "portal.palette", NULL));
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window));
  g_assert_true (GUICHET_IS_PALETTE (dialog));

  return GUICHET_PALETTE (dialog);
}

static const GuichetPaletteItem *
get_item (GuichetPalette *palette,
          guint           position)
{
  GtkWidget *list = find_widget (GTK_WIDGET (palette), GTK_TYPE_LIST_BOX, 0);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) position);

  return row != NULL && gtk_widget_get_visible (GTK_WIDGET (row)) ? guichet_palette_row_get_item (GUICHET_PALETTE_ROW (row)) : NULL;
}

static guint
count_items (GuichetPalette      *palette,
             GuichetPaletteGroup  group)
{
  const GuichetPaletteItem *item;
  guint n = 0;

  for (guint i = 0; (item = get_item (palette, i)) != NULL; i++)
    n += item->group == group;

  return n;
}

static gboolean
first_is (GuichetPalette *palette,
          const char     *title)
{
  const GuichetPaletteItem *item = get_item (palette, 0);

  return item != NULL && g_str_equal (item->title, title);
}

static void
press_enter (GuichetPalette *palette)
{
  g_signal_emit_by_name (find_widget (GTK_WIDGET (palette), GTK_TYPE_SEARCH_ENTRY, 0), "activate");
}

static gint64
get_shown (ShellFixture *f)
{
  AdwNavigationPage *page = guichet_agent_portal_get_visible_page (f->portal);

  return GUICHET_IS_TICKET_PAGE (page) ? guichet_ticket_page_get_ticket_id (GUICHET_TICKET_PAGE (page)) : 0;
}

static void
close_palette (ShellFixture   *f,
               GuichetPalette *palette)
{
  adw_dialog_force_close (ADW_DIALOG (palette));
  WAIT (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window)) == NULL);
}

/* ---- references and links */

static void
test_references (void)
{
  ShellFixture f = { NULL };
  const char *texts[] = { "r8", "8", "R-000008", "#8", "asap:R-000008", "https://desk.example/pages/UI.php?operation=details&class=UserRequest&id=8" };
  const char *strange[] = { "https://other.example/pages/UI.php?operation=details&class=UserRequest&id=8", "r4444444" };

  shell_fixture_set_up (&f, 1400, 900);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GuichetPalette *palette = open_palette (&f);

      guichet_palette_set_text (palette, texts[i]);
      WAIT (first_is (palette, "R-000008"));
      close_palette (&f, palette);
    }

  for (guint i = 0; i < G_N_ELEMENTS (strange); i++)
    {
      GuichetPalette *palette = open_palette (&f);

      guichet_palette_set_text (palette, strange[i]);
      ticket_fixture_spin (150);
      g_assert_cmpuint (count_items (palette, GUICHET_PALETTE_TICKETS), ==, 0);
      close_palette (&f, palette);
    }

  shell_fixture_tear_down (&f);
}

/* Enter before the answer is not lost, nor does it open what was found for the
 * text before. */
static void
test_enter (void)
{
  ShellFixture f = { NULL };
  GuichetPalette *palette;

  shell_fixture_set_up (&f, 1400, 900);
  palette = open_palette (&f);
  guichet_palette_set_text (palette, "r7");
  WAIT (first_is (palette, "R-000007"));
  guichet_palette_set_text (palette, "r9");
  press_enter (palette);
  WAIT (get_shown (&f) == 9);
  WAIT (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f.window)) == NULL);

  shell_fixture_tear_down (&f);
}

/* ---- words */

static void
test_words (void)
{
  ShellFixture f = { NULL };
  GuichetPalette *palette;
  const GuichetPaletteItem *item;

  shell_fixture_set_up (&f, 1400, 900);
  shell_fixture_touch (&f, 3, "2026-11-29 10:00:00", "Vidéo <b>noire</b> &amp; muette");
  palette = open_palette (&f);

  /* Accents and case do not count; markup is text. */
  guichet_palette_set_text (palette, "VIDEO muette");
  WAIT (first_is (palette, "R-000003"));
  item = get_item (palette, 0);
  g_assert_true (g_str_has_prefix (item->subtitle, "Vidéo <b>noire</b> &amp; muette"));
  g_assert_true (shows_text (palette, "<b>noire</b>"));

  /* As fast as anybody types: only the last text counts. */
  for (guint i = 0; i < 50; i++)
    guichet_palette_set_text (palette, i % 2 == 0 ? "demande" : "d");
  guichet_palette_set_text (palette, "mot de passe");
  WAIT (count_items (palette, GUICHET_PALETTE_ARTICLES) == 1 && count_items (palette, GUICHET_PALETTE_TICKETS) == 0);

  guichet_palette_set_text (palette, "zzzz");
  WAIT (get_item (palette, 0) == NULL);
  g_assert_true (shows_text (palette, "Nothing Found"));

  close_palette (&f, palette);
  shell_fixture_tear_down (&f);
}

/* ---- what can be done */

static gboolean
has_title (GuichetPalette *palette,
           const char     *title)
{
  const GuichetPaletteItem *item;

  for (guint i = 0; (item = get_item (palette, i)) != NULL; i++)
    if (g_str_equal (item->title, title))
      return TRUE;

  return FALSE;
}

static void
test_actions (void)
{
  ShellFixture f = { NULL };
  GuichetPalette *palette;

  shell_fixture_set_up (&f, 1400, 900);

  /* Nothing of a ticket while none is open. */
  palette = open_palette (&f);
  guichet_palette_set_text (palette, ">");
  g_assert_false (has_title (palette, "Resolve"));
  g_assert_true (has_title (palette, "Outbox"));
  g_assert_cmpuint (count_items (palette, GUICHET_PALETTE_TICKETS), ==, 0);
  guichet_palette_set_text (palette, "> outb");
  g_assert_true (first_is (palette, "Outbox"));
  press_enter (palette);
  WAIT (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f.window)) == NULL);
  WAIT (g_strcmp0 (adw_navigation_page_get_title (guichet_agent_portal_get_visible_page (f.portal)), "Outbox") == 0);

  /* What its state allows when one is. */
  guichet_agent_portal_show_section (f.portal, "tickets");
  guichet_agent_portal_open_ticket (f.portal, 5);
  WAIT (get_shown (&f) == 5);
  ticket_fixture_spin (200);
  palette = open_palette (&f);
  guichet_palette_set_text (palette, ">");
  g_assert_true (has_title (palette, "Resolve"));
  g_assert_true (has_title (palette, "On Hold"));
  g_assert_false (has_title (palette, "Resume"));
  g_assert_false (has_title (palette, "Bold"));
  close_palette (&f, palette);

  shell_fixture_tear_down (&f);
}

/* ---- opened last */

static void
test_recent (void)
{
  ShellFixture f = { NULL };
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) error = NULL;
  gint64 id = 11;
  GuichetPalette *palette;

  shell_fixture_set_up (&f, 1400, 900);
  g_array_append_val (ids, id);
  guichet_store_mark (f.store, ids, GUICHET_MARK_SEEN, &error);
  g_assert_no_error (error);

  palette = open_palette (&f);
  WAIT (first_is (palette, "R-000011"));
  g_assert_true (shows_text (palette, "Opened Last"));
  close_palette (&f, palette);

  shell_fixture_tear_down (&f);
}

/* ---- all results */

static void
test_results (void)
{
  ShellFixture f = { NULL };
  AdwNavigationPage *page;
  g_autoptr(GArray) ids = NULL;
  g_autofree char *text = NULL;

  shell_fixture_set_up (&f, 1400, 900);
  shell_fixture_touch (&f, 3, "2026-11-29 10:00:00", "Une demande spéciale");
  shell_fixture_touch (&f, 4, "2026-11-29 11:00:00", "Une autre demande spéciale");
  guichet_agent_portal_search (f.portal, "speciale");
  page = guichet_agent_portal_get_visible_page (f.portal);
  g_assert_true (GUICHET_IS_SEARCH_PAGE (page));
  WAIT (shows_text (page, "8 results"));
  ticket_fixture_spin (200);
  ids = guichet_search_page_dup_ids (GUICHET_SEARCH_PAGE (page));
  g_assert_cmpuint (ids->len, ==, 8);
  text = collect_text (GTK_WIDGET (page));
  g_assert_nonnull (strstr (text, "Subject: Une"));

  /* From there one goes through the results. */
  gtk_widget_activate_action (GTK_WIDGET (page), "portal.open-ticket", "x", g_array_index (ids, gint64, 0));
  WAIT (get_shown (&f) == g_array_index (ids, gint64, 0));
  gtk_widget_activate_action (GTK_WIDGET (f.portal), "portal.next-ticket", NULL);
  WAIT (get_shown (&f) == g_array_index (ids, gint64, 1));

  shell_fixture_tear_down (&f);
}

/* ---- bold words */

static void
test_highlight (void)
{
  static const struct
  {
    const char *text;
    const char *word;
    guint       start, end;     /* of the first; equal: none */
  } cases[] = {
    { "Lycée Les Tamaris", "tamaris", 11, 18 },
    { "Déplacement", "deplacement", 0, 12 },
    { "De\xcc\x81placement", "deplacement", 0, 13 },
    { "Œuvre", "uvre", 2, 6 },
    { "abc", "d", 0, 0 },
    { "", "a", 0, 0 },
    { "<b>", "b", 1, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *words[] = { cases[i].word, NULL };
      PangoAttrList *list = guichet_highlight_new (cases[i].text, words);
      GSList *all = pango_attr_list_get_attributes (list);
      PangoAttribute *first = all != NULL ? all->data : NULL;

      g_assert_true ((first != NULL) == (cases[i].start != cases[i].end));
      if (first != NULL)
        {
          g_assert_cmpuint (first->start_index, ==, cases[i].start);
          g_assert_cmpuint (first->end_index, ==, cases[i].end);
        }
      g_slist_free_full (all, (GDestroyNotify) pango_attribute_destroy);
      pango_attr_list_unref (list);
    }
}

/* ---- the list of keys */

static gboolean
lists_key (AdwDialog  *dialog,
           const char *title)
{
  GtkWidget *row;

  for (guint i = 0; (row = find_widget (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW, i)) != NULL; i++)
    if (g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title))
      return gtk_widget_get_visible (row);

  return FALSE;
}

static void
test_shortcuts (void)
{
  ShellFixture f = { NULL };
  AdwDialog *dialog;
  GtkWidget *search;

  shell_fixture_set_up (&f, 1400, 900);
  gtk_widget_activate_action (GTK_WIDGET (f.window), "win.shortcuts", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f.window));
  g_assert_true (GUICHET_IS_SHORTCUTS_DIALOG (dialog));
  g_assert_true (lists_key (dialog, "Next Pane") && lists_key (dialog, "Bold"));
  g_assert_false (lists_key (dialog, "Open a Ticket"));

  search = find_widget (GTK_WIDGET (dialog), GTK_TYPE_SEARCH_ENTRY, 0);
  gtk_editable_set_text (GTK_EDITABLE (search), "bold");
  WAIT (!lists_key (dialog, "Next Pane"));
  g_assert_true (lists_key (dialog, "Bold"));
  /* By the key, too. */
  gtk_editable_set_text (GTK_EDITABLE (search), "f6");
  WAIT (lists_key (dialog, "Next Pane") && !lists_key (dialog, "Bold"));
  gtk_editable_set_text (GTK_EDITABLE (search), "xyzzy");
  WAIT (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (find_widget (GTK_WIDGET (dialog), GTK_TYPE_STACK, 0))), "nothing") == 0);
  adw_dialog_force_close (dialog);

  shell_fixture_tear_down (&f);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_icon_theme_add_search_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                  GUICHET_SOURCE_DIR "/data/icons");

  g_test_add_func ("/palette/references", test_references);
  g_test_add_func ("/palette/enter", test_enter);
  g_test_add_func ("/palette/words", test_words);
  g_test_add_func ("/palette/actions", test_actions);
  g_test_add_func ("/palette/recent", test_recent);
  g_test_add_func ("/palette/results", test_results);
  g_test_add_func ("/palette/highlight", test_highlight);
  g_test_add_func ("/palette/shortcuts", test_shortcuts);

  return g_test_run ();
}

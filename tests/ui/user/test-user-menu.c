#include "config.h"

#include "ticket-fixture.h"

#include "ui/user/user-menu.h"

/* The bar puts into « Plus » what finds no room, and nothing else. */

typedef struct
{
  GtkWindow       *window;
  GuichetUserMenu *menu;
} Bar;

static void
set_up (Bar            *bar,
        GtkOrientation  orientation,
        int             width)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  ticket_fixture_load_style ();
  bar->menu = g_object_new (GUICHET_TYPE_USER_MENU, "orientation", orientation, NULL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (bar->menu));
  bar->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_decorated (bar->window, FALSE);
  gtk_window_set_default_size (bar->window, width, 60);
  gtk_window_set_child (bar->window, scroller);
  gtk_window_present (bar->window);
  WAIT (gtk_widget_get_width (GTK_WIDGET (bar->menu)) > 0);
  ticket_fixture_spin (30);
}

static guint
count_shown (Bar *bar)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (bar->menu)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += GTK_IS_BUTTON (child) && gtk_widget_get_child_visible (child);

  return n;
}

static GMenuModel *
pop_up (Bar *bar)
{
  GtkWidget *more = find_widget (GTK_WIDGET (bar->menu), GTK_TYPE_MENU_BUTTON, 0);

  g_assert_true (gtk_widget_get_child_visible (more));
  gtk_menu_button_popup (GTK_MENU_BUTTON (more));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (more));

  return gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (more));
}

/* How many sections the menu behind "more" has: the outbox and the program come last. */
static guint
count_overflow (Bar *bar)
{
  GMenuModel *menu = pop_up (bar);
  g_autoptr(GMenuModel) part = NULL;

  g_assert_cmpint (g_menu_model_get_n_items (menu), >=, 2);
  if (g_menu_model_get_n_items (menu) == 2)
    return 0;

  part = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);

  return (guint) g_menu_model_get_n_items (part);
}

static void
test_overflow (gconstpointer data)
{
  GtkOrientation orientation = GPOINTER_TO_INT (data);
  static const int widths[] = { 1300, 700, 500, 360, 200 };
  guint before = GUICHET_N_USER_SECTIONS;

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      Bar bar = { NULL };
      guint shown;

      set_up (&bar, orientation, widths[i]);
      shown = count_shown (&bar);
      g_test_message ("%d px: %u", widths[i], shown);
      g_assert_cmpuint (shown, <=, before);
      g_assert_cmpuint (shown + count_overflow (&bar), ==, GUICHET_N_USER_SECTIONS);
      if (i == 0)
        g_assert_cmpuint (shown, ==, GUICHET_N_USER_SECTIONS);
      before = shown;
      gtk_window_destroy (bar.window);
    }
  g_assert_cmpuint (before, <, GUICHET_N_USER_SECTIONS);
}

static void
test_counts (void)
{
  Bar bar = { NULL };
  g_autofree char *text = NULL;
  GtkWidget *badge;

  set_up (&bar, GTK_ORIENTATION_HORIZONTAL, 1300);
  guichet_user_menu_set_count (bar.menu, GUICHET_SECTION_ONGOING, 7, 2);
  text = collect_text (GTK_WIDGET (bar.menu));
  g_assert_nonnull (strstr (text, "7"));
  badge = find_by_class (GTK_WIDGET (bar.menu), "accent");
  g_assert_true (GTK_IS_LABEL (badge));
  guichet_user_menu_set_count (bar.menu, GUICHET_SECTION_ONGOING, 0, 0);
  g_assert_false (gtk_widget_get_visible (badge));
  gtk_window_destroy (bar.window);
}

static void
test_names (void)
{
  for (guint i = 0; i < GUICHET_N_USER_SECTIONS; i++)
    {
      GuichetUserSection section;

      g_assert_true (guichet_user_section_from_name (guichet_user_section_get_name (i), &section));
      g_assert_cmpint (section, ==, i);
      g_assert_cmpstr (guichet_user_section_get_title (i), !=, "");
    }
  g_assert_false (guichet_user_section_from_name ("outbox", &(GuichetUserSection) { 0 }));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_data_func ("/user-menu/overflow/top", GINT_TO_POINTER (GTK_ORIENTATION_HORIZONTAL), test_overflow);
  g_test_add_data_func ("/user-menu/overflow/bottom", GINT_TO_POINTER (GTK_ORIENTATION_VERTICAL), test_overflow);
  g_test_add_func ("/user-menu/counts", test_counts);
  g_test_add_func ("/user-menu/names", test_names);

  return g_test_run ();
}

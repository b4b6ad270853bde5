#include "config.h"

#include "ticket-fixture.h"

static void
test_look (gconstpointer data)
{
  const struct { int width, height; gboolean dark; const char *name; } *look = data;
  TicketFixture fixture = { 0 };
  AdwStyleManager *style = adw_style_manager_get_default ();

  adw_style_manager_set_color_scheme (style, look->dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  ticket_fixture_set_up (&fixture, look->width, look->height);
  save_picture (GTK_WIDGET (fixture.window), look->name);
  ticket_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { int width, height; gboolean dark; const char *name; } looks[] = {
    { 1153, 900, FALSE, "ticket-wide.png" },
    { 1024, 700, FALSE, "ticket-medium.png" },
    { 360, 720, FALSE, "ticket-narrow.png" },
    { 1153, 900, TRUE, "ticket-dark.png" },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strconcat ("/ticket/look/", looks[i].name, NULL);

      g_test_add_data_func (path, &looks[i], test_look);
    }

  return g_test_run ();
}

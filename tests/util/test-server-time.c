#include "config.h"

#include "util/server-time.h"

static void
test_parse (void)
{
  static const struct { const char *text; gboolean valid; } cases[] = {
    { "2026-11-23 23:30:49", TRUE },
    { "2026-02-29 00:00:00", FALSE },
    { "0000-00-00 00:00:00", FALSE },
    { "2026-11-23T23:30:49", FALSE },
    { "2026-11-23", FALSE },
    { "2026-11-23 23:30:4x", FALSE },
    { "", FALSE },
    { NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (guichet_server_time_is_valid (cases[i].text), ==, cases[i].valid);
}

static void
test_zone (void)
{
  g_autoptr(GTimeZone) paris = g_time_zone_new_identifier ("Europe/Paris");
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) when = NULL;
  g_autofree char *there = NULL;
  g_autofree char *back = NULL;

  g_assert_nonnull (paris);
  when = guichet_server_time_parse ("2026-07-14 12:00:00", paris);
  there = guichet_server_time_format (when, utc);
  back = guichet_server_time_format (when, paris);
  g_assert_cmpstr (there, ==, "2026-07-14 10:00:00");
  g_assert_cmpstr (back, ==, "2026-07-14 12:00:00");
}

static void
test_add (void)
{
  static const struct { const char *text; gint64 seconds; const char *result; } cases[] = {
    { "2026-03-29 02:30:00", -120, "2026-03-29 02:28:00" },
    { "2026-01-01 00:01:00", -120, "2025-12-31 23:59:00" },
    { "nonsense", 5, "nonsense" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *moved = guichet_server_time_add (cases[i].text, cases[i].seconds);

      g_assert_cmpstr (moved, ==, cases[i].result);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/server-time/parse", test_parse);
  g_test_add_func ("/server-time/zone", test_zone);
  g_test_add_func ("/server-time/add", test_add);

  return g_test_run ();
}

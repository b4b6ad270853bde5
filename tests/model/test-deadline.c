#include "config.h"

#include "model/deadline.h"
#include "util/server-time.h"

static void
test_stands_still (void)
{
  static const struct { const char *status; gboolean still; } cases[] = {
    { "new", FALSE }, { "assigned", FALSE }, { "pending", TRUE }, { "to_complete", TRUE },
    { "waiting_for_approval", TRUE }, { "escalated_ttr", FALSE }, { "resolved", FALSE }, { "odd", FALSE }, { "", FALSE },
  };
  g_autoptr(GuichetProfile) profile = guichet_profile_load_named ("asap", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (guichet_deadline_stands_still (profile, cases[i].status), ==, cases[i].still);
}

static void
test_choose (void)
{
  static const char tto[] = "2026-03-01 08:00:00";
  static const char ttr[] = "2026-03-02 08:00:00";

  g_assert_cmpstr (guichet_deadline_choose (0, tto, ttr), ==, tto);
  g_assert_cmpstr (guichet_deadline_choose (7, tto, ttr), ==, ttr);
  g_assert_cmpstr (guichet_deadline_choose (0, "", ttr), ==, ttr);
  g_assert_cmpstr (guichet_deadline_choose (0, "tomorrow", ttr), ==, ttr);
  g_assert_null (guichet_deadline_choose (7, tto, ""));
  g_assert_null (guichet_deadline_choose (7, NULL, NULL));
}

static void
test_nearness (void)
{
  static const struct { const char *start, *deadline, *now; gboolean at_risk, over; } cases[] = {
    { "2026-01-05 08:00:00", "2026-01-05 12:00:00", "2026-01-05 08:00:00", FALSE, FALSE },
    { "2026-01-05 08:00:00", "2026-01-05 12:00:00", "2026-01-05 10:59:59", FALSE, FALSE },
    { "2026-01-05 08:00:00", "2026-01-05 12:00:00", "2026-01-05 11:00:00", TRUE, FALSE },
    { "2026-01-05 08:00:00", "2026-01-05 12:00:00", "2026-01-05 11:59:59", TRUE, FALSE },
    { "2026-01-05 08:00:00", "2026-01-05 12:00:00", "2026-01-05 12:00:00", TRUE, TRUE },
    { "2026-01-05 08:00:00", "2026-01-05 12:00:00", "2026-02-01 00:00:00", TRUE, TRUE },
    /* When it began is not known. */
    { "", "2026-01-05 12:00:00", "2026-01-05 10:59:59", FALSE, FALSE },
    { NULL, "2026-01-05 12:00:00", "2026-01-05 11:00:00", TRUE, FALSE },
    { "2026-01-06 00:00:00", "2026-01-05 12:00:00", "2026-01-05 08:00:00", FALSE, FALSE },
    /* The night in which an hour is missing has three from midnight to four. */
    { "2026-03-29 00:00:00", "2026-03-29 04:00:00", "2026-03-29 03:14:59", FALSE, FALSE },
    { "2026-03-29 00:00:00", "2026-03-29 04:00:00", "2026-03-29 03:15:00", TRUE, FALSE },
    { "2026-01-05 08:00:00", NULL, "2026-01-05 12:00:00", FALSE, FALSE },
    { "2026-01-05 08:00:00", "soon", "2026-01-05 12:00:00", FALSE, FALSE },
  };
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GDateTime) now = guichet_server_time_parse (cases[i].now, zone);

      g_test_message ("case %u", i);
      g_assert_cmpint (guichet_deadline_is_at_risk (cases[i].deadline, cases[i].start, zone, now), ==, cases[i].at_risk);
      g_assert_cmpint (guichet_deadline_is_over (cases[i].deadline, zone, now), ==, cases[i].over);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/deadline/stands-still", test_stands_still);
  g_test_add_func ("/model/deadline/choose", test_choose);
  g_test_add_func ("/model/deadline/nearness", test_nearness);

  return g_test_run ();
}

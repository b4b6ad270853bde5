#include "config.h"

#include "model/notice.h"

/* The last day is the one that ends with the limit. */
static void
test_last_day (void)
{
  g_autoptr(GDateTime) limit = g_date_time_new_utc (2026, 12, 10, 9, 27, 30);
  static const struct
  {
    gint64 before;      /* seconds */
    gint64 until;
  } cases[] = {
    { 16 * 86400, 15 * 86400 + 1 },
    { 86400 + 1, 2 },
    { 86400, 1 },
    { 86400 - 1, 0 },
    { 1, 0 },
    { 0, 0 },
    { -1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GDateTime) now = g_date_time_add_seconds (limit, -(double) cases[i].before);

      g_test_message ("%" G_GINT64_FORMAT " s before", cases[i].before);
      g_assert_cmpint (guichet_notice_count_until_last_day (limit, now), ==, cases[i].until);
    }
}

/* What is waited for is enough: then it is the last day. */
static void
test_waiting_is_enough (void)
{
  g_autoptr(GDateTime) limit = g_date_time_new_utc (2026, 3, 30, 2, 30, 0);

  for (gint64 before = 0; before < 3 * 86400; before += 977)
    {
      g_autoptr(GDateTime) now = g_date_time_add_seconds (limit, -(double) before);
      g_autoptr(GDateTime) then = g_date_time_add_seconds (now, (double) guichet_notice_count_until_last_day (limit, now));

      g_assert_cmpint (guichet_notice_count_until_last_day (limit, then), ==, 0);
    }
}

static void
test_keys (void)
{
  g_autofree char *last_day = guichet_notice_dup_key (GUICHET_NOTICE_LAST_DAY, 7);
  g_autofree char *status = guichet_notice_dup_key (GUICHET_NOTICE_STATUS, 7);

  g_assert_cmpstr (last_day, ==, "last-day/7");
  g_assert_cmpstr (status, !=, last_day);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/notice/last-day", test_last_day);
  g_test_add_func ("/notice/waiting-is-enough", test_waiting_is_enough);
  g_test_add_func ("/notice/keys", test_keys);

  return g_test_run ();
}

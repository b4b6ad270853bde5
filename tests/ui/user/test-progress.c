#include "config.h"

#include "user-fixture.h"

#include "ui/user/progress.h"

/* Where a request stands, for the one who made it. */

static const struct
{
  const char          *status;
  gint64               agent;
  const char          *pending;
  const char          *resolved;
  guint                step;
  gboolean             done;
  GuichetProgressWish  wish;
} cases[] = {
  { "new", 0, "", "", 0, FALSE, GUICHET_PROGRESS_NOTHING },
  { "dispatched", 0, "", "", 0, FALSE, GUICHET_PROGRESS_NOTHING },
  { "assigned", COLLEAGUE, "", "", 1, FALSE, GUICHET_PROGRESS_NOTHING },
  { "assigned", COLLEAGUE, "2026-11-22 10:00:00", "", 2, FALSE, GUICHET_PROGRESS_NOTHING },
  { "assigned", COLLEAGUE, "", "2026-11-22 10:00:00", 2, FALSE, GUICHET_PROGRESS_NOTHING },
  { "pending", COLLEAGUE, "", "", 2, FALSE, GUICHET_PROGRESS_NOTHING },
  { "to_complete", COLLEAGUE, "", "", 2, FALSE, GUICHET_PROGRESS_COMPLETE },
  { "closed", COLLEAGUE, "", "2026-10-01 10:00:00", 3, TRUE, GUICHET_PROGRESS_OVER },
  { "unheard_of", 0, "", "", 0, FALSE, GUICHET_PROGRESS_NOTHING },
};

static GuichetTicket *
make_ticket (guint n)
{
  GuichetTicket *ticket = user_fixture_make_ticket (ID_NEW, cases[n].status, ME, cases[n].agent);

  guichet_ticket_set (ticket, GUICHET_FIELD_PENDING_DATE, cases[n].pending);
  guichet_ticket_set (ticket, GUICHET_FIELD_RESOLUTION_DATE, cases[n].resolved);

  return ticket;
}

static void
test_steps (void)
{
  UserFixture f = { NULL };
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  user_fixture_set_up (&f, GUICHET_ROLE_REQUESTER, 1000, 700);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GuichetTicket) ticket = make_ticket (i);
      g_autoptr(GuichetProgress) progress = guichet_progress_new (f.context, ticket, NULL, now);

      g_test_message ("%s", cases[i].status);
      g_assert_cmpuint (progress->step, ==, cases[i].step);
      g_assert_cmpint (progress->done, ==, cases[i].done);
      g_assert_cmpint (progress->wish, ==, cases[i].wish);
      g_assert_cmpstr (progress->words, !=, "");
    }
  user_fixture_tear_down (&f);
}

/* SPEC §11.13: sixteen days less a second it is offered, a second more it is not. */
static void
test_limit (void)
{
  UserFixture f = { NULL };
  g_autoptr(GuichetTicket) ticket = user_fixture_make_ticket (ID_RESOLVED, "resolved", ME, COLLEAGUE);
  g_autoptr(GuichetProgress) first = NULL;
  static const struct
  {
    int                 seconds;        /* from the limit */
    GuichetProgressWish wish;
    gboolean            last_day;
  } moments[] = {
    { -2 * 24 * 60 * 60, GUICHET_PROGRESS_JUDGE, FALSE },
    { -60 * 60, GUICHET_PROGRESS_JUDGE, TRUE },
    { -1, GUICHET_PROGRESS_JUDGE, TRUE },
    { 0, GUICHET_PROGRESS_JUDGE, TRUE },
    { 1, GUICHET_PROGRESS_TOO_LATE, FALSE },
  };
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  user_fixture_set_up (&f, GUICHET_ROLE_REQUESTER, 1000, 700);
  guichet_ticket_set (ticket, GUICHET_FIELD_RESOLUTION_DATE, "2026-03-20 10:00:00");
  first = guichet_progress_new (f.context, ticket, NULL, now);
  g_assert_nonnull (first->limit);
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr(GDateTime) moment = g_date_time_add_seconds (first->limit, moments[i].seconds);
      g_autoptr(GuichetProgress) progress = guichet_progress_new (f.context, ticket, NULL, moment);

      g_assert_cmpint (progress->wish, ==, moments[i].wish);
      g_assert_cmpint (progress->last_day, ==, moments[i].last_day);
      g_assert_cmpuint (progress->step, ==, GUICHET_N_STEPS - 1);
    }
  user_fixture_tear_down (&f);
}

/* That the support noted something for itself is no news. */
static void
test_news (void)
{
  static const struct
  {
    guint    delta;
    gboolean news;
  } marks[] = {
    { 0, TRUE },
    { GUICHET_DELTA_PUBLIC, TRUE },
    { GUICHET_DELTA_STATUS, TRUE },
    { GUICHET_DELTA_PRIVATE, FALSE },
    { GUICHET_DELTA_PRIVATE | GUICHET_DELTA_OTHER, FALSE },
    { GUICHET_DELTA_PRIVATE | GUICHET_DELTA_PUBLIC, TRUE },
  };

  g_assert_false (guichet_request_is_news (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autoptr(GuichetMark) mark = guichet_mark_new (1);

      mark->delta = marks[i].delta;
      g_assert_false (guichet_request_is_news (mark));
      mark->unread = TRUE;
      g_assert_cmpint (guichet_request_is_news (mark), ==, marks[i].news);
    }
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/progress/steps", test_steps);
  g_test_add_func ("/progress/limit", test_limit);
  g_test_add_func ("/progress/news", test_news);

  return g_test_run ();
}

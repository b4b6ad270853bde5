#include "config.h"

#include "ui/common/delay.h"
#include "ui/common/minute.h"

#include "util/server-time.h"

static GuichetProfile *asap;

static GuichetTicket *
make_ticket (const char *status,
             gint64      agent,
             const char *tto,
             const char *ttr)
{
  GuichetTicket *ticket = guichet_ticket_new (42);

  guichet_ticket_set (ticket, GUICHET_FIELD_STATUS, status);
  guichet_ticket_set_key (ticket, GUICHET_FIELD_AGENT, agent, "");
  guichet_ticket_set (ticket, GUICHET_FIELD_START_DATE, "2026-11-23 08:00:00");
  guichet_ticket_set (ticket, GUICHET_FIELD_TTO_DEADLINE, tto);
  guichet_ticket_set (ticket, GUICHET_FIELD_TTR_DEADLINE, ttr);

  return ticket;
}

static GuichetDelay *
look_at (GuichetTicket *ticket,
         const char    *now)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");
  g_autoptr(GDateTime) moment = guichet_server_time_parse (now, zone);

  return guichet_delay_new (ticket, asap, zone, moment);
}

/* 100 hours are granted: 08:00 of the 23rd to 12:00 of the 27th. */
static void
test_steps (void)
{
  static const struct { const char *now; GuichetDelayStep step; const char *text, *tint; } cases[] = {
    { "2026-11-23 08:00:00", GUICHET_DELAY_PLENTY, "4 d 4 h left", "grey" },
    { "2026-11-25 09:59:59", GUICHET_DELAY_PLENTY, "2 d 2 h left", "grey" },
    { "2026-11-25 10:00:00", GUICHET_DELAY_HALF, "2 d 2 h left", "amber" },
    { "2026-11-26 10:59:59", GUICHET_DELAY_HALF, "1 d 1 h left", "amber" },
    { "2026-11-26 11:00:00", GUICHET_DELAY_QUARTER, "1 d 1 h left", "orange" },
    { "2026-11-26 12:00:00", GUICHET_DELAY_QUARTER, "1 d left", "orange" },
    { "2026-11-27 10:40:00", GUICHET_DELAY_QUARTER, "1 h 20 left", "orange" },
    { "2026-11-27 10:40:01", GUICHET_DELAY_QUARTER, "1 h 19 left", "orange" },
    { "2026-11-27 11:00:00", GUICHET_DELAY_QUARTER, "1 h left", "orange" },
    { "2026-11-27 11:59:00", GUICHET_DELAY_QUARTER, "1 min left", "orange" },
    { "2026-11-27 11:59:59", GUICHET_DELAY_QUARTER, "Less than 1 min left", "orange" },
    { "2026-11-27 12:00:00", GUICHET_DELAY_LATE, "Overdue", "red" },
    { "2026-11-27 12:00:59", GUICHET_DELAY_LATE, "Overdue", "red" },
    { "2026-11-27 12:01:00", GUICHET_DELAY_LATE, "Overdue by 1 min", "red" },
    { "2026-11-27 14:05:00", GUICHET_DELAY_LATE, "Overdue by 2 h 05", "red" },
    { "2026-12-27 12:00:00", GUICHET_DELAY_LATE, "Overdue by 30 d", "red" },
  };
  g_autoptr(GuichetTicket) ticket = make_ticket ("assigned", 7, "", "2026-11-27 12:00:00");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GuichetDelay) delay = look_at (ticket, cases[i].now);

      g_assert_cmpstr (delay->text, ==, cases[i].text);
      g_assert_cmpint (delay->step, ==, cases[i].step);
      g_assert_cmpstr (delay->tint, ==, cases[i].tint);
      g_assert_nonnull (delay->icon);
      g_assert_nonnull (strstr (delay->spoken, cases[i].text));
      g_assert_cmpfloat (delay->fraction, >=, 0);
      g_assert_cmpfloat (delay->fraction, <=, 1);
    }
}

/* The year is told where it is not the present one. */
static void
test_year (void)
{
  static const struct { const char *now; gboolean told; } cases[] = {
    { "2026-12-30 12:00:00", TRUE },
    { "2027-01-02 12:00:00", FALSE },
    { "2028-01-02 12:00:00", TRUE },
  };
  g_autoptr(GuichetTicket) ticket = make_ticket ("assigned", 7, "", "2027-01-08 12:00:00");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GuichetDelay) delay = look_at (ticket, cases[i].now);

      g_assert_cmpint (strstr (delay->spoken, "2027") != NULL, ==, cases[i].told);
    }
}

/* The time to take the ticket counts until somebody has it. */
static void
test_deadlines (void)
{
  static const struct { gint64 agent; const char *tto, *ttr, *text; gboolean response; } cases[] = {
    { 0, "2026-11-23 10:00:00", "2026-11-24 09:00:00", "1 h left", TRUE },
    { 7, "2026-11-23 10:00:00", "2026-11-24 09:00:00", "1 d left", FALSE },
    { 0, "", "2026-11-24 09:00:00", "1 d left", FALSE },
    { 0, "2026-11-23 10:00:00", NULL, "1 h left", TRUE },
    { 7, "2026-11-23 10:00:00", "", NULL, FALSE },
    { 0, NULL, NULL, NULL, FALSE },
    { 0, "0000-00-00 00:00:00", "soon", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GuichetTicket) ticket = make_ticket ("dispatched", cases[i].agent, cases[i].tto, cases[i].ttr);
      g_autoptr(GuichetDelay) delay = look_at (ticket, "2026-11-23 09:00:00");

      g_assert_cmpstr (delay->text, ==, cases[i].text);
      g_assert_cmpint (delay->response, ==, cases[i].response);
      g_assert_cmpint (delay->step == GUICHET_DELAY_NONE, ==, cases[i].text == NULL);
    }
}

static void
test_states (void)
{
  static const struct { const char *status; GuichetDelayStep step; } cases[] = {
    { "assigned", GUICHET_DELAY_QUARTER },
    { "escalated_ttr", GUICHET_DELAY_QUARTER },
    { "pending", GUICHET_DELAY_STOPPED },
    { "to_complete", GUICHET_DELAY_STOPPED },
    { "waiting_for_approval", GUICHET_DELAY_STOPPED },
    { "resolved", GUICHET_DELAY_NONE },
    { "closed", GUICHET_DELAY_NONE },
    { "strange", GUICHET_DELAY_QUARTER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GuichetTicket) ticket = make_ticket (cases[i].status, 7, "", "2026-11-23 12:00:00");
      g_autoptr(GuichetDelay) delay = look_at (ticket, "2026-11-23 11:00:00");

      g_assert_cmpint (delay->step, ==, cases[i].step);
    }
}

/* The night of 25 October 2026 has an hour more, that of 29 March an hour less. */
static void
test_summer_time (void)
{
  static const struct { const char *start, *deadline, *now, *text; double fraction; } cases[] = {
    { "2026-10-24 12:00:00", "2026-10-25 12:00:00", "2026-10-24 12:00:00", "1 d 1 h left", 1 },
    { "2026-10-24 12:00:00", "2026-10-25 12:00:00", "2026-10-25 01:00:00", "12 h left", .48 },
    { "2026-03-28 12:00:00", "2026-03-29 12:00:00", "2026-03-28 12:00:00", "23 h left", 1 },
    { "2026-03-28 12:00:00", "2026-03-29 12:00:00", "2026-03-29 01:00:00", "10 h left", .434 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GuichetTicket) ticket = make_ticket ("assigned", 7, "", cases[i].deadline);
      g_autoptr(GuichetDelay) delay = NULL;

      guichet_ticket_set (ticket, GUICHET_FIELD_START_DATE, cases[i].start);
      delay = look_at (ticket, cases[i].now);
      g_assert_cmpstr (delay->text, ==, cases[i].text);
      g_assert_cmpfloat_with_epsilon (delay->fraction, cases[i].fraction, .001);
    }
}

/* Without a beginning, hours decide. */
static void
test_no_start (void)
{
  static const struct { const char *now; GuichetDelayStep step; } cases[] = {
    { "2026-11-23 07:59:59", GUICHET_DELAY_PLENTY },
    { "2026-11-23 08:00:00", GUICHET_DELAY_HALF },
    { "2026-11-23 11:00:00", GUICHET_DELAY_QUARTER },
    { "2026-11-23 12:00:00", GUICHET_DELAY_LATE },
  };
  g_autoptr(GuichetTicket) ticket = make_ticket ("assigned", 7, "", "2026-11-23 12:00:00");

  guichet_ticket_set (ticket, GUICHET_FIELD_START_DATE, "");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GuichetDelay) delay = look_at (ticket, cases[i].now);

      g_assert_cmpint (delay->step, ==, cases[i].step);
    }
}

static GObject *to_end;
static guint n_calls;

static void
watch_cb (gpointer owner)
{
  n_calls++;
  g_clear_object (&to_end);
}

/* Nothing of a watch outlives its owner, not even during a tick. */
static void
test_watch (void)
{
  g_autoptr(GObject) kept = g_object_new (G_TYPE_OBJECT, NULL);
  GObject *gone = g_object_new (G_TYPE_OBJECT, NULL);

  guichet_minute_watch (kept, watch_cb);
  guichet_minute_watch (kept, watch_cb);
  guichet_minute_watch (gone, watch_cb);
  guichet_minute_tick ();
  g_assert_cmpuint (n_calls, ==, 2);

  g_object_unref (gone);
  guichet_minute_tick ();
  g_assert_cmpuint (n_calls, ==, 3);

  to_end = g_object_new (G_TYPE_OBJECT, NULL);
  guichet_minute_watch (to_end, watch_cb);
  guichet_minute_tick ();
  g_assert_null (to_end);
  g_assert_cmpuint (n_calls, >=, 4);
  g_assert_cmpuint (n_calls, <=, 5);

  guichet_minute_unwatch (kept);
  guichet_minute_unwatch (kept);
  n_calls = 0;
  guichet_minute_tick ();
  g_assert_cmpuint (n_calls, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  asap = guichet_profile_load_named ("asap", &error);
  g_assert_no_error (error);

  g_test_add_func ("/ui/delay/steps", test_steps);
  g_test_add_func ("/ui/delay/deadlines", test_deadlines);
  g_test_add_func ("/ui/delay/year", test_year);
  g_test_add_func ("/ui/delay/states", test_states);
  g_test_add_func ("/ui/delay/summer-time", test_summer_time);
  g_test_add_func ("/ui/delay/no-start", test_no_start);
  g_test_add_func ("/ui/delay/watch", test_watch);

  return g_test_run ();
}

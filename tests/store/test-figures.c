#include "config.h"

#include "fixture.h"
#include "store/figures.h"
#include "util/server-time.h"

typedef struct
{
  char         *folder;
  GuichetStore *store;
  GTimeZone    *zone;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GuichetIdentity) identity = make_identity ();

  fixture->folder = make_folder ();
  fixture->store = open_store (fixture->folder);
  fixture->zone = guichet_identity_dup_zone (identity);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  guichet_store_close (fixture->store);
  g_assert_finalize_object (fixture->store);
  g_time_zone_unref (fixture->zone);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

/* As the server writes it, so many hours from now. */
static char *
make_time (Fixture *fixture,
           int      hours)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) when = g_date_time_add_hours (now, hours);

  return guichet_server_time_format (when, fixture->zone);
}

static void
set_time (Fixture       *fixture,
          GuichetTicket *ticket,
          GuichetField   field,
          int            hours)
{
  g_autofree char *when = make_time (fixture, hours);

  guichet_ticket_set (ticket, field, when);
}

/* ---- counts */

static void
test_counts (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) queries = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_ticket_query_free);
  g_autoptr(GArray) counts = NULL;
  g_autoptr(GError) error = NULL;

  for (gint64 id = 1; id <= 60; id++)
    {
      g_autoptr(GuichetTicket) ticket = make_ticket (id, id % 4 ? "assigned" : "resolved", id % 5 ? MY_TEAM : FOREIGN_TEAM,
                                                     id % 3 ? ME : 0);

      merge_one (fixture->store, ticket);
    }
  for (guint view = 0; view < GUICHET_N_VIEWS; view++)
    for (guint i = 0; i < 3; i++)
      {
        GuichetTicketQuery *query = guichet_ticket_query_new (view);

        query->filter = g_strdup (i == 1 ? "ticket 1" : NULL);
        query->criteria = guichet_criteria_new ();
        if (i == 2)
          g_ptr_array_add (query->criteria, guichet_criterion_new_field (GUICHET_FIELD_AGENT, GUICHET_OPERATOR_EMPTY, NULL));
        g_ptr_array_add (queries, query);
      }

  counts = guichet_store_count_queries (fixture->store, queries, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts->len, ==, queries->len);
  for (guint i = 0; i < queries->len; i++)
    {
      g_autoptr(GArray) ids = guichet_store_list_ids (fixture->store, g_ptr_array_index (queries, i), NULL, &error);

      g_assert_cmpuint (g_array_index (counts, guint, i), ==, ids->len);
    }
}

/* ---- activity */

static void
add_ticket (Fixture *fixture,
            gint64   id,
            gint64   team,
            int      start_hours,
            int      resolution_hours)
{
  g_autoptr(GuichetTicket) ticket = make_ticket (id, resolution_hours != 0 ? "resolved" : "assigned", team, COLLEAGUE);

  set_time (fixture, ticket, GUICHET_FIELD_START_DATE, start_hours);
  set_time (fixture, ticket, GUICHET_FIELD_LAST_UPDATE, MAX (start_hours, resolution_hours != 0 ? resolution_hours : start_hours));
  if (resolution_hours != 0)
    set_time (fixture, ticket, GUICHET_FIELD_RESOLUTION_DATE, resolution_hours);
  merge_one (fixture->store, ticket);
}

static void
test_activity (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GArray) days = NULL;
  g_autofree char *today = make_time (fixture, 0);
  guint arrived = 0, resolved = 0;
  g_autoptr(GError) error = NULL;

  add_ticket (fixture, 1, MY_TEAM, -24 * 2, 0);
  add_ticket (fixture, 2, MY_OTHER_TEAM, -24 * 2, -24);
  add_ticket (fixture, 3, MY_TEAM, -24 * 100, -24);
  add_ticket (fixture, 4, FOREIGN_TEAM, -24 * 2, -24);
  add_ticket (fixture, 5, MY_TEAM, -24 * 100, -24 * 50);

  days = guichet_store_read_activity (fixture->store, 14, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (days->len, ==, 14);
  for (guint i = 0; i < days->len; i++)
    {
      const GuichetActivityDay *day = &g_array_index (days, GuichetActivityDay, i);

      if (i > 0)
        g_assert_cmpstr (g_array_index (days, GuichetActivityDay, i - 1).date, <, day->date);
      arrived += day->arrived;
      resolved += day->resolved;
      if (day->arrived > 0)
        g_assert_cmpuint (day->arrived, ==, 2);
    }
  g_assert_cmpuint (arrived, ==, 2);
  g_assert_cmpuint (resolved, ==, 2);
  g_assert_true (g_str_has_prefix (today, g_array_index (days, GuichetActivityDay, 13).date));
}

static void
test_no_days (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GArray) days = guichet_store_read_activity (fixture->store, 0, NULL, NULL);

  g_assert_cmpuint (days->len, ==, 0);
}

/* ---- what is to be dealt with first */

static GuichetTicket *
make_with_deadline (Fixture *fixture,
                    gint64   id,
                    gint64   agent,
                    int      start_hours,
                    int      deadline_hours)
{
  GuichetTicket *ticket = make_ticket (id, "assigned", MY_TEAM, agent);

  add_texts (ticket, "<p>Un</p>");
  set_time (fixture, ticket, GUICHET_FIELD_START_DATE, start_hours);
  if (deadline_hours != 0)
    set_time (fixture, ticket, GUICHET_FIELD_TTR_DEADLINE, deadline_hours);

  return ticket;
}

static void
test_urgent (Fixture       *fixture,
             gconstpointer  data)
{
  static const GuichetUrgentTicket expected[] = {
    { 10, GUICHET_URGENCY_OVERDUE }, { 4, GUICHET_URGENCY_OVERDUE }, { 3, GUICHET_URGENCY_AT_RISK },
    { 5, GUICHET_URGENCY_REOPENED }, { 6, GUICHET_URGENCY_ANSWERED }, { 9, GUICHET_URGENCY_OLDEST },
    { 1, GUICHET_URGENCY_OLDEST }, { 7, GUICHET_URGENCY_OLDEST },
  };
  struct { gint64 id, agent; int start, deadline; } tickets[] = {
    { 1, ME, -50, 0 }, { 2, 0, -900, 0 }, { 3, ME, -100, 10 }, { 4, 0, -50, -1 }, { 5, ME, -20, 0 }, { 6, ME, -30, 0 },
    { 7, ME, -40, 200 }, { 8, COLLEAGUE, -50, -10 }, { 9, ME, -80, 0 }, { 10, ME, -60, -5 },
  };
  g_autoptr(GArray) urgent = NULL;
  g_autoptr(GArray) few = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (tickets); i++)
    {
      g_autoptr(GuichetTicket) ticket = make_with_deadline (fixture, tickets[i].id, tickets[i].agent, tickets[i].start,
                                                            tickets[i].deadline);

      if (tickets[i].id == 5)
        guichet_ticket_set (ticket, GUICHET_FIELD_RESOLUTION_DATE, "2026-01-05 09:00:00");
      add_entry (ticket, GUICHET_JOURNAL_PUBLIC, "Un agent", "<p>Quand ?</p>");
      if (tickets[i].id == 6 || tickets[i].id == 2)
        add_entry (ticket, GUICHET_JOURNAL_PUBLIC, "élodie GERAUD", "<p>Demain</p>");
      if (tickets[i].id == 9)
        {
          add_entry (ticket, GUICHET_JOURNAL_PUBLIC, "Élodie Géraud", "<p>Demain</p>");
          add_entry (ticket, GUICHET_JOURNAL_PUBLIC, "Un agent", "<p>Bien</p>");
        }
      merge_one (fixture->store, ticket);
    }

  urgent = guichet_store_list_urgent (fixture->store, 100, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (urgent->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < urgent->len; i++)
    {
      const GuichetUrgentTicket *ticket = &g_array_index (urgent, GuichetUrgentTicket, i);

      g_assert_cmpint (ticket->id, ==, expected[i].id);
      g_assert_cmpint (ticket->urgency, ==, expected[i].urgency);
    }

  few = guichet_store_list_urgent (fixture->store, 3, NULL, &error);
  g_assert_cmpuint (few->len, ==, 3);
  g_assert_cmpint (g_array_index (few, GuichetUrgentTicket, 0).id, ==, 10);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/store/figures/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("counts", test_counts);
  ADD ("activity", test_activity);
  ADD ("no-days", test_no_days);
  ADD ("urgent", test_urgent);

  return g_test_run ();
}

#include "config.h"

#include "demo/seed.h"

#include "demo/seed-private.h"
#include "util/error.h"

gboolean
demo_row_begin (DemoRow     *row,
                DemoCore    *core,
                const char  *sql,
                GError     **error)
{
  row->statement = demo_core_prepare (core, sql, error);
  row->at = 1;

  return row->statement != NULL;
}

void
demo_row_add_text (DemoRow    *row,
                   const char *text)
{
  sqlite3_bind_text (row->statement, row->at++, text, -1, SQLITE_TRANSIENT);
}

void
demo_row_add_int (DemoRow *row,
                  gint64   number)
{
  sqlite3_bind_int64 (row->statement, row->at++, number);
}

gboolean
demo_row_finish (DemoRow   *row,
                 DemoCore  *core,
                 gint64    *out_id,
                 GError   **error)
{
  int result = sqlite3_step (row->statement);

  sqlite3_reset (row->statement);
  if (result != SQLITE_DONE)
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_DATABASE, "demonstration data: %s", sqlite3_errmsg (core->db));
      return FALSE;
    }

  if (out_id != NULL)
    *out_id = sqlite3_last_insert_rowid (core->db);
  return TRUE;
}

/* A number below @n. */
guint
demo_seed_draw (DemoSeed *seed,
                guint     n)
{
  return (guint) g_rand_int_range (seed->random, 0, (gint32) n);
}

/* The clock of the server at @when. A million requests have ten dates each:
 * no GDateTime here. */
void
demo_seed_break_down (DemoSeed  *seed,
                      gint64     when,
                      struct tm *out_tm)
{
  int interval = g_time_zone_find_interval (seed->core->zone, G_TIME_TYPE_UNIVERSAL, when);
  time_t there = when + g_time_zone_get_offset (seed->core->zone, interval);

  gmtime_r (&there, out_tm);
}

char *
demo_seed_format_time (DemoSeed *seed,
                       gint64    when)
{
  struct tm tm;
  char text[sizeof "2026-11-23 23:30:49"];

  demo_seed_break_down (seed, when, &tm);
  strftime (text, sizeof text, "%Y-%m-%d %H:%M:%S", &tm);
  return g_strdup (text);
}

static void
clear_people (DemoSeedPerson *people,
              guint           n)
{
  for (guint i = 0; i < n; i++)
    {
      g_free (people[i].name);
      g_free (people[i].first_name);
      g_free (people[i].phone);
    }
}

static void
clear_seed (DemoSeed *seed)
{
  clear_people (seed->requesters, DEMO_N_REQUESTERS);
  clear_people (seed->agents, DEMO_N_AGENTS);
  for (guint i = 0; i < DEMO_N_TEAMS; i++)
    g_array_unref (seed->members[i]);
  g_array_unref (seed->sites);
  g_array_unref (seed->services);
  g_rand_free (seed->random);
}

static gboolean
fill (DemoSeed  *seed,
      guint      n_tickets,
      GError   **error)
{
  return demo_core_run (seed->core, "BEGIN", error) &&
         demo_seed_people (seed, error) &&
         demo_seed_catalogue (seed, error) &&
         demo_seed_knowledge (seed, error) &&
         demo_seed_tickets (seed, n_tickets, error) &&
         demo_seed_requester (seed, error) &&
         demo_core_run (seed->core, "COMMIT", error);
}

/**
 * demo_seed_fill:
 *
 * Invents a desk in one transaction: people, catalogue, articles, requests.
 */
gboolean
demo_seed_fill (DemoCore  *core,
                guint      n_tickets,
                guint      number,
                GError   **error)
{
  DemoSeed seed = { core, g_rand_new_with_seed (number) };
  gboolean done;

  seed.now = g_get_real_time () / G_USEC_PER_SEC;
  seed.sites = g_array_new (FALSE, FALSE, sizeof (gint64));
  seed.services = g_array_new (FALSE, FALSE, sizeof (DemoSeedService));
  for (guint i = 0; i < DEMO_N_TEAMS; i++)
    seed.members[i] = g_array_new (FALSE, FALSE, sizeof (guint));

  done = fill (&seed, n_tickets, error);
  if (!done)
    demo_core_run (core, "ROLLBACK", NULL);
  clear_seed (&seed);

  return done;
}

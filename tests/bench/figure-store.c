#include "config.h"

#include "bench.h"

#include "data-set.h"
#include "raw.h"
#include "samples.h"
#include "store/cache.h"
#include "store/drafts.h"
#include "store/reading.h"
#include "tickets.h"

#include <math.h>

#define FIRST_PAGE 50
#define SAVES 40

typedef struct
{
  const char   *small;
  const char   *large;
  GuichetStore *store;
  guint         n_saved;
} StoreBench;

/* ---- P2: the size of the cache must not be felt at the start */

static void
keep_first_page (GArray *ids)
{
  if (ids->len > FIRST_PAGE)
    g_array_set_size (ids, FIRST_PAGE);
}

/* Milliseconds from nothing to the first page of the list that the program
 * begins with: both databases, all its ids, the rows that are seen first. */
static double
open_first_page (const char *folder)
{
  double start = clock_wall ();
  g_autoptr(GuichetStore) store = guichet_store_open (folder, NULL);
  g_autoptr(GuichetTicketQuery) query = guichet_ticket_query_new (GUICHET_VIEW_MINE);
  g_autoptr(GArray) ids = store != NULL ? guichet_store_list_ids (store, query, NULL, NULL) : NULL;
  g_autoptr(GPtrArray) rows = NULL;
  double took;

  if (ids == NULL || ids->len == 0)
    return NAN;

  keep_first_page (ids);
  rows = guichet_store_read_rows (store, ids, NULL, NULL);
  took = (clock_wall () - start) * 1000;
  guichet_store_close (store);

  return rows != NULL && rows->len == ids->len ? took : NAN;
}

static double
open_small (Bench    *bench,
            gpointer  user_data)
{
  return open_first_page (((StoreBench *) user_data)->small);
}

static double
open_large (Bench    *bench,
            gpointer  user_data)
{
  return open_first_page (((StoreBench *) user_data)->large);
}

static void
measure_sizes (Bench *self)
{
  static const BenchFigure million = {
    "P2", "open and first page, 1 M ÷ 1 k tickets", BENCH_AT_MOST, 1.15, ""
  };
  static const BenchFigure less = {
    "P2", "open and first page, 100 k ÷ 1 k tickets", BENCH_AT_MOST, 1.15, ""
  };
  g_autofree char *small = data_set_get_folder (self, 1000, FALSE);
  g_autofree char *large = data_set_get_folder (self, self->full ? 1000000 : self->quick ? 3000 : 100000, FALSE);
  StoreBench data = { .small = small, .large = large };
  BenchPairs pairs;

  bench_pair (self, self->quick ? 2 : 41, open_small, open_large, &data, &pairs);
  bench_judge_pairs (self, self->full ? &million : &less, &pairs, "%.2f ms against %.2f ms", pairs.ours, pairs.baseline);
  if (!self->full)
    bench_note (self, "P2", "open and first page, 1 M ÷ 1 k tickets", "only with --full");
}

/* ---- P20: the counts of the tabs */

static void
measure_counts (Bench *self)
{
  static const BenchFigure figure = { "P20", "counts of all tabs, p99", BENCH_AT_MOST, 5, "ms" };
  g_autofree char *folder = data_set_get_folder (self, self->quick ? 3000 : 100000, TRUE);
  g_autoptr(GuichetStore) store = guichet_store_open (folder, NULL);
  g_autoptr(GArray) times = samples_new ();

  for (guint i = 0; i < (self->quick ? 10 : 2000); i++)
    {
      GuichetViewCounts counts;
      double start = clock_wall ();

      if (!guichet_store_count_views (store, &counts, NULL))
        samples_add (times, NAN);
      samples_add (times, (clock_wall () - start) * 1000);
    }
  bench_judge (self, &figure, samples_percentile (times, 99), "p50 %.3f ms", samples_median (times));
  guichet_store_close (store);
}

/* ---- P22: what a person types is on the disk before anybody says so */

static double
save_drafts (Bench    *bench,
             gpointer  user_data)
{
  StoreBench *data = user_data;
  double start = clock_wall ();

  for (guint i = 0; i < SAVES; i++)
    {
      g_autofree char *html = g_strdup_printf ("<p>Bonjour, la borne est éteinte. %u</p>", data->n_saved++);
      GuichetDraft *draft = guichet_draft_new ("42/public", html);
      gboolean ok = guichet_store_save_draft (data->store, draft, NULL);

      guichet_draft_free (draft);
      if (!ok)
        return NAN;
    }

  return (clock_wall () - start) * 1000 / SAVES;
}

/* One changed ticket in the cache, which is what NORMAL is for. */
static double
merge_changes (Bench    *bench,
               gpointer  user_data)
{
  StoreBench *data = user_data;
  g_autoptr(Words) words = words_new (data->n_saved);
  double took = 0;

  for (guint i = 0; i < SAVES; i++)
    {
      g_autoptr(GPtrArray) tickets = guichet_tickets_new ();
      double start;

      data->n_saved++;
      g_ptr_array_add (tickets, tickets_make (words, 1 + i, 1000, FALSE));
      start = clock_wall ();
      if (!guichet_store_merge_tickets (data->store, tickets, NULL, NULL))
        return NAN;
      took += clock_wall () - start;
    }

  return took * 1000 / SAVES;
}

/* What the disk alone makes of it. */
static double
measure_bare_commit (const char *folder,
                     gboolean    full)
{
  g_autoptr(GArray) times = samples_new ();
  sqlite3 *raw = raw_open_saves (folder, full);

  for (guint i = 0; i < SAVES; i++)
    {
      g_autofree char *html = g_strdup_printf ("<p>Bonjour, la borne est éteinte. %u</p>", i);
      double start = clock_wall ();

      raw_save (raw, "42/public", html);
      samples_add (times, (clock_wall () - start) * 1000);
    }
  raw_close (raw);

  return samples_median (times);
}

static void
measure_commits (Bench *self)
{
  static const BenchFigure figure = {
    "P22", "saved keystrokes (FULL) ÷ a changed ticket", BENCH_AT_MOST, 10, ""
  };
  g_autofree char *folder = data_set_make_empty ();
  StoreBench data = { .store = data_set_open (folder) };
  BenchPairs pairs;

  bench_pair (self, self->quick ? 2 : 15, merge_changes, save_drafts, &data, &pairs);
  bench_judge_pairs (self, &figure, &pairs, "%.2f ms against %.2f ms; a bare commit %.2f ms, NORMAL %.2f ms",
                     pairs.ours, pairs.baseline, measure_bare_commit (folder, TRUE), measure_bare_commit (folder, FALSE));
  guichet_store_close (data.store);
  g_object_unref (data.store);
  data_set_remove (folder);
}

void
bench_run_store (Bench *self)
{
  if (bench_wants (self, "P2"))
    measure_sizes (self);
  if (bench_wants (self, "P20"))
    measure_counts (self);
  if (bench_wants (self, "P22"))
    measure_commits (self);
}

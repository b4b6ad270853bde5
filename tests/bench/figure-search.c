#include "config.h"

#include "bench.h"

#include "data-set.h"
#include "raw.h"
#include "samples.h"
#include "store/reading.h"
#include "words.h"

#include <math.h>
#include <string.h>

#define MAX_WORDS 3
#define MAX_LETTERS 8

typedef struct
{
  GuichetStore *store;
  sqlite3      *raw;
  Words        *words;
  guint         n_queries;
} SearchBench;

/* A beginning of so many letters, of a word that has them if there is one
 * among the next. */
static char *
make_beginning (Words *words,
                guint  n_letters)
{
  const char *word = words_next (words);

  for (guint tries = 0; tries < 100 && g_utf8_strlen (word, -1) < n_letters; tries++)
    word = words_next (words);

  return g_utf8_substring (word, 0, MIN (n_letters, g_utf8_strlen (word, -1)));
}

/* What a person has typed so far: whole words and the beginning of one. */
static char *
make_query (Words *words,
            guint  n_words,
            guint  n_letters)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autofree char *beginning = make_beginning (words, n_letters);

  for (guint i = 1; i < n_words; i++)
    g_string_append_printf (out, "%s ", words_next (words));
  g_string_append (out, beginning);

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
make_match (const char *query)
{
  g_auto(GStrv) words = g_strsplit (query, " ", -1);
  g_autofree char *quoted = g_strjoinv ("\" \"", words);

  return g_strconcat ("\"", quoted, "\" *", NULL);
}

/* Milliseconds. */
static double
search_once (SearchBench *data,
             const char  *query)
{
  double start = clock_wall ();
  g_autoptr(GArray) ids = guichet_store_search (data->store, query, GUICHET_SEARCH_NEWEST, TRUE, NULL, NULL);

  return ids != NULL ? (clock_wall () - start) * 1000 : NAN;
}

static double
search_raw (SearchBench *data,
            const char  *query,
            gboolean     by_rank)
{
  g_autofree char *match = make_match (query);
  double start = clock_wall ();

  return raw_search (data->raw, match, by_rank) >= 0 ? (clock_wall () - start) * 1000 : NAN;
}

/* ---- P3 */

static void
measure_class (Bench       *self,
               SearchBench *data,
               guint        n_words,
               guint        n_letters,
               GArray      *ours,
               GArray      *raw)
{
  for (guint i = 0; i < data->n_queries; i++)
    {
      g_autofree char *query = make_query (data->words, n_words, n_letters);

      samples_add (ours, search_once (data, query));
      samples_add (raw, search_raw (data, query, FALSE));
    }
}

static void
measure_step_a (Bench       *self,
                SearchBench *data)
{
  static const BenchFigure figure = { "P3", "search step A, worst p99 of all prefix lengths", BENCH_AT_MOST, 16.7, "ms" };
  double worst = 0, worst_raw = 0, median = 0, median_raw = 0;
  guint worst_words = 0, worst_letters = 0;

  for (guint n_words = 1; n_words <= MAX_WORDS; n_words++)
    for (guint n_letters = 1; n_letters <= MAX_LETTERS; n_letters++)
      {
        g_autoptr(GArray) ours = samples_new ();
        g_autoptr(GArray) raw = samples_new ();

        measure_class (self, data, n_words, n_letters, ours, raw);
        median = MAX (median, samples_median (ours));
        median_raw = MAX (median_raw, samples_median (raw));
        if (samples_percentile (ours, 99) <= worst)
          continue;
        worst = samples_percentile (ours, 99);
        worst_raw = samples_percentile (raw, 99);
        worst_words = n_words;
        worst_letters = n_letters;
      }

  bench_judge (self, &figure, worst, "%u words, %u letters, where bare SQL has %.2f ms; worst p50 %.2f against %.2f ms",
               worst_words, worst_letters, worst_raw, median, median_raw);
}

/* ---- P4 */

static double
median_of_two_letters (SearchBench *data,
                       gboolean     naive)
{
  g_autoptr(GArray) times = samples_new ();
  g_autoptr(Words) words = words_new (4);

  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *query = make_query (words, 1, 2);

      samples_add (times, naive ? search_raw (data, query, TRUE) : search_once (data, query));
    }

  return samples_median (times);
}

static double
search_newest (Bench    *bench,
               gpointer  user_data)
{
  return median_of_two_letters (user_data, FALSE);
}

static double
search_naively (Bench    *bench,
                gpointer  user_data)
{
  return median_of_two_letters (user_data, TRUE);
}

static void
measure_gain (Bench       *self,
              SearchBench *data)
{
  static const BenchFigure figure = { "P4", "naive ranking ÷ step A, two letters, p50", BENCH_AT_LEAST, 50, "" };
  BenchPairs pairs;

  bench_pair (self, self->quick ? 1 : 7, search_newest, search_naively, data, &pairs);
  bench_judge_pairs (self, &figure, &pairs, "%.1f ms against %.3f ms", pairs.ours, pairs.baseline);
}

void
bench_run_search (Bench *self)
{
  g_autofree char *folder = NULL;
  SearchBench data = { .n_queries = self->quick ? 10 : 1000 };

  if (!bench_wants (self, "P3") && !bench_wants (self, "P4"))
    return;

  folder = data_set_get_folder (self, self->quick ? 3000 : 100000, TRUE);
  data.store = guichet_store_open (folder, NULL);
  data.raw = raw_open_cache (folder);
  data.words = words_new (3);
  if (bench_wants (self, "P3"))
    measure_step_a (self, &data);
  if (bench_wants (self, "P4"))
    measure_gain (self, &data);
  words_free (data.words);
  raw_close (data.raw);
  guichet_store_close (data.store);
  g_object_unref (data.store);
}

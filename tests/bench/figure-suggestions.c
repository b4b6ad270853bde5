#include "config.h"

#include "bench.h"

#include "data-set.h"
#include "requests.h"
#include "samples.h"
#include "store/proposals.h"
#include "store/suggestions.h"

#include <math.h>

#define LIMIT 5
#define PROPOSED 3

typedef struct
{
  GuichetStore *store;
  RequestTexts *texts;
  guint         n_tickets;
  guint         n_queries;
} SuggestionBench;

/* Milliseconds. */
typedef double (*Ask) (SuggestionBench *data,
                       const char      *text);

static double
suggest_once (SuggestionBench *data,
              const char      *text)
{
  double start = clock_wall ();
  g_autoptr(GPtrArray) found = guichet_store_suggest (data->store, text, LIMIT, NULL, NULL);

  return found != NULL ? (clock_wall () - start) * 1000 : NAN;
}

static double
propose_once (SuggestionBench *data,
              const char      *text)
{
  double start = clock_wall ();
  g_autoptr(GPtrArray) found = guichet_store_propose_leaves (data->store, text, PROPOSED, NULL, NULL);

  return found != NULL ? (clock_wall () - start) * 1000 : NAN;
}

/* What a person has typed so far: three letters or more of a subject. */
static char *
draw_beginning (SuggestionBench *data,
                guint            i)
{
  g_autoptr(RequestText) text = request_texts_draw (data->texts, REQUEST_PHRASES_ALL);
  guint n = (guint) g_utf8_strlen (text->title, -1);

  return g_utf8_substring (text->title, 0, MIN (n, 3 + i % MAX (n, 1)));
}

static void
measure_time (Bench             *self,
              SuggestionBench   *data,
              const BenchFigure *figure,
              Ask                ask)
{
  g_autoptr(GArray) times = samples_new ();

  for (guint i = 0; i < data->n_queries; i++)
    {
      g_autofree char *text = draw_beginning (data, i);

      samples_add (times, ask (data, text));
    }

  bench_judge (self, figure, samples_percentile (times, 99), "p50 %.2f ms, longest %.1f ms, %u tickets",
               samples_median (times), samples_max (times), data->n_tickets);
}

/* ---- P25 */

static guint
find_rank (GPtrArray *proposals,
           gint64     leaf)
{
  for (guint i = 0; proposals != NULL && i < proposals->len; i++)
    if (((GuichetLeafProposal *) g_ptr_array_index (proposals, i))->leaf == leaf)
      return i;

  return G_MAXUINT;
}

/* Requests that are not in the cache, by their subjects. */
static void
measure_right (Bench           *self,
               SuggestionBench *data)
{
  static const BenchFigure figure = { "P25", "catalogue leaf among the first three", BENCH_AT_LEAST, 85, "%" };
  guint n_first = 0, n_right = 0;

  for (guint i = 0; i < data->n_queries; i++)
    {
      g_autoptr(RequestText) text = request_texts_draw (data->texts, REQUEST_PHRASES_ALL);
      g_autoptr(GPtrArray) proposals = guichet_store_propose_leaves (data->store, text->title, PROPOSED, NULL, NULL);
      guint rank = find_rank (proposals, text->leaf);

      n_first += rank == 0;
      n_right += rank < PROPOSED;
    }

  bench_judge (self, &figure, 100.0 * n_right / data->n_queries, "the first in %.1f %%, of %u leaves that are asked for",
               100.0 * n_first / data->n_queries, request_texts_get_n_leaves (data->texts));
}

void
bench_run_suggestions (Bench *self)
{
  static const BenchFigure suggested = { "P23", "suggestions under the subject, p99", BENCH_AT_MOST, 150, "ms" };
  static const BenchFigure proposed = { "P24", "leaf proposed from a sentence, p99", BENCH_AT_MOST, 50, "ms" };
  SuggestionBench data = { .n_tickets = self->quick ? 3000 : 50000, .n_queries = self->quick ? 50 : 1000 };
  g_autofree char *folder = NULL;

  if (!bench_wants (self, "P23") && !bench_wants (self, "P24") && !bench_wants (self, "P25"))
    return;

  folder = data_set_get_requests (self, data.n_tickets);
  data.store = data_set_open (folder);
  data.texts = request_texts_new (1);
  if (bench_wants (self, "P23"))
    measure_time (self, &data, &suggested, suggest_once);
  if (bench_wants (self, "P24"))
    measure_time (self, &data, &proposed, propose_once);
  if (bench_wants (self, "P25"))
    measure_right (self, &data);
  request_texts_free (data.texts);
  guichet_store_close (data.store);
  g_object_unref (data.store);
}

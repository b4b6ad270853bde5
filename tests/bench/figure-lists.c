#include "config.h"

#include "bench.h"

#include "data-set.h"
#include "samples.h"
#include "store/figures.h"
#include "store/reading.h"

#include <math.h>

/* What a condition, a second order and groups cost on top of the list of
 * everything, which is one pass over one index. */

typedef struct
{
  const char      *name;
  double           floor;
  GuichetField     field;
  GuichetOperator  op;
  const char      *value;       /* nullable: no condition */
  GuichetSort      second;      /* GUICHET_N_SORTS: none */
  GuichetGroup     group;
} ListCase;

static const ListCase cases[] = {
  { "list with a condition on a name ÷ plain", 5, GUICHET_FIELD_SERVICE, GUICHET_OPERATOR_CONTAINS, "gestion",
    GUICHET_N_SORTS, GUICHET_GROUP_NONE },
  { "list with a condition on a team ÷ plain", 5, GUICHET_FIELD_TEAM, GUICHET_OPERATOR_IS, "74",
    GUICHET_N_SORTS, GUICHET_GROUP_NONE },
  { "list with a condition on a code ÷ plain", 5, GUICHET_FIELD_PRIORITY, GUICHET_OPERATOR_IS, "3",
    GUICHET_N_SORTS, GUICHET_GROUP_NONE },
  { "list with a second order ÷ plain", 5, GUICHET_FIELD_REF, GUICHET_OPERATOR_IS, NULL,
    GUICHET_SORT_TITLE, GUICHET_GROUP_NONE },
  { "list with groups ÷ plain", 5, GUICHET_FIELD_REF, GUICHET_OPERATOR_IS, NULL,
    GUICHET_N_SORTS, GUICHET_GROUP_SITE },
};

typedef struct
{
  GuichetStore       *store;
  GuichetTicketQuery *plain;
  GuichetTicketQuery *query;
} ListBench;

static double
measure_list (GuichetStore             *store,
              const GuichetTicketQuery *query)
{
  double start = clock_wall ();
  g_autoptr(GuichetGroupedIds) list = guichet_store_list_grouped (store, query, NULL, NULL);

  return list != NULL && list->ids->len > 0 ? (clock_wall () - start) * 1000 : NAN;
}

static double
list_plain (Bench    *bench,
            gpointer  user_data)
{
  ListBench *data = user_data;

  return measure_list (data->store, data->plain);
}

static double
list_case (Bench    *bench,
           gpointer  user_data)
{
  ListBench *data = user_data;

  return measure_list (data->store, data->query);
}

static GuichetTicketQuery *
make_query (const ListCase *one)
{
  GuichetTicketQuery *query = guichet_ticket_query_new (GUICHET_VIEW_ALL);

  query->group = one->group;
  if (one->second < GUICHET_N_SORTS)
    {
      guichet_ticket_query_set_sort (query, GUICHET_SORT_STATUS, TRUE);
      guichet_ticket_query_add_sort (query, one->second, TRUE);
    }
  if (one->value != NULL)
    {
      query->criteria = guichet_criteria_new ();
      g_ptr_array_add (query->criteria, guichet_criterion_new_field (one->field, one->op, one->value));
    }

  return query;
}

static void
measure_case (Bench          *self,
              GuichetStore   *store,
              const ListCase *one)
{
  const BenchFigure figure = { "P20", one->name, BENCH_AT_MOST, one->floor, "" };
  g_autoptr(GuichetTicketQuery) plain = guichet_ticket_query_new (GUICHET_VIEW_ALL);
  g_autoptr(GuichetTicketQuery) query = make_query (one);
  ListBench data = { store, plain, query };
  BenchPairs pairs;

  bench_pair (self, self->quick ? 2 : 25, list_plain, list_case, &data, &pairs);
  bench_judge_pairs (self, &figure, &pairs, "%.1f ms against %.1f ms", pairs.ours, pairs.baseline);
}

/* ---- the counts of the sidebar: the tabs and some saved lists */

static GPtrArray *
make_queries (void)
{
  GPtrArray *queries = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_ticket_query_free);

  for (guint view = 0; view < GUICHET_N_VIEWS; view++)
    g_ptr_array_add (queries, guichet_ticket_query_new (view));

  return queries;
}

static void
measure_tabs (Bench        *self,
              GuichetStore *store)
{
  static const BenchFigure figure = { "P20", "counts of all tabs as queries, p99", BENCH_AT_MOST, 5, "ms" };
  g_autoptr(GPtrArray) queries = make_queries ();
  g_autoptr(GArray) times = samples_new ();

  for (guint i = 0; i < (self->quick ? 10 : 1000); i++)
    {
      double start = clock_wall ();
      g_autoptr(GArray) counts = guichet_store_count_queries (store, queries, NULL, NULL);

      samples_add (times, counts != NULL ? (clock_wall () - start) * 1000 : NAN);
    }
  bench_judge (self, &figure, samples_percentile (times, 99), "p50 %.3f ms", samples_median (times));
}

void
bench_run_lists (Bench *self)
{
  g_autofree char *folder = NULL;
  g_autoptr(GuichetStore) store = NULL;

  if (!bench_wants (self, "P20"))
    return;

  folder = data_set_get_folder (self, self->quick ? 3000 : 100000, FALSE);
  store = guichet_store_open (folder, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    measure_case (self, store, &cases[i]);
  measure_tabs (self, store);
  guichet_store_close (store);
}

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * Bench:
 *
 * One run of the benchmark: what was asked for, and what came out so far. A
 * figure compares with a baseline of the same run, or with a time that a
 * person notices; absolute times of one machine say nothing on another.
 */
typedef struct
{
  gboolean    quick;            /* small sizes: does it run at all */
  gboolean    full;             /* a million tickets */
  char      **only;             /* nullable: codes of figures */
  const char *program;          /* where the helper programs lie beside */
  guint       n_judged;
  guint       n_broken;
  guint       n_noisy;
} Bench;

typedef enum
{
  BENCH_AT_MOST,
  BENCH_AT_LEAST,
} BenchSense;

typedef struct
{
  const char  *code;
  const char  *name;
  BenchSense   sense;
  double       floor;
  const char  *unit;            /* "" for a ratio */
} BenchFigure;

/**
 * BenchPairs:
 * @ratio: median of ours ÷ baseline, pair by pair
 * @ratio_low, @ratio_high: the middle half of these
 */
typedef struct
{
  double ratio;
  double ratio_low;
  double ratio_high;
  double baseline;
  double baseline_spread;
  double ours;
} BenchPairs;

/* Returns what was measured, NAN when it failed. */
typedef double (*BenchMeasure) (Bench    *bench,
                                gpointer  user_data);

gboolean bench_wants (Bench              *self,
                      const char         *code);
/* Baseline, ours, baseline, ours… after one of each that does not count. */
void     bench_pair  (Bench              *self,
                      guint               n_pairs,
                      BenchMeasure        baseline,
                      BenchMeasure        ours,
                      gpointer            user_data,
                      BenchPairs         *out_pairs);
/* Of values that were measured in pairs, in this order. */
void     bench_compare (GArray           *baselines,
                        GArray           *values,
                        BenchPairs       *out_pairs);
/* Whether a processor is there when it is wanted, just now. */
gboolean bench_is_quiet (void);
/* Prints the value, but says that the machine is too noisy for a verdict. */
void     bench_refuse (Bench              *self,
                       const BenchFigure  *figure,
                       double              value,
                       const char         *detail);
/* A time that is over its floor while the machine is not quiet is not judged. */
void     bench_judge (Bench              *self,
                      const BenchFigure  *figure,
                      double              value,
                      const char         *detail,
                      ...) G_GNUC_PRINTF (4, 5);
/* Does not judge when the baseline or the pairs are not steady. */
void     bench_judge_pairs (Bench             *self,
                            const BenchFigure *figure,
                            const BenchPairs  *pairs,
                            const char        *detail,
                            ...) G_GNUC_PRINTF (4, 5);
void     bench_note  (Bench              *self,
                      const char         *code,
                      const char         *name,
                      const char         *format,
                      ...) G_GNUC_PRINTF (4, 5);

/* The figures, by what they need. */
void     bench_run_start  (Bench *self);
void     bench_run_ticket (Bench *self);
void     bench_run_scroll (Bench *self);
void     bench_run_store  (Bench *self);
void     bench_run_lists  (Bench *self);
void     bench_run_search (Bench *self);
void     bench_run_suggestions (Bench *self);
void     bench_run_sync   (Bench *self);
void     bench_run_memory (Bench *self);

G_END_DECLS

#include "config.h"

#include "bench.h"

#include "samples.h"

#include <math.h>

/* Beyond this the machine has other things to do, and no ratio means anything. */
#define MAX_BASELINE_SPREAD 1.5
#define MAX_CONTENTION 1.15

gboolean
bench_wants (Bench      *self,
             const char *code)
{
  return self->only == NULL || g_strv_contains ((const char * const *) self->only, code);
}

void
bench_compare (GArray     *baselines,
               GArray     *values,
               BenchPairs *out_pairs)
{
  g_autoptr(GArray) ratios = samples_new ();

  for (guint i = 0; i < values->len; i++)
    samples_add (ratios, g_array_index (values, double, i) / g_array_index (baselines, double, i));

  out_pairs->baseline = samples_median (baselines);
  out_pairs->baseline_spread = samples_spread (baselines);
  out_pairs->ours = samples_median (values);
  out_pairs->ratio = samples_median (ratios);
  out_pairs->ratio_low = samples_percentile (ratios, 25);
  out_pairs->ratio_high = samples_percentile (ratios, 75);
}

void
bench_pair (Bench        *self,
            guint         n_pairs,
            BenchMeasure  baseline,
            BenchMeasure  ours,
            gpointer      user_data,
            BenchPairs   *out_pairs)
{
  g_autoptr(GArray) baselines = samples_new ();
  g_autoptr(GArray) values = samples_new ();

  for (guint i = 0; i <= n_pairs; i++)
    {
      double base = baseline (self, user_data);
      double value = ours (self, user_data);

      if (i == 0)
        continue;
      samples_add (baselines, base);
      samples_add (values, value);
    }

  bench_compare (baselines, values, out_pairs);
}

/* ---- verdicts */

/* Half a second of work: what the clock on the wall says more of it than that
 * of the processor, others had. */
gboolean
bench_is_quiet (void)
{
  double wall = clock_wall ();
  double work = clock_thread ();
  volatile guint64 sum = 0;

  while (clock_thread () - work < 0.5)
    for (guint i = 0; i < 100000; i++)
      sum += i;

  return (clock_wall () - wall) / (clock_thread () - work) <= MAX_CONTENTION;
}

static char *
format_value (double      value,
              const char *unit)
{
  const char *format = value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : value >= 0.1 ? "%.2f" : "%.4f";
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, format, value);

  return *unit != '\0' ? g_strconcat (number, " ", unit, NULL) : g_strdup (number);
}

static void
print_line (const BenchFigure *figure,
            double             value,
            const char        *verdict,
            const char        *detail)
{
  g_autofree char *shown = format_value (value, figure->unit);
  g_autofree char *floor_shown = format_value (figure->floor, figure->unit);

  g_print ("%-4s %-44s %12s  (floor %s %s)  %s\n", figure->code, figure->name, shown,
           figure->sense == BENCH_AT_MOST ? "≤" : "≥", floor_shown, verdict);
  if (*detail != '\0')
    g_print ("%50s%s\n", "", detail);
}

void
bench_refuse (Bench             *self,
              const BenchFigure *figure,
              double             value,
              const char        *detail)
{
  self->n_noisy++;
  print_line (figure, value, "machine too noisy", detail);
}

/* A value that is no number is a measure that failed. */
static gboolean
is_kept (const BenchFigure *figure,
         double             value)
{
  return figure->sense == BENCH_AT_MOST ? value <= figure->floor : value >= figure->floor;
}

static void
judge (Bench             *self,
       const BenchFigure *figure,
       double             value,
       const char        *detail)
{
  gboolean ok = is_kept (figure, value);

  /* What is too small to take any time is only there to see that it runs. */
  if (self->quick && !isnan (value))
    {
      print_line (figure, value, "not judged", detail);
      return;
    }

  self->n_judged++;
  self->n_broken += ok ? 0 : 1;
  print_line (figure, value, ok ? "ok" : "BROKEN", detail);
}

void
bench_judge (Bench             *self,
             const BenchFigure *figure,
             double             value,
             const char        *detail,
             ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, detail);
  text = g_strdup_vprintf (detail, args);
  va_end (args);
  if (*figure->unit != '\0' && !isnan (value) && !is_kept (figure, value) && !self->quick && !bench_is_quiet ())
    bench_refuse (self, figure, value, text);
  else
    judge (self, figure, value, text);
}

static gboolean
is_steady (const BenchPairs *pairs)
{
  return pairs->baseline_spread <= MAX_BASELINE_SPREAD && pairs->ratio_high / pairs->ratio_low <= MAX_BASELINE_SPREAD;
}

void
bench_judge_pairs (Bench             *self,
                   const BenchFigure *figure,
                   const BenchPairs  *pairs,
                   const char        *detail,
                   ...)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, detail);
  text = g_strdup_vprintf (detail, args);
  va_end (args);
  line = g_strdup_printf ("%s; half of the pairs %.3g–%.3g", text, pairs->ratio_low, pairs->ratio_high);

  if (is_steady (pairs) || isnan (pairs->ratio))
    judge (self, figure, pairs->ratio, line);
  else
    bench_refuse (self, figure, pairs->ratio, line);
}

void
bench_note (Bench      *self,
            const char *code,
            const char *name,
            const char *format,
            ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_print ("%-4s %-44s %s\n", code, name, text);
}

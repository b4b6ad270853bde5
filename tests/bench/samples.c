#include "config.h"

#include "samples.h"

#include <math.h>
#include <time.h>

GArray *
samples_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

void
samples_add (GArray *self,
             double  value)
{
  g_array_append_val (self, value);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

double
samples_percentile (GArray *self,
                    double  percent)
{
  g_autoptr(GArray) sorted = g_array_copy (self);
  guint place;

  if (sorted->len == 0)
    return NAN;

  g_array_sort (sorted, compare_doubles);
  place = (guint) ceil (percent / 100 * sorted->len);

  return g_array_index (sorted, double, MAX (place, 1) - 1);
}

double
samples_median (GArray *self)
{
  return samples_percentile (self, 50);
}

double
samples_max (GArray *self)
{
  return samples_percentile (self, 100);
}

double
samples_spread (GArray *self)
{
  return samples_percentile (self, 75) / samples_percentile (self, 25);
}

static double
read_clock (clockid_t id)
{
  struct timespec time;

  clock_gettime (id, &time);

  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

double
clock_wall (void)
{
  return read_clock (CLOCK_MONOTONIC);
}

double
clock_process (void)
{
  return read_clock (CLOCK_PROCESS_CPUTIME_ID);
}

double
clock_thread (void)
{
  return read_clock (CLOCK_THREAD_CPUTIME_ID);
}

#include "config.h"

#include "bench.h"

#include "data-set.h"
#include "samples.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

/* The windows are processes of their own, beside this program; each tells
 * when its first frame was there and what memory it has at rest. */
typedef struct
{
  GArray *memory;               /* kB */
  GArray *work;                 /* ms of the processor up to the first frame */
} Window;

typedef struct
{
  const char *folder;           /* of the list's data */
  const char *small;            /* the same with few tickets */
  Window      bare;
  Window      list;
  Window      other;
} StartBench;

/* Starting a window is waiting for the display, too; beyond this it waited for
 * a processor. */
#define MAX_WAITING 1.7

static Window
window_init (void)
{
  return (Window) { samples_new (), samples_new () };
}

static void
window_clear (Window *self)
{
  g_array_unref (self->memory);
  g_array_unref (self->work);
}

static double
find_value (const char *text,
            const char *name)
{
  const char *place = strstr (text, name);

  return place != NULL ? g_ascii_strtod (place + strlen (name), NULL) : NAN;
}

/* Milliseconds to the first frame. */
static double
run_window (Bench      *bench,
            const char *name,
            const char *folder,
            Window     *window)
{
  g_autofree char *place = g_path_get_dirname (bench->program);
  g_autofree char *path = g_build_filename (place, name, NULL);
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) child = NULL;
  g_autofree char *said = NULL;

  g_subprocess_launcher_setenv (launcher, "GUICHET_BENCH_START", now, TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, path, folder, NULL);
  if (child == NULL || !g_subprocess_communicate_utf8 (child, NULL, NULL, &said, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return NAN;
    }
  samples_add (window->memory, find_value (said, "memory "));
  samples_add (window->work, find_value (said, "work "));

  return find_value (said, "frame ");
}

static double
start_bare (Bench    *bench,
            gpointer  user_data)
{
  return run_window (bench, "guichet-bench-bare", NULL, &((StartBench *) user_data)->bare);
}

static double
start_list (Bench    *bench,
            gpointer  user_data)
{
  StartBench *data = user_data;

  return run_window (bench, "guichet-bench-list", data->folder, &data->list);
}

static double
start_small (Bench    *bench,
             gpointer  user_data)
{
  StartBench *data = user_data;

  return run_window (bench, "guichet-bench-list", data->small, &data->other);
}

static void
measure_start (Bench      *self,
               StartBench *data)
{
  static const BenchFigure start = { "P1", "start to interactive list ÷ bare window", BENCH_AT_MOST, 1.6, "" };
  static const BenchFigure memory = { "P15", "memory at rest ÷ bare window", BENCH_AT_MOST, 2, "" };
  BenchPairs pairs;
  double bare, list, bare_work, list_work;
  g_autofree char *detail = NULL;

  bench_pair (self, self->quick ? 1 : 9, start_bare, start_list, data, &pairs);
  bare = samples_median (data->bare.memory) / 1024;
  list = samples_median (data->list.memory) / 1024;
  bare_work = samples_median (data->bare.work);
  list_work = samples_median (data->list.work);
  detail = g_strdup_printf ("%.0f ms against %.0f ms; of the processor %.0f ms against %.0f ms: %.2f",
                            pairs.ours, pairs.baseline, list_work, bare_work, list_work / bare_work);
  if (bench_wants (self, "P1") && pairs.baseline / bare_work > MAX_WAITING)
    bench_refuse (self, &start, pairs.ratio, detail);
  else if (bench_wants (self, "P1"))
    bench_judge_pairs (self, &start, &pairs, "%s", detail);
  if (bench_wants (self, "P15"))
    bench_judge (self, &memory, list / bare, "%.0f MB against %.0f MB", list, bare);
}

static void
measure_sizes (Bench      *self,
               StartBench *data)
{
  static const BenchFigure figure = { "P2", "start to interactive list, many ÷ 1 k tickets", BENCH_AT_MOST, 1.15, "" };
  BenchPairs pairs;

  bench_pair (self, self->quick ? 1 : 9, start_small, start_list, data, &pairs);
  bench_judge_pairs (self, &figure, &pairs, "%.0f ms against %.0f ms", pairs.ours, pairs.baseline);
}

void
bench_run_start (Bench *self)
{
  guint n_tickets = self->full ? 1000000 : self->quick ? 3000 : 100000;
  g_autofree char *folder = NULL;
  g_autofree char *small = NULL;
  StartBench data;

  if (!bench_wants (self, "P1") && !bench_wants (self, "P2") && !bench_wants (self, "P15"))
    return;
  if (g_getenv ("DISPLAY") == NULL && g_getenv ("WAYLAND_DISPLAY") == NULL)
    {
      bench_note (self, "P1", "windows", "no display: run it by ./dev bench");
      return;
    }

  folder = data_set_get_folder (self, n_tickets, !self->full);
  small = data_set_get_folder (self, 1000, FALSE);
  data = (StartBench) { folder, small, window_init (), window_init (), window_init () };
  if (bench_wants (self, "P1") || bench_wants (self, "P15"))
    measure_start (self, &data);
  if (bench_wants (self, "P2"))
    measure_sizes (self, &data);
  window_clear (&data.bare);
  window_clear (&data.list);
  window_clear (&data.other);
}

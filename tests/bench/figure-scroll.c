#include "config.h"

#include "bench.h"

#include "data-set.h"
#include "samples.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

/* The windows are processes of their own, beside this program. Each pair is
 * one of each, and both walk through their tables in three ways. Work is that
 * of the processor, from one frame to the next; a jump is over on the wall
 * clock. */

typedef enum
{
  ROWS,
  PAGES,
  JUMPS,
  N_WALKS
} Walk;

static const struct
{
  const char  *name;            /* in what a window says */
  const char  *value;           /* of that, what is compared */
  BenchFigure  figure;
} walks[N_WALKS] = {
  { "rows ", "workp99 ", { "P6", "work of a frame of 3 rows, p99 ÷ bare table", BENCH_AT_MOST, 2, "" } },
  { "pages ", "workp99 ", { "P6", "work of a page, p99 ÷ bare table", BENCH_AT_MOST, 2, "" } },
  { "jumps ", "p50 ", { "P7", "jump to real rows ÷ bare table", BENCH_AT_MOST, 4, "" } },
};

/* Medians of what the windows of one kind said. */
typedef struct
{
  GArray *value[N_WALKS];
  GArray *p99[N_WALKS];
  GArray *work[N_WALKS];        /* of the processor, p99 */
  double  n_empty;              /* steps at whose end a row in sight had no data */
} Table;

static double
find_value (const char *text,
            const char *walk,
            const char *name)
{
  const char *line = strstr (text, walk);
  const char *place = line != NULL ? strstr (line, name) : NULL;

  return place != NULL ? g_ascii_strtod (place + strlen (name), NULL) : NAN;
}

static void
table_init (Table *self)
{
  self->n_empty = 0;
  for (Walk walk = 0; walk < N_WALKS; walk++)
    {
      self->value[walk] = samples_new ();
      self->p99[walk] = samples_new ();
      self->work[walk] = samples_new ();
    }
}

static void
table_clear (Table *self)
{
  for (Walk walk = 0; walk < N_WALKS; walk++)
    {
      g_array_unref (self->value[walk]);
      g_array_unref (self->p99[walk]);
      g_array_unref (self->work[walk]);
    }
}

static void
table_add (Table      *self,
           const char *said)
{
  for (Walk walk = 0; walk < N_WALKS; walk++)
    {
      samples_add (self->value[walk], find_value (said, walks[walk].name, walks[walk].value));
      samples_add (self->p99[walk], find_value (said, walks[walk].name, " p99 "));
      samples_add (self->work[walk], find_value (said, walks[walk].name, "workp99 "));
    }
  self->n_empty += find_value (said, "empty ", "empty ");
}

/* Returns: (nullable): what the window said */
static char *
run_window (Bench      *self,
            const char *kind,
            const char *first,
            const char *second)
{
  g_autofree char *place = g_path_get_dirname (self->program);
  g_autofree char *path = g_build_filename (place, "guichet-bench-scroll", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) child =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, path, kind, self->quick ? "20" : "200", first, second, NULL);
  char *said = NULL;

  if (child == NULL || !g_subprocess_communicate_utf8 (child, NULL, NULL, &said, NULL, &error))
    g_printerr ("%s\n", error->message);

  return said;
}

/* The first list does not count; the bare table gets its size. */
static void
run_pairs (Bench      *self,
           const char *folder,
           Table      *bare,
           Table      *list)
{
  g_autofree char *warm_up = run_window (self, "list", folder, NULL);
  g_autofree char *width = NULL;
  g_autofree char *height = NULL;

  if (warm_up == NULL)
    return;

  width = g_strdup_printf ("%.0f", find_value (warm_up, "size ", "width "));
  height = g_strdup_printf ("%.0f", find_value (warm_up, "size ", "height "));
  for (guint i = 0; i < (self->quick ? 1 : 5); i++)
    {
      g_autofree char *bare_said = run_window (self, "bare", width, height);
      g_autofree char *list_said = bare_said != NULL ? run_window (self, "list", folder, NULL) : NULL;

      if (list_said == NULL)
        return;
      table_add (bare, bare_said);
      table_add (list, list_said);
    }
}

static void
judge (Bench *self,
       Walk   walk,
       Table *bare,
       Table *list)
{
  BenchPairs pairs;

  if (!bench_wants (self, walks[walk].figure.code))
    return;

  bench_compare (bare->value[walk], list->value[walk], &pairs);
  bench_judge_pairs (self, &walks[walk].figure, &pairs,
                     "%.1f ms against %.1f ms; p99 on the wall %.1f against %.1f ms, of the processor %.1f against %.1f ms",
                     pairs.ours, pairs.baseline, samples_median (list->p99[walk]), samples_median (bare->p99[walk]),
                     samples_median (list->work[walk]), samples_median (bare->work[walk]));
}

void
bench_run_scroll (Bench *self)
{
  g_autofree char *folder = NULL;
  Table bare;
  Table list;

  if (!bench_wants (self, "P6") && !bench_wants (self, "P7"))
    return;
  if (g_getenv ("DISPLAY") == NULL && g_getenv ("WAYLAND_DISPLAY") == NULL)
    {
      bench_note (self, "P6", "windows", "no display: run it by ./dev bench");
      return;
    }

  folder = data_set_get_folder (self, self->full ? 1000000 : self->quick ? 3000 : 100000, !self->full);
  table_init (&bare);
  table_init (&list);
  run_pairs (self, folder, &bare, &list);
  for (Walk walk = 0; walk < N_WALKS; walk++)
    judge (self, walk, &bare, &list);
  bench_note (self, "P6", "steps that ended with an empty row in sight", "%.0f", list.n_empty);
  table_clear (&bare);
  table_clear (&list);
}

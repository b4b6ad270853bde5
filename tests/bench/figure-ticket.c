#include "config.h"

#include "bench.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

/* The window is a process of its own, beside this program. */

static double
find_value (const char *text,
            const char *name)
{
  const char *place = strstr (text, name);

  return place != NULL ? g_ascii_strtod (place + strlen (name), NULL) : NAN;
}

static char *
run_window (Bench *self)
{
  g_autofree char *place = g_path_get_dirname (self->program);
  g_autofree char *path = g_build_filename (place, "guichet-bench-ticket", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, path, NULL);
  char *said = NULL;

  if (child == NULL || !g_subprocess_communicate_utf8 (child, NULL, NULL, &said, NULL, &error))
    g_printerr ("%s\n", error->message);

  return said;
}

void
bench_run_ticket (Bench *self)
{
  static const BenchFigure figure = { "P5", "open a ticket of 50 entries to painted, p99", BENCH_AT_MOST, 50, "ms" };
  g_autofree char *said = NULL;

  if (!bench_wants (self, "P5"))
    return;
  if (g_getenv ("DISPLAY") == NULL && g_getenv ("WAYLAND_DISPLAY") == NULL)
    {
      bench_note (self, "P5", "windows", "no display: run it by ./dev bench");
      return;
    }

  if ((said = run_window (self)) != NULL)
    bench_judge (self, &figure, find_value (said, "p99 "), "median %.1f ms; of the processor %.1f ms, p99 %.1f ms; the first %.1f ms",
                 find_value (said, "p50 "), find_value (said, "work "), find_value (said, "workp99 "), find_value (said, "first "));
}

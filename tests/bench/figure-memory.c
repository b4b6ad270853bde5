#include "config.h"

#include "bench.h"

#include "desk.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define MEGABYTES 50

/* In KB, of this process. */
static gint64
read_status (const char *name)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL) || (line = strstr (status, name)) == NULL)
    return 0;

  return g_ascii_strtoll (line + strlen (name), NULL, 10);
}

/* From here on the high-water mark counts anew. The file may be written only,
 * which GLib's functions do not ask for. */
static gint64
start_peak (void)
{
  int file = g_open ("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);

  if (file < 0 || write (file, "5", 1) != 1)
    g_warning ("The peak of the memory cannot be measured here");
  if (file >= 0)
    g_close (file, NULL);

  return read_status ("VmRSS:");
}

static void
count_cb (GuichetTicket *ticket,
          gpointer       user_data)
{
  (*(guint *) user_data)++;
}

static guint
pull (GuichetRemote *remote)
{
  GuichetPull what = { .what = GUICHET_PULL_ONGOING, .detail = GUICHET_DETAIL_FULL };
  guint n = 0;

  return guichet_remote_pull (remote, &what, count_cb, &n, NULL, NULL, NULL) ? n : 0;
}

/* Peak memory beyond what was there before, of the answer's size. The server
 * holds one ticket, whatever it sends. */
static double
measure_answer (gsize n_bytes)
{
  g_autoptr(Desk) warm_up = desk_new_large (1024 * 1024);
  g_autoptr(Desk) desk = desk_new_large (n_bytes);
  g_autoptr(GuichetRemote) warm_remote = desk_connect (warm_up);
  g_autoptr(GuichetRemote) remote = desk_connect (desk);
  gint64 before;

  if (pull (warm_remote) == 0)
    return NAN;
  before = start_peak ();
  if (pull (remote) == 0)
    return NAN;

  return (double) (read_status ("VmHWM:") - before) * 1024 / (double) n_bytes;
}

void
bench_run_memory (Bench *self)
{
  static const BenchFigure figure = { "P16", "peak memory of a 50 MB answer ÷ its size", BENCH_AT_MOST, 0.05, "" };
  gsize n_bytes = self->quick ? 1024 * 1024 : (gsize) MEGABYTES * 1024 * 1024;

  if (bench_wants (self, "P16"))
    bench_judge (self, &figure, measure_answer (n_bytes), "%s", "");
}

#include "config.h"

#include "window-report.h"

#include <string.h>
#include <time.h>

#define REST_MS 1000

typedef struct
{
  GtkWindow   *window;
  WindowReady  ready;
  gpointer     user_data;
  gulong       handler;
} Report;

static void
say_memory_cb (gpointer data)
{
  Report *report = data;
  g_autofree char *status = NULL;
  const char *line = NULL;

  if (g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    line = strstr (status, "VmRSS:");
  g_print ("memory %" G_GINT64_FORMAT "\n", line != NULL ? g_ascii_strtoll (line + strlen ("VmRSS:"), NULL, 10) : 0);
  gtk_window_destroy (report->window);
  g_free (report);
}

/* Seconds of the processor that this process has had, all threads together. */
static double
read_work (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static void
after_paint_cb (GdkFrameClock *clock,
                Report        *report)
{
  gint64 start = g_ascii_strtoll (g_getenv ("GUICHET_BENCH_START"), NULL, 10);

  if (report->ready != NULL && !report->ready (report->user_data))
    return;

  g_print ("frame %.3f\n", (double) (g_get_monotonic_time () - start) / 1000);
  g_print ("work %.3f\n", read_work () * 1000);
  g_signal_handler_disconnect (clock, report->handler);
  g_timeout_add_once (REST_MS, say_memory_cb, report);
}

static void
realize_cb (GtkWidget *window,
            Report    *report)
{
  report->handler = g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint",
                                      G_CALLBACK (after_paint_cb), report);
}

void
window_report (GtkWindow   *window,
               WindowReady  ready,
               gpointer     user_data)
{
  Report *report = g_new0 (Report, 1);

  report->window = window;
  report->ready = ready;
  report->user_data = user_data;
  g_signal_connect (window, "realize", G_CALLBACK (realize_cb), report);
}

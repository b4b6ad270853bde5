#include "config.h"

#include "crash-trace.h"

#include <execinfo.h>
#include <signal.h>
#include <unistd.h>

#define MAX_FRAMES 64

/* Only what may be called in a signal's handler. */
static void
crashed_cb (int number)
{
  static const char heading[] = "The program crashed at:\n";
  void *frames[MAX_FRAMES];
  int n = backtrace (frames, MAX_FRAMES);

  if (write (STDERR_FILENO, heading, sizeof heading - 1) > 0)
    backtrace_symbols_fd (frames, n, STDERR_FILENO);

  raise (number);
}

/**
 * crash_trace_install:
 *
 * A crash that comes once in a hundred runs, elsewhere, leaves more than its
 * signal's number: the calls that led to it, on stderr. The sanitizers have
 * handlers of their own.
 */
void
crash_trace_install (void)
{
#ifndef __SANITIZE_ADDRESS__
  struct sigaction action = { .sa_handler = crashed_cb, .sa_flags = (int) SA_RESETHAND };
  static const int fatal[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE };
  void *frame;

  /* The first call loads the unwinder, which a handler must not. */
  backtrace (&frame, 1);
  for (guint i = 0; i < G_N_ELEMENTS (fatal); i++)
    sigaction (fatal[i], &action, NULL);
#endif
}

#include "config.h"

#include "loop-watch.h"

#include "samples.h"

static GPollFunc real_poll;
static double poll_ended;
static double longest;

static gint
watched_poll (GPollFD *fds,
              guint    n_fds,
              gint     timeout)
{
  gint result;

  if (poll_ended > 0)
    longest = MAX (longest, clock_wall () - poll_ended);
  result = real_poll (fds, n_fds, timeout);
  poll_ended = clock_wall ();

  return result;
}

void
loop_watch_start (void)
{
  longest = 0;
  poll_ended = 0;
  real_poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, watched_poll);
}

double
loop_watch_stop (void)
{
  g_main_context_set_poll_func (NULL, real_poll);

  return longest;
}

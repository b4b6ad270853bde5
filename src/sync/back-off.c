#include "config.h"

#include "sync/back-off.h"

#include "sync/context.h"

/**
 * guichet_back_off_delay:
 * @failures: in a row, from 1
 * @chance: from 0 to 1
 *
 * Returns: milliseconds: @min doubled with each failure up to @max, then moved
 *   by a quarter either way, so that a thousand clients that lost the same
 *   server do not come back in the same second
 */
guint
guichet_back_off_delay (guint  min,
                        guint  max,
                        guint  failures,
                        double chance)
{
  guint64 delay = min;

  for (guint i = 1; i < failures && delay < max; i++)
    delay *= 2;
  delay = MIN (delay, max);

  return (guint) ((double) delay * (0.75 + 0.5 * chance));
}

void
guichet_back_off_fail (GuichetBackOff *self,
                       guint           min,
                       guint           max)
{
  self->failures++;
  self->until = guichet_sync_monotonic () + guichet_back_off_delay (min, max, self->failures, g_random_double ());
}

void
guichet_back_off_succeed (GuichetBackOff *self)
{
  self->failures = 0;
  self->until = 0;
}

#pragma once

#include "model/profile.h"
#include "model/ticket.h"
#include "ui/common/chip.h"

G_BEGIN_DECLS

/* How much of the time that was granted is left. */
typedef enum
{
  GUICHET_DELAY_NONE,           /* no deadline, or the ticket is resolved */
  GUICHET_DELAY_STOPPED,        /* the clock stands still in this state */
  GUICHET_DELAY_PLENTY,
  GUICHET_DELAY_HALF,           /* 50 % or less */
  GUICHET_DELAY_QUARTER,        /* 25 % or less */
  GUICHET_DELAY_LATE,           /* 0 %: the deadline is here or over */
} GuichetDelayStep;

/**
 * GuichetDelay:
 * @response: the deadline is the one for taking the ticket (TTO), not for
 *   resolving it (TTR)
 * @seconds: until the deadline; negative once it is over
 * @fraction: of the granted time that is left, 0 to 1
 * @icon, @tint: for a #GuichetChip; static
 * @text: a few words
 * @spoken: the same as a sentence, for tooltips and screen readers
 *
 * Where a ticket stands on its way to the next deadline.
 */
typedef struct
{
  GuichetDelayStep  step;
  gboolean          response;
  gint64            seconds;
  double            fraction;
  const char       *icon;
  const char       *tint;
  char             *text;
  char             *spoken;
} GuichetDelay;

GuichetDelay *guichet_delay_new  (GuichetTicket      *ticket,
                                  GuichetProfile     *profile,
                                  GTimeZone          *zone,
                                  GDateTime          *now);
void          guichet_delay_free (GuichetDelay       *self);
void          guichet_delay_show (const GuichetDelay *self,
                                  GuichetChip        *chip);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetDelay, guichet_delay_free)

G_END_DECLS

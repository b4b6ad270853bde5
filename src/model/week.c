#include "config.h"

#include "model/week.h"

/**
 * guichet_week_mask:
 *
 * Returns: one day's half hours from @start up to, not including, @end
 */
guint64
guichet_week_mask (guint start,
                   guint end)
{
  guint64 mask = 0;

  for (guint slot = start; slot < MIN (end, GUICHET_WEEK_SLOTS); slot++)
    mask |= G_GUINT64_CONSTANT (1) << slot;

  return mask;
}

gboolean
guichet_week_get (const GuichetWeek *self,
                  guint              day,
                  guint              slot)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (day < GUICHET_WEEK_DAYS && slot < GUICHET_WEEK_SLOTS, FALSE);

  return (self->days[day] >> slot & 1) != 0;
}

void
guichet_week_set (GuichetWeek *self,
                  guint        day,
                  guint        slot,
                  gboolean     free)
{
  guint64 mask = guichet_week_mask (slot, slot + 1);

  g_return_if_fail (self != NULL);
  g_return_if_fail (day < GUICHET_WEEK_DAYS && slot < GUICHET_WEEK_SLOTS);

  self->days[day] = free ? self->days[day] | mask : self->days[day] & ~mask;
}

gboolean
guichet_week_is_empty (const GuichetWeek *self)
{
  const GuichetWeek empty = { { 0 } };

  return guichet_week_equal (self, &empty);
}

gboolean
guichet_week_equal (const GuichetWeek *a,
                    const GuichetWeek *b)
{
  for (guint day = 0; day < GUICHET_WEEK_DAYS; day++)
    if (a->days[day] != b->days[day])
      return FALSE;

  return TRUE;
}

gboolean
guichet_week_contains (const GuichetWeek *self,
                       GDateTime         *when)
{
  guint slot = (guint) g_date_time_get_hour (when) * 2 + (g_date_time_get_minute (when) >= 30 ? 1 : 0);

  return guichet_week_get (self, (guint) g_date_time_get_day_of_week (when) - 1, slot);
}

#include "config.h"

#include "model/deadline.h"

#include "util/server-time.h"

/* What counts as little time when the server does not tell when it began. */
#define LITTLE_TIME 3600

static gboolean
leads_to (GuichetProfile *profile,
          const char     *name,
          const char     *status)
{
  const GuichetAction *action = guichet_profile_get_action (profile, name);

  return action != NULL && g_strcmp0 (action->to, status) == 0;
}

/**
 * guichet_deadline_stands_still:
 *
 * The stop watches of the server run while the support has the ticket.
 *
 * Returns: whether in the state @status a partner, the requester or an
 *   approver has it
 */
gboolean
guichet_deadline_stands_still (GuichetProfile *profile,
                               const char     *status)
{
  return leads_to (profile, "pending", status) || leads_to (profile, "request-info", status) ||
         leads_to (profile, "request-approval", status);
}

/**
 * guichet_deadline_choose:
 * @agent: 0 when nobody has the ticket: then the time to take it runs out first
 * @tto, @ttr: (nullable): the deadlines as the server writes them
 *
 * Returns: (nullable): the one of the two that comes next
 */
const char *
guichet_deadline_choose (gint64      agent,
                         const char *tto,
                         const char *ttr)
{
  if (agent == 0 && guichet_server_time_is_valid (tto))
    return tto;

  return guichet_server_time_is_valid (ttr) ? ttr : NULL;
}

/* By the moments themselves: an hour that summer time skips is no time. */
static gint64
count_seconds (GDateTime *from,
               GDateTime *to)
{
  return g_date_time_to_unix (to) - g_date_time_to_unix (from);
}

gboolean
guichet_deadline_is_over (const char *deadline,
                          GTimeZone  *zone,
                          GDateTime  *now)
{
  g_autoptr(GDateTime) end = guichet_server_time_parse (deadline, zone);

  return end != NULL && count_seconds (now, end) <= 0;
}

/**
 * guichet_deadline_is_at_risk:
 * @deadline: (nullable): what guichet_deadline_choose() gave
 * @start: (nullable): when the ticket began
 * @zone: (nullable): the server's zone
 *
 * Returns: whether it is over, or a quarter of its time is left
 */
gboolean
guichet_deadline_is_at_risk (const char *deadline,
                             const char *start,
                             GTimeZone  *zone,
                             GDateTime  *now)
{
  g_autoptr(GDateTime) end = guichet_server_time_parse (deadline, zone);
  g_autoptr(GDateTime) beginning = guichet_server_time_parse (start, zone);
  gint64 left, granted;

  if (end == NULL)
    return FALSE;

  left = count_seconds (now, end);
  granted = beginning != NULL ? count_seconds (beginning, end) : 0;

  return granted > 0 ? left * 4 <= granted : left <= LITTLE_TIME;
}

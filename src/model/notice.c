#include "config.h"

#include "model/notice.h"

static const char * const nicks[GUICHET_N_NOTICE_KINDS] = {
  [GUICHET_NOTICE_ANSWERED] = "answered",
  [GUICHET_NOTICE_ASSIGNED] = "assigned",
  [GUICHET_NOTICE_MESSAGE] = "message",
  [GUICHET_NOTICE_STATUS] = "status",
  [GUICHET_NOTICE_PARKED] = "parked",
  [GUICHET_NOTICE_LAST_DAY] = "last-day",
};

/**
 * guichet_notice_is_due:
 * @kind: of a ticket, not of an operation
 * @mark: what changed since the person looked at it; one's own acts make nothing
 *
 * Any thread. Stays true until the person looks: who remembers that they were
 * told, and forgets it when this turns false, tells once for each time.
 */
gboolean
guichet_notice_is_due (GuichetNoticeKind  kind,
                       const GuichetMark *mark,
                       GuichetTicket     *ticket,
                       GuichetIdentity   *identity)
{
  gboolean mine = identity->person_id != 0 &&
                  guichet_ticket_get_key (ticket, GUICHET_FIELD_AGENT) == identity->person_id;
  gboolean asked = identity->person_id != 0 &&
                   guichet_ticket_get_key (ticket, GUICHET_FIELD_CALLER) == identity->person_id;

  switch (kind)
    {
    case GUICHET_NOTICE_ANSWERED:
      return mine && (mark->delta & GUICHET_DELTA_ANSWER) != 0;

    case GUICHET_NOTICE_ASSIGNED:
      return mine && (mark->delta & (GUICHET_DELTA_AGENT | GUICHET_DELTA_NEW)) != 0;

    case GUICHET_NOTICE_MESSAGE:
      return asked && !mine && (mark->delta & GUICHET_DELTA_PUBLIC) != 0;

    case GUICHET_NOTICE_STATUS:
      return asked && !mine && (mark->delta & (GUICHET_DELTA_STATUS | GUICHET_DELTA_REOPENED)) != 0;

    case GUICHET_NOTICE_PARKED:
    case GUICHET_NOTICE_LAST_DAY:
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* Returns: (transfer full): what the store remembers it by */
char *
guichet_notice_dup_key (GuichetNoticeKind kind,
                        gint64            ticket_id)
{
  return g_strdup_printf ("%s/%" G_GINT64_FORMAT, nicks[kind], ticket_id);
}

char *
guichet_notice_key_for (const GuichetIntent *intent)
{
  return g_strdup_printf ("%s/%s", nicks[GUICHET_NOTICE_PARKED], intent->uuid);
}

/**
 * guichet_notice_count_until_last_day:
 * @limit: the last moment of something, which belongs to its last day
 *
 * Returns: seconds until less than a day is left; 0 from there on, also when
 *   @limit is over
 */
gint64
guichet_notice_count_until_last_day (GDateTime *limit,
                                     GDateTime *now)
{
  GTimeSpan left = g_date_time_difference (limit, now);

  if (left < G_TIME_SPAN_DAY)
    return 0;

  return (left - G_TIME_SPAN_DAY) / G_TIME_SPAN_SECOND + 1;
}

#include "config.h"

#include "ui/common/when.h"

#include "util/server-time.h"

#include <glib/gi18n.h>

/* The moment on this computer's clock; NULL when the server's text is no time. */
static GDateTime *
parse_local (const char *server_time,
             GTimeZone  *zone)
{
  g_autoptr(GDateTime) when = NULL;

  if (server_time == NULL || !guichet_server_time_is_valid (server_time))
    return NULL;
  if (!(when = guichet_server_time_parse (server_time, zone)))
    return NULL;

  return g_date_time_to_local (when);
}

/**
 * guichet_when_format_full:
 * @server_time: (nullable): a time as the server writes it
 * @zone: the server's zone
 *
 * Returns: (transfer full): the local time to the second, for columns that
 *   are sorted by it; "" for no time
 */
char *
guichet_when_format_full (const char *server_time,
                          GTimeZone  *zone)
{
  g_autoptr(GDateTime) when = parse_local (server_time, zone);

  return when != NULL ? g_date_time_format (when, "%Y-%m-%d %H:%M:%S") : g_strdup ("");
}

/**
 * guichet_when_format_short:
 *
 * Returns: (transfer full): day, month and minute; with the year instead of
 *   the minute when it is not this year's
 */
char *
guichet_when_format_short (const char *server_time,
                           GTimeZone  *zone)
{
  g_autoptr(GDateTime) when = parse_local (server_time, zone);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  if (when == NULL)
    return g_strdup ("");

  if (g_date_time_get_year (when) != g_date_time_get_year (now))
    /* Translators: a date of another year, see strftime */
    return g_date_time_format (when, _("%-d %b %Y"));

  /* Translators: a date of this year and a time, see strftime */
  return g_date_time_format (when, _("%-d %b %H:%M"));
}

/**
 * guichet_when_format_time:
 *
 * Returns: (transfer full): hour and minute; "" for no time
 */
char *
guichet_when_format_time (const char *server_time,
                          GTimeZone  *zone)
{
  g_autoptr(GDateTime) when = parse_local (server_time, zone);

  return when != NULL ? g_date_time_format (when, "%H:%M") : g_strdup ("");
}

/* What waits to be sent has no time yet: it belongs to today. */
static GDateTime *
parse_day (const char *server_time,
           GTimeZone  *zone)
{
  GDateTime *when = parse_local (server_time, zone);

  return when != NULL ? when : g_date_time_new_now_local ();
}

static int
count_days (GDateTime *when)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (when),
                  (GDateMonth) g_date_time_get_month (when), (GDateYear) g_date_time_get_year (when));

  return (int) g_date_get_julian (&date);
}

/**
 * guichet_when_format_day:
 * @server_time: (nullable): a time; none is today
 *
 * Returns: (transfer full): the day in words
 */
char *
guichet_when_format_day (const char *server_time,
                         GTimeZone  *zone)
{
  g_autoptr(GDateTime) when = parse_day (server_time, zone);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  int ago = count_days (now) - count_days (when);

  if (ago == 0)
    return g_strdup (_("Today"));
  if (ago == 1)
    return g_strdup (_("Yesterday"));
  if (g_date_time_get_year (when) != g_date_time_get_year (now))
    /* Translators: a whole date of another year, see strftime */
    return g_date_time_format (when, _("%-d %B %Y"));

  /* Translators: a day of this year with its name, see strftime */
  return g_date_time_format (when, _("%A %-d %B"));
}

gboolean
guichet_when_is_same_day (const char *a,
                          const char *b,
                          GTimeZone  *zone)
{
  g_autoptr(GDateTime) first = parse_day (a, zone);
  g_autoptr(GDateTime) second = parse_day (b, zone);

  return count_days (first) == count_days (second);
}

/**
 * guichet_when_format_span:
 *
 * Returns: (transfer full): how long ago, such as "8 min ago"
 */
char *
guichet_when_format_span (gint64 seconds)
{
  if (seconds < 5)
    return g_strdup (_("just now"));
  if (seconds < 60)
    return g_strdup_printf (ngettext ("%d s ago", "%d s ago", (gulong) seconds), (int) seconds);
  if (seconds < 60 * 60)
    return g_strdup_printf (ngettext ("%d min ago", "%d min ago", (gulong) (seconds / 60)),
                            (int) (seconds / 60));
  if (seconds < 24 * 60 * 60)
    return g_strdup_printf (ngettext ("%d h ago", "%d h ago", (gulong) (seconds / 3600)),
                            (int) (seconds / 3600));

  return g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong) (seconds / 86400)),
                          (int) (seconds / 86400));
}

/**
 * guichet_when_format_age:
 * @now: the present, the same for all rows of one look
 *
 * Returns: (transfer full): as short as it can be understood: how long ago
 *   today, else the day of this week, else the date
 */
char *
guichet_when_format_age (const char *server_time,
                         GTimeZone  *zone,
                         GDateTime  *now)
{
  g_autoptr(GDateTime) when = parse_local (server_time, zone);
  GTimeSpan age;

  if (when == NULL)
    return g_strdup ("");

  age = g_date_time_difference (now, when);
  if (age < 12 * G_TIME_SPAN_HOUR)
    return guichet_when_format_span (MAX (age, 0) / G_TIME_SPAN_SECOND);
  if (age < 6 * G_TIME_SPAN_DAY)
    return g_date_time_format (when, "%A");
  if (g_date_time_get_year (when) != g_date_time_get_year (now))
    return g_date_time_format (when, _("%-d %b %Y"));

  /* Translators: a date of this year without the time, see strftime */
  return g_date_time_format (when, _("%-d %b"));
}

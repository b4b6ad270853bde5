#include "config.h"

#include "ui/common/delay.h"

#include "model/deadline.h"
#include "ui/common/tip.h"
#include "util/server-time.h"

#include <glib/gi18n.h>

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* What counts as little time when the server does not tell when it began. */
#define LITTLE_TIME HOUR
#define SOME_TIME (4 * HOUR)

/* ---- which deadline, and whether its clock runs */

static gboolean
is_ongoing (GuichetProfile *profile,
            GuichetTicket  *ticket)
{
  return guichet_profile_categorise (profile, guichet_ticket_get (ticket, GUICHET_FIELD_STATUS),
                                     guichet_ticket_get (ticket, GUICHET_FIELD_OPERATIONAL_STATUS))
         == GUICHET_CATEGORY_ONGOING;
}

static GDateTime *
find_deadline (GuichetTicket *ticket,
               GTimeZone     *zone,
               gboolean      *out_response)
{
  const char *response = guichet_ticket_get (ticket, GUICHET_FIELD_TTO_DEADLINE);
  const char *next = guichet_deadline_choose (guichet_ticket_get_key (ticket, GUICHET_FIELD_AGENT), response,
                                              guichet_ticket_get (ticket, GUICHET_FIELD_TTR_DEADLINE));

  *out_response = next != NULL && next == response;

  return guichet_server_time_parse (next, zone);
}

/* ---- how much is left */

static gint64
count_seconds (GDateTime *from,
               GDateTime *to)
{
  /* By the moments themselves: an hour that summer time skips is no time. */
  return g_date_time_to_unix (to) - g_date_time_to_unix (from);
}

/* Time that stood still made the deadline later: it counts as granted. */
static double
find_fraction (GuichetTicket *ticket,
               GTimeZone     *zone,
               GDateTime     *deadline,
               gint64         seconds)
{
  g_autoptr(GDateTime) start =
    guichet_server_time_parse (guichet_ticket_get (ticket, GUICHET_FIELD_START_DATE), zone);
  gint64 granted = start != NULL ? count_seconds (start, deadline) : 0;

  if (seconds <= 0)
    return 0;
  if (granted > 0)
    return MIN ((double) seconds / (double) granted, 1);

  return seconds <= LITTLE_TIME ? .25 : seconds <= SOME_TIME ? .5 : 1;
}

static GuichetDelayStep
find_step (gint64 seconds,
           double fraction)
{
  if (seconds <= 0)
    return GUICHET_DELAY_LATE;
  if (fraction <= .25)
    return GUICHET_DELAY_QUARTER;

  return fraction <= .5 ? GUICHET_DELAY_HALF : GUICHET_DELAY_PLENTY;
}

/* ---- in words */

/* Never more than is left: "1 h 20" until 1 h 19 begins. */
static char *
format_length (gint64 seconds)
{
  int minutes = (int) (seconds / MINUTE % 60);
  int hours = (int) (seconds / HOUR % 24);
  int days = (int) MIN (seconds / DAY, 9999);

  if (days >= 7 || (days > 0 && hours == 0))
    return g_strdup_printf (ngettext ("%d d", "%d d", (gulong) days), days);
  if (days > 0)
    /* Translators: days and hours */
    return g_strdup_printf (_("%d d %d h"), days, hours);
  if (hours > 0 && minutes > 0)
    /* Translators: hours and minutes */
    return g_strdup_printf (_("%d h %02d"), hours, minutes);
  if (hours > 0)
    return g_strdup_printf (_("%d h"), hours);

  return g_strdup_printf (_("%d min"), minutes);
}

static char *
format_text (GuichetDelay *self)
{
  g_autofree char *length = format_length (ABS (self->seconds));

  if (self->step == GUICHET_DELAY_STOPPED)
    return g_strdup (_("Clock stopped"));
  if (self->step == GUICHET_DELAY_LATE && self->seconds > -MINUTE)
    return g_strdup (_("Overdue"));
  if (self->step == GUICHET_DELAY_LATE)
    /* Translators: how late, such as "2 h" or "1 h 20" */
    return g_strdup_printf (_("Overdue by %s"), length);
  if (self->seconds < MINUTE)
    return g_strdup (_("Less than 1 min left"));

  /* Translators: the time until a deadline, such as "1 h 20" */
  return g_strdup_printf (_("%s left"), length);
}

static char *
format_deadline (GDateTime *deadline,
                 GDateTime *now)
{
  g_autoptr(GDateTime) local = g_date_time_to_local (deadline);
  g_autoptr(GDateTime) present = g_date_time_to_local (now);

  if (g_date_time_get_year (local) != g_date_time_get_year (present))
    /* Translators: a day of another year, then a time, see strftime */
    return g_date_time_format (local, _("%-d %B %Y, %H:%M"));

  /* Translators: a day, then a time, see strftime */
  return g_date_time_format (local, _("%-d %B, %H:%M"));
}

static char *
format_spoken (GuichetDelay *self,
               GDateTime    *deadline,
               GDateTime    *now)
{
  g_autofree char *until = format_deadline (deadline, now);

  if (self->step == GUICHET_DELAY_STOPPED)
    return g_strdup (_("The clock stands still in this state."));
  if (self->response)
    /* Translators: how much time is left, then the day and hour of the deadline */
    return g_strdup_printf (_("Time to take the ticket: %s. Deadline: %s."), self->text, until);

  /* Translators: how much time is left, then the day and hour of the deadline */
  return g_strdup_printf (_("Time to resolve the ticket: %s. Deadline: %s."), self->text, until);
}

/* The words differ, too: nothing depends on the colour alone. */
static void
choose_look (GuichetDelay *self)
{
  static const struct { const char *icon, *tint; } looks[] = {
    [GUICHET_DELAY_NONE] = { NULL, "grey" },
    [GUICHET_DELAY_STOPPED] = { "media-playback-pause-symbolic", "grey" },
    [GUICHET_DELAY_PLENTY] = { "alarm-symbolic", "grey" },
    [GUICHET_DELAY_HALF] = { "alarm-symbolic", "amber" },
    [GUICHET_DELAY_QUARTER] = { "alarm-symbolic", "orange" },
    [GUICHET_DELAY_LATE] = { "dialog-warning-symbolic", "red" },
  };

  self->icon = looks[self->step].icon;
  self->tint = looks[self->step].tint;
}

/**
 * guichet_delay_new:
 * @ticket: a thin image will do
 * @zone: the server's zone
 * @now: the present, the same for all rows of one look
 *
 * Depends on nothing but its arguments and the language. Any thread.
 *
 * Returns: (transfer full): never %NULL; of step %GUICHET_DELAY_NONE when
 *   there is nothing to tell
 */
GuichetDelay *
guichet_delay_new (GuichetTicket  *ticket,
                   GuichetProfile *profile,
                   GTimeZone      *zone,
                   GDateTime      *now)
{
  GuichetDelay *self = g_new0 (GuichetDelay, 1);
  g_autoptr(GDateTime) deadline = NULL;

  g_return_val_if_fail (ticket != NULL && profile != NULL && now != NULL, self);

  if (is_ongoing (profile, ticket))
    deadline = find_deadline (ticket, zone, &self->response);

  if (deadline != NULL)
    {
      self->seconds = count_seconds (now, deadline);
      self->fraction = find_fraction (ticket, zone, deadline, self->seconds);
      self->step = guichet_deadline_stands_still (profile, guichet_ticket_get (ticket, GUICHET_FIELD_STATUS))
                   ? GUICHET_DELAY_STOPPED : find_step (self->seconds, self->fraction);
      self->text = format_text (self);
      self->spoken = format_spoken (self, deadline, now);
    }
  choose_look (self);

  return self;
}

void
guichet_delay_free (GuichetDelay *self)
{
  g_free (self->text);
  g_free (self->spoken);
  g_free (self);
}

/* Hides @chip when there is nothing to tell. */
void
guichet_delay_show (const GuichetDelay *self,
                    GuichetChip        *chip)
{
  g_return_if_fail (self != NULL && GUICHET_IS_CHIP (chip));

  gtk_widget_set_visible (GTK_WIDGET (chip), self->step != GUICHET_DELAY_NONE);
  if (self->step == GUICHET_DELAY_NONE)
    return;

  guichet_chip_show (chip, self->icon, self->text, self->tint);
  guichet_tip_set (GTK_WIDGET (chip), self->spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, self->spoken, -1);
}

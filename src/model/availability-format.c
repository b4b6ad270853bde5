#include "config.h"

#include "model/availability-private.h"

#define DAY_MASK 0x0000000fffff0000     /* 8 h to 18 h */
#define MORNING_MASK 0x0000000000ff0000
#define AFTERNOON_MASK 0x0000000ff0000000

static const char * const names[GUICHET_WEEK_DAYS] = {
  "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
};

/* ---- times */

/* Early hours have two digits: "2h" may be in the afternoon. */
static void
append_time (GString *out,
             guint    slot)
{
  guint hours = slot / 2;

  g_string_append_printf (out, hours > 0 && hours < 7 ? "%02uh" : "%uh", hours);
  if (slot % 2 != 0)
    g_string_append (out, "30");
}

static void
append_range (GString *out,
              guint    start,
              guint    end,
              gboolean first)
{
  g_string_append (out, first ? "de " : " et de ");
  append_time (out, start);
  g_string_append (out, " à ");
  append_time (out, end);
}

static void
append_ranges (GString *out,
               guint64  mask)
{
  gboolean first = TRUE;

  for (guint slot = 0; slot < GUICHET_WEEK_SLOTS;)
    {
      guint end = slot;

      while (end < GUICHET_WEEK_SLOTS && (mask >> end & 1) != 0)
        end++;
      if (end > slot)
        append_range (out, slot, end, first);
      first &= end == slot;
      slot = end + 1;
    }
}

static void
append_times (GString *out,
              guint64  mask)
{
  if (mask == DAY_MASK)
    g_string_append (out, "toute la journée");
  else if (mask == MORNING_MASK)
    g_string_append (out, "le matin");
  else if (mask == AFTERNOON_MASK)
    g_string_append (out, "l’après-midi");
  else
    append_ranges (out, mask);
}

/* ---- days */

static guint
find_alike (const GuichetWeek *week,
            guint              first)
{
  guint days = 0;

  for (guint day = first; day < GUICHET_WEEK_DAYS; day++)
    if (week->days[day] == week->days[first])
      days |= 1u << day;

  return days;
}

/* Returns: whether the days of @days follow each other */
static gboolean
find_run (guint  days,
          guint *out_first,
          guint *out_last)
{
  *out_first = (guint) g_bit_nth_lsf (days, -1);
  *out_last = (guint) g_bit_nth_msf (days, -1);
  g_return_val_if_fail (*out_first <= *out_last && *out_last < GUICHET_WEEK_DAYS, FALSE);

  return days == (2u << *out_last) - (1u << *out_first);
}

static void
append_list (GString *out,
             guint    days)
{
  guint last = (guint) g_bit_nth_msf (days, -1);
  gboolean first = TRUE;

  for (guint day = 0; day < GUICHET_WEEK_DAYS; day++)
    if ((days >> day & 1) != 0)
      {
        if (!first)
          g_string_append (out, day == last ? " et " : ", ");
        g_string_append (out, names[day]);
        first = FALSE;
      }
}

/* Only what is nothing but a run is written as one: « du lundi au mercredi et
 * vendredi de 9 h à 12 h » can be read in two ways. */
static void
append_days (GString *out,
             guint    days)
{
  guint first, last;

  if (find_run (days, &first, &last) && last - first > 1)
    g_string_append_printf (out, "du %s au %s", names[first], names[last]);
  else
    append_list (out, days);
}

/**
 * guichet_availability_format:
 *
 * Returns: (transfer full)
 */
char *
guichet_availability_format (const GuichetWeek *week)
{
  g_autoptr(GString) out = g_string_new (NULL);
  guint done = 0;

  g_return_val_if_fail (week != NULL, NULL);

  for (guint day = 0; day < GUICHET_WEEK_DAYS; day++)
    {
      guint days = find_alike (week, day);

      if (week->days[day] == 0 || (done >> day & 1) != 0)
        continue;
      if (out->len > 0)
        g_string_append (out, " ; ");
      append_days (out, days);
      g_string_append_c (out, ' ');
      append_times (out, week->days[day]);
      done |= days;
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

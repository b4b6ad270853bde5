#include "config.h"

#include "util/server-time.h"

/* The server's only form of a moment: "2026-11-23 23:30:49", in the zone of
 * its PHP, with no offset (ITOP-PROTOCOL §12). As text it sorts by time, so
 * cursors and lists compare the text and parse nothing. */
#define SERVER_TIME_FORMAT "%Y-%m-%d %H:%M:%S"
#define SERVER_TIME_LENGTH 19

static gboolean
read_parts (const char *text,
            int         parts[6])
{
  static const char pattern[] = "dddd-dd-dd dd:dd:dd";
  int part = 0;

  if (text == NULL || strlen (text) != SERVER_TIME_LENGTH)
    return FALSE;

  memset (parts, 0, 6 * sizeof *parts);
  for (int i = 0; i < SERVER_TIME_LENGTH; i++)
    {
      if (pattern[i] == 'd' && g_ascii_isdigit (text[i]))
        parts[part] = parts[part] * 10 + (text[i] - '0');
      else if (pattern[i] != 'd' && text[i] == pattern[i])
        part++;
      else
        return FALSE;
    }

  return TRUE;
}

/**
 * guichet_server_time_parse:
 * @text: (nullable): the server's text
 * @zone: (nullable): the server's zone; %NULL for this computer's
 *
 * Returns: (transfer full) (nullable): the moment; %NULL for no date, zeros
 *   or anything that is no moment
 */
GDateTime *
guichet_server_time_parse (const char *text,
                           GTimeZone  *zone)
{
  g_autoptr(GTimeZone) local = NULL;
  int p[6];

  if (!read_parts (text, p))
    return NULL;

  if (zone == NULL)
    zone = local = g_time_zone_new_local ();

  return g_date_time_new (zone, p[0], p[1], p[2], p[3], p[4], p[5]);
}

gboolean
guichet_server_time_is_valid (const char *text)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) when = guichet_server_time_parse (text, utc);

  return when != NULL;
}

/**
 * guichet_server_time_format:
 *
 * Returns: (transfer full): the moment as the server writes it
 */
char *
guichet_server_time_format (GDateTime *when,
                            GTimeZone *zone)
{
  g_autoptr(GDateTime) there = NULL;

  g_return_val_if_fail (when != NULL, NULL);

  there = zone != NULL ? g_date_time_to_timezone (when, zone) : g_date_time_to_local (when);

  return g_date_time_format (there, SERVER_TIME_FORMAT);
}

/**
 * guichet_server_time_add:
 * @seconds: may be negative
 *
 * Moves a server text without knowing its zone: for overlaps of cursors, where
 * an hour lost to summer time would be too much and a second means nothing.
 *
 * Returns: (transfer full): the moved text, or a copy of @text if it is none
 */
char *
guichet_server_time_add (const char *text,
                         gint64      seconds)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) when = guichet_server_time_parse (text, utc);
  g_autoptr(GDateTime) moved = NULL;

  if (when == NULL)
    return g_strdup (text);

  moved = g_date_time_add_seconds (when, (double) seconds);
  if (moved == NULL)
    return g_strdup (text);

  return g_date_time_format (moved, SERVER_TIME_FORMAT);
}

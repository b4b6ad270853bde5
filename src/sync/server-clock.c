#include "config.h"

#include "sync/server-clock.h"

#include "util/server-time.h"

/* Two minutes cover the one-second resolution of last_update, ties, and
 * transactions that commit after the stamp was taken (ITOP-PROTOCOL §17). */
#define OVERLAP_SECONDS 120
/* A change of the clock is looked for within these hours around a cursor. */
#define CHANGE_HOURS 3
/* A stamp may be ahead of us by the widest zone and a clock that is off. */
#define AHEAD_HOURS 28

/**
 * guichet_server_clock_is_plausible:
 * @text: (nullable): a last_update
 *
 * A cursor must not be taken behind the horizon by a wrong date: everything
 * until then would be missed.
 */
gboolean
guichet_server_clock_is_plausible (GuichetSyncContext *context,
                                   const char         *text)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) when = guichet_server_time_parse (text, utc);
  gint64 horizon = guichet_sync_context_now (context) / 1000 + AHEAD_HOURS * 3600;

  return when != NULL && g_date_time_to_unix (when) < horizon;
}

static int
get_offset_at (GTimeZone *zone,
               gint64     unix_time)
{
  return g_time_zone_get_offset (zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, unix_time));
}

/**
 * guichet_server_clock_overlap:
 * @text: a cursor
 * @zone: (nullable): the server's zone
 *
 * Returns: seconds to go back from the cursor. In the night in which summer
 *   time ends an hour of stamps comes twice, and what changed in its second
 *   coming sorts before the cursor: then an hour more
 */
gint64
guichet_server_clock_overlap (const char *text,
                              GTimeZone  *zone)
{
  g_autoptr(GDateTime) when = guichet_server_time_parse (text, zone);
  gint64 at;
  int before;
  int after;

  if (when == NULL || zone == NULL)
    return OVERLAP_SECONDS;

  at = g_date_time_to_unix (when);
  before = get_offset_at (zone, at - CHANGE_HOURS * 3600);
  after = get_offset_at (zone, at + CHANGE_HOURS * 3600);

  return OVERLAP_SECONDS + MAX (0, before - after);
}

/**
 * guichet_server_clock_begin:
 * @cursor: the highest stamp seen
 *
 * Returns: (transfer full): from when on to ask. An offset alone tells nothing
 *   of summer time: this computer's zone stands in
 */
char *
guichet_server_clock_begin (GuichetSyncContext *context,
                            const char         *cursor)
{
  g_autoptr(GuichetIdentity) identity = guichet_store_dup_identity (context->store);
  g_autoptr(GTimeZone) zone = identity != NULL ? guichet_identity_dup_zone (identity) : NULL;
  g_autoptr(GTimeZone) local = g_time_zone_new_local ();
  gint64 overlap = MAX (guichet_server_clock_overlap (cursor, zone), guichet_server_clock_overlap (cursor, local));

  return guichet_server_time_add (cursor, -overlap);
}

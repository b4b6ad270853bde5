#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GUICHET_WEEK_DAYS 7
#define GUICHET_WEEK_SLOTS 48       /* half hours of a day */

/**
 * GuichetWeek:
 * @days: from Monday on; bit n is set when half hour n of that day is free
 *
 * When somebody can be reached, as a grid. A plain value: {0} is an empty one.
 */
typedef struct
{
  guint64 days[GUICHET_WEEK_DAYS];
} GuichetWeek;

gboolean  guichet_week_get         (const GuichetWeek *self,
                                    guint              day,
                                    guint              slot);
void      guichet_week_set         (GuichetWeek       *self,
                                    guint              day,
                                    guint              slot,
                                    gboolean           free);
gboolean  guichet_week_is_empty    (const GuichetWeek *self);
gboolean  guichet_week_equal       (const GuichetWeek *a,
                                    const GuichetWeek *b);
/* Whether @when, in its own time zone, lies in a free half hour. */
gboolean  guichet_week_contains    (const GuichetWeek *self,
                                    GDateTime         *when);
/* A day's half hours from @start up to, not including, @end. */
guint64   guichet_week_mask        (guint              start,
                                    guint              end);

G_END_DECLS

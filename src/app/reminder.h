#pragma once

#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetReminder:
 *
 * Watches the clock over the person's own resolved requests: on the last day on
 * which one of them can be reopened it says so, once (SPEC §9.3, R4). What it
 * said is in the store, so that a restart repeats nothing; a request that is
 * resolved again has a last day again. Main thread.
 *
 * Signal "last-day" (const char *key, GuichetTicket *request, GDateTime *limit).
 */
#define GUICHET_TYPE_REMINDER (guichet_reminder_get_type ())

G_DECLARE_FINAL_TYPE (GuichetReminder, guichet_reminder, GUICHET, REMINDER, GObject)

GuichetReminder *guichet_reminder_new (GuichetContext *context);

G_END_DECLS

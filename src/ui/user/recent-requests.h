#pragma once

#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetRecentRequests:
 *
 * The few requests that the home page shows: those that wait for the person
 * first, then the last changed. Follows the store. Main thread.
 *
 * Signal: changed.
 */
#define GUICHET_TYPE_RECENT_REQUESTS (guichet_recent_requests_get_type ())

G_DECLARE_FINAL_TYPE (GuichetRecentRequests, guichet_recent_requests, GUICHET, RECENT_REQUESTS, GObject)

GuichetRecentRequests *guichet_recent_requests_new     (GuichetContext        *context);
/* (nullable) (element-type gint64): %NULL before they are read */
GArray                *guichet_recent_requests_get_ids (GuichetRecentRequests *self);

G_END_DECLS

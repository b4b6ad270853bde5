#pragma once

#include "ui/common/context.h"
#include "ui/user/request-query.h"

G_BEGIN_DECLS

/**
 * GuichetRequestCounts:
 *
 * How many requests the person has, by what is to be done about them. Follows
 * the store. Main thread. Signal: changed.
 */
#define GUICHET_TYPE_REQUEST_COUNTS (guichet_request_counts_get_type ())

G_DECLARE_FINAL_TYPE (GuichetRequestCounts, guichet_request_counts, GUICHET, REQUEST_COUNTS, GObject)

GuichetRequestCounts *guichet_request_counts_new (GuichetContext       *context);
guint                 guichet_request_counts_get (GuichetRequestCounts *self,
                                                  GuichetRequests       which);

G_END_DECLS

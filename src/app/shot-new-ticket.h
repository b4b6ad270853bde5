#pragma once

#include <glib.h>

#include "app/window.h"

G_BEGIN_DECLS

/* Pictures of the page of a new ticket: new-ticket, new-ticket-end,
 * new-ticket-missing, new-ticket-drafts, new-ticket-sent. */

gboolean guichet_shot_is_new_ticket_page (const char     *page);
void     guichet_shot_open_new_ticket    (GuichetWindow  *window,
                                          GuichetContext *context,
                                          const char     *page);
/* Once it is there. */
void     guichet_shot_pose_new_ticket    (GuichetWindow  *window,
                                          GuichetContext *context,
                                          const char     *page);

G_END_DECLS

#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* A ticket with what somebody does on it: the dialog of each action by its
 * name, and what is asked and shown while they write. */
gboolean guichet_shot_is_ticket_page   (const char     *page);
void     guichet_shot_open_ticket_page (GuichetWindow  *window,
                                        GuichetContext *context,
                                        const char     *page);
gboolean guichet_shot_pose_ticket_page (GuichetWindow  *window,
                                        GuichetContext *context,
                                        const char     *page,
                                        guint           step);

G_END_DECLS

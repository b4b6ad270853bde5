#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* What the program says of itself: the sign-in page and its problems, the
 * exchange with the server, and its own dialogs. */
gboolean guichet_shot_is_sign_in_page (const char     *page);
gboolean guichet_shot_is_state_page   (const char     *page);
void     guichet_shot_pose_sign_in    (GuichetWindow  *window,
                                       const char     *page);
gboolean guichet_shot_pose_state_page (GuichetWindow  *window,
                                       GuichetContext *context,
                                       const char     *page,
                                       guint           step);

G_END_DECLS

#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* Pictures of the user portal. */

gboolean guichet_shot_is_user_page   (const char     *page);
void     guichet_shot_open_user_page (GuichetWindow  *window,
                                      GuichetContext *context,
                                      const char     *page);
gboolean guichet_shot_pose_user_page (GuichetWindow  *window,
                                      GuichetContext *context,
                                      const char     *page,
                                      guint           step);
gboolean guichet_shot_is_offline_page (const char    *page);

G_END_DECLS

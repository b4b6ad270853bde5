#pragma once

#include "model/profile.h"
#include "store/store.h"
#include "ui/agent/agent-portal.h"

G_BEGIN_DECLS

/* Pictures of the lists of tickets, and of what somebody does there. */

gboolean guichet_shot_is_list   (const char         *page);
void     guichet_shot_open_list (GuichetAgentPortal *portal,
                                 GuichetStore       *store,
                                 GuichetProfile     *profile,
                                 const char         *page);
gboolean guichet_shot_pose_list (GuichetAgentPortal *portal,
                                 const char         *page,
                                 guint               step);

G_END_DECLS

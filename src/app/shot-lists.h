#pragma once

#include "ui/agent/agent-portal.h"

G_BEGIN_DECLS

/* Pictures of the lists of tickets: "split", "grouped", "filter", "bulk". */

gboolean guichet_shot_is_list   (const char         *page);
void     guichet_shot_open_list (GuichetAgentPortal *portal,
                                 const char         *page);

G_END_DECLS

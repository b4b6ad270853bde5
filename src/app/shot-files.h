#pragma once

#include "ui/agent/agent-portal.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/* Pages with files: "files", a ticket with some, one of which is on its way, and
 * "file", the preview of one. */
gboolean guichet_shot_is_files_page (const char         *page);
void     guichet_shot_open_files    (const char         *page,
                                     GuichetAgentPortal *portal,
                                     GuichetContext     *context);

G_END_DECLS

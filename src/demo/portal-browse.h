#pragma once

#include "demo/portal.h"

G_BEGIN_DECLS

/* The bricks to browse: the catalogue and the FAQ (PORTAL-PROTOCOL §6, §9). */

gboolean demo_portal_can_browse (const char *brick);
void     demo_portal_browse     (DemoVisit  *visit,
                                 DemoAnswer *answer);

G_END_DECLS

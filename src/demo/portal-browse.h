#pragma once

#include "demo/portal.h"

G_BEGIN_DECLS

/* The bricks to browse: the catalogue and the FAQ (PORTAL-PROTOCOL §6, §9). */

void demo_portal_browse (DemoVisit  *visit,
                         DemoAnswer *answer);

G_END_DECLS

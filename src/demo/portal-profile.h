#pragma once

#include "demo/portal.h"

G_BEGIN_DECLS

void demo_portal_user (DemoVisit  *visit,
                       DemoAnswer *answer);

G_END_DECLS

#pragma once

#include "demo/desk-private.h"

G_BEGIN_DECLS

void demo_portal_add_handlers (GuichetDemoDesk *desk,
                               SoupServer      *server);

G_END_DECLS

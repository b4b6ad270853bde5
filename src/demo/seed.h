#pragma once

#include "demo/core.h"

G_BEGIN_DECLS

gboolean demo_seed_fill (DemoCore  *core,
                         guint      n_tickets,
                         guint      seed,
                         GError   **error);

G_END_DECLS

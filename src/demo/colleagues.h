#pragma once

#include "demo/core.h"

G_BEGIN_DECLS

gboolean demo_colleagues_run (DemoCore    *core,
                              const char  *login,
                              const char  *json,
                              GError     **error);
void     demo_colleagues_act (DemoCore    *core);

G_END_DECLS

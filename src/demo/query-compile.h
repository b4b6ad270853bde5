#pragma once

#include "demo/core.h"
#include "demo/oql.h"

G_BEGIN_DECLS

gboolean demo_query_compile (DemoCore           *core,
                             const DemoAccount  *account,
                             const DemoQuery    *query,
                             const char         *text,
                             GString            *sql,
                             GPtrArray          *binds,
                             GError            **error);

G_END_DECLS

#pragma once

#include "demo/draft.h"

G_BEGIN_DECLS

gboolean _demo_draft_take_field (DemoDraft   *draft,
                                 const char  *code,
                                 yyjson_val  *value,
                                 GError     **error);

G_END_DECLS

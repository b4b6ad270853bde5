#pragma once

#include "demo/portal.h"

G_BEGIN_DECLS

/* Writes of the portal are the operations of REST: one book of rules. */

yyjson_mut_doc *demo_portal_new_operation (const char      *verb,
                                           const char      *class,
                                           gint64           id,
                                           yyjson_mut_val **out_fields);
gboolean        demo_portal_operate       (DemoVisit       *visit,
                                           yyjson_mut_doc  *operation,
                                           gint64          *out_id,
                                           char           **out_message);

G_END_DECLS

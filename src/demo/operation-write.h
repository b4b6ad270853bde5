#pragma once

#include "demo/operation.h"

G_BEGIN_DECLS

gboolean _demo_operation_create   (DemoCore         *core,
                                   const DemoCaller *caller,
                                   yyjson_val       *request,
                                   DemoAnswer       *answer,
                                   GError          **error);
gboolean _demo_operation_update   (DemoCore         *core,
                                   const DemoCaller *caller,
                                   yyjson_val       *request,
                                   DemoAnswer       *answer,
                                   GError          **error);
gboolean _demo_operation_stimulus (DemoCore         *core,
                                   const DemoCaller *caller,
                                   yyjson_val       *request,
                                   DemoAnswer       *answer,
                                   GError          **error);
gboolean _demo_operation_delete   (DemoCore         *core,
                                   const DemoCaller *caller,
                                   yyjson_val       *request,
                                   DemoAnswer       *answer,
                                   GError          **error);

/* Shared by the operations. */
yyjson_val      *_demo_request_get_value  (yyjson_val   *request,
                                           const char   *name,
                                           GError      **error);
const DemoClass *_demo_request_get_class  (DemoCore     *core,
                                           yyjson_val   *request,
                                           GError      **error);
const char      *_demo_request_get_fields (yyjson_val   *request,
                                           GError      **error);

G_END_DECLS

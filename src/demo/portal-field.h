#pragma once

#include "demo/portal-form.h"

G_BEGIN_DECLS

yyjson_mut_val *demo_field_build (DemoForm            *form,
                                  const DemoFormField *field,
                                  yyjson_mut_doc      *document);

G_END_DECLS

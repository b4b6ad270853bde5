#pragma once

#include "demo/schema.h"

G_BEGIN_DECLS

/* The tables behind demo_schema_get_classes(). */
extern const DemoClass _demo_classes[];
extern const guint     _demo_n_classes;

G_END_DECLS

#pragma once

#include "demo/core.h"

G_BEGIN_DECLS

/* Words of the portal, in French as recorded, and what it makes of text. */

char       *demo_portal_escape         (const char          *text);
char       *demo_portal_encode         (const char          *text);
char       *demo_portal_make_url       (const char          *format,
                                        ...) G_GNUC_PRINTF (1, 2);
const char *demo_portal_get_label      (const DemoAttribute *attribute);
const char *demo_portal_get_type       (const DemoAttributeRef *ref);
const char *demo_portal_get_code_label (const char          *code,
                                        const char          *value);
const char *demo_portal_get_class_label (const char         *class);

G_END_DECLS

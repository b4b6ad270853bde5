#pragma once

#include "demo/portal-form.h"

G_BEGIN_DECLS

char    *demo_portal_dup_files_html   (DemoForm   *form);
gboolean demo_portal_attach_uploads   (DemoForm   *form,
                                       yyjson_val *removed);
void     demo_portal_attachment       (DemoVisit  *visit,
                                       DemoAnswer *answer);

G_END_DECLS

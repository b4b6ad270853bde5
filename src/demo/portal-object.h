#pragma once

#include "demo/portal.h"

G_BEGIN_DECLS

/* The routes below /object that are forms. */

void            demo_portal_view            (DemoVisit         *visit,
                                             DemoAnswer        *answer);
void            demo_portal_edit            (DemoVisit         *visit,
                                             DemoAnswer        *answer);
void            demo_portal_create          (DemoVisit         *visit,
                                             DemoAnswer        *answer);
void            demo_portal_create_from     (DemoVisit         *visit,
                                             DemoAnswer        *answer);
void            demo_portal_apply_stimulus  (DemoVisit         *visit,
                                             DemoAnswer        *answer);
yyjson_mut_doc *demo_portal_describe_write  (DemoPortalRequest *request);

G_END_DECLS

#pragma once

#include "demo/portal.h"

G_BEGIN_DECLS

/* Images within texts (PORTAL-PROTOCOL §5, §7). */

void demo_portal_upload_image   (DemoVisit         *visit,
                                 DemoAnswer        *answer);
void demo_portal_download_image (DemoCore          *core,
                                 DemoPortalRequest *request,
                                 DemoAnswer        *answer);

G_END_DECLS

#pragma once

#include "demo/portal.h"

G_BEGIN_DECLS

void demo_portal_home         (DemoVisit         *visit,
                               DemoAnswer        *answer);
void demo_portal_refuse_entry (DemoPortalRequest *request,
                               DemoAnswer        *answer);
void demo_portal_say_contactless (DemoAnswer      *answer);
void demo_portal_console      (DemoVisit         *visit,
                               DemoAnswer        *answer);
void demo_portal_say_goodbye  (DemoAnswer        *answer);
void demo_portal_maintain     (DemoPortalRequest *request,
                               DemoAnswer        *answer);

G_END_DECLS

#pragma once

#include "demo/draft.h"
#include "demo/life-cycle.h"

G_BEGIN_DECLS

/* What the server does by itself around a request (ITOP-PROTOCOL §7). */

void     demo_ticket_prepare_creation (DemoDraft            *draft);
void     demo_ticket_complete_update  (DemoDraft            *draft);
gboolean demo_ticket_apply_stimulus   (DemoDraft            *draft,
                                       const char           *stimulus,
                                       GError              **error);
void     demo_ticket_touch            (DemoCore             *core,
                                       gint64                ticket);
gint64   demo_ticket_take_number      (DemoCore             *core);

G_END_DECLS

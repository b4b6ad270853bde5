#pragma once

#include "demo/portal-form.h"

G_BEGIN_DECLS

/* From what was sent to what is written. */

DemoDraft *demo_submit_new_draft   (DemoVisit  *visit,
                                    const char *token);
void       demo_submit_preview     (DemoForm   *form,
                                    yyjson_val *sent);
gboolean   demo_submit_check_state (DemoForm   *form,
                                    DemoAnswer *answer);
void       demo_submit_write       (DemoForm   *form,
                                    yyjson_val *sent,
                                    DemoAnswer *answer);

G_END_DECLS

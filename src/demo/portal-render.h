#pragma once

#include "demo/portal-form.h"

G_BEGIN_DECLS

/* What a form looks like, as a page and as JSON. */

void  demo_form_answer_page   (DemoForm   *form,
                               DemoAnswer *answer);
void  demo_form_answer_update (DemoForm   *form,
                               yyjson_val *requested,
                               DemoAnswer *answer);
void  demo_form_answer_submit (DemoForm   *form,
                               const char *message,
                               DemoAnswer *answer);
void  demo_form_append_script (const char     *id,
                               const char     *manager_class,
                               yyjson_mut_val *manager_data,
                               yyjson_mut_val *fieldset,
                               const char     *endpoint,
                               GString        *html);
void  demo_form_append_html   (DemoForm   *form,
                               GString    *html);

G_END_DECLS

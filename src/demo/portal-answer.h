#pragma once

#include "demo/portal.h"

G_BEGIN_DECLS

typedef enum
{
  DEMO_PORTAL_SCRIPT,           /* as json_encode() leaves it in a page */
  DEMO_PORTAL_BODY,             /* as JsonResponse sends it */
} DemoPortalQuoting;

char *demo_portal_write_value    (yyjson_mut_val    *value,
                                  DemoPortalQuoting  quoting);
void  demo_portal_answer_json    (DemoAnswer        *answer,
                                  yyjson_mut_doc    *document);
void  demo_portal_answer_html    (DemoAnswer        *answer,
                                  const char        *html);
void  demo_portal_answer_error   (DemoVisit         *visit,
                                  DemoAnswer        *answer,
                                  int                status,
                                  const char        *message);
void  demo_portal_answer_missing (DemoVisit         *visit,
                                  DemoAnswer        *answer);
void  demo_portal_add_text       (yyjson_mut_doc    *document,
                                  yyjson_mut_val    *object,
                                  const char        *name,
                                  const char        *text);
void  demo_portal_add_id         (yyjson_mut_doc    *document,
                                  yyjson_mut_val    *object,
                                  const char        *name,
                                  gint64             id);

G_END_DECLS

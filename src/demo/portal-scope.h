#pragma once

#include "demo/draft.h"
#include "demo/portal.h"

G_BEGIN_DECLS

/* What an account of the portal may see, and choose from. */

/* One object to choose. */
typedef struct
{
  gint64  id;
  char   *name;
} DemoOption;

gboolean   demo_portal_has_scope    (DemoVisit           *visit);
void       demo_portal_append_scope (DemoVisit           *visit,
                                     const DemoClass     *class,
                                     GString             *sql);
gboolean   demo_portal_may_see      (DemoVisit           *visit,
                                     const DemoClass     *class,
                                     gint64               id);
gint64     demo_portal_get_organisation (DemoVisit       *visit);
char      *demo_portal_dup_name     (DemoCore            *core,
                                     const DemoClass     *class,
                                     gint64               id);
char      *demo_portal_dup_text     (DemoCore            *core,
                                     const DemoAttributeRef *ref,
                                     gint64               id);
GPtrArray *demo_portal_list_options (DemoVisit           *visit,
                                     const DemoAttribute *key,
                                     DemoDraft           *draft,
                                     const char          *words);

G_END_DECLS

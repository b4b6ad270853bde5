#pragma once

#include "demo/core.h"

G_BEGIN_DECLS

/* Which attributes of a class an answer carries, and how they look in JSON. */
typedef struct
{
  const DemoClass *class;
  GArray          *refs;        /* DemoAttributeRef */
  char            *sql;
  gboolean         lone_space;  /* the name of nobody, see ITOP-PROTOCOL §3 */
} DemoOutput;

DemoOutput *demo_output_new            (DemoCore         *core,
                                        const DemoClass  *class,
                                        const char       *fields,
                                        GError          **error);
void        demo_output_free           (DemoOutput       *output);
gboolean    demo_output_append_object  (DemoOutput       *output,
                                        DemoCore         *core,
                                        gint64            id,
                                        const char       *message,
                                        GString          *json,
                                        GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoOutput, demo_output_free)

G_END_DECLS

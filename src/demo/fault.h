#pragma once

#include <yyjson.h>

#include "demo/core.h"

G_BEGIN_DECLS

/* Which request suffers what; and what colleagues do at the wrong moment. */
typedef struct
{
  GuichetDemoFault lasting;
  double           probability;
  gboolean         lasting_writes;
  GuichetDemoFault next;
  guint            n_next;
  gboolean         next_writes;
} DemoFaultPlan;

GuichetDemoFault demo_fault_plan_draw       (DemoFaultPlan     *plan,
                                             GRand             *random,
                                             gboolean           is_write);
void             demo_fault_overwrite_logs  (DemoCore          *core,
                                             gint64             ticket,
                                             guint64            since);
void             demo_fault_write_before    (DemoCore          *core,
                                             const DemoAccount *victim,
                                             yyjson_val        *request);

G_END_DECLS

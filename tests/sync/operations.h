#pragma once

#include "faults.h"

G_BEGIN_DECLS

/* The operations of an agent, each on a ticket to which it can be done. */

typedef enum
{
  OP_PUBLIC,
  OP_PRIVATE,
  OP_BOTH,
  OP_FIELD,
  OP_RESUME,
  OP_TAKE,
  OP_RESOLVE,
  OP_NEW,
  OP_ATTACH,
  N_OPS,
} Op;


/* The server of an agent, with one ticket that the rig has pulled. */
void           operations_init (Fixture      *fixture,
                                const char   *status);
GuichetIntent *operations_make (Fixture      *fixture,
                                Op            op);
void           assert_value    (Fixture      *fixture,
                                GuichetField  field,
                                const char   *expected);

G_END_DECLS

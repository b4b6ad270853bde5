#pragma once

#include "model/intent.h"

G_BEGIN_DECLS

GPtrArray *guichet_crossing_list (GPtrArray  *entries,
                                  int         seen,
                                  GPtrArray  *intents,
                                  const char *name);

G_END_DECLS

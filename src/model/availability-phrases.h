#pragma once

#include "model/availability-private.h"

G_BEGIN_DECLS

guint _guichet_availability_match_phrase (GArray      *tokens,
                                          guint        at,
                                          GuichetAtom *out_atom);

G_END_DECLS

#pragma once

#include "model/intent.h"
#include "model/profile.h"

G_BEGIN_DECLS

char *guichet_guard_build (GuichetProfile       *profile,
                           const GuichetIntent  *intent,
                           guint                 parts,
                           GError              **error);

G_END_DECLS

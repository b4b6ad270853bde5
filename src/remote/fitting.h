#pragma once

#include "model/profile.h"

G_BEGIN_DECLS

gboolean guichet_fitting_match (GuichetProfile *profile,
                                GHashTable     *codes,
                                guint64        *out_fields);
int      guichet_fitting_rate  (GuichetProfile *profile,
                                guint64         fields,
                                GHashTable     *states);

G_END_DECLS

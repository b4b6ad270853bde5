#pragma once

#include "sync/ending.h"
#include "sync/look.h"

G_BEGIN_DECLS

/* What stops an operation that could be sent: a person has to look first. */

gboolean guichet_departure_may_cross (const GuichetIntent *intent);
gboolean guichet_departure_check     (GuichetWork         *work,
                                      const GuichetLook   *look,
                                      gboolean            *out_stopped,
                                      GError             **error);

G_END_DECLS

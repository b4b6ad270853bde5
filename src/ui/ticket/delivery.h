#pragma once

#include "model/intent.h"

G_BEGIN_DECLS

/* The life of an operation of the outbox in words. */

char       *guichet_delivery_describe (const GuichetIntent *intent,
                                       gboolean             online);
const char *guichet_delivery_get_icon (const GuichetIntent *intent,
                                       gboolean             online);

G_END_DECLS

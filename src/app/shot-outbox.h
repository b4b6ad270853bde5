#pragma once

#include "model/intent.h"
#include "store/store.h"

G_BEGIN_DECLS

/* For pictures: an outbox with an operation in each state of its life. */

void           guichet_shot_fill_outbox   (GuichetStore *store,
                                           GArray       *tickets);
GuichetIntent *guichet_shot_find_conflict (GuichetStore *store,
                                           const char   *field);

void           guichet_shot_fill_own_outbox (GuichetStore *store,
                                             GArray       *tickets);

G_END_DECLS

#pragma once

#include "model/intent.h"
#include "store/db.h"

G_BEGIN_DECLS

/* What the outbox teaches of the server's limits: see files.h. User writer,
 * inside the transaction of the operation's new state. */
gboolean guichet_file_limit_learn (GuichetDb            *db,
                                   const GuichetIntent  *intent,
                                   GError              **error);

G_END_DECLS

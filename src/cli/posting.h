#pragma once

#include "cli/command.h"
#include "model/intent.h"

G_BEGIN_DECLS

GuichetExit guichet_posting_send    (GuichetCli          *cli,
                                     GuichetSession      *session,
                                     const GuichetIntent *intent);
GuichetExit guichet_posting_deliver (GuichetCli          *cli,
                                     GuichetSession      *session,
                                     const char          *uuid);
gboolean    guichet_posting_is_known (GuichetSession     *session,
                                     const char          *uuid);

G_END_DECLS

#pragma once

#include "cli/command.h"
#include "model/intent.h"

G_BEGIN_DECLS

/**
 * GuichetPostingFunc:
 * @args: (array zero-terminated=1): of the command
 *
 * Returns: (transfer full) (nullable): what the command asks for, checked, with
 *   the identity that its options give
 */
typedef GuichetIntent *(*GuichetPostingFunc) (GuichetCli      *cli,
                                              GuichetSession  *session,
                                              char           **args,
                                              GError         **error);

GuichetExit guichet_posting_run     (GuichetCli          *cli,
                                     char               **args,
                                     GuichetPostingFunc   func);
GuichetExit guichet_posting_deliver (GuichetCli          *cli,
                                     GuichetSession      *session,
                                     const char          *uuid);

G_END_DECLS

#pragma once

#include "cli/cli.h"
#include "model/intent.h"

G_BEGIN_DECLS

/* What a failure means for a script and for the person who reads it. */

GuichetExit  guichet_problem_get_exit        (const GError        *error);
char        *guichet_problem_dup_sentence    (const GError        *error);
GuichetExit  guichet_problem_get_intent_exit (const GuichetIntent *intent);
GError      *guichet_problem_from_intent     (const GuichetIntent *intent);
const char  *guichet_problem_get_nick        (const GError        *error);

G_END_DECLS

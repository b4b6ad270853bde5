#pragma once

#include <stdio.h>

#include <glib.h>

G_BEGIN_DECLS

/**
 * GuichetExit:
 *
 * What a script reads; documented in guichetctl(1). Never renumbered.
 */
typedef enum
{
  GUICHET_EXIT_DONE,            /* exactly one effect, or the answer was printed */
  GUICHET_EXIT_REFUSED,         /* by the server or by the rules of its profile; nothing changed */
  GUICHET_EXIT_USAGE,           /* the command line */
  GUICHET_EXIT_WAITING,         /* server not reachable: kept in the outbox, or printed from the local copy */
  GUICHET_EXIT_CONFLICT,        /* somebody changed the same: a person has to choose */
  GUICHET_EXIT_NOT_FOUND,
  GUICHET_EXIT_STORAGE,         /* the local databases */
  GUICHET_EXIT_SIGN_IN,         /* the account, the password or a missing profile */
  GUICHET_EXIT_SERVER,          /* not such a server, or its certificate is not trusted */
} GuichetExit;

/* The whole program: argv[0] is its name. Prints what was asked for on @out,
 * what went wrong on @err; @in is read where an argument is "-". */
int guichet_cli_run (int    argc,
                     char  *argv[],
                     FILE  *in,
                     FILE  *out,
                     FILE  *err);

G_END_DECLS

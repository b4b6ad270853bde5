#pragma once

#include "fixture-server.h"
#include "remote/itop-rest.h"

G_BEGIN_DECLS

/**
 * Script:
 *
 * A server that knows a few sentences: the answer to an operation is that of
 * the first line whose words all occur in it. Remembers what it was asked.
 */
typedef struct
{
  FixtureServer *server;
  GPtrArray     *lines;
  GPtrArray     *asked;         /* operations */
  GPtrArray     *heads;         /* header lines of the requests */
  GPtrArray     *forms;
  guint          fail_at;       /* counts down to the request that fails; 0 for none */
  GMutex         mutex;
} Script;

/* What a line may do beside answering 200. */
typedef enum
{
  SCRIPT_PLAIN,
  SCRIPT_DROP,                  /* closes the connection */
  SCRIPT_CUT,                   /* sends half of the body */
  SCRIPT_SILENT,                /* answers after a second */
  SCRIPT_GZIP,
  SCRIPT_SLICED,                /* one byte at a time */
} ScriptManner;

Script        *script_new          (void);
void           script_free         (Script       *self);
/* @words: separated by "&"; "" fits everything. @times: 0 for always. */
void           script_add          (Script       *self,
                                    const char   *words,
                                    const char   *answer);
void           script_add_full     (Script       *self,
                                    const char   *words,
                                    guint         status,
                                    const char   *headers,
                                    const char   *answer,
                                    ScriptManner  manner,
                                    guint         times);
/* The @nth request from now on is answered by an error page. */
void           script_fail_at      (Script       *self,
                                    guint         nth);
/* The usual answers for a sign-in on a server with the lab's attributes. */
void           script_add_desk     (Script       *self);
guint          script_count        (Script       *self,
                                    const char   *words);
/* The last operation with these words. */
const char    *script_find         (Script       *self,
                                    const char   *words);
/* A remote that has signed in as agent Inès Morvan with the profile asap. */
GuichetRemote *script_sign_in      (Script       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Script, script_free)

G_END_DECLS

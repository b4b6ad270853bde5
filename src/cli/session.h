#pragma once

#include <stdio.h>

#include "cli/options.h"
#include "remote/remote.h"
#include "store/store.h"
#include "sync/engine.h"

G_BEGIN_DECLS

/**
 * GuichetSession:
 *
 * One account for the time of one command: its store, and, once connected, its
 * server and the engine between both. @identity and @profile are %NULL until
 * the account signed in for the first time.
 */
typedef struct _GuichetSession GuichetSession;

GuichetSession  *guichet_session_open          (const GuichetOptions  *options,
                                                FILE                  *in,
                                                FILE                  *err,
                                                GError               **error);
void             guichet_session_free          (GuichetSession        *self);
gboolean         guichet_session_connect       (GuichetSession        *self,
                                                gboolean               discover,
                                                GError               **error);
void             guichet_session_arm_fault     (GuichetSession        *self);
/* For tests: the engine's times of all sessions that connect from now on. */
void             guichet_session_set_times     (const GuichetEngineTimes *times);
gboolean         guichet_session_is_offline    (GuichetSession        *self);
gint64           guichet_session_get_deadline  (GuichetSession        *self);
GuichetStore    *guichet_session_get_store     (GuichetSession        *self);
GuichetRemote   *guichet_session_get_remote    (GuichetSession        *self);
GuichetEngine   *guichet_session_get_engine    (GuichetSession        *self);
GuichetIdentity *guichet_session_get_identity  (GuichetSession        *self);
GuichetProfile  *guichet_session_get_profile   (GuichetSession        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetSession, guichet_session_free)

G_END_DECLS

#pragma once

#include "sync/context.h"

G_BEGIN_DECLS

/**
 * GuichetReplay:
 *
 * Brings the operations of the outbox to the server, each exactly once
 * (README.md in this folder). Belongs to the thread that talks to the server.
 */
typedef struct _GuichetReplay GuichetReplay;

typedef enum
{
  GUICHET_REPLAY_NOTHING,       /* nothing is due: see out_wake */
  GUICHET_REPLAY_WORKED,        /* one operation went on by one step */
  GUICHET_REPLAY_FAILED,        /* the server or the store failed: see error */
} GuichetReplayResult;

GuichetReplay       *guichet_replay_new  (GuichetSyncContext  *context);
void                 guichet_replay_free (GuichetReplay       *self);
gboolean             guichet_replay_recover (GuichetReplay    *self,
                                          GError             **error);
GuichetReplayResult  guichet_replay_step (GuichetReplay       *self,
                                          gint64              *out_wake,
                                          GCancellable        *cancellable,
                                          GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetReplay, guichet_replay_free)

G_END_DECLS

#pragma once

#include "remote/remote.h"
#include "store/store.h"
#include "sync/engine.h"

G_BEGIN_DECLS

typedef void (*GuichetProgressFunc) (guint    done,
                                     guint    total,
                                     gpointer user_data);

/**
 * GuichetSyncContext:
 * @times: with every time filled in
 * @sending: (nullable): the operation that is being sent
 * @writing: atomic: whether a write is on its way to the server
 *
 * What pull and replay work with. Belongs to the thread that talks to the
 * server, but for @writing.
 */
typedef struct
{
  GuichetStore        *store;
  GuichetRemote       *remote;
  GuichetEngineTimes   times;
  GuichetProgressFunc  progress;
  gpointer             progress_data;
  const GuichetIntent *sending;
  gint                 writing;
  gint64               born_real;
  gint64               born_monotonic;
} GuichetSyncContext;

void    guichet_sync_context_init      (GuichetSyncContext       *self,
                                        GuichetStore             *store,
                                        GuichetRemote            *remote);
void    guichet_sync_context_clear     (GuichetSyncContext       *self);
void    guichet_sync_context_set_times (GuichetSyncContext       *self,
                                        const GuichetEngineTimes *times);
gint64  guichet_sync_context_now       (const GuichetSyncContext *self);
guint   guichet_sync_context_get_server_limit (const GuichetSyncContext *self);
gboolean guichet_sync_context_is_portal (const GuichetSyncContext *self);
guint   guichet_sync_context_get_batch_size (const GuichetSyncContext *self,
                                        guint                     max);
void    guichet_sync_context_tell_progress (GuichetSyncContext   *self,
                                        guint                     done,
                                        guint                     total);
gint64  guichet_sync_monotonic         (void);

G_END_DECLS

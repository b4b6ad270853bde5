#pragma once

#include "sync/context.h"

G_BEGIN_DECLS

/**
 * GuichetPullTask:
 *
 * What is pulled, the most urgent first. Each is done in units of a request
 * or two with their transactions, so that somebody's work never waits long.
 */
typedef enum
{
  GUICHET_PULL_TASK_LOAD,           /* first: the ongoing tickets, without texts */
  GUICHET_PULL_TASK_DELTA,          /* what changed since */
  GUICHET_PULL_TASK_FOCUS,          /* the ticket on the screen */
  GUICHET_PULL_TASK_SWEEP,          /* the ids of ongoing tickets against ours */
  GUICHET_PULL_TASK_ATTACHMENTS,
  GUICHET_PULL_TASK_REFERENCES,
  GUICHET_PULL_TASK_TEXTS,          /* texts and journals of tickets known without them */
  GUICHET_PULL_TASK_HISTORY,        /* resolved and closed tickets, backwards */
  GUICHET_PULL_TASK_AUDIT,          /* all ids against ours */
  GUICHET_PULL_TASK_INDEX,          /* steps of the search index: no network */
  GUICHET_PULL_TASK_FILES,          /* contents of files of own tickets, if wanted */
} GuichetPullTask;

#define GUICHET_N_PULL_TASKS (GUICHET_PULL_TASK_FILES + 1)

typedef struct _GuichetPuller GuichetPuller;

GuichetPuller *guichet_puller_new       (GuichetSyncContext  *context);
void           guichet_puller_free      (GuichetPuller       *self);
void           guichet_puller_set_focus (GuichetPuller       *self,
                                         gint64               ticket_id);
void           guichet_puller_set_prefetch (GuichetPuller    *self,
                                         gboolean             prefetch);
gboolean       guichet_puller_has_focus (GuichetPuller       *self);
gboolean       guichet_puller_is_loaded (GuichetPuller       *self,
                                         gboolean            *out_loaded,
                                         GError             **error);
gboolean       guichet_puller_end_bulk  (GuichetPuller       *self,
                                         GError             **error);
gboolean       guichet_puller_run       (GuichetPuller       *self,
                                         GuichetPullTask      task,
                                         gboolean            *out_more,
                                         GCancellable        *cancellable,
                                         GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetPuller, guichet_puller_free)

G_END_DECLS

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GuichetJobQueue:
 *
 * One thread that runs jobs one after the other, the most urgent first, equal
 * ones in the order of their posting.
 */
typedef struct _GuichetJobQueue GuichetJobQueue;

typedef enum
{
  GUICHET_JOB_SCREEN,       /* somebody looks at an empty place */
  GUICHET_JOB_PERSON,       /* somebody's work */
  GUICHET_JOB_SYNC,         /* what came from the server */
  GUICHET_JOB_IDLE,         /* maintenance */
} GuichetJobPriority;

typedef void (*GuichetJobFunc) (gpointer data);

GuichetJobQueue *guichet_job_queue_new        (const char         *name);
void             guichet_job_queue_free       (GuichetJobQueue    *self);
void             guichet_job_queue_post       (GuichetJobQueue    *self,
                                               GuichetJobPriority  priority,
                                               GuichetJobFunc      func,
                                               gpointer            data);
void             guichet_job_queue_run        (GuichetJobQueue    *self,
                                               GuichetJobPriority  priority,
                                               GuichetJobFunc      func,
                                               gpointer            data);
gboolean         guichet_job_queue_is_current (GuichetJobQueue    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetJobQueue, guichet_job_queue_free)

G_END_DECLS

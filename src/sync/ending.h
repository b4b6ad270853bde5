#pragma once

#include "model/intent.h"
#include "sync/context.h"

G_BEGIN_DECLS

/**
 * GuichetMemory:
 * @sent: monotonic milliseconds: the end of a sending of unknown outcome; 0
 *   when the last answer was certain
 * @sendings: since the last certain end
 * @refusals: "right or read-only", in a row
 * @hurries: guards that matched nothing, in a row
 * @failures: of looking, in a row
 * @accepted: how often the server said yes: an entry that is not there was
 *   wiped out by a simultaneous one since
 *
 * What is known of an operation in this process only. A crash forgets it, and
 * the worst is taken for granted.
 */
typedef struct
{
  gint64 sent;
  guint  sendings;
  guint  refusals;
  guint  hurries;
  guint  failures;
  guint  accepted;
} GuichetMemory;

/* The operation in hand. */
typedef struct
{
  GuichetSyncContext *context;
  GuichetIntent      *intent;
  GuichetMemory      *memory;
  GCancellable       *cancellable;
} GuichetWork;

/* How a step ends: the operation in a new state, durable when these return. */

gint64    guichet_work_now         (const GuichetWork   *self);
guint     guichet_work_delay       (const GuichetWork   *self,
                                    guint                failures);
gboolean  guichet_work_save        (GuichetWork         *self,
                                    GuichetIntentState   state,
                                    gint64               not_before,
                                    GError             **error);
gboolean  guichet_work_park        (GuichetWork         *self,
                                    GuichetIntentState   state,
                                    const GError        *reason,
                                    GError             **error);
gboolean  guichet_work_park_conflict (GuichetWork       *self,
                                    GuichetTicket       *image,
                                    GuichetField         field,
                                    GError             **error);
gboolean  guichet_work_park_gone   (GuichetWork         *self,
                                    const GError        *reason,
                                    GError             **error);
gboolean  guichet_work_merge       (GuichetWork         *self,
                                    GuichetTicket       *image,
                                    GError             **error);
gboolean  guichet_work_settle      (GuichetWork         *self,
                                    GuichetTicket       *image,
                                    gboolean             first,
                                    GError             **error);

G_END_DECLS

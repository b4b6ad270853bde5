#pragma once

#include "sync/context.h"

G_BEGIN_DECLS

/**
 * GuichetBatch:
 * @tickets: not merged yet
 * @count: of all that came; more than there are when an answer was cut and read again
 * @ids: (nullable) (element-type gint64): collects the ids that come, when set
 * @newest: (nullable): the latest last_update that came
 * @failure: (nullable): why merging stopped
 *
 * Tickets of one answer on their way into the cache: whole transactions of
 * them are merged while the rest of the body still arrives.
 */
typedef struct
{
  GuichetSyncContext *context;
  GPtrArray          *tickets;
  guint               count;
  GArray             *ids;
  char               *newest;
  GError             *failure;
} GuichetBatch;

/* Tickets a transaction; also a page's size. */
#define GUICHET_BATCH_SIZE 500

void      guichet_batch_init  (GuichetBatch         *self,
                               GuichetSyncContext   *context);
void      guichet_batch_clear (GuichetBatch         *self);
gboolean  guichet_batch_pull  (GuichetBatch         *self,
                               const GuichetPull    *pull,
                               guint                *out_total,
                               GCancellable         *cancellable,
                               GError              **error);
gboolean  guichet_batch_merge (GuichetBatch         *self,
                               const char           *cursor,
                               const char           *value,
                               GError              **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuichetBatch, guichet_batch_clear)

G_END_DECLS

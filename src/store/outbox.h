#pragma once

#include "model/intent.h"
#include "store/store.h"

G_BEGIN_DECLS

/* The outbox in user.db. Durable when the call returns (or the callback comes
 * without error). The shown image of the ticket is recomputed by each change. */

/* Saves a new operation and removes the drafts that it was made of (@drafts:
 * (nullable) (array zero-terminated=1): draft keys) in the same transaction. A
 * second call with the same uuid changes nothing and succeeds: a double click
 * is one operation. */
gboolean        guichet_store_enqueue        (GuichetStore         *self,
                                              const GuichetIntent  *intent,
                                              const char * const   *drafts,
                                              GError              **error);
void            guichet_store_enqueue_async  (GuichetStore         *self,
                                              const GuichetIntent  *intent,
                                              const char * const   *drafts,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean        guichet_store_enqueue_finish (GuichetStore         *self,
                                              GAsyncResult         *result,
                                              GError              **error);

/* All of @intents or none, in one transaction: for the same thing done to many
 * tickets. */
void            guichet_store_enqueue_many_async  (GuichetStore         *self,
                                                   GPtrArray            *intents,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean        guichet_store_enqueue_many_finish (GuichetStore         *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);

/* Saves state, times, parts, reason and ticket id of a known operation (not
 * its contents). For sync. INVALID when it is done or withdrawn meanwhile: what
 * was about to be sent must not be sent. */
gboolean        guichet_store_save_intent    (GuichetStore         *self,
                                              const GuichetIntent  *intent,
                                              GError              **error);

/* The oldest open operation that may run at @now (Unix ms) of a ticket none of
 * whose earlier operations is open or parked: a parked operation blocks only
 * its own ticket. @out_wake: when nothing is due, the earliest time at which
 * something will be (0 = never). Returns NULL without error when nothing is due. */
GuichetIntent  *guichet_store_next_intent    (GuichetStore         *self,
                                              gint64                now,
                                              gint64               *out_wake,
                                              GError              **error);

/* All operations, oldest first; done and withdrawn ones of the last 30 days when
 * @with_history. Without the bytes of files, which the other two calls read. */
GPtrArray      *guichet_store_list_intents        (GuichetStore         *self,
                                                   gboolean              with_history,
                                                   GError              **error);
void            guichet_store_list_intents_async  (GuichetStore         *self,
                                                   gboolean              with_history,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
GPtrArray      *guichet_store_list_intents_finish (GuichetStore         *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
GuichetIntent  *guichet_store_read_intent         (GuichetStore         *self,
                                                   const char           *uuid,
                                                   GError              **error);

typedef enum
{
  GUICHET_OUTBOX_WITHDRAW,      /* only while waiting, refused or in conflict: INVALID once sent */
  GUICHET_OUTBOX_RETRY,         /* parked: back to waiting */
  GUICHET_OUTBOX_KEEP_MINE,     /* conflict: rebase on the server's present image, then waiting */
  GUICHET_OUTBOX_RESTORE,       /* withdrawn: back to waiting, as the same operation */
} GuichetOutboxDecision;

gboolean        guichet_store_decide         (GuichetStore           *self,
                                              const char             *uuid,
                                              GuichetOutboxDecision   decision,
                                              GError                **error);
void            guichet_store_decide_async   (GuichetStore           *self,
                                              const char             *uuid,
                                              GuichetOutboxDecision   decision,
                                              GCancellable           *cancellable,
                                              GAsyncReadyCallback     callback,
                                              gpointer                user_data);
gboolean        guichet_store_decide_finish  (GuichetStore           *self,
                                              GAsyncResult           *result,
                                              GError                **error);

/* Withdraws, as GUICHET_OUTBOX_WITHDRAW does, and puts @drafts (element-type
 * GuichetDraft), which the operation's texts were made into, in front of what
 * was written in their places since: in one transaction. */
gboolean        guichet_store_take_back        (GuichetStore           *self,
                                                const char             *uuid,
                                                GPtrArray              *drafts,
                                                GError                **error);
void            guichet_store_take_back_async  (GuichetStore           *self,
                                                const char             *uuid,
                                                GPtrArray              *drafts,
                                                GCancellable           *cancellable,
                                                GAsyncReadyCallback     callback,
                                                gpointer                user_data);
gboolean        guichet_store_take_back_finish (GuichetStore           *self,
                                                GAsyncResult           *result,
                                                GError                **error);

/* A conflict that was decided part by part. @resolved: (const): a copy of the
 * operation with what is left of it; @server: the image that the person chose
 * against, which need not be the present one: what came since is a conflict of
 * its own. What was left out stays in the history as a withdrawn operation, in
 * the same transaction; an operation of which nothing is left is withdrawn.
 * INVALID when it is not in conflict any more. */
gboolean        guichet_store_resolve        (GuichetStore           *self,
                                              const GuichetIntent    *resolved,
                                              GuichetTicket          *server,
                                              GError                **error);
void            guichet_store_resolve_async  (GuichetStore           *self,
                                              const GuichetIntent    *resolved,
                                              GuichetTicket          *server,
                                              GCancellable           *cancellable,
                                              GAsyncReadyCallback     callback,
                                              gpointer                user_data);
gboolean        guichet_store_resolve_finish (GuichetStore           *self,
                                              GAsyncResult           *result,
                                              GError                **error);

typedef struct
{
  guint waiting;        /* waiting, sending or to verify */
  guint parked;         /* refused or in conflict: need a person */
} GuichetOutboxCount;

gboolean        guichet_store_count_outbox        (GuichetStore         *self,
                                                   GuichetOutboxCount   *out_count,
                                                   GError              **error);
void            guichet_store_count_outbox_async  (GuichetStore         *self,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean        guichet_store_count_outbox_finish (GuichetStore         *self,
                                                   GAsyncResult         *result,
                                                   GuichetOutboxCount   *out_count,
                                                   GError              **error);

G_END_DECLS

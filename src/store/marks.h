#pragma once

#include "model/mark.h"
#include "store/store.h"

G_BEGIN_DECLS

/* What the person has seen of tickets, in user.db. Changes are told by
 * "changed" like those of the tickets, without "moved".
 *
 * A ticket is unread when somebody else changed it since the person looked at
 * it. One that was never looked at counts as looked at when unread began. */

/* From now on, if not from earlier on: what is in the cache is old news. To be
 * called when the first load is over. Blocking; any thread but main. */
gboolean   guichet_store_begin_unread       (GuichetStore         *self,
                                             GError              **error);

/* One mark for each id, in their order (element-type GuichetMark). */
GPtrArray *guichet_store_read_marks         (GuichetStore         *self,
                                             GArray               *ids,
                                             GCancellable         *cancellable,
                                             GError              **error);
void       guichet_store_read_marks_async   (GuichetStore         *self,
                                             GArray               *ids,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
GPtrArray *guichet_store_read_marks_finish  (GuichetStore         *self,
                                             GAsyncResult         *result,
                                             GError              **error);

typedef enum
{
  GUICHET_MARK_SEEN,            /* its present image is what the person has seen; one alone was opened now */
  GUICHET_MARK_UNREAD,
  GUICHET_MARK_STAR,
  GUICHET_MARK_UNSTAR,
} GuichetMarking;

gboolean   guichet_store_mark               (GuichetStore         *self,
                                             GArray               *ids,
                                             GuichetMarking        marking,
                                             GError              **error);
void       guichet_store_mark_async         (GuichetStore         *self,
                                             GArray               *ids,
                                             GuichetMarking        marking,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean   guichet_store_mark_finish        (GuichetStore         *self,
                                             GAsyncResult         *result,
                                             GError              **error);

/* The tickets that were opened last, newest first, at most @limit. */
void       guichet_store_list_recent_async  (GuichetStore         *self,
                                             guint                 limit,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
GArray    *guichet_store_list_recent_finish (GuichetStore         *self,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS

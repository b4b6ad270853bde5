#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* What the person was told, in user.db, so that nothing is told twice, not even
 * after a restart. @due and @over: (nullable) (array zero-terminated=1): keys of
 * notices that hold now, and that do not hold (any more).
 *
 * Returns: (transfer full): the keys among @due that are to be told now; from
 * here on they count as told. */
char **guichet_store_settle_notices        (GuichetStore          *self,
                                            const char * const    *due,
                                            const char * const    *over,
                                            GError               **error);
void   guichet_store_settle_notices_async  (GuichetStore          *self,
                                            const char * const    *due,
                                            const char * const    *over,
                                            GCancellable          *cancellable,
                                            GAsyncReadyCallback    callback,
                                            gpointer               user_data);
char **guichet_store_settle_notices_finish (GuichetStore          *self,
                                            GAsyncResult          *result,
                                            GError               **error);

G_END_DECLS

#pragma once

#include "model/reference.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/* Where the person's requests are about, when that is certain: the last ones
 * that name a site all name the same one (SPEC §6.1). */

void              guichet_own_site_find_async  (GuichetContext       *context,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
/* Returns: (transfer full) (nullable): a site, with id and name only; %NULL
 * when there is no certain one, or with @error set */
GuichetReference *guichet_own_site_find_finish (GuichetContext       *context,
                                                GAsyncResult         *result,
                                                GError              **error);

G_END_DECLS

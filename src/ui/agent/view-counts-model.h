#pragma once

#include "model/query.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * GuichetViewCountsModel:
 *
 * How many tickets each list of the agent portal has: read from the store,
 * and again after each change. Signal "changed" when a number did.
 */
#define GUICHET_TYPE_VIEW_COUNTS_MODEL (guichet_view_counts_model_get_type ())

G_DECLARE_FINAL_TYPE (GuichetViewCountsModel, guichet_view_counts_model, GUICHET, VIEW_COUNTS_MODEL, GObject)

GuichetViewCountsModel *guichet_view_counts_model_new       (GuichetStore           *store);
gboolean                guichet_view_counts_model_is_known  (GuichetViewCountsModel *self);
guint                   guichet_view_counts_model_get       (GuichetViewCountsModel *self,
                                                             GuichetView             view);
guint                   guichet_view_counts_model_get_ongoing (GuichetViewCountsModel *self);

G_END_DECLS

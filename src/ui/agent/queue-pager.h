#pragma once

#include <adwaita.h>

#include "ui/agent/queue-model.h"

G_BEGIN_DECLS

/**
 * GuichetQueuePager:
 *
 * The bar below a list: tickets per page, order in words, range, pages.
 * Property: items-per-page (int: 20, 50, 100; 0 = all).
 */
#define GUICHET_TYPE_QUEUE_PAGER (guichet_queue_pager_get_type ())

G_DECLARE_FINAL_TYPE (GuichetQueuePager, guichet_queue_pager, GUICHET, QUEUE_PAGER, AdwBin)

void guichet_queue_pager_set_model          (GuichetQueuePager *self,
                                             GuichetQueueModel *model);
void guichet_queue_pager_set_narrow         (GuichetQueuePager *self,
                                             gboolean           narrow);
int  guichet_queue_pager_get_items_per_page (GuichetQueuePager *self);
void guichet_queue_pager_set_items_per_page (GuichetQueuePager *self,
                                             int                items_per_page);

G_END_DECLS

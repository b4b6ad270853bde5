#pragma once

#include "bench.h"
#include "store/store.h"

G_BEGIN_DECLS

/* A folder with the databases of an account: @n_tickets out of the seed, with
 * or without their texts, indexes and search index complete. Made once and
 * kept below the build folder for the next run. */
char         *data_set_get_folder (Bench      *bench,
                                   guint       n_tickets,
                                   gboolean    with_texts);
/* The same with the texts of tests/data/requests, which people would write, a
 * catalogue, and articles. */
char         *data_set_get_requests (Bench     *bench,
                                   guint       n_tickets);
/* As the program does at its start. */
GuichetStore *data_set_open       (const char *folder);
/* An empty folder of its own. */
char         *data_set_make_empty (void);
void          data_set_remove     (const char *folder);

G_END_DECLS

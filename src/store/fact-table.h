#pragma once

#include "store/db.h"

G_BEGIN_DECLS

/* Table fact of user.db: single facts about this account. */

/* The last_update from which on tickets count as unread: what was there before
 * came with the first load. */
#define GUICHET_FACT_UNREAD_SINCE "unread-since"

gboolean guichet_fact_table_read (GuichetDb   *db,
                                  const char  *name,
                                  char       **out_value,
                                  GError     **error);
gboolean guichet_fact_table_add  (GuichetDb   *db,
                                  const char  *name,
                                  const char  *value,
                                  GError     **error);
gboolean guichet_fact_table_remove (GuichetDb  *db,
                                  const char  *name,
                                  GError     **error);

G_END_DECLS

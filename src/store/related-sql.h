#pragma once

#include "model/field.h"

G_BEGIN_DECLS

/* Apart from their use, so that a test can ask SQLite which index they take.
 * ?1 is an id, ?2 a limit. NULL for a field that nothing is listed by. */

const char *guichet_related_count_sql (GuichetField field);
const char *guichet_related_list_sql  (GuichetField field);

G_END_DECLS

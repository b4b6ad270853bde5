#pragma once

#include "store/db-private.h"

G_BEGIN_DECLS

int _guichet_db_text_add_functions (sqlite3 *handle);

G_END_DECLS

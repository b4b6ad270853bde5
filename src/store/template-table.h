#pragma once

#include "store/db.h"
#include "store/templates.h"

G_BEGIN_DECLS

/* The table "template" of user.db. */

gboolean   guichet_template_table_save   (GuichetDb              *db,
                                          const GuichetTemplate  *template_,
                                          GError                **error);
gboolean   guichet_template_table_remove (GuichetDb              *db,
                                          const char             *uuid,
                                          GError                **error);
GPtrArray *guichet_template_table_list   (GuichetDb              *db,
                                          GError                **error);

G_END_DECLS

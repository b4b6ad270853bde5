#pragma once

#include "store/db.h"
#include "store/drafts.h"

G_BEGIN_DECLS

gboolean   guichet_draft_table_save   (GuichetDb           *db,
                                       const GuichetDraft  *draft,
                                       GError             **error);
gboolean   guichet_draft_table_remove (GuichetDb           *db,
                                       const char          *key,
                                       GError             **error);
gboolean   guichet_draft_table_read   (GuichetDb           *db,
                                       const char          *key,
                                       GuichetDraft       **out_draft,
                                       GError             **error);
GPtrArray *guichet_draft_table_list   (GuichetDb           *db,
                                       GError             **error);

G_END_DECLS

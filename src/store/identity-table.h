#pragma once

#include "model/identity.h"
#include "store/db.h"

G_BEGIN_DECLS

/* @rules_key: what the computed columns were computed with: see rules.h */

gboolean guichet_identity_table_save (GuichetDb         *db,
                                      GuichetIdentity   *identity,
                                      const char        *rules_key,
                                      GError           **error);
gboolean guichet_identity_table_read (GuichetDb         *db,
                                      GuichetIdentity  **out_identity,
                                      char             **out_rules_key,
                                      GError           **error);

G_END_DECLS

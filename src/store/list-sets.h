#pragma once

#include "store/list-sql.h"
#include "store/rules.h"

G_BEGIN_DECLS

GArray *guichet_list_sets_read (GuichetCriterionKind   kind,
                                GuichetDb             *cache,
                                GuichetDb             *user,
                                GuichetRules          *rules,
                                GuichetView            view,
                                GError               **error);

G_END_DECLS

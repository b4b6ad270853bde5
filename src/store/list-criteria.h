#pragma once

#include "store/list-sql.h"

G_BEGIN_DECLS

gboolean guichet_list_criteria_asks   (const GuichetCriterion *criterion);
void     guichet_list_criteria_append (GuichetListSql         *sql,
                                       const GuichetCriterion *criterion,
                                       const GuichetListSets  *sets,
                                       gboolean                is_large);

G_END_DECLS

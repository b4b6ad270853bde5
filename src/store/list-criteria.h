#pragma once

#include "store/list-sql.h"

G_BEGIN_DECLS

/* Conditions as SQL. */

gboolean guichet_list_criteria_asks           (const GuichetCriterion *criterion);
gboolean guichet_list_criteria_is_column      (const GuichetCriterion *criterion);
gboolean guichet_list_criteria_is_turned_round (const GuichetCriterion *criterion);
void     guichet_list_criteria_append         (GuichetListSql         *sql,
                                               const GuichetCriterion *criterion);

G_END_DECLS

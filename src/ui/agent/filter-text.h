#pragma once

#include "model/criterion.h"
#include "model/profile.h"

G_BEGIN_DECLS

/* Conditions in words, and what one can be built of. */

const char *guichet_filter_kind_get_title      (GuichetCriterionKind    kind);
const char *guichet_filter_operator_get_title  (GuichetOperator         op);
char       *guichet_filter_criterion_dup_label (const GuichetCriterion *criterion,
                                                GuichetProfile         *profile);

G_END_DECLS

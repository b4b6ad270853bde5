#pragma once

#include "model/criterion.h"

G_BEGIN_DECLS

/**
 * GuichetQueryName:
 * @english, @french: what a condition begins with when it is written here
 * @others: (nullable): what else is understood, separated by spaces, folded
 * @kind: what the condition is about; for %GUICHET_CRITERION_FIELD with @field
 * @op: the operator that the name implies
 * @has_op: whether there is one
 *
 * A name of the query language.
 */
typedef struct
{
  const char           *english;
  const char           *french;
  const char           *others;
  GuichetCriterionKind  kind;
  GuichetField          field;
  GuichetOperator       op;
  gboolean              has_op;
} GuichetQueryName;

char                   *_guichet_query_names_normalise     (const char           *text);
const GuichetQueryName *_guichet_query_names_find          (const char           *name);
const GuichetQueryName *_guichet_query_names_for_field     (GuichetField          field,
                                                            GuichetOperator       op);
gboolean                _guichet_query_names_is_quality    (const char           *name);
const GuichetQueryName *_guichet_query_names_find_quality  (const char           *value);
const GuichetQueryName *_guichet_query_names_for_kind      (GuichetCriterionKind  kind);
gboolean                _guichet_query_names_is_empty      (const char           *value);

const char             *_guichet_query_names_get           (const GuichetQueryName *name);
const char             *_guichet_query_names_get_quality   (void);
const char             *_guichet_query_names_get_empty     (void);

G_END_DECLS

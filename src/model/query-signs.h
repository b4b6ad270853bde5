#pragma once

#include "model/criterion.h"

G_BEGIN_DECLS

/* The operators of the query language. */

const char      *_guichet_query_signs_read   (const char       *p,
                                              GuichetOperator  *out_op,
                                              gboolean         *out_literal);
const char      *_guichet_query_signs_get    (GuichetOperator   op,
                                              gboolean          literal);
GuichetOperator  _guichet_query_signs_choose (GuichetField      field);

G_END_DECLS

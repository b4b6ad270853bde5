#include "config.h"

#include "model/query-signs.h"

/* What may stand between the colon and the first value. "==" takes a code as
 * it is, although the profile does not know it. */
static const struct { const char *sign; GuichetOperator op; gboolean literal; } signs[] = {
  { "!==", GUICHET_OPERATOR_IS_NOT, TRUE },
  { "!=", GUICHET_OPERATOR_IS_NOT, FALSE },
  { "==", GUICHET_OPERATOR_IS, TRUE },
  { "=", GUICHET_OPERATOR_IS, FALSE },
  { "~", GUICHET_OPERATOR_CONTAINS, FALSE },
  { "^", GUICHET_OPERATOR_BEGINS, FALSE },
  { "<", GUICHET_OPERATOR_BEFORE, FALSE },
  { ">=", GUICHET_OPERATOR_SINCE, FALSE },
};

/* Returns: behind the sign at @p; @p itself where there is none */
const char *
_guichet_query_signs_read (const char      *p,
                           GuichetOperator *out_op,
                           gboolean        *out_literal)
{
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (p, signs[i].sign))
      {
        *out_op = signs[i].op;
        *out_literal = signs[i].literal;
        return p + strlen (signs[i].sign);
      }

  return p;
}

const char *
_guichet_query_signs_get (GuichetOperator op,
                          gboolean        literal)
{
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (signs[i].op == op && signs[i].literal == literal)
      return signs[i].sign;

  return "";
}

/* The operator of a condition that has no sign. */
GuichetOperator
_guichet_query_signs_choose (GuichetField field)
{
  switch (guichet_field_get_kind (field))
    {
    case GUICHET_FIELD_KIND_CODE:
      return GUICHET_OPERATOR_IS;

    case GUICHET_FIELD_KIND_TIME:
      return GUICHET_OPERATOR_BEGINS;

    case GUICHET_FIELD_KIND_TEXT:
    case GUICHET_FIELD_KIND_KEY:
    case GUICHET_FIELD_KIND_PLAIN:
    case GUICHET_FIELD_KIND_HTML:
    default:
      return GUICHET_OPERATOR_CONTAINS;
    }
}

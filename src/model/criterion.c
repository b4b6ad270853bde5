#include "config.h"

#include "model/criterion.h"

/**
 * guichet_criterion_new:
 *
 * Returns: (transfer full): that something computed holds
 */
GuichetCriterion *
guichet_criterion_new (GuichetCriterionKind kind)
{
  GuichetCriterion *self;

  g_return_val_if_fail (kind < GUICHET_N_CRITERION_KINDS, NULL);

  self = g_new0 (GuichetCriterion, 1);
  self->kind = kind;

  return self;
}

/**
 * guichet_criterion_new_field:
 * @value: (nullable): %NULL for the operators that take none
 *
 * Returns: (transfer full): that @field is such
 */
GuichetCriterion *
guichet_criterion_new_field (GuichetField     field,
                             GuichetOperator  op,
                             const char      *value)
{
  GuichetCriterion *self;

  g_return_val_if_fail (field < GUICHET_N_FIELDS, NULL);
  g_return_val_if_fail (op < GUICHET_N_OPERATORS, NULL);

  self = guichet_criterion_new (GUICHET_CRITERION_FIELD);
  self->field = field;
  self->op = op;
  if (value != NULL)
    self->values = g_strdupv ((char *[]) { (char *) value, NULL });

  return self;
}

GuichetCriterion *
guichet_criterion_copy (const GuichetCriterion *self)
{
  GuichetCriterion *copy = g_memdup2 (self, sizeof *self);

  copy->values = g_strdupv (self->values);

  return copy;
}

void
guichet_criterion_free (GuichetCriterion *self)
{
  if (self == NULL)
    return;

  g_strfreev (self->values);
  g_free (self);
}

static gboolean
same_values (char **a,
             char **b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_strv_equal ((const char * const *) a, (const char * const *) b);
}

gboolean
guichet_criterion_equal (const GuichetCriterion *a,
                         const GuichetCriterion *b)
{
  if (a->kind != b->kind || !a->negated != !b->negated)
    return FALSE;
  if (a->kind != GUICHET_CRITERION_FIELD)
    return TRUE;

  return a->field == b->field && a->op == b->op && same_values (a->values, b->values);
}

GPtrArray *
guichet_criteria_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_criterion_free);
}

static gpointer
copy_item (gconstpointer item,
           gpointer      user_data)
{
  return guichet_criterion_copy (item);
}

/**
 * guichet_criteria_copy:
 * @criteria: (nullable) (element-type GuichetCriterion):
 *
 * Returns: (transfer full) (nullable): a deep copy
 */
GPtrArray *
guichet_criteria_copy (GPtrArray *criteria)
{
  return criteria != NULL ? g_ptr_array_copy (criteria, copy_item, NULL) : NULL;
}

/**
 * guichet_criteria_equal:
 * @a, @b: (nullable): none is the same as empty
 *
 * Returns: whether both say the same in the same order
 */
gboolean
guichet_criteria_equal (GPtrArray *a,
                        GPtrArray *b)
{
  guint n_a = a != NULL ? a->len : 0;
  guint n_b = b != NULL ? b->len : 0;

  if (n_a != n_b)
    return FALSE;
  for (guint i = 0; i < n_a; i++)
    if (!guichet_criterion_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;

  return TRUE;
}

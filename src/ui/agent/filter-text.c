#include "config.h"

#include "ui/agent/filter-text.h"

#include "ui/common/field-title.h"

#include <glib/gi18n.h>

const char *
guichet_filter_kind_get_title (GuichetCriterionKind kind)
{
  switch (kind)
    {
    case GUICHET_CRITERION_UNREAD:
      return C_("tickets", "Unread");

    case GUICHET_CRITERION_STARRED:
      return C_("tickets", "Starred");

    case GUICHET_CRITERION_REOPENED:
      return C_("tickets", "Reopened");

    case GUICHET_CRITERION_AT_RISK:
      return C_("tickets", "Delay at Risk");

    case GUICHET_CRITERION_DRAFT:
      return C_("tickets", "With a Text That Was Not Sent");

    case GUICHET_CRITERION_FIELD:
    default:
      g_return_val_if_reached ("");
    }
}

const char *
guichet_filter_operator_get_title (GuichetOperator op)
{
  switch (op)
    {
    case GUICHET_OPERATOR_IS:
      return C_("operator", "is");

    case GUICHET_OPERATOR_IS_NOT:
      return C_("operator", "is not");

    case GUICHET_OPERATOR_CONTAINS:
      return C_("operator", "contains");

    case GUICHET_OPERATOR_BEGINS:
      return C_("operator", "begins with");

    case GUICHET_OPERATOR_BEFORE:
      return C_("operator", "before");

    case GUICHET_OPERATOR_SINCE:
      return C_("operator", "since");

    case GUICHET_OPERATOR_EMPTY:
      return C_("operator", "is empty");

    case GUICHET_OPERATOR_NOT_EMPTY:
      return C_("operator", "is not empty");

    default:
      g_return_val_if_reached ("");
    }
}

static const char *
get_value_label (GuichetField    field,
                 const char     *value,
                 GuichetProfile *profile)
{
  const GuichetState *state = field == GUICHET_FIELD_STATUS ? guichet_profile_get_state (profile, value) : NULL;

  if (state != NULL)
    return state->label;
  if (guichet_field_get_kind (field) == GUICHET_FIELD_KIND_CODE)
    return guichet_profile_get_value_label (profile, field, value);

  return value;
}

static char *
dup_values (const GuichetCriterion *criterion,
            GuichetProfile         *profile)
{
  g_autoptr(GString) values = g_string_new (NULL);

  for (guint i = 0; criterion->values != NULL && criterion->values[i] != NULL; i++)
    {
      if (i > 0)
        /* Translators: between values of which any will do: "assigned or on hold" */
        g_string_append (values, C_("values", " or "));
      g_string_append (values, get_value_label (criterion->field, criterion->values[i], profile));
    }

  return g_string_free (g_steal_pointer (&values), FALSE);
}

static char *
dup_field_label (const GuichetCriterion *criterion,
                 GuichetProfile         *profile)
{
  const char *title = guichet_field_get_title (criterion->field);
  g_autofree char *values = dup_values (criterion, profile);

  if (criterion->op == GUICHET_OPERATOR_IS)
    /* Translators: a condition: the title of a field and what it is: "Status: Assigned" */
    return g_strdup_printf (_("%s: %s"), title, values);
  if (*values == '\0')
    return g_strdup_printf ("%s %s", title, guichet_filter_operator_get_title (criterion->op));

  return g_strdup_printf ("%s %s %s", title, guichet_filter_operator_get_title (criterion->op), values);
}

/**
 * guichet_filter_criterion_dup_label:
 *
 * Returns: (transfer full): the condition as a chip shows it
 */
char *
guichet_filter_criterion_dup_label (const GuichetCriterion *criterion,
                                    GuichetProfile         *profile)
{
  g_autofree char *label = criterion->kind == GUICHET_CRITERION_FIELD
    ? dup_field_label (criterion, profile)
    : g_strdup (guichet_filter_kind_get_title (criterion->kind));

  if (!criterion->negated)
    return g_steal_pointer (&label);

  /* Translators: the opposite of a condition: "Not: Team contains dsi" */
  return g_strdup_printf (_("Not: %s"), label);
}

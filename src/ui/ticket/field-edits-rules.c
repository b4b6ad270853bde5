#include "config.h"

#include "ui/ticket/field-edits-private.h"

#include "util/text.h"

#include <glib/gi18n.h>

/* ---- which fields */

/**
 * guichet_field_is_of_form:
 *
 * Returns: whether the form changes @field; what a transition asks for is
 *   changed by the transition
 */
gboolean
guichet_field_is_of_form (GuichetField field)
{
  switch (field)
    {
    case GUICHET_FIELD_TITLE:
    case GUICHET_FIELD_ORGANISATION:
    case GUICHET_FIELD_CALLER:
    case GUICHET_FIELD_BENEFICIARY:
    case GUICHET_FIELD_SITE:
    case GUICHET_FIELD_CALLBACK_PHONE:
    case GUICHET_FIELD_AVAILABILITY:
    case GUICHET_FIELD_DOMAIN:
    case GUICHET_FIELD_FAMILY_GROUP:
    case GUICHET_FIELD_SERVICE_FAMILY:
    case GUICHET_FIELD_SERVICE:
    case GUICHET_FIELD_SUBCATEGORY:
    case GUICHET_FIELD_REQUEST_TYPE:
    case GUICHET_FIELD_ORIGIN:
    case GUICHET_FIELD_IMPACT:
    case GUICHET_FIELD_URGENCY:
    case GUICHET_FIELD_DESCRIPTION:
      return TRUE;

    default:
      return FALSE;
    }
}

static const char *
tell_fixed (GuichetField field)
{
  switch (field)
    {
    case GUICHET_FIELD_STATUS:
    case GUICHET_FIELD_TEAM:
    case GUICHET_FIELD_AGENT:
    case GUICHET_FIELD_SOLUTION:
    case GUICHET_FIELD_RESOLUTION_CODE:
    case GUICHET_FIELD_PENDING_REASON:
      return _("This changes through the actions below the ticket.");

    case GUICHET_FIELD_SATISFACTION:
    case GUICHET_FIELD_USER_COMMENT:
      return _("This is the requester’s word.");

    default:
      return _("The server computes this.");
    }
}

static const char *
tell_state (GuichetFieldEdits *self)
{
  if (self->frozen)
    return _("This ticket is no longer visible on the server.");

  switch (guichet_profile_categorise (self->profile, guichet_ticket_get (self->ticket, GUICHET_FIELD_STATUS),
                                      guichet_ticket_get (self->ticket, GUICHET_FIELD_OPERATIONAL_STATUS)))
    {
    case GUICHET_CATEGORY_RESOLVED:
      return _("The form of a resolved ticket cannot be changed.");

    case GUICHET_CATEGORY_CLOSED:
      return _("The form of a closed ticket cannot be changed.");

    case GUICHET_CATEGORY_ONGOING:
    default:
      return NULL;
    }
}

static gboolean
has_values (GuichetFieldEdits *self,
            GuichetField       field)
{
  const char * const *values;

  if (guichet_field_get_kind (field) != GUICHET_FIELD_KIND_CODE)
    return TRUE;

  values = guichet_profile_get_values (self->profile, field);
  return values != NULL && *values != NULL;
}

/**
 * guichet_field_edits_can_edit:
 * @out_reason: (out) (optional) (nullable): why not, as a sentence
 */
gboolean
guichet_field_edits_can_edit (GuichetFieldEdits  *self,
                              GuichetField        field,
                              const char        **out_reason)
{
  const char *reason = NULL;

  g_return_val_if_fail (GUICHET_IS_FIELD_EDITS (self), FALSE);

  if (self->ticket == NULL || guichet_ticket_peek (self->ticket, field) == NULL)
    reason = _("This has not arrived from the server yet.");
  else if (!guichet_field_is_of_form (field) || !guichet_field_is_writable (field)
           || !guichet_profile_has_field (self->profile, field))
    reason = tell_fixed (field);
  else if (!has_values (self, field))
    reason = _("The values that this may have are not known.");
  else
    reason = tell_state (self);

  if (out_reason != NULL)
    *out_reason = reason;

  return reason == NULL;
}

static gboolean
is_missing (GuichetFieldEdits *self,
            GuichetField       field)
{
  const char *value = guichet_field_edits_get (self, field);

  if (!guichet_profile_is_mandatory (self->profile, field) || !guichet_field_edits_can_edit (self, field, NULL))
    return FALSE;
  if (guichet_field_get_kind (field) == GUICHET_FIELD_KIND_KEY)
    return guichet_field_edits_get_key (self, field) == 0;

  return guichet_text_is_empty (value);
}

/**
 * guichet_field_edits_find_missing:
 *
 * Nobody is kept from answering because a ticket arrived without a subject:
 * fields are missing once something in the form is changed.
 *
 * Returns: the mandatory fields that are empty, a bit each
 */
guint64
guichet_field_edits_find_missing (GuichetFieldEdits *self)
{
  guint64 missing = 0;

  g_return_val_if_fail (GUICHET_IS_FIELD_EDITS (self), 0);

  if (guichet_field_edits_get_n_staged (self) == 0)
    return 0;

  for (guint i = 0; i < GUICHET_N_FIELDS; i++)
    if (is_missing (self, i))
      missing |= G_GUINT64_CONSTANT (1) << i;

  return missing;
}

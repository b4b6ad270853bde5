#include "config.h"

#include "model/rules.h"

#include "util/error.h"
#include "util/server-time.h"
#include "util/text.h"

/**
 * guichet_rules_dup_limit:
 * @zone: (nullable): the server's zone
 *
 * Calendar days since the resolution, to the second (SPEC §9.3, R4 and R6): the
 * same time of day whatever the clocks do in between.
 *
 * Returns: (transfer full) (nullable): the last moment at which @action is
 *   offered; %NULL when there is no limit, or no resolution to count from
 */
GDateTime *
guichet_rules_dup_limit (const GuichetAction *action,
                         GuichetTicket       *ticket,
                         GTimeZone           *zone)
{
  g_autoptr(GDateTime) resolved = NULL;

  g_return_val_if_fail (action != NULL && ticket != NULL, NULL);

  if (action->days == 0)
    return NULL;

  resolved = guichet_server_time_parse (guichet_ticket_get (ticket, GUICHET_FIELD_RESOLUTION_DATE), zone);

  return resolved != NULL ? g_date_time_add_days (resolved, (int) action->days) : NULL;
}

static gboolean
is_in_time (const GuichetAction *action,
            GuichetTicket       *ticket,
            GTimeZone           *zone,
            GDateTime           *now)
{
  g_autoptr(GDateTime) limit = guichet_rules_dup_limit (action, ticket, zone);

  return limit == NULL || g_date_time_compare (now, limit) <= 0;
}

/**
 * guichet_rules_is_for_person:
 *
 * An approval is the approver's alone; the server does not hold anybody to
 * that over REST.
 *
 * Returns: whether @person_id may be offered @action on @ticket at all
 */
gboolean
guichet_rules_is_for_person (const GuichetAction *action,
                             GuichetTicket       *ticket,
                             gint64               person_id)
{
  if (!g_str_equal (action->name, "approve") && !g_str_equal (action->name, "reject"))
    return TRUE;

  return person_id != 0 && guichet_ticket_get_key (ticket, GUICHET_FIELD_APPROVER) == person_id;
}

/**
 * guichet_rules_is_for_requester:
 * @action: a logical name
 *
 * Returns: whether it is one of the two with which requesters decide about what
 *   was resolved; all others are the agents'
 */
gboolean
guichet_rules_is_for_requester (const char *action)
{
  return g_str_equal (action, "reopen") || g_str_equal (action, "close");
}

/**
 * guichet_rules_find_platform:
 * @code: (nullable): the UAI code of a site: three figures of the department first
 *
 * Returns: (nullable): the platform that takes what came to the wrong place
 *   from there (SPEC §9.3, R5 and R7)
 */
const GuichetPlatform *
guichet_rules_find_platform (GuichetProfile *profile,
                             const char     *code)
{
  guint n;
  const GuichetPlatform *platforms = guichet_profile_get_platforms (profile, &n);
  g_autofree char *department = NULL;

  if (code == NULL || strlen (code) < 3)
    return NULL;

  department = g_strndup (code, 3);
  for (guint i = 0; i < n; i++)
    if (platforms[i].departments != NULL && g_strv_contains (platforms[i].departments, department))
      return &platforms[i];

  return NULL;
}

/**
 * guichet_rules_offer_action:
 * @zone: (nullable): the server's zone
 *
 * Returns: whether @action may be done on @ticket at @now, by its state and
 *   the days since its resolution
 */
gboolean
guichet_rules_offer_action (const GuichetAction *action,
                            GuichetTicket       *ticket,
                            GTimeZone           *zone,
                            GDateTime           *now)
{
  g_return_val_if_fail (action != NULL && ticket != NULL && now != NULL, FALSE);

  return guichet_action_is_offered_from (action, guichet_ticket_get (ticket, GUICHET_FIELD_STATUS)) &&
         is_in_time (action, ticket, zone, now);
}

static gboolean
has_value (GuichetField  field,
           const char   *value)
{
  if (guichet_field_get_kind (field) == GUICHET_FIELD_KIND_KEY && g_strcmp0 (value, "0") == 0)
    return FALSE;

  return !guichet_text_is_empty (value);
}

/**
 * guichet_rules_may_attach:
 *
 * Files come at any time of a ticket's life (SPEC §8), not after its end. A
 * state that the profile does not know is taken for an open one.
 */
gboolean
guichet_rules_may_attach (GuichetTicket  *ticket,
                          GuichetProfile *profile)
{
  const GuichetState *state = guichet_profile_get_state (profile, guichet_ticket_get (ticket, GUICHET_FIELD_STATUS));

  return state == NULL || state->category != GUICHET_CATEGORY_CLOSED;
}

/**
 * guichet_rules_must_be_given:
 * @field: a mandatory field of @action
 *
 * An action that may leave the state as it is has no other purpose than its
 * field: "reassign" must name an agent, although the ticket has one.
 *
 * Returns: whether what the ticket already holds does not suffice
 */
gboolean
guichet_rules_must_be_given (const GuichetAction *action,
                             GuichetField         field,
                             GuichetTicket       *ticket)
{
  if (action->to != NULL && guichet_action_is_offered_from (action, action->to))
    return TRUE;

  return !has_value (field, guichet_ticket_get (ticket, field));
}

static gboolean
check_values (const GuichetIntent  *intent,
              GuichetProfile       *profile,
              GError              **error)
{
  for (guint i = 0; i < intent->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);
      const char *name = guichet_field_get_name (change->field);
      const char * const *codes;

      if (!guichet_field_is_writable (change->field) || !guichet_profile_has_field (profile, change->field))
        {
          g_propagate_error (error, guichet_error_new (GUICHET_ERROR_INVALID, name, NULL,
                                                       "The field %s cannot be changed on this server", name));
          return FALSE;
        }

      codes = guichet_profile_get_values (profile, change->field);
      if (codes != NULL && *codes != NULL && !guichet_text_is_empty (change->value) &&
          !g_strv_contains (codes, change->value))
        {
          g_propagate_error (error, guichet_error_new (GUICHET_ERROR_INVALID, name, NULL,
                                                       "The field %s has no value %s", name, change->value));
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_action_fields (const GuichetIntent  *intent,
                     const GuichetAction  *action,
                     GuichetTicket        *ticket,
                     GuichetProfile       *profile,
                     GError              **error)
{
  for (guint i = 0; i < action->n_fields; i++)
    {
      GuichetField field = action->fields[i].field;
      const GuichetFieldChange *change = guichet_intent_get_change (intent, field);

      if (!action->fields[i].mandatory || !guichet_profile_has_field (profile, field))
        continue;
      if (change != NULL ? has_value (field, change->value) : !guichet_rules_must_be_given (action, field, ticket))
        continue;

      g_propagate_error (error, guichet_error_new (GUICHET_ERROR_INVALID, guichet_field_get_name (field), NULL,
                                                   "The action %s needs the field %s",
                                                   action->name, guichet_field_get_name (field)));
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_action_entries (const GuichetIntent  *intent,
                      const GuichetAction  *action,
                      GError              **error)
{
  const guint wanted[GUICHET_N_JOURNALS] = {
    [GUICHET_JOURNAL_PRIVATE] = action->private_entry,
    [GUICHET_JOURNAL_PUBLIC] = action->public_entry,
  };

  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    if (wanted[i] == 2 && intent->entries[i] == NULL)
      {
        const char *journal = guichet_journal_to_nick (i);

        g_propagate_error (error, guichet_error_new (GUICHET_ERROR_INVALID, journal, NULL,
                                                     "The action %s needs an entry in the %s journal",
                                                     action->name, journal));
        return FALSE;
      }

  return TRUE;
}

/**
 * guichet_rules_check_change:
 * @ticket: the shown image of the ticket that @intent is about
 *
 * Returns: whether @intent may be saved; else INVALID with the logical name of
 *   the field or journal at fault
 */
gboolean
guichet_rules_check_change (const GuichetIntent  *intent,
                            GuichetTicket        *ticket,
                            GuichetProfile       *profile,
                            GTimeZone            *zone,
                            GDateTime            *now,
                            GError              **error)
{
  const GuichetAction *action;

  g_return_val_if_fail (intent != NULL && ticket != NULL && profile != NULL, FALSE);

  if (!check_values (intent, profile, error))
    return FALSE;
  if (intent->action == NULL)
    return TRUE;

  action = guichet_profile_get_action (profile, intent->action);
  if (action == NULL || !guichet_rules_offer_action (action, ticket, zone, now))
    {
      g_propagate_error (error, guichet_error_new (GUICHET_ERROR_INVALID, "status", NULL,
                                                   "The action %s is not offered in the state %s", intent->action,
                                                   guichet_ticket_get (ticket, GUICHET_FIELD_STATUS)));
      return FALSE;
    }

  return check_action_fields (intent, action, ticket, profile, error) &&
         check_action_entries (intent, action, error);
}

/**
 * guichet_rules_check_create:
 *
 * Returns: whether the new ticket of @intent has all that the profile demands
 *   and the server knows; else INVALID with the field at fault
 */
gboolean
guichet_rules_check_create (const GuichetIntent  *intent,
                            GuichetProfile       *profile,
                            GError              **error)
{
  g_return_val_if_fail (intent != NULL && profile != NULL, FALSE);

  if (!check_values (intent, profile, error))
    return FALSE;

  for (guint field = 0; field < GUICHET_N_FIELDS; field++)
    {
      const GuichetFieldChange *change = guichet_intent_get_change (intent, field);
      const char *name = guichet_field_get_name (field);

      if (!guichet_profile_has_field (profile, field) || !guichet_profile_is_mandatory (profile, field))
        continue;
      if (change != NULL && has_value (field, change->value))
        continue;

      g_propagate_error (error, guichet_error_new (GUICHET_ERROR_INVALID, name, NULL,
                                                   "A new ticket needs the field %s", name));
      return FALSE;
    }

  return TRUE;
}

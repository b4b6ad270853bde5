#include "config.h"

#include "model/assignment.h"

/* Whether the transition can be filled without asking: the agent is me, the
 * team stays as it is. */
static gboolean
fill (GuichetIntent       *intent,
      const GuichetAction *action,
      GuichetTicket       *ticket,
      GuichetIdentity     *me)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, me->person_id);

  for (guint i = 0; i < action->n_fields; i++)
    {
      GuichetField field = action->fields[i].field;
      const char *base = guichet_ticket_get (ticket, field);

      if (field == GUICHET_FIELD_AGENT)
        guichet_intent_set_field (intent, field, base, id, me->name);
      else if (field == GUICHET_FIELD_TEAM && guichet_ticket_get_key (ticket, field) != 0)
        guichet_intent_set_field (intent, field, base, base, guichet_ticket_get_label (ticket, field));
      else if (action->fields[i].mandatory)
        return FALSE;
    }

  return guichet_intent_get_change (intent, GUICHET_FIELD_AGENT) != NULL;
}

/**
 * guichet_assignment_new:
 *
 * Whether it may be done now is another question: see
 * guichet_rules_check_change().
 *
 * Returns: (transfer full) (nullable): the operation that gives @ticket to @me;
 *   %NULL when it cannot be made without asking: @me is nobody here, the
 *   profile has no such transition, or it wants a team that the ticket has not
 */
GuichetIntent *
guichet_assignment_new (GuichetTicket   *ticket,
                        GuichetProfile  *profile,
                        GuichetIdentity *me)
{
  const GuichetAction *action;
  g_autoptr(GuichetIntent) intent = NULL;

  g_return_val_if_fail (ticket != NULL && profile != NULL && me != NULL, NULL);

  action = guichet_profile_get_action (profile, "assign");
  if (action == NULL || me->person_id == 0)
    return NULL;

  intent = guichet_intent_new_for_ticket (ticket);
  g_set_str (&intent->action, action->name);

  return fill (intent, action, ticket, me) ? g_steal_pointer (&intent) : NULL;
}

#include "config.h"

#include "model/inverse.h"

#include "model/merge.h"

/* What takes an operation back that was done: the state and the values that
 * were there before. Entries and files stay: what was read is read. */

static gboolean
asks_for_entry (const GuichetAction *action)
{
  return action->private_entry == 2 || action->public_entry == 2;
}

/* Whether @done knows the value from before of all that @action must be given. */
static gboolean
knows_fields (const GuichetAction *action,
              const GuichetIntent *done,
              GuichetProfile      *profile)
{
  for (guint i = 0; i < action->n_fields; i++)
    {
      GuichetField field = action->fields[i].field;
      const GuichetFieldChange *change = guichet_intent_get_change (done, field);

      if (!action->fields[i].mandatory || !guichet_profile_has_field (profile, field))
        continue;
      if (change == NULL || change->base == NULL || *change->base == '\0' || g_str_equal (change->base, "0"))
        return FALSE;
    }

  return TRUE;
}

/* The action that leads from where @done went to where it came from. */
static const GuichetAction *
find_way_back (const GuichetIntent *done,
               GuichetProfile      *profile)
{
  const GuichetAction *went = guichet_profile_get_action (profile, done->action);
  const GuichetAction *actions;
  guint n;

  if (went == NULL || went->to == NULL || done->base_status == NULL)
    return NULL;

  actions = guichet_profile_get_actions (profile, &n);
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (actions[i].to, done->base_status) == 0 &&
        guichet_action_is_offered_from (&actions[i], went->to) &&
        !asks_for_entry (&actions[i]) && knows_fields (&actions[i], done, profile))
      return &actions[i];

  return NULL;
}

/* Values that were empty before a transition belong to it: a reason to wait is
 * no reason any more once the wait is over. */
static gboolean
is_put_back (const GuichetIntent      *done,
             const GuichetFieldChange *change)
{
  if (change->base == NULL || guichet_merge_field (change->base, change->value, change->base) == GUICHET_MERGE_SAME)
    return FALSE;

  return done->action == NULL || (*change->base != '\0' && !g_str_equal (change->base, "0"));
}

static guint
count_put_back (const GuichetIntent *done)
{
  guint n = 0;

  for (guint i = 0; i < done->changes->len; i++)
    n += is_put_back (done, g_ptr_array_index (done->changes, i));

  return n;
}

/**
 * guichet_inverse_may_exist:
 *
 * Returns: whether there is a way back from @done, as long as nobody changed
 *   the ticket since
 */
gboolean
guichet_inverse_may_exist (const GuichetIntent *done,
                           GuichetProfile      *profile)
{
  if (done->state != GUICHET_INTENT_DONE || done->kind != GUICHET_INTENT_CHANGE)
    return FALSE;

  return done->action != NULL ? find_way_back (done, profile) != NULL : count_put_back (done) > 0;
}

static gboolean
is_untouched (const GuichetIntent *done,
              GuichetTicket       *ticket,
              GuichetProfile      *profile)
{
  const GuichetAction *went = done->action != NULL ? guichet_profile_get_action (profile, done->action) : NULL;

  if (went != NULL && g_strcmp0 (guichet_ticket_get (ticket, GUICHET_FIELD_STATUS), went->to) != 0)
    return FALSE;

  for (guint i = 0; i < done->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (done->changes, i);

      if (is_put_back (done, change) &&
          guichet_merge_field (change->base, change->value, guichet_ticket_get (ticket, change->field)) != GUICHET_MERGE_SAME)
        return FALSE;
    }

  return TRUE;
}

/**
 * guichet_inverse_new:
 * @ticket: as it is shown now
 *
 * Returns: (transfer full) (nullable): the operation that takes @done back;
 *   %NULL when there is none, or somebody changed the same thing since
 */
GuichetIntent *
guichet_inverse_new (const GuichetIntent *done,
                     GuichetTicket       *ticket,
                     GuichetProfile      *profile)
{
  const GuichetAction *back = NULL;
  GuichetIntent *inverse;

  if (!guichet_inverse_may_exist (done, profile) || !is_untouched (done, ticket, profile))
    return NULL;

  inverse = guichet_intent_new_for_ticket (ticket);
  if (done->action != NULL && (back = find_way_back (done, profile)) != NULL)
    inverse->action = g_strdup (back->name);
  for (guint i = 0; i < done->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (done->changes, i);

      if (is_put_back (done, change))
        guichet_intent_set_field (inverse, change->field, guichet_ticket_get (ticket, change->field), change->base, NULL);
    }

  return inverse;
}

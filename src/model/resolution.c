#include "config.h"

#include "model/resolution.h"

#include "model/merge.h"
#include "model/rules.h"

static const GuichetAction *
get_action (const GuichetResolution *self)
{
  return self->intent->action != NULL ? guichet_profile_get_action (self->profile, self->intent->action) : NULL;
}

/* ---- what stands against what */

static void
add_transition (GuichetResolution *self)
{
  const GuichetAction *action = get_action (self);
  const char *theirs = guichet_ticket_get (self->server, GUICHET_FIELD_STATUS);
  const char *base = self->intent->base_status;
  GuichetMergeLine *line;

  if (action == NULL || action->to == NULL)
    return;
  /* "Reassign" and the like show in their fields alone. */
  if (g_strcmp0 (action->to, base) == 0 && g_strcmp0 (base, theirs) == 0)
    return;

  line = g_new0 (GuichetMergeLine, 1);
  line->field = GUICHET_FIELD_STATUS;
  line->base = base;
  line->mine = action->to;
  line->theirs = theirs;
  line->possible = guichet_action_is_offered_from (action, theirs);
  line->conflict = g_strcmp0 (base, theirs) != 0 && g_strcmp0 (action->to, theirs) != 0;
  line->keeps_mine = line->possible;
  g_ptr_array_add (self->lines, line);
}

static void
add_change (GuichetResolution        *self,
            const GuichetFieldChange *change)
{
  const char *theirs = guichet_ticket_get (self->server, change->field);
  GuichetMergeLine *line = g_new0 (GuichetMergeLine, 1);

  line->field = change->field;
  line->base = change->base;
  line->mine = change->value;
  line->theirs = theirs;
  line->label = change->label;
  line->possible = TRUE;
  line->conflict = guichet_merge_field (change->base, change->value, theirs) == GUICHET_MERGE_CONFLICT;
  line->keeps_mine = TRUE;
  g_ptr_array_add (self->lines, line);
}

/**
 * guichet_resolution_new:
 * @intent: an operation in conflict
 * @server: the server's image of its ticket, with long texts
 *
 * What was already done of it has no line.
 *
 * Returns: (transfer full): with mine chosen wherever it can still be done
 */
GuichetResolution *
guichet_resolution_new (const GuichetIntent *intent,
                        GuichetTicket       *server,
                        GuichetProfile      *profile)
{
  GuichetResolution *self = g_new0 (GuichetResolution, 1);

  self->intent = guichet_intent_copy (intent);
  self->server = guichet_ticket_ref (server);
  self->profile = guichet_profile_ref (profile);
  self->lines = g_ptr_array_new_with_free_func (g_free);
  if (intent->seen & GUICHET_INTENT_PART_MAIN)
    return self;

  add_transition (self);
  for (guint i = 0; i < self->intent->changes->len; i++)
    add_change (self, g_ptr_array_index (self->intent->changes, i));

  return self;
}

void
guichet_resolution_free (GuichetResolution *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->lines);
  guichet_intent_free (self->intent);
  guichet_ticket_unref (self->server);
  guichet_profile_unref (self->profile);
  g_free (self);
}

guint
guichet_resolution_count_conflicts (const GuichetResolution *self)
{
  guint n = 0;

  for (guint i = 0; i < self->lines->len; i++)
    n += ((const GuichetMergeLine *) g_ptr_array_index (self->lines, i))->conflict;

  return n;
}

/* ---- what is left */

static void
remove_change (GuichetIntent *intent,
               GuichetField   field)
{
  GuichetFieldChange *change = guichet_intent_get_change (intent, field);

  if (change != NULL)
    g_ptr_array_remove (intent->changes, change);
}

/* What the transition asks for means nothing without it: a solution on a
 * ticket that is not resolved. */
static void
remove_action (GuichetIntent       *intent,
               const GuichetAction *action)
{
  for (guint i = 0; i < action->n_fields; i++)
    remove_change (intent, action->fields[i].field);
  g_clear_pointer (&intent->action, g_free);
}

static gboolean
is_transition_dropped (const GuichetResolution *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const GuichetMergeLine *line = g_ptr_array_index (self->lines, i);

      if (line->field == GUICHET_FIELD_STATUS)
        return !line->keeps_mine;
    }

  return FALSE;
}

/* The transition cannot do without a field that stays the server's. */
static gboolean
is_transition_hollow (const GuichetResolution *self,
                      const GuichetIntent     *left,
                      const GuichetAction     *action)
{
  for (guint i = 0; i < action->n_fields; i++)
    {
      GuichetField field = action->fields[i].field;

      if (action->fields[i].mandatory && guichet_intent_get_change (self->intent, field) != NULL &&
          guichet_intent_get_change (left, field) == NULL &&
          guichet_rules_must_be_given (action, field, self->server))
        return TRUE;
    }

  return FALSE;
}

/**
 * guichet_resolution_make:
 *
 * Returns: (transfer full): the operation with what the person chose of it, for
 *   guichet_store_resolve(); the entries always go along
 */
GuichetIntent *
guichet_resolution_make (const GuichetResolution *self)
{
  GuichetIntent *left = guichet_intent_copy (self->intent);
  const GuichetAction *action = get_action (self);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const GuichetMergeLine *line = g_ptr_array_index (self->lines, i);

      if (!line->keeps_mine)
        remove_change (left, line->field);
    }
  if (action != NULL && !(left->seen & GUICHET_INTENT_PART_MAIN) &&
      (is_transition_dropped (self) || is_transition_hollow (self, left, action)))
    remove_action (left, action);

  return left;
}

#include "config.h"

#include "store/outbox.h"

#include "store/intent-table.h"
#include "store/reading.h"
#include "store/store-private.h"

/* What a person decides about an operation that waits or is parked. */

typedef struct
{
  char                  *uuid;
  GuichetOutboxDecision  decision;
  GuichetIntent         *intent;
  GuichetTicket         *server;        /* to rebase on */
  GuichetProfile        *profile;       /* nullable */
} Decide;

static void
decide_clear (Decide *decide)
{
  g_clear_pointer (&decide->intent, guichet_intent_free);
  g_clear_pointer (&decide->server, guichet_ticket_unref);
  g_clear_pointer (&decide->profile, guichet_profile_unref);
}

static void
decide_free (gpointer data)
{
  Decide *decide = data;

  decide_clear (decide);
  g_free (decide->uuid);
  g_free (decide);
}

/* Returns: (transfer full) (nullable): %NULL with @error set when there is none */
GuichetIntent *
_guichet_store_find_intent (GuichetDb   *db,
                            const char  *uuid,
                            GError     **error)
{
  GuichetIntent *intent;

  if (!guichet_intent_table_read (db, uuid, &intent, error))
    return NULL;
  if (intent == NULL)
    g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND, "There is no operation %s", uuid);

  return intent;
}

static gboolean
is_allowed (Decide *decide)
{
  switch (decide->decision)
    {
    case GUICHET_OUTBOX_WITHDRAW:
      return decide->intent->state == GUICHET_INTENT_WAITING || guichet_intent_needs_person (decide->intent);
    case GUICHET_OUTBOX_RETRY:
      return guichet_intent_needs_person (decide->intent);
    case GUICHET_OUTBOX_KEEP_MINE:
      return decide->intent->state == GUICHET_INTENT_CONFLICT;
    case GUICHET_OUTBOX_RESTORE:
      return decide->intent->state == GUICHET_INTENT_WITHDRAWN;
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* The transition was done, by us or by somebody else, and cannot be done again:
 * what is left of the operation are its fields and entries. */
static gboolean
has_arrived (const GuichetIntent *intent,
             const char          *status,
             GuichetProfile      *profile)
{
  const GuichetAction *action = NULL;

  if (intent->action != NULL && profile != NULL)
    action = guichet_profile_get_action (profile, intent->action);

  return action != NULL && g_strcmp0 (action->to, status) == 0 && !guichet_action_is_offered_from (action, status);
}

/* Mine is kept knowing theirs: what the server has now becomes what was seen. */
static void
rebase (GuichetIntent  *intent,
        GuichetTicket  *server,
        GuichetProfile *profile)
{
  const char *status = guichet_ticket_get (server, GUICHET_FIELD_STATUS);

  for (guint i = 0; i < intent->changes->len; i++)
    {
      GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);

      g_set_str (&change->base, guichet_ticket_get (server, change->field));
    }
  if (has_arrived (intent, status, profile))
    g_clear_pointer (&intent->action, g_free);
  g_set_str (&intent->base_status, status);
  g_set_str (&intent->base_last_update, guichet_ticket_get (server, GUICHET_FIELD_LAST_UPDATE));
  guichet_intent_set_seen_journals (intent, server);
}

static void
wait_again (GuichetIntent *intent)
{
  intent->state = GUICHET_INTENT_WAITING;
  intent->not_before = 0;
  intent->attempts = 0;
  guichet_intent_set_reason (intent, NULL);
}

/* What waits for a new ticket comes and goes with it. */
static gboolean
reopen (GuichetDb            *db,
        const GuichetIntent  *intent,
        GError              **error)
{
  return (intent->kind != GUICHET_INTENT_CREATE || guichet_intent_table_restore_created (db, intent->uuid, error)) &&
         guichet_intent_table_reopen (db, intent->uuid, error);
}

static gboolean
apply_decision (GuichetDb  *db,
                gpointer    data,
                GError    **error)
{
  Decide *decide = data;
  GuichetIntent *intent = decide->intent;

  if (decide->decision == GUICHET_OUTBOX_WITHDRAW)
    intent->state = GUICHET_INTENT_WITHDRAWN;
  else
    wait_again (intent);

  if (decide->decision == GUICHET_OUTBOX_RESTORE && !reopen (db, intent, error))
    return FALSE;
  if (decide->server != NULL)
    {
      rebase (intent, decide->server, decide->profile);
      if (!guichet_intent_table_rewrite (db, intent, error))
        return FALSE;
    }

  return guichet_intent_table_update (db, intent, error) &&
         (decide->decision != GUICHET_OUTBOX_WITHDRAW || intent->kind != GUICHET_INTENT_CREATE ||
          guichet_intent_table_withdraw_created (db, intent->uuid, error));
}

static gboolean
load (GuichetStore  *self,
      Decide        *decide,
      GError       **error)
{
  decide->intent = _guichet_store_find_intent (self->user_writer.user, decide->uuid, error);
  if (decide->intent == NULL)
    return FALSE;

  if (!is_allowed (decide))
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "Operation %s is %s: too late for that",
                   decide->uuid, guichet_intent_state_to_nick (decide->intent->state));
      return FALSE;
    }
  if (decide->decision != GUICHET_OUTBOX_KEEP_MINE)
    return TRUE;

  decide->profile = guichet_store_dup_profile (self);
  /* The reader never waits for the user writer. */
  decide->server = guichet_store_read_server_ticket (self, decide->intent->ticket_id, error);

  return decide->server != NULL;
}

static gpointer
decide_job (GuichetStore  *self,
            gpointer       data,
            GError       **error)
{
  Decide *decide = data;

  if (!load (self, decide, error) ||
      _guichet_store_write (self, GUICHET_STORE_OUTBOX, apply_decision, decide, error) == NULL)
    return NULL;

  _guichet_store_refresh_shown (self, decide->intent->ticket_id);
  return self;
}

static const GuichetStoreCall decide_call = {
  .func = decide_job,
  .free_data = decide_free,
  .thread = GUICHET_STORE_USER_WRITER,
  .priority = GUICHET_JOB_PERSON,
};

/**
 * guichet_store_decide:
 *
 * Fails with %GUICHET_ERROR_INVALID when the operation's state does not allow
 * the decision.
 */
gboolean
guichet_store_decide (GuichetStore           *self,
                      const char             *uuid,
                      GuichetOutboxDecision   decision,
                      GError                **error)
{
  Decide decide = { .uuid = (char *) uuid, .decision = decision };
  gboolean done;

  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL, FALSE);

  done = _guichet_store_call (self, &decide_call, &decide, NULL, error) != NULL;
  decide_clear (&decide);
  if (done)
    _guichet_store_wait_shown (self);

  return done;
}

void
guichet_store_decide_async (GuichetStore          *self,
                            const char            *uuid,
                            GuichetOutboxDecision  decision,
                            GCancellable          *cancellable,
                            GAsyncReadyCallback    callback,
                            gpointer               user_data)
{
  Decide *decide;

  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (uuid != NULL);

  decide = g_new0 (Decide, 1);
  decide->uuid = g_strdup (uuid);
  decide->decision = decision;
  _guichet_store_begin (self, &decide_call, decide, cancellable, callback, user_data);
}

gboolean
guichet_store_decide_finish (GuichetStore  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return _guichet_store_finish (self, &decide_call, result, error) != NULL;
}

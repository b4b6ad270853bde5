#include "config.h"

#include "store/outbox.h"

#include "store/intent-table.h"
#include "store/store-private.h"
#include "util/uuid.h"

/* What a person chose of an operation in conflict, part by part. */

typedef struct
{
  GuichetIntent *stored;        /* as it was */
  GuichetIntent *resolved;      /* what is left of it */
  GuichetTicket *server;        /* what the person chose against */
} Resolve;

static void
resolve_clear (Resolve *resolve)
{
  g_clear_pointer (&resolve->stored, guichet_intent_free);
  g_clear_pointer (&resolve->resolved, guichet_intent_free);
  g_clear_pointer (&resolve->server, guichet_ticket_unref);
}

static void
resolve_free (gpointer data)
{
  Resolve *resolve = data;

  resolve_clear (resolve);
  g_free (resolve);
}

/* ---- what was left out */

static void
keep_left_changes (GuichetIntent       *left,
                   const GuichetIntent *stored,
                   const GuichetIntent *resolved)
{
  for (guint i = 0; i < stored->changes->len; i++)
    {
      const GuichetFieldChange *change = g_ptr_array_index (stored->changes, i);
      const GuichetFieldChange *kept = guichet_intent_get_change (resolved, change->field);

      if (kept == NULL || g_strcmp0 (kept->value, change->value) != 0)
        guichet_intent_set_field (left, change->field, change->base, change->value, change->label);
    }
}

/* Returns: (transfer full): nothing in it when all was kept */
static GuichetIntent *
collect_left (const GuichetIntent *stored,
              const GuichetIntent *resolved)
{
  GuichetIntent *left = guichet_intent_copy (stored);

  g_free (left->uuid);
  left->uuid = guichet_uuid7_new ();
  left->state = GUICHET_INTENT_WITHDRAWN;
  left->seen = 0;
  g_ptr_array_set_size (left->changes, 0);
  keep_left_changes (left, stored, resolved);
  if (resolved->action != NULL)
    g_clear_pointer (&left->action, g_free);
  for (guint i = 0; i < GUICHET_N_JOURNALS; i++)
    if (resolved->entries[i] != NULL)
      g_clear_pointer (&left->entries[i], g_free);

  return left;
}

static gboolean
save_left (GuichetDb            *db,
           const GuichetIntent  *stored,
           const GuichetIntent  *resolved,
           GError              **error)
{
  g_autoptr(GuichetIntent) left = collect_left (stored, resolved);
  gboolean is_new;

  return guichet_intent_get_parts (left) == 0 || guichet_intent_table_insert (db, left, &is_new, error);
}

/* ---- what is left */

/* The choice was made knowing what @server shows. */
static void
rebase (GuichetIntent *intent,
        GuichetTicket *server)
{
  for (guint i = 0; i < intent->changes->len; i++)
    {
      GuichetFieldChange *change = g_ptr_array_index (intent->changes, i);

      if (guichet_ticket_peek (server, change->field) != NULL)
        g_set_str (&change->base, guichet_ticket_get (server, change->field));
    }
  g_set_str (&intent->base_status, guichet_ticket_get (server, GUICHET_FIELD_STATUS));
  g_set_str (&intent->base_last_update, guichet_ticket_get (server, GUICHET_FIELD_LAST_UPDATE));
  guichet_intent_set_seen_journals (intent, server);
}

static void
wait_again (GuichetIntent *intent)
{
  intent->state = GUICHET_INTENT_WAITING;
  intent->not_before = 0;
  intent->attempts = 0;
  intent->seen &= guichet_intent_get_parts (intent);
  guichet_intent_set_reason (intent, NULL);
}

static gboolean
apply (GuichetDb  *db,
       gpointer    data,
       GError    **error)
{
  Resolve *resolve = data;
  GuichetIntent *intent = resolve->resolved;

  /* All of it stays together in the history. */
  if (guichet_intent_get_parts (intent) == 0)
    {
      resolve->stored->state = GUICHET_INTENT_WITHDRAWN;
      return guichet_intent_table_update (db, resolve->stored, error);
    }

  rebase (intent, resolve->server);
  wait_again (intent);

  return save_left (db, resolve->stored, intent, error) &&
         guichet_intent_table_rewrite (db, intent, error) &&
         guichet_intent_table_update (db, intent, error);
}

static gpointer
resolve_job (GuichetStore  *self,
             gpointer       data,
             GError       **error)
{
  Resolve *resolve = data;

  resolve->stored = _guichet_store_find_intent (self->user_writer.user, resolve->resolved->uuid, error);
  if (resolve->stored == NULL)
    return NULL;
  if (resolve->stored->state != GUICHET_INTENT_CONFLICT)
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "Operation %s is %s: there is nothing to choose",
                   resolve->stored->uuid, guichet_intent_state_to_nick (resolve->stored->state));
      return NULL;
    }
  if (_guichet_store_write (self, GUICHET_STORE_OUTBOX, apply, resolve, error) == NULL)
    return NULL;

  _guichet_store_refresh_shown (self, resolve->stored->ticket_id);

  return self;
}

static const GuichetStoreCall resolve_call = {
  .func = resolve_job,
  .free_data = resolve_free,
  .thread = GUICHET_STORE_USER_WRITER,
  .priority = GUICHET_JOB_PERSON,
};

gboolean
guichet_store_resolve (GuichetStore         *self,
                       const GuichetIntent  *resolved,
                       GuichetTicket        *server,
                       GError              **error)
{
  Resolve resolve = { NULL };
  gboolean done;

  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (resolved != NULL && server != NULL, FALSE);

  resolve.resolved = guichet_intent_copy (resolved);
  resolve.server = guichet_ticket_ref (server);
  done = _guichet_store_call (self, &resolve_call, &resolve, NULL, error) != NULL;
  resolve_clear (&resolve);
  if (done)
    _guichet_store_wait_shown (self);

  return done;
}

void
guichet_store_resolve_async (GuichetStore        *self,
                             const GuichetIntent *resolved,
                             GuichetTicket       *server,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  Resolve *resolve;

  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (resolved != NULL && server != NULL);

  resolve = g_new0 (Resolve, 1);
  resolve->resolved = guichet_intent_copy (resolved);
  resolve->server = guichet_ticket_ref (server);
  _guichet_store_begin (self, &resolve_call, resolve, cancellable, callback, user_data);
}

gboolean
guichet_store_resolve_finish (GuichetStore  *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return _guichet_store_finish (self, &resolve_call, result, error) != NULL;
}

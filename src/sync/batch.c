#include "config.h"

#include "sync/batch.h"

#include "store/cache.h"
#include "sync/server-clock.h"

void
guichet_batch_init (GuichetBatch       *self,
                    GuichetSyncContext *context)
{
  *self = (GuichetBatch) { .context = context, .tickets = guichet_tickets_new () };
}

void
guichet_batch_clear (GuichetBatch *self)
{
  g_clear_pointer (&self->tickets, g_ptr_array_unref);
  g_clear_pointer (&self->newest, g_free);
  g_clear_error (&self->failure);
}

/**
 * guichet_batch_merge:
 * @cursor: (nullable): the cursor that covers what came so far
 *
 * Merges what waits, with the cursor in the same transaction.
 */
gboolean
guichet_batch_merge (GuichetBatch  *self,
                     const char    *cursor,
                     const char    *value,
                     GError       **error)
{
  GuichetCursor saved = { cursor, value };

  if (self->tickets->len == 0 && cursor == NULL)
    return TRUE;

  if (!guichet_store_merge_tickets (self->context->store, self->tickets, cursor != NULL ? &saved : NULL, error))
    return FALSE;

  g_ptr_array_set_size (self->tickets, 0);

  return TRUE;
}

static void
take_ticket_cb (GuichetTicket *ticket,
                gpointer       user_data)
{
  GuichetBatch *self = user_data;
  const char *updated = guichet_ticket_get (ticket, GUICHET_FIELD_LAST_UPDATE);
  gint64 id = guichet_ticket_get_id (ticket);

  self->count++;
  if (self->ids != NULL)
    g_array_append_val (self->ids, id);
  if (self->failure != NULL)
    return;

  if (g_strcmp0 (updated, self->newest) > 0 && guichet_server_clock_is_plausible (self->context, updated))
    g_set_str (&self->newest, updated);

  /* The last transaction is left to the caller, who knows the cursor. */
  if (self->tickets->len == GUICHET_BATCH_SIZE)
    guichet_batch_merge (self, NULL, NULL, &self->failure);
  g_ptr_array_add (self->tickets, guichet_ticket_ref (ticket));
}

/**
 * guichet_batch_pull:
 *
 * Reads the answer to @pull. At most %GUICHET_BATCH_SIZE tickets wait to be
 * merged afterwards.
 */
gboolean
guichet_batch_pull (GuichetBatch       *self,
                    const GuichetPull  *pull,
                    guint              *out_total,
                    GCancellable       *cancellable,
                    GError            **error)
{
  if (!guichet_remote_pull (self->context->remote, pull, take_ticket_cb, self, out_total, cancellable, error))
    return FALSE;

  if (self->failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->failure));
      return FALSE;
    }

  return TRUE;
}

#include "config.h"

#include "store/reading.h"

#include "store/intent-table.h"
#include "store/shown.h"
#include "store/store-private.h"
#include "store/text-table.h"
#include "store/ticket-table.h"

/* ---- whole tickets */

typedef gboolean (*ReadTextsFunc) (GuichetDb      *db,
                                   GuichetTicket  *ticket,
                                   GError        **error);

static GuichetTicket *
read_server_ticket (GuichetDb      *db,
                    gint64          id,
                    ReadTextsFunc   read_texts,
                    GError        **error)
{
  g_auto(GuichetTicketRecord) record = { NULL };
  GuichetTicket *server;

  if (!guichet_ticket_table_read (db, id, &record, error))
    return NULL;
  if (record.ticket == NULL || record.vanished)
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND,
                   "Ticket %" G_GINT64_FORMAT " is not in the cache", id);
      return NULL;
    }

  server = guichet_ticket_record_get_server (&record);
  if (!read_texts (db, server, error))
    return NULL;

  return guichet_ticket_ref (server);
}

/* Two files, two transactions: an operation that is done between them is seen
 * by its marker in the server's journal and not shown twice. */
static gpointer
read_ticket_job (GuichetStore  *self,
                 gpointer       data,
                 GError       **error)
{
  g_autoptr(GuichetRules) rules = _guichet_store_dup_rules (self);
  g_autoptr(GuichetTicket) server = read_server_ticket (self->reader.cache, *(gint64 *) data, guichet_text_table_read, error);

  if (server == NULL)
    return NULL;

  return guichet_shown_compute (self->reader.user, server, rules, error);
}

static const GuichetStoreCall read_ticket_call = {
  .func = read_ticket_job,
  .free_data = g_free,
  .free_result = (GDestroyNotify) guichet_ticket_unref,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

/**
 * guichet_store_read_ticket:
 *
 * Returns: (transfer full) (nullable): the shown image with texts and
 *   journals, as far as they were read from the server
 */
GuichetTicket *
guichet_store_read_ticket (GuichetStore  *self,
                           gint64         id,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);

  return _guichet_store_call (self, &read_ticket_call, &id, cancellable, error);
}

void
guichet_store_read_ticket_async (GuichetStore        *self,
                                 gint64               id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));

  _guichet_store_begin (self, &read_ticket_call, g_memdup2 (&id, sizeof id), cancellable, callback, user_data);
}

GuichetTicket *
guichet_store_read_ticket_finish (GuichetStore  *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return _guichet_store_finish (self, &read_ticket_call, result, error);
}

static gpointer
read_server_ticket_job (GuichetStore  *self,
                        gpointer       data,
                        GError       **error)
{
  return read_server_ticket (self->reader.cache, *(gint64 *) data, guichet_text_table_read, error);
}

static const GuichetStoreCall read_server_ticket_call = {
  .func = read_server_ticket_job,
  .free_data = g_free,
  .free_result = (GDestroyNotify) guichet_ticket_unref,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

/**
 * guichet_store_read_server_ticket:
 *
 * Returns: (transfer full) (nullable): with texts and journals; %NULL with
 *   %GUICHET_ERROR_NOT_FOUND when it is not in the cache or vanished
 */
GuichetTicket *
guichet_store_read_server_ticket (GuichetStore  *self,
                                  gint64         id,
                                  GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);

  return _guichet_store_call (self, &read_server_ticket_call, &id, NULL, error);
}

void
guichet_store_read_server_ticket_async (GuichetStore        *self,
                                        gint64               id,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));

  _guichet_store_begin (self, &read_server_ticket_call, g_memdup2 (&id, sizeof id), cancellable, callback, user_data);
}

GuichetTicket *
guichet_store_read_server_ticket_finish (GuichetStore  *self,
                                         GAsyncResult  *result,
                                         GError       **error)
{
  return _guichet_store_finish (self, &read_server_ticket_call, result, error);
}

/* ---- with what waits on it */

void
guichet_ticket_snapshot_free (GuichetTicketSnapshot *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->ticket, guichet_ticket_unref);
  g_clear_pointer (&self->intents, g_ptr_array_unref);
  g_free (self);
}

typedef struct
{
  gint64          id;
  GuichetAudience audience;
} SnapshotWish;

/* What waits in the outbox for the internal journal is not for a requester, who
 * may be an agent elsewhere. */
static void
remove_internal (GuichetTicketSnapshot *self)
{
  for (guint i = self->intents->len; i > 0; i--)
    if (((const GuichetIntent *) g_ptr_array_index (self->intents, i - 1))->entries[GUICHET_JOURNAL_PRIVATE] != NULL)
      g_ptr_array_remove_index (self->intents, i - 1);

  if (guichet_ticket_get_journal (self->ticket, GUICHET_JOURNAL_PRIVATE) != NULL)
    {
      g_autoptr(GuichetTicket) whole = g_steal_pointer (&self->ticket);

      self->ticket = guichet_ticket_copy (whole);
      guichet_ticket_take_journal (self->ticket, GUICHET_JOURNAL_PRIVATE, NULL);
    }
}

static gpointer
read_snapshot_job (GuichetStore  *self,
                   gpointer       data,
                   GError       **error)
{
  const SnapshotWish *wish = data;
  gboolean for_requester = wish->audience == GUICHET_AUDIENCE_REQUESTER;
  g_autoptr(GuichetRules) rules = _guichet_store_dup_rules (self);
  g_autoptr(GuichetTicketSnapshot) snapshot = g_new0 (GuichetTicketSnapshot, 1);
  g_autoptr(GuichetTicket) server = NULL;

  server = read_server_ticket (self->reader.cache, wish->id,
                               for_requester ? guichet_text_table_read_public : guichet_text_table_read, error);
  if (server == NULL || !(snapshot->intents = guichet_intent_table_list_for (self->reader.user, wish->id, error)))
    return NULL;

  snapshot->ticket = guichet_shown_apply (server, snapshot->intents, rules);
  if (for_requester)
    remove_internal (snapshot);

  return g_steal_pointer (&snapshot);
}

static const GuichetStoreCall read_snapshot_call = {
  .func = read_snapshot_job,
  .free_data = g_free,
  .free_result = (GDestroyNotify) guichet_ticket_snapshot_free,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

/**
 * guichet_store_read_snapshot:
 *
 * One look, so that the image and its operations cannot be of two moments.
 *
 * Returns: (transfer full) (nullable): %NULL with %GUICHET_ERROR_NOT_FOUND when
 *   the ticket is not in the cache or vanished
 */
GuichetTicketSnapshot *
guichet_store_read_snapshot (GuichetStore     *self,
                             gint64            id,
                             GuichetAudience   audience,
                             GCancellable     *cancellable,
                             GError          **error)
{
  SnapshotWish wish = { id, audience };

  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);

  return _guichet_store_call (self, &read_snapshot_call, &wish, cancellable, error);
}

void
guichet_store_read_snapshot_async (GuichetStore        *self,
                                   gint64               id,
                                   GuichetAudience      audience,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  SnapshotWish wish = { id, audience };

  g_return_if_fail (GUICHET_IS_STORE (self));

  _guichet_store_begin (self, &read_snapshot_call, g_memdup2 (&wish, sizeof wish), cancellable, callback, user_data);
}

GuichetTicketSnapshot *
guichet_store_read_snapshot_finish (GuichetStore  *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return _guichet_store_finish (self, &read_snapshot_call, result, error);
}

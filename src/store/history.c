#include "config.h"

#include "store/history.h"

#include "store/history-table.h"
#include "store/store-private.h"

static gpointer
list_history_job (GuichetStore  *self,
                  gpointer       data,
                  GError       **error)
{
  const gint64 *ticket_id = data;

  return guichet_history_table_list (self->reader.cache, *ticket_id, error);
}

static const GuichetStoreCall list_history_call = {
  .func = list_history_job,
  .free_data = g_free,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

GPtrArray *
guichet_store_list_history (GuichetStore  *self,
                            gint64         ticket_id,
                            GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);

  return _guichet_store_call (self, &list_history_call, &ticket_id, NULL, error);
}

void
guichet_store_list_history_async (GuichetStore        *self,
                                  gint64               ticket_id,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));

  _guichet_store_begin (self, &list_history_call, g_memdup2 (&ticket_id, sizeof ticket_id), cancellable,
                        callback, user_data);
}

GPtrArray *
guichet_store_list_history_finish (GuichetStore  *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  return _guichet_store_finish (self, &list_history_call, result, error);
}

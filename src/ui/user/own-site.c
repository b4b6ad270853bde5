#include "config.h"

#include "ui/user/own-site.h"

#include "store/reading.h"
#include "ui/user/request-query.h"

/* How far back is looked: somebody may have changed places. */
#define MAX_REQUESTS 5

/* Returns: (transfer full) (nullable): what all agree on */
static GuichetReference *
find_common (GPtrArray *requests)
{
  g_autoptr(GuichetReference) site = NULL;

  for (guint i = 0; i < requests->len; i++)
    {
      GuichetTicket *request = g_ptr_array_index (requests, i);
      gint64 id = guichet_ticket_get_key (request, GUICHET_FIELD_SITE);

      if (id == 0)
        continue;
      if (site != NULL && site->id != id)
        return NULL;
      if (site == NULL)
        site = guichet_reference_new (GUICHET_REFERENCE_SITE, id, guichet_ticket_get_label (request, GUICHET_FIELD_SITE));
    }

  return g_steal_pointer (&site);
}

static void
rows_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(GPtrArray) requests = guichet_store_read_first_rows_finish (GUICHET_STORE (source), result, &error);

  if (requests == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, find_common (requests), (GDestroyNotify) guichet_reference_unref);
}

void
guichet_own_site_find_async (GuichetContext      *context,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GuichetTicketQuery) query = NULL;
  GTask *task;

  g_return_if_fail (GUICHET_IS_CONTEXT (context));

  query = guichet_request_query_new (context, GUICHET_REQUESTS_ALL);
  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, guichet_own_site_find_async);
  guichet_store_read_first_rows_async (guichet_context_get_store (context), query, MAX_REQUESTS, cancellable, rows_cb,
                                       task);
}

GuichetReference *
guichet_own_site_find_finish (GuichetContext  *context,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

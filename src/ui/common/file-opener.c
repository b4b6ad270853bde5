#include "config.h"

#include "ui/common/file-opener.h"

#include "store/files.h"
#include "util/error.h"

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  GuichetFile *file = guichet_file_source_fetch_finish (GUICHET_FILE_SOURCE (source), result, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify) guichet_file_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
fetch (GTask *task)
{
  GuichetContext *context = g_task_get_source_object (task);
  GuichetFileSource *source = guichet_context_get_file_source (context);

  if (source != NULL)
    guichet_file_source_fetch_async (source, *(gint64 *) g_task_get_task_data (task), g_task_get_cancellable (task),
                                     fetched_cb, g_object_ref (task));
  else
    g_task_return_new_error (task, GUICHET_ERROR, GUICHET_ERROR_UNREACHABLE, "Nothing is connected");
}

/* Whatever keeps it from being read here, the server has it. */
static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GuichetFile *file = guichet_store_read_file_finish (GUICHET_STORE (source), result, NULL);

  if (file != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify) guichet_file_unref);
  else if (!g_task_return_error_if_cancelled (task))
    fetch (task);
}

void
guichet_open_file_async (GuichetContext      *context,
                         gint64               attachment_id,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (GUICHET_IS_CONTEXT (context));

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, guichet_open_file_async);
  g_task_set_task_data (task, g_memdup2 (&attachment_id, sizeof attachment_id), g_free);
  guichet_store_read_file_async (guichet_context_get_store (context), attachment_id, cancellable, read_cb, task);
}

/**
 * guichet_open_file_finish:
 *
 * Returns: (transfer full) (nullable):
 */
GuichetFile *
guichet_open_file_finish (GuichetContext  *context,
                          GAsyncResult    *result,
                          GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

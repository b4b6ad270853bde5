#include "config.h"

#include "ui/common/file-source.h"

G_DEFINE_INTERFACE (GuichetFileSource, guichet_file_source, G_TYPE_OBJECT)

static void
guichet_file_source_default_init (GuichetFileSourceInterface *iface)
{
}

void
guichet_file_source_fetch_async (GuichetFileSource   *self,
                                 gint64               attachment_id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_FILE_SOURCE (self));

  GUICHET_FILE_SOURCE_GET_IFACE (self)->fetch_async (self, attachment_id, cancellable, callback, user_data);
}

/**
 * guichet_file_source_fetch_finish:
 *
 * Returns: (transfer full) (nullable):
 */
GuichetFile *
guichet_file_source_fetch_finish (GuichetFileSource  *self,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  g_return_val_if_fail (GUICHET_IS_FILE_SOURCE (self), NULL);

  return GUICHET_FILE_SOURCE_GET_IFACE (self)->fetch_finish (self, result, error);
}

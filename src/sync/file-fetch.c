#include "config.h"

#include "sync/file-fetch.h"

#include "store/files.h"
#include "util/error.h"

static GuichetFile *
read_remote (GuichetSyncContext  *context,
             gint64               id,
             GCancellable        *cancellable,
             GError             **error)
{
  g_autofree char *name = NULL;
  g_autofree char *mime = NULL;
  g_autoptr(GBytes) data = guichet_remote_read_file (context->remote, id, &name, &mime, cancellable, error);

  return data != NULL ? guichet_file_new (id, name, mime, data) : NULL;
}

/* Whoever wants to see it sees it, also where it could not be kept. */
static void
keep (GuichetSyncContext *context,
      GuichetFile        *file)
{
  g_autoptr(GError) error = NULL;

  if (!guichet_store_save_file (context->store, file, &error) &&
      !g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND))
    g_message ("The contents of attachment %" G_GINT64_FORMAT " are not kept: %s", file->attachment_id, error->message);
}

/**
 * guichet_file_fetch:
 *
 * The thread that talks to the server. The contents of an attachment: from the
 * store if they are there, else from the server and into the store.
 *
 * Returns: (transfer full) (nullable):
 */
GuichetFile *
guichet_file_fetch (GuichetSyncContext  *context,
                    gint64               attachment_id,
                    GCancellable        *cancellable,
                    GError             **error)
{
  g_autoptr(GuichetFile) file = guichet_store_read_file (context->store, attachment_id, cancellable, NULL);

  if (file == NULL && (file = read_remote (context, attachment_id, cancellable, error)) != NULL)
    keep (context, file);

  return g_steal_pointer (&file);
}

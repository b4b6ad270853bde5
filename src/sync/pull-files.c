#include "config.h"

#include "sync/pull-private.h"

#include "store/files.h"
#include "sync/file-fetch.h"
#include "util/error.h"

/* Whether the failure is that of one file: the others may still come. */
static gboolean
is_lost (const GError *error)
{
  return g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND) ||
         g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_TOO_LARGE) ||
         g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_REJECTED) ||
         g_error_matches (error, GUICHET_ERROR, GUICHET_ERROR_RIGHT_OR_READ_ONLY);
}

static gint64
choose_file (GuichetPuller *self,
             GArray        *wanted)
{
  for (guint i = 0; i < wanted->len; i++)
    {
      gint64 id = g_array_index (wanted, gint64, i);

      if (!g_hash_table_contains (self->lost_files, &id))
        return id;
    }

  return 0;
}

/* One file a unit, in idle time. What was tried once in this run is not tried
 * again: it is too large to be kept, or does not come. */
gboolean
_guichet_puller_run_files (GuichetPuller  *self,
                           gboolean       *out_more,
                           GCancellable   *cancellable,
                           GError        **error)
{
  g_autoptr(GArray) wanted = NULL;
  g_autoptr(GuichetFile) file = NULL;
  g_autoptr(GError) failure = NULL;
  gint64 id;

  *out_more = FALSE;
  if (!self->prefetch)
    return TRUE;
  if (!(wanted = guichet_store_list_wanted_files (self->context->store, g_hash_table_size (self->lost_files) + 1,
                                                  error)))
    return FALSE;
  if ((id = choose_file (self, wanted)) == 0)
    return TRUE;

  file = guichet_file_fetch (self->context, id, cancellable, &failure);
  if (file == NULL && !is_lost (failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  g_hash_table_add (self->lost_files, g_memdup2 (&id, sizeof id));
  *out_more = TRUE;

  return TRUE;
}

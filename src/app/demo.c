#include "config.h"

#include "app/demo.h"

#include "store/erase.h"
#include "util/data-dir.h"

/* Seconds between the acts of colleagues. */
#define COLLEAGUES_SECONDS 20

#define SEED 20261124

struct _GuichetDemo
{
  GuichetDemoDesk *desk;
  char            *folder;
};

/**
 * guichet_demo_new:
 * @folder: (nullable): where the agent's data goes; %NULL for the user's own
 *   place for demonstrations
 */
GuichetDemo *
guichet_demo_new (const char  *folder,
                  GError     **error)
{
  const GuichetDemoOptions options = {
    .profile = "asap",
    .seed = SEED,
    .colleagues = COLLEAGUES_SECONDS,
  };
  g_autoptr(GuichetDemo) self = g_new0 (GuichetDemo, 1);

  if (!(self->desk = guichet_demo_desk_new (&options, error)))
    return NULL;

  /* The data of the last demonstration belongs to a desk that is gone. */
  self->folder = folder != NULL ? g_strdup (folder) : guichet_data_dir_for_demo ();
  if (!guichet_store_erase (self->folder, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
guichet_demo_free (GuichetDemo *self)
{
  if (self == NULL)
    return;

  if (self->desk != NULL)
    guichet_demo_desk_stop (self->desk);
  g_clear_object (&self->desk);
  g_free (self->folder);
  g_free (self);
}

/* Signs in as the desk's agent; finish with guichet_account_open_finish(). */
void
guichet_demo_open_account (GuichetDemo         *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  const GuichetAccountOptions options = {
    .server = guichet_demo_desk_get_address (self->desk),
    .login = guichet_demo_desk_get_login (self->desk),
    .secret = guichet_demo_desk_get_secret (self->desk),
    .folder = self->folder,
    .must_ask = TRUE,
    .brisk = TRUE,
  };

  guichet_account_open_async (&options, cancellable, callback, user_data);
}

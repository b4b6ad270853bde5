#include "config.h"

#include "app/account-private.h"

/* What pages ask of the engine through the account: contents of files, and the
 * screen of a new ticket. */

/* Returns: (transfer full) (nullable): what @callback is answered by; %NULL
 *   when the account is closed and it was answered already */
static GTask *
begin_asking (GuichetAccount      *self,
              gpointer             tag,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  if (self->engine != NULL)
    return g_steal_pointer (&task);

  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The account is closed");

  return NULL;
}

/* @task, @error: (transfer full) */
static void
answer (GTask          *task,
        gpointer        result,
        GDestroyNotify  free_result,
        GError         *error)
{
  if (result != NULL)
    g_task_return_pointer (task, result, free_result);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

/* ---- files */

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GError *error = NULL;
  GuichetFile *file = guichet_engine_fetch_file_finish (GUICHET_ENGINE (source), result, &error);

  answer (user_data, file, (GDestroyNotify) guichet_file_unref, error);
}

static void
fetch_async (GuichetFileSource   *source,
             gint64               attachment_id,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  GuichetAccount *self = GUICHET_ACCOUNT (source);
  GTask *task = begin_asking (self, fetch_async, cancellable, callback, user_data);

  if (task != NULL)
    guichet_engine_fetch_file_async (self->engine, attachment_id, cancellable, fetched_cb, task);
}

static GuichetFile *
fetch_finish (GuichetFileSource  *source,
              GAsyncResult       *result,
              GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
_guichet_account_file_source_init (GuichetFileSourceInterface *iface)
{
  iface->fetch_async = fetch_async;
  iface->fetch_finish = fetch_finish;
}

/* ---- forms */

static void
form_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GError *error = NULL;
  GuichetCreateForm *form = guichet_engine_read_form_finish (GUICHET_ENGINE (source), result, &error);

  answer (user_data, form, (GDestroyNotify) guichet_create_form_unref, error);
}

static void
read_form_async (GuichetFormSource   *source,
                 gint64               leaf,
                 GHashTable          *values,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  GuichetAccount *self = GUICHET_ACCOUNT (source);
  GTask *task = begin_asking (self, read_form_async, cancellable, callback, user_data);

  if (task != NULL)
    guichet_engine_read_form_async (self->engine, leaf, values, cancellable, form_read_cb, task);
}

static GuichetCreateForm *
read_form_finish (GuichetFormSource  *source,
                  GAsyncResult       *result,
                  GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
choices_found_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GError *error = NULL;
  GPtrArray *choices = guichet_engine_search_choices_finish (GUICHET_ENGINE (source), result, &error);

  answer (user_data, choices, (GDestroyNotify) g_ptr_array_unref, error);
}

static void
search_choices_async (GuichetFormSource   *source,
                      const char          *code,
                      const char          *words,
                      GHashTable          *values,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GuichetAccount *self = GUICHET_ACCOUNT (source);
  GTask *task = begin_asking (self, search_choices_async, cancellable, callback, user_data);

  if (task != NULL)
    guichet_engine_search_choices_async (self->engine, code, words, values, cancellable, choices_found_cb, task);
}

static GPtrArray *
search_choices_finish (GuichetFormSource  *source,
                       GAsyncResult       *result,
                       GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
_guichet_account_form_source_init (GuichetFormSourceInterface *iface)
{
  iface->read_async = read_form_async;
  iface->read_finish = read_form_finish;
  iface->search_async = search_choices_async;
  iface->search_finish = search_choices_finish;
}

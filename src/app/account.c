#include "config.h"

#include "app/account-private.h"

#include "app/entry.h"
#include "store/erase.h"
#include "store/files.h"
#include "store/outbox.h"
#include "ui/common/opened-files.h"
#include "util/error.h"

/* The demonstration desk has no slow commits, and nobody wants to wait for it. */
#define BRISK_SERVER_LIMIT_MS 2000
#define BRISK_DELTA_MS 5000

G_DEFINE_FINAL_TYPE_WITH_CODE (GuichetAccount, guichet_account, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GUICHET_TYPE_FILE_SOURCE, _guichet_account_file_source_init)
                               G_IMPLEMENT_INTERFACE (GUICHET_TYPE_FORM_SOURCE, _guichet_account_form_source_init))

/* The engine's state, copied to where the widgets look. The states are in the
 * same order. */
G_STATIC_ASSERT ((int) GUICHET_ENGINE_STOPPED == (int) GUICHET_SYNC_STOPPED);
G_STATIC_ASSERT ((int) GUICHET_ENGINE_TROUBLE == (int) GUICHET_SYNC_TROUBLE);

static void
engine_changed_cb (GuichetAccount *self)
{
  GuichetSyncStatus *status = guichet_context_get_sync_status (self->context);
  guint progress;
  guint total;

  g_object_get (self->engine, "progress", &progress, "total", &total, NULL);
  guichet_sync_status_set_error (status, guichet_engine_get_error (self->engine));
  guichet_sync_status_set_progress (status, progress, total);
  guichet_sync_status_set_last_success (status, guichet_engine_get_last_success (self->engine));
  guichet_sync_status_set_state (status, (GuichetSyncState) guichet_engine_get_state (self->engine));
}

static void
transfer_cb (GuichetAccount *self,
             const char     *key,
             guint64         done,
             guint64         total)
{
  guichet_context_tell_transfer (self->context, key, done, total);
}

static void
focus_changed_cb (GuichetAccount *self)
{
  guichet_engine_set_focus (self->engine, guichet_context_get_focus_ticket (self->context));
}

static void
outbox_counted_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GuichetAccount) self = user_data;
  g_autoptr(GError) error = NULL;
  GuichetOutboxCount count;

  if (!guichet_store_count_outbox_finish (GUICHET_STORE (source), result, &count, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("The outbox could not be counted: %s", error->message);
      return;
    }

  guichet_sync_status_set_outbox (guichet_context_get_sync_status (self->context),
                                  count.waiting, count.parked);
}

static void
count_outbox (GuichetAccount *self)
{
  guichet_store_count_outbox_async (self->store, self->cancellable,
                                    outbox_counted_cb, g_object_ref (self));
}

static void
take_identity (GuichetAccount *self)
{
  g_autoptr(GuichetIdentity) identity = guichet_store_dup_identity (self->store);
  g_autoptr(GuichetProfile) profile = guichet_store_dup_profile (self->store);

  if (identity != NULL && profile != NULL)
    guichet_context_set_identity (self->context, identity, profile);
}

static void
store_changed_cb (GuichetAccount   *self,
                  GuichetChangeSet *changes)
{
  if (changes->outbox)
    {
      count_outbox (self);
      guichet_engine_wake (self->engine);
    }

  if (changes->identity)
    take_identity (self);
}

/* What is kept on this computer of files: see the schema. */
static void
apply_file_settings (GuichetAccount *self)
{
  g_autofree char *keep = g_settings_get_string (self->settings, "keep-files");
  gint64 quota = (gint64) g_settings_get_uint (self->settings, "keep-files-megabytes") * 1000 * 1000;

  guichet_store_set_file_quota (self->store, g_str_equal (keep, "none") ? 0 : quota);
  guichet_engine_set_prefetch (self->engine, g_str_equal (keep, "own"));
}

static void
start_engine (GuichetAccount *self)
{
  self->engine = guichet_engine_new (self->store, self->remote);
  if (self->brisk)
    {
      const GuichetEngineTimes times = {
        .server_limit = BRISK_SERVER_LIMIT_MS,
        .delta_interval = BRISK_DELTA_MS,
      };

      guichet_engine_set_times (self->engine, &times);
    }

  g_signal_connect_object (self->engine, "notify", G_CALLBACK (engine_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->engine, "transfer", G_CALLBACK (transfer_cb), self, G_CONNECT_SWAPPED);
  apply_file_settings (self);
  guichet_engine_start (self->engine);
  engine_changed_cb (self);
  focus_changed_cb (self);
}

static void
stop_engine (GuichetAccount *self)
{
  if (self->engine == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->engine, self);
  guichet_engine_stop (self->engine);
  g_clear_object (&self->engine);
}

static void
guichet_account_dispose (GObject *object)
{
  guichet_account_close (GUICHET_ACCOUNT (object));

  G_OBJECT_CLASS (guichet_account_parent_class)->dispose (object);
}

static void
guichet_account_finalize (GObject *object)
{
  GuichetAccount *self = GUICHET_ACCOUNT (object);

  g_free (self->server);
  g_free (self->login);
  g_free (self->folder);
  g_object_unref (self->cancellable);
  g_object_unref (self->settings);

  G_OBJECT_CLASS (guichet_account_parent_class)->finalize (object);
}

static void
guichet_account_class_init (GuichetAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = guichet_account_dispose;
  object_class->finalize = guichet_account_finalize;
}

static void
guichet_account_init (GuichetAccount *self)
{
  self->cancellable = g_cancellable_new ();
  self->settings = g_settings_new (GUICHET_APPLICATION_ID);
}

static void
enter_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;

  if (guichet_entry_perform (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * guichet_account_open_async:
 *
 * Signs in, and opens the account's data. The secret is kept in memory only.
 */
void
guichet_account_open_async (const GuichetAccountOptions *options,
                            GCancellable                *cancellable,
                            GAsyncReadyCallback          callback,
                            gpointer                     user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GuichetEntry *entry = guichet_entry_new (options->server, options->login, options->secret);

  entry->folder = g_strdup (options->folder);
  entry->must_ask = options->must_ask;
  entry->brisk = options->brisk;

  g_task_set_source_tag (task, guichet_account_open_async);
  g_task_set_task_data (task, entry, guichet_entry_free);
  g_task_run_in_thread (task, enter_thread);
}

static GuichetAccount *
create_account (GuichetEntry *entry)
{
  GuichetAccount *self = g_object_new (GUICHET_TYPE_ACCOUNT, NULL);

  self->server = g_steal_pointer (&entry->server);
  self->login = g_steal_pointer (&entry->login);
  self->folder = g_steal_pointer (&entry->folder);
  self->store = g_steal_pointer (&entry->store);
  self->remote = g_steal_pointer (&entry->remote);
  self->brisk = entry->brisk;
  self->context = guichet_context_new (self->store, entry->identity, entry->profile);

  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "notify::focus-ticket",
                           G_CALLBACK (focus_changed_cb), self, G_CONNECT_SWAPPED);
  guichet_context_set_file_source (self->context, GUICHET_FILE_SOURCE (self));
  guichet_context_set_form_source (self->context, GUICHET_FORM_SOURCE (self));
  start_engine (self);
  g_signal_connect_object (self->settings, "changed::keep-files",
                           G_CALLBACK (apply_file_settings), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::keep-files-megabytes",
                           G_CALLBACK (apply_file_settings), self, G_CONNECT_SWAPPED);
  count_outbox (self);

  return self;
}

/**
 * guichet_account_open_finish:
 *
 * Returns: (transfer full) (nullable): an account whose engine runs
 */
GuichetAccount *
guichet_account_open_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return create_account (g_task_get_task_data (G_TASK (result)));
}

static void
renew_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GuichetEntry *entry = task_data;
  GError *error = NULL;

  if (guichet_entry_ask (entry, cancellable, &error) &&
      guichet_entry_settle (entry, GUICHET_ACCOUNT (source)->store, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The session expired: another secret for the same account. What is open and
 * what waits stays as it is. */
void
guichet_account_renew_async (GuichetAccount      *self,
                             const char          *secret,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  GuichetEntry *entry;

  g_return_if_fail (GUICHET_IS_ACCOUNT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  entry = guichet_entry_new (self->server, self->login, secret);
  g_task_set_source_tag (task, guichet_account_renew_async);
  g_task_set_task_data (task, entry, guichet_entry_free);
  g_task_run_in_thread (task, renew_thread);
}

gboolean
guichet_account_renew_finish (GuichetAccount  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  GuichetEntry *entry;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  entry = g_task_get_task_data (G_TASK (result));
  stop_engine (self);
  g_set_object (&self->remote, entry->remote);
  start_engine (self);

  return TRUE;
}

/* Ends the exchange and closes the data: a request on its way is waited for. */
void
guichet_account_close (GuichetAccount *self)
{
  g_return_if_fail (GUICHET_IS_ACCOUNT (self));

  g_cancellable_cancel (self->cancellable);
  stop_engine (self);
  g_clear_object (&self->remote);
  g_clear_object (&self->context);
  if (self->store != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->store, self);
      guichet_store_close (self->store);
    }
  g_clear_object (&self->store);
  guichet_opened_files_clear ();
}

static void
erase_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GError *error = NULL;

  if (guichet_store_erase (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * guichet_account_erase_async:
 *
 * Closes it, and removes all that it has on this computer: the copy of the
 * server, the outbox, drafts, files.
 */
void
guichet_account_erase_async (GuichetAccount      *self,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (GUICHET_IS_ACCOUNT (self));

  guichet_account_close (self);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, guichet_account_erase_async);
  g_task_set_task_data (task, g_strdup (self->folder), g_free);
  g_task_run_in_thread (task, erase_thread);
}

gboolean
guichet_account_erase_finish (GuichetAccount  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
guichet_account_sync_now (GuichetAccount *self)
{
  g_return_if_fail (GUICHET_IS_ACCOUNT (self));

  guichet_engine_sync_now (self->engine);
}

GuichetContext *
guichet_account_get_context (GuichetAccount *self)
{
  g_return_val_if_fail (GUICHET_IS_ACCOUNT (self), NULL);

  return self->context;
}

const char *
guichet_account_get_server (GuichetAccount *self)
{
  g_return_val_if_fail (GUICHET_IS_ACCOUNT (self), NULL);

  return self->server;
}

const char *
guichet_account_get_login (GuichetAccount *self)
{
  g_return_val_if_fail (GUICHET_IS_ACCOUNT (self), NULL);

  return self->login;
}

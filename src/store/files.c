#include "config.h"

#include "store/files.h"

#include "store/file-folder.h"
#include "store/file-table.h"
#include "store/search-index.h"

/* No contents are larger than what the server can hand over at once. */
#define READ_MAX (G_GINT64_CONSTANT (64) * 1024 * 1024)

static gint64
get_quota (GuichetStore *self)
{
  gint64 quota;

  g_mutex_lock (&self->mutex);
  quota = self->file_quota;
  g_mutex_unlock (&self->mutex);

  return quota;
}

/**
 * _guichet_store_tidy_files:
 * @with_parts: when nobody can be writing: at the opening
 *
 * Cache writer. The folder comes to hold what the table says.
 */
void
_guichet_store_tidy_files (GuichetStore *self,
                           gboolean      with_parts)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GHashTable) wanted = NULL;

  if (self->cache_writer.cache == NULL)
    return;

  wanted = guichet_file_table_list (self->cache_writer.cache, &error);
  if (wanted != NULL)
    guichet_file_folder_tidy (self, wanted, with_parts);
  else
    g_message ("Files that nobody needs stay: %s", error->message);
}

static void
post (GuichetStore   *self,
      GuichetJobFunc  func,
      gpointer        data)
{
  if (self->cache_writer.queue != NULL)
    guichet_job_queue_post (self->cache_writer.queue, GUICHET_JOB_IDLE, func, data);
}

static void
tidy_job (gpointer data)
{
  _guichet_store_tidy_files (data, TRUE);
}

/* Once after the opening: a crash may have left something. */
void
_guichet_store_tidy_files_soon (GuichetStore *self)
{
  post (self, tidy_job, self);
}

/* ---- the quota */

typedef struct
{
  gint64   quota;
  gboolean evicted;
} Eviction;

static gboolean
evict (GuichetDb  *db,
       gpointer    data,
       GError    **error)
{
  Eviction *eviction = data;

  return guichet_file_table_evict (db, eviction->quota, &eviction->evicted, error);
}

static gpointer
evict_job (GuichetStore  *self,
           gpointer       data,
           GError       **error)
{
  Eviction eviction = { .quota = *(gint64 *) data };

  if (!guichet_db_transact (self->cache_writer.cache, evict, &eviction, error))
    return NULL;
  if (eviction.evicted)
    _guichet_store_tidy_files (self, FALSE);

  return self;
}

static void
apply_quota_job (gpointer data)
{
  GuichetStore *self = data;
  gint64 quota = get_quota (self);
  g_autoptr(GError) error = NULL;

  if (_guichet_store_run (self, &self->cache_writer, GUICHET_JOB_IDLE, evict_job, &quota, NULL, &error) == NULL)
    g_message ("Files over the quota stay: %s", error->message);
}

void
guichet_store_set_file_quota (GuichetStore *self,
                              gint64        bytes)
{
  gboolean less;

  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (bytes >= 0);

  g_mutex_lock (&self->mutex);
  less = bytes < self->file_quota;
  self->file_quota = bytes;
  g_mutex_unlock (&self->mutex);

  if (less)
    post (self, apply_quota_job, self);
}

/* ---- keeping one */

typedef struct
{
  GuichetStore *store;
  GuichetFile  *file;
  const char   *sha256;         /* nullable: its contents are not kept */
  gint64        quota;
  gint64        ticket_id;
  gboolean      evicted;
} Saving;

/* The file is in its place before the row says so: a row never promises what
 * is not there, and a file without a row goes with the next tidying. */
static gboolean
save_rows (GuichetDb  *db,
           gpointer    data,
           GError    **error)
{
  Saving *saving = data;
  gint64 id = saving->file->attachment_id;

  if (!guichet_file_table_describe (db, saving->file, &saving->ticket_id, error) ||
      !guichet_search_index_enqueue (db, saving->ticket_id, NULL, error) ||
      !_guichet_store_index_few (saving->store, db, 1, error))
    return FALSE;
  if (saving->sha256 == NULL)
    return TRUE;

  return guichet_file_folder_adopt (saving->store, id, error) &&
         guichet_file_table_save (db, id, (gint64) g_bytes_get_size (saving->file->data), saving->sha256, error) &&
         guichet_file_table_evict (db, saving->quota, &saving->evicted, error);
}

static gpointer
save_job (GuichetStore  *self,
          gpointer       data,
          GError       **error)
{
  Saving *saving = data;
  g_autoptr(GuichetChangeSet) changes = guichet_change_set_new ();

  if (!guichet_db_transact (self->cache_writer.cache, save_rows, saving, error))
    return NULL;

  if (saving->evicted)
    _guichet_store_tidy_files (self, FALSE);
  guichet_change_set_add_ticket (changes, saving->ticket_id, FALSE);
  _guichet_store_tell (self, changes);

  return self;
}

/**
 * guichet_store_save_file:
 *
 * Blocking. Fails with %GUICHET_ERROR_DISK_FULL without leaving a part of it,
 * with %GUICHET_ERROR_NOT_FOUND when the attachment is gone meanwhile.
 */
gboolean
guichet_store_save_file (GuichetStore  *self,
                         GuichetFile   *file,
                         GError       **error)
{
  gint64 quota;
  g_autofree char *sha256 = NULL;
  Saving saving;

  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (file != NULL && file->attachment_id > 0, FALSE);

  quota = get_quota (self);
  saving = (Saving) { .store = self, .file = file, .quota = quota };
  if ((gint64) g_bytes_get_size (file->data) <= quota)
    {
      sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file->data);
      saving.sha256 = sha256;
      if (!guichet_file_folder_write (self, file->attachment_id, file->data, error))
        return FALSE;
    }
  if (_guichet_store_run (self, &self->cache_writer, GUICHET_JOB_PERSON, save_job, &saving, NULL, error) != NULL)
    return TRUE;

  guichet_file_folder_drop (self, file->attachment_id);

  return FALSE;
}

/* ---- reading one */

typedef struct
{
  gint64            id;
  GuichetFileRecord record;
} Reading;

static gpointer
read_record_job (GuichetStore  *self,
                 gpointer       data,
                 GError       **error)
{
  Reading *reading = data;

  return guichet_file_table_read (self->reader.cache, reading->id, &reading->record, error) ? self : NULL;
}

static gboolean
is_whole (GBytes     *data,
          const char *sha256)
{
  g_autofree char *found = data != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, data) : NULL;

  return found != NULL && g_strcmp0 (found, sha256) == 0;
}

/* (nullable): the contents, if they are there and those of the record */
static GBytes *
read_whole (GuichetStore            *self,
            gint64                   id,
            const GuichetFileRecord *record)
{
  g_autoptr(GBytes) data = record->size <= READ_MAX ? guichet_file_folder_read (self, id, record->size) : NULL;

  return is_whole (data, record->sha256) ? g_steal_pointer (&data) : NULL;
}

typedef struct
{
  GuichetStore *store;
  gint64        id;
  gboolean      whole;
} Use;

static gboolean
note_use (GuichetDb  *db,
          gpointer    data,
          GError    **error)
{
  const Use *use = data;
  g_auto(GuichetFileRecord) record = { 0 };
  g_autoptr(GBytes) data_now = NULL;

  if (use->whole)
    return guichet_file_table_touch (db, use->id, error);

  /* It may have come again since it was found damaged. */
  if (!guichet_file_table_read (db, use->id, &record, error))
    return FALSE;
  data_now = read_whole (use->store, use->id, &record);

  return data_now != NULL || guichet_file_table_forget (db, use->id, error);
}

static void
note_use_job (gpointer data)
{
  g_autofree Use *use = data;
  g_autoptr(GError) error = NULL;

  if (use->store->cache_writer.cache == NULL)
    return;
  if (!guichet_db_transact (use->store->cache_writer.cache, note_use, use, &error))
    g_debug ("The use of a file is not noted: %s", error->message);
  else if (!use->whole)
    _guichet_store_tidy_files (use->store, FALSE);
}

/* What is not whole any more is forgotten, so that it is fetched again. */
static void
note_use_soon (GuichetStore *self,
               gint64        id,
               gboolean      whole)
{
  Use *use = g_new0 (Use, 1);

  use->store = self;
  use->id = id;
  use->whole = whole;
  post (self, note_use_job, use);
}

/**
 * guichet_store_read_file:
 *
 * Blocking, any thread but the store's own and main: the reader is asked for
 * the record only, the contents are read here.
 *
 * Returns: (transfer full) (nullable):
 */
GuichetFile *
guichet_store_read_file (GuichetStore  *self,
                         gint64         attachment_id,
                         GCancellable  *cancellable,
                         GError       **error)
{
  Reading reading = { .id = attachment_id };
  g_auto(GuichetFileRecord) record = { 0 };
  g_autoptr(GBytes) data = NULL;

  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);

  if (_guichet_store_run (self, &self->reader, GUICHET_JOB_SCREEN, read_record_job, &reading, cancellable, error)
      == NULL)
    return NULL;

  record = reading.record;
  data = read_whole (self, attachment_id, &record);
  if (data != NULL)
    {
      note_use_soon (self, attachment_id, TRUE);
      return guichet_file_new (attachment_id, record.name, record.mime, data);
    }

  note_use_soon (self, attachment_id, FALSE);
  g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND,
               "The contents of attachment %" G_GINT64_FORMAT " are damaged", attachment_id);

  return NULL;
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  GuichetFile *file = guichet_store_read_file (source, *(gint64 *) task_data, cancellable, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify) guichet_file_unref);
  else
    g_task_return_error (task, error);
}

void
guichet_store_read_file_async (GuichetStore        *self,
                               gint64               attachment_id,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (GUICHET_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, guichet_store_read_file_async);
  g_task_set_task_data (task, g_memdup2 (&attachment_id, sizeof attachment_id), g_free);
  g_task_run_in_thread (task, read_thread);
}

GuichetFile *
guichet_store_read_file_finish (GuichetStore  *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- all of them */

static gpointer
measure_job (GuichetStore  *self,
             gpointer       data,
             GError       **error)
{
  g_autofree gint64 *bytes = g_new0 (gint64, 1);

  return guichet_file_table_measure (self->reader.cache, bytes, error) ? g_steal_pointer (&bytes) : NULL;
}

static const GuichetStoreCall measure_files_call = {
  .func = measure_job,
  .free_result = g_free,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

static gint64
take_bytes (gint64 *result)
{
  gint64 bytes = result != NULL ? *result : -1;

  g_free (result);

  return bytes;
}

gint64
guichet_store_measure_files (GuichetStore  *self,
                             GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), -1);

  return take_bytes (_guichet_store_call (self, &measure_files_call, NULL, NULL, error));
}

void
guichet_store_measure_files_async (GuichetStore        *self,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));

  _guichet_store_begin (self, &measure_files_call, NULL, cancellable, callback, user_data);
}

gint64
guichet_store_measure_files_finish (GuichetStore  *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  return take_bytes (_guichet_store_finish (self, &measure_files_call, result, error));
}

static const gint64 nothing = 0;

static const GuichetStoreCall erase_files_call = {
  .func = evict_job,
  .thread = GUICHET_STORE_CACHE_WRITER,
  .priority = GUICHET_JOB_PERSON,
};

gboolean
guichet_store_erase_files (GuichetStore  *self,
                           GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);

  return _guichet_store_call (self, &erase_files_call, (gpointer) &nothing, NULL, error) != NULL;
}

void
guichet_store_erase_files_async (GuichetStore        *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));

  _guichet_store_begin (self, &erase_files_call, (gpointer) &nothing, cancellable, callback, user_data);
}

gboolean
guichet_store_erase_files_finish (GuichetStore  *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return _guichet_store_finish (self, &erase_files_call, result, error) != NULL;
}

static gpointer
list_wanted_job (GuichetStore  *self,
                 gpointer       data,
                 GError       **error)
{
  gint64 bytes;

  if (!guichet_file_table_measure (self->cache_writer.cache, &bytes, error))
    return NULL;
  if (bytes >= get_quota (self) / 10 * 9)
    return g_array_new (FALSE, FALSE, sizeof (gint64));

  return guichet_file_table_list_wanted (self->cache_writer.cache, GPOINTER_TO_UINT (data), error);
}

/**
 * guichet_store_list_wanted_files:
 *
 * Returns: (transfer full) (nullable) (element-type gint64):
 */
GArray *
guichet_store_list_wanted_files (GuichetStore  *self,
                                 guint          limit,
                                 GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);

  return _guichet_store_run (self, &self->cache_writer, GUICHET_JOB_SYNC, list_wanted_job, GUINT_TO_POINTER (limit),
                             NULL, error);
}

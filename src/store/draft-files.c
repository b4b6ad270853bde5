#include "config.h"

#include "store/draft-files.h"

#include "store/draft-file-table.h"
#include "store/draft-table.h"
#include "store/store-private.h"

/* All of this happens on the user writer, reading too, as for drafts. */

/* ---- adding */

typedef struct
{
  GuichetDraft  *draft;
  GuichetIntent *file;
} Add;

static void
free_add (gpointer data)
{
  Add *add = data;

  guichet_draft_free (add->draft);
  guichet_intent_free (add->file);
  g_free (add);
}

static gboolean
add_file (GuichetDb  *db,
          gpointer    data,
          GError    **error)
{
  const Add *add = data;
  g_autoptr(GuichetDraft) kept = NULL;

  if (!guichet_draft_table_read (db, add->draft->key, &kept, error) ||
      (kept == NULL && !guichet_draft_table_save (db, add->draft, error)))
    return FALSE;

  return guichet_draft_file_table_insert (db, add->draft->key, add->file, error);
}

static gpointer
add_file_job (GuichetStore  *self,
              gpointer       data,
              GError       **error)
{
  return _guichet_store_write (self, GUICHET_STORE_DRAFTS, add_file, data, error);
}

static const GuichetStoreCall add_file_call = {
  .func = add_file_job,
  .free_data = free_add,
  .thread = GUICHET_STORE_USER_WRITER,
  .priority = GUICHET_JOB_PERSON,
};

gboolean
guichet_store_add_draft_file (GuichetStore         *self,
                              const GuichetDraft   *draft,
                              const GuichetIntent  *file,
                              GError              **error)
{
  Add add = { (GuichetDraft *) draft, (GuichetIntent *) file };

  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (draft != NULL && *draft->html != '\0', FALSE);
  g_return_val_if_fail (file != NULL && file->file_data != NULL, FALSE);

  return _guichet_store_call (self, &add_file_call, &add, NULL, error) != NULL;
}

void
guichet_store_add_draft_file_async (GuichetStore         *self,
                                    const GuichetDraft   *draft,
                                    const GuichetIntent  *file,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data)
{
  Add *add;

  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (draft != NULL && *draft->html != '\0');
  g_return_if_fail (file != NULL && file->file_data != NULL);

  add = g_new0 (Add, 1);
  add->draft = guichet_draft_copy (draft);
  add->file = guichet_intent_copy (file);
  _guichet_store_begin (self, &add_file_call, add, cancellable, callback, user_data);
}

gboolean
guichet_store_add_draft_file_finish (GuichetStore  *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return _guichet_store_finish (self, &add_file_call, result, error) != NULL;
}

/* ---- removing */

static gboolean
remove_file (GuichetDb  *db,
             gpointer    data,
             GError    **error)
{
  return guichet_draft_file_table_remove (db, data, error);
}

static gpointer
remove_file_job (GuichetStore  *self,
                 gpointer       data,
                 GError       **error)
{
  return _guichet_store_write (self, GUICHET_STORE_DRAFTS, remove_file, data, error);
}

static const GuichetStoreCall remove_file_call = {
  .func = remove_file_job,
  .free_data = g_free,
  .thread = GUICHET_STORE_USER_WRITER,
  .priority = GUICHET_JOB_PERSON,
};

void
guichet_store_remove_draft_file_async (GuichetStore        *self,
                                       const char          *uuid,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (uuid != NULL);

  _guichet_store_begin (self, &remove_file_call, g_strdup (uuid), cancellable, callback, user_data);
}

gboolean
guichet_store_remove_draft_file_finish (GuichetStore  *self,
                                        GAsyncResult  *result,
                                        GError       **error)
{
  return _guichet_store_finish (self, &remove_file_call, result, error) != NULL;
}

/* ---- reading */

static gpointer
list_files_job (GuichetStore  *self,
                gpointer       data,
                GError       **error)
{
  return guichet_draft_file_table_list (self->user_writer.user, data, error);
}

static const GuichetStoreCall list_files_call = {
  .func = list_files_job,
  .free_data = g_free,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
  .thread = GUICHET_STORE_USER_WRITER,
  .priority = GUICHET_JOB_PERSON,
  .reads = TRUE,
};

GPtrArray *
guichet_store_list_draft_files (GuichetStore  *self,
                                const char    *draft,
                                GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);
  g_return_val_if_fail (draft != NULL, NULL);

  return _guichet_store_call (self, &list_files_call, (gpointer) draft, NULL, error);
}

void
guichet_store_list_draft_files_async (GuichetStore        *self,
                                      const char          *draft,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (draft != NULL);

  _guichet_store_begin (self, &list_files_call, g_strdup (draft), cancellable, callback, user_data);
}

GPtrArray *
guichet_store_list_draft_files_finish (GuichetStore  *self,
                                       GAsyncResult  *result,
                                       GError       **error)
{
  return _guichet_store_finish (self, &list_files_call, result, error);
}

static gpointer
read_file_job (GuichetStore  *self,
               gpointer       data,
               GError       **error)
{
  GuichetIntent *file = NULL;

  return guichet_draft_file_table_read (self->user_writer.user, data, &file, error) ? file : NULL;
}

static const GuichetStoreCall read_file_call = {
  .func = read_file_job,
  .free_data = g_free,
  .free_result = (GDestroyNotify) guichet_intent_free,
  .thread = GUICHET_STORE_USER_WRITER,
  .priority = GUICHET_JOB_PERSON,
  .reads = TRUE,
};

void
guichet_store_read_draft_file_async (GuichetStore        *self,
                                     const char          *uuid,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (uuid != NULL);

  _guichet_store_begin (self, &read_file_call, g_strdup (uuid), cancellable, callback, user_data);
}

GuichetIntent *
guichet_store_read_draft_file_finish (GuichetStore  *self,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  return _guichet_store_finish (self, &read_file_call, result, error);
}

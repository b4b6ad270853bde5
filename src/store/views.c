#include "config.h"

#include "store/views.h"

#include "store/saved-view-table.h"
#include "store/store-private.h"

/* On the user writer, reading too: like drafts, they do not depend on the state
 * of the cache. */

/* ---- reading */

static gpointer
list_views_job (GuichetStore  *self,
                gpointer       data,
                GError       **error)
{
  return guichet_saved_view_table_list (self->user_writer.user, error);
}

static const GuichetStoreCall list_views_call = {
  .func = list_views_job,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
  .thread = GUICHET_STORE_USER_WRITER,
  .priority = GUICHET_JOB_PERSON,
  .reads = TRUE,
};

/**
 * guichet_store_list_views:
 *
 * Returns: (transfer full) (nullable) (element-type GuichetSavedView): by position
 */
GPtrArray *
guichet_store_list_views (GuichetStore  *self,
                          GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);

  return _guichet_store_call (self, &list_views_call, NULL, NULL, error);
}

void
guichet_store_list_views_async (GuichetStore        *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));

  _guichet_store_begin (self, &list_views_call, NULL, cancellable, callback, user_data);
}

GPtrArray *
guichet_store_list_views_finish (GuichetStore  *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return _guichet_store_finish (self, &list_views_call, result, error);
}

/* ---- writing */

static gboolean
save_view (GuichetDb  *db,
           gpointer    data,
           GError    **error)
{
  return guichet_saved_view_table_save (db, data, error);
}

static gpointer
save_view_job (GuichetStore  *self,
               gpointer       data,
               GError       **error)
{
  return _guichet_store_write (self, GUICHET_STORE_VIEWS, save_view, data, error);
}

static const GuichetStoreCall save_view_call = {
  .func = save_view_job,
  .free_data = (GDestroyNotify) guichet_saved_view_free,
  .thread = GUICHET_STORE_USER_WRITER,
  .priority = GUICHET_JOB_PERSON,
};

gboolean
guichet_store_save_view (GuichetStore            *self,
                         const GuichetSavedView  *view,
                         GError                 **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (view != NULL, FALSE);

  return _guichet_store_call (self, &save_view_call, (gpointer) view, NULL, error) != NULL;
}

void
guichet_store_save_view_async (GuichetStore           *self,
                               const GuichetSavedView *view,
                               GCancellable           *cancellable,
                               GAsyncReadyCallback     callback,
                               gpointer                user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (view != NULL);

  _guichet_store_begin (self, &save_view_call, guichet_saved_view_copy (view), cancellable, callback, user_data);
}

gboolean
guichet_store_save_view_finish (GuichetStore  *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return _guichet_store_finish (self, &save_view_call, result, error) != NULL;
}

static gboolean
remove_view (GuichetDb  *db,
             gpointer    data,
             GError    **error)
{
  return guichet_saved_view_table_remove (db, data, error);
}

static gpointer
remove_view_job (GuichetStore  *self,
                 gpointer       data,
                 GError       **error)
{
  return _guichet_store_write (self, GUICHET_STORE_VIEWS, remove_view, data, error);
}

static const GuichetStoreCall remove_view_call = {
  .func = remove_view_job,
  .free_data = g_free,
  .thread = GUICHET_STORE_USER_WRITER,
  .priority = GUICHET_JOB_PERSON,
};

gboolean
guichet_store_remove_view (GuichetStore  *self,
                           const char    *uuid,
                           GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL, FALSE);

  return _guichet_store_call (self, &remove_view_call, (gpointer) uuid, NULL, error) != NULL;
}

void
guichet_store_remove_view_async (GuichetStore        *self,
                                 const char          *uuid,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (uuid != NULL);

  _guichet_store_begin (self, &remove_view_call, g_strdup (uuid), cancellable, callback, user_data);
}

gboolean
guichet_store_remove_view_finish (GuichetStore  *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return _guichet_store_finish (self, &remove_view_call, result, error) != NULL;
}

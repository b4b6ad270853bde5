#include "config.h"

#include "store/reading.h"

#include "store/attachment-table.h"
#include "store/reference-table.h"
#include "store/store-private.h"

typedef struct
{
  GuichetReferenceKind kind;
  gint64               parent;
} Wanted;

static gpointer
list_references_job (GuichetStore  *self,
                     gpointer       data,
                     GError       **error)
{
  const Wanted *wanted = data;

  return guichet_reference_table_list (self->reader.cache, wanted->kind, wanted->parent, error);
}

static const GuichetStoreCall list_references_call = {
  .func = list_references_job,
  .free_data = g_free,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

/**
 * guichet_store_list_references:
 *
 * Returns: (transfer full) (nullable) (element-type GuichetReference): by name
 */
GPtrArray *
guichet_store_list_references (GuichetStore          *self,
                               GuichetReferenceKind   kind,
                               gint64                 parent,
                               GError               **error)
{
  Wanted wanted = { kind, parent };

  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);

  return _guichet_store_call (self, &list_references_call, &wanted, NULL, error);
}

void
guichet_store_list_references_async (GuichetStore         *self,
                                     GuichetReferenceKind  kind,
                                     gint64                parent,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data)
{
  Wanted wanted = { kind, parent };

  g_return_if_fail (GUICHET_IS_STORE (self));

  _guichet_store_begin (self, &list_references_call, g_memdup2 (&wanted, sizeof wanted), cancellable, callback,
                        user_data);
}

GPtrArray *
guichet_store_list_references_finish (GuichetStore  *self,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  return _guichet_store_finish (self, &list_references_call, result, error);
}

static gpointer
list_members_job (GuichetStore  *self,
                  gpointer       data,
                  GError       **error)
{
  return guichet_reference_table_list_members (self->reader.cache, *(gint64 *) data, error);
}

static const GuichetStoreCall list_members_call = {
  .func = list_members_job,
  .free_data = g_free,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

/**
 * guichet_store_list_members:
 *
 * Returns: (transfer full) (nullable) (element-type GuichetReference): persons
 */
GPtrArray *
guichet_store_list_members (GuichetStore  *self,
                            gint64         team_id,
                            GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);

  return _guichet_store_call (self, &list_members_call, &team_id, NULL, error);
}

void
guichet_store_list_members_async (GuichetStore        *self,
                                  gint64               team_id,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));

  _guichet_store_begin (self, &list_members_call, g_memdup2 (&team_id, sizeof team_id), cancellable, callback,
                        user_data);
}

GPtrArray *
guichet_store_list_members_finish (GuichetStore  *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  return _guichet_store_finish (self, &list_members_call, result, error);
}

static gpointer
list_attachments_job (GuichetStore  *self,
                      gpointer       data,
                      GError       **error)
{
  return guichet_attachment_table_list (self->reader.cache, *(gint64 *) data, error);
}

static const GuichetStoreCall list_attachments_call = {
  .func = list_attachments_job,
  .free_data = g_free,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

/**
 * guichet_store_list_attachments:
 *
 * Returns: (transfer full) (nullable) (element-type GuichetAttachment): oldest
 *   first
 */
GPtrArray *
guichet_store_list_attachments (GuichetStore  *self,
                                gint64         ticket_id,
                                GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);

  return _guichet_store_call (self, &list_attachments_call, &ticket_id, NULL, error);
}

void
guichet_store_list_attachments_async (GuichetStore        *self,
                                      gint64               ticket_id,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));

  _guichet_store_begin (self, &list_attachments_call, g_memdup2 (&ticket_id, sizeof ticket_id), cancellable, callback,
                        user_data);
}

GPtrArray *
guichet_store_list_attachments_finish (GuichetStore  *self,
                                       GAsyncResult  *result,
                                       GError       **error)
{
  return _guichet_store_finish (self, &list_attachments_call, result, error);
}

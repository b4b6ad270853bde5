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

  return _guichet_store_run (self, &self->reader, GUICHET_JOB_SCREEN, list_references_job, &wanted, NULL, error);
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
  GTask *task;

  g_return_if_fail (GUICHET_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, guichet_store_list_references_async);
  _guichet_store_run_async (self, &self->reader, GUICHET_JOB_SCREEN, list_references_job,
                            g_memdup2 (&wanted, sizeof wanted), g_free, (GDestroyNotify) g_ptr_array_unref, task);
}

GPtrArray *
guichet_store_list_references_finish (GuichetStore  *self,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
list_members_job (GuichetStore  *self,
                  gpointer       data,
                  GError       **error)
{
  return guichet_reference_table_list_members (self->reader.cache, *(gint64 *) data, error);
}

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

  return _guichet_store_run (self, &self->reader, GUICHET_JOB_SCREEN, list_members_job, &team_id, NULL, error);
}

static gpointer
list_attachments_job (GuichetStore  *self,
                      gpointer       data,
                      GError       **error)
{
  return guichet_attachment_table_list (self->reader.cache, *(gint64 *) data, error);
}

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

  return _guichet_store_run (self, &self->reader, GUICHET_JOB_SCREEN, list_attachments_job, &ticket_id, NULL, error);
}

void
guichet_store_list_attachments_async (GuichetStore        *self,
                                      gint64               ticket_id,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (GUICHET_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, guichet_store_list_attachments_async);
  _guichet_store_run_async (self, &self->reader, GUICHET_JOB_SCREEN, list_attachments_job,
                            g_memdup2 (&ticket_id, sizeof ticket_id), g_free, (GDestroyNotify) g_ptr_array_unref,
                            task);
}

GPtrArray *
guichet_store_list_attachments_finish (GuichetStore  *self,
                                       GAsyncResult  *result,
                                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

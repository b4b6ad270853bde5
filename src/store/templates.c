#include "config.h"

#include "store/templates.h"

#include "store/store-private.h"
#include "store/template-table.h"
#include "util/uuid.h"

/* On the user writer, reading too: like drafts, they do not depend on the state
 * of the cache. */

/**
 * guichet_template_new:
 *
 * Returns: (transfer full): a template with an identity of its own
 */
GuichetTemplate *
guichet_template_new (const char *name,
                      const char *html)
{
  GuichetTemplate *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (html != NULL, NULL);

  self = g_new0 (GuichetTemplate, 1);
  self->uuid = guichet_uuid7_new ();
  self->name = g_strdup (name);
  self->html = g_strdup (html);

  return self;
}

GuichetTemplate *
guichet_template_copy (const GuichetTemplate *self)
{
  GuichetTemplate *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->uuid = g_strdup (self->uuid);
  copy->name = g_strdup (self->name);
  copy->html = g_strdup (self->html);

  return copy;
}

void
guichet_template_free (GuichetTemplate *self)
{
  if (self == NULL)
    return;

  g_free (self->uuid);
  g_free (self->name);
  g_free (self->html);
  g_free (self);
}

static void
tell (GuichetStore *self)
{
  g_autoptr(GuichetChangeSet) changes = guichet_change_set_new ();

  changes->templates = TRUE;
  _guichet_store_tell (self, changes);
}

/* ---- reading */

static gpointer
list_job (GuichetStore  *self,
          gpointer       data,
          GError       **error)
{
  return guichet_template_table_list (self->user_writer.user, error);
}

/**
 * guichet_store_list_templates:
 *
 * Returns: (transfer full) (nullable) (element-type GuichetTemplate): the most
 *   used first
 */
GPtrArray *
guichet_store_list_templates (GuichetStore  *self,
                              GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);

  return _guichet_store_run (self, &self->user_writer, GUICHET_JOB_PERSON, list_job, NULL, NULL, error);
}

void
guichet_store_list_templates_async (GuichetStore        *self,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (GUICHET_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, guichet_store_list_templates_async);
  _guichet_store_run_async (self, &self->user_writer, GUICHET_JOB_PERSON, list_job, NULL, NULL,
                            (GDestroyNotify) g_ptr_array_unref, task);
}

GPtrArray *
guichet_store_list_templates_finish (GuichetStore  *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- saving */

static gboolean
save_template (GuichetDb  *db,
               gpointer    data,
               GError    **error)
{
  return guichet_template_table_save (db, data, error);
}

static gpointer
save_job (GuichetStore  *self,
          gpointer       data,
          GError       **error)
{
  if (!guichet_db_transact (self->user_writer.user, save_template, data, error))
    return NULL;

  tell (self);
  return self;
}

/* Adds it or changes the one of the same uuid. */
gboolean
guichet_store_save_template (GuichetStore           *self,
                             const GuichetTemplate  *template_,
                             GError                **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (template_ != NULL, FALSE);

  return _guichet_store_run (self, &self->user_writer, GUICHET_JOB_PERSON, save_job, (gpointer) template_, NULL,
                             error) != NULL;
}

void
guichet_store_save_template_async (GuichetStore          *self,
                                   const GuichetTemplate *template_,
                                   GCancellable          *cancellable,
                                   GAsyncReadyCallback    callback,
                                   gpointer               user_data)
{
  GTask *task;

  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (template_ != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, guichet_store_save_template_async);
  g_task_set_check_cancellable (task, FALSE);
  _guichet_store_run_async (self, &self->user_writer, GUICHET_JOB_PERSON, save_job, guichet_template_copy (template_),
                            (GDestroyNotify) guichet_template_free, NULL, task);
}

gboolean
guichet_store_save_template_finish (GuichetStore  *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

/* ---- removing */

static gboolean
remove_template (GuichetDb  *db,
                 gpointer    data,
                 GError    **error)
{
  return guichet_template_table_remove (db, data, error);
}

static gpointer
remove_job (GuichetStore  *self,
            gpointer       data,
            GError       **error)
{
  if (!guichet_db_transact (self->user_writer.user, remove_template, data, error))
    return NULL;

  tell (self);
  return self;
}

gboolean
guichet_store_remove_template (GuichetStore  *self,
                               const char    *uuid,
                               GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL, FALSE);

  return _guichet_store_run (self, &self->user_writer, GUICHET_JOB_PERSON, remove_job, (gpointer) uuid, NULL,
                             error) != NULL;
}

void
guichet_store_remove_template_async (GuichetStore        *self,
                                     const char          *uuid,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (uuid != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, guichet_store_remove_template_async);
  g_task_set_check_cancellable (task, FALSE);
  _guichet_store_run_async (self, &self->user_writer, GUICHET_JOB_PERSON, remove_job, g_strdup (uuid), g_free, NULL,
                            task);
}

gboolean
guichet_store_remove_template_finish (GuichetStore  *self,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

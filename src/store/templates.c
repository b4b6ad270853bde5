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

/* ---- reading */

static gpointer
list_job (GuichetStore  *self,
          gpointer       data,
          GError       **error)
{
  return guichet_template_table_list (self->user_writer.user, error);
}

static const GuichetStoreCall list_templates_call = {
  .func = list_job,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
  .thread = GUICHET_STORE_USER_WRITER,
  .priority = GUICHET_JOB_PERSON,
  .reads = TRUE,
};

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

  return _guichet_store_call (self, &list_templates_call, NULL, NULL, error);
}

void
guichet_store_list_templates_async (GuichetStore        *self,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));

  _guichet_store_begin (self, &list_templates_call, NULL, cancellable, callback, user_data);
}

GPtrArray *
guichet_store_list_templates_finish (GuichetStore  *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return _guichet_store_finish (self, &list_templates_call, result, error);
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
  return _guichet_store_write (self, GUICHET_STORE_TEMPLATES, save_template, data, error);
}

static const GuichetStoreCall save_template_call = {
  .func = save_job,
  .free_data = (GDestroyNotify) guichet_template_free,
  .thread = GUICHET_STORE_USER_WRITER,
  .priority = GUICHET_JOB_PERSON,
};

/* Adds it or changes the one of the same uuid. */
gboolean
guichet_store_save_template (GuichetStore           *self,
                             const GuichetTemplate  *template_,
                             GError                **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (template_ != NULL, FALSE);

  return _guichet_store_call (self, &save_template_call, (gpointer) template_, NULL, error) != NULL;
}

void
guichet_store_save_template_async (GuichetStore          *self,
                                   const GuichetTemplate *template_,
                                   GCancellable          *cancellable,
                                   GAsyncReadyCallback    callback,
                                   gpointer               user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (template_ != NULL);

  _guichet_store_begin (self, &save_template_call, guichet_template_copy (template_), cancellable, callback, user_data);
}

gboolean
guichet_store_save_template_finish (GuichetStore  *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return _guichet_store_finish (self, &save_template_call, result, error) != NULL;
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
  return _guichet_store_write (self, GUICHET_STORE_TEMPLATES, remove_template, data, error);
}

static const GuichetStoreCall remove_template_call = {
  .func = remove_job,
  .free_data = g_free,
  .thread = GUICHET_STORE_USER_WRITER,
  .priority = GUICHET_JOB_PERSON,
};

gboolean
guichet_store_remove_template (GuichetStore  *self,
                               const char    *uuid,
                               GError       **error)
{
  g_return_val_if_fail (GUICHET_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL, FALSE);

  return _guichet_store_call (self, &remove_template_call, (gpointer) uuid, NULL, error) != NULL;
}

void
guichet_store_remove_template_async (GuichetStore        *self,
                                     const char          *uuid,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (uuid != NULL);

  _guichet_store_begin (self, &remove_template_call, g_strdup (uuid), cancellable, callback, user_data);
}

gboolean
guichet_store_remove_template_finish (GuichetStore  *self,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  return _guichet_store_finish (self, &remove_template_call, result, error) != NULL;
}

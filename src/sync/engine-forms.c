#include "config.h"

#include "sync/engine-private.h"

/* What the server says of a new ticket while somebody fills it in. */

typedef struct
{
  gint64      leaf;
  char       *code;             /* nullable: the search of a field, not the form */
  char       *words;
  GHashTable *values;           /* nullable */
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_free (question->code);
  g_free (question->words);
  g_clear_pointer (&question->values, g_hash_table_unref);
  g_free (question);
}

/* The engine's thread must not share a table with the screen. */
static GHashTable *
copy_values (GHashTable *values)
{
  GHashTable *copy;
  GHashTableIter iter;
  gpointer code;
  gpointer value;

  if (values == NULL)
    return NULL;

  copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &code, &value))
    g_hash_table_insert (copy, g_strdup (code), g_strdup (value));

  return copy;
}

/**
 * _guichet_engine_read_form:
 * @out_free: what frees the answer
 *
 * The engine's thread.
 */
gpointer
_guichet_engine_read_form (GuichetEngine   *self,
                           GTask           *task,
                           GDestroyNotify  *out_free,
                           GError         **error)
{
  const Question *question = g_task_get_task_data (task);

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), error))
    return NULL;

  if (question->code == NULL)
    {
      *out_free = (GDestroyNotify) guichet_create_form_unref;
      return guichet_remote_read_create_form (self->context.remote, question->leaf, question->values,
                                              self->cancellable, error);
    }

  *out_free = (GDestroyNotify) g_ptr_array_unref;
  return guichet_remote_search_choices (self->context.remote, question->code, question->words, question->values,
                                        self->cancellable, error);
}

/**
 * guichet_engine_read_form_async:
 * @values: (nullable): code → value, what was entered so far
 *
 * Main thread.
 */
void
guichet_engine_read_form_async (GuichetEngine       *self,
                                gint64               leaf,
                                GHashTable          *values,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task;
  Question *question;

  g_return_if_fail (GUICHET_IS_ENGINE (self));

  question = g_new0 (Question, 1);
  question->leaf = leaf;
  question->values = copy_values (values);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, guichet_engine_read_form_async);
  g_task_set_task_data (task, question, free_question);
  _guichet_engine_push_fetch (self, task);
}

/**
 * guichet_engine_read_form_finish:
 *
 * Returns: (transfer full) (nullable):
 */
GuichetCreateForm *
guichet_engine_read_form_finish (GuichetEngine  *self,
                                 GAsyncResult   *result,
                                 GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
guichet_engine_search_choices_async (GuichetEngine       *self,
                                     const char          *code,
                                     const char          *words,
                                     GHashTable          *values,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  GTask *task;
  Question *question;

  g_return_if_fail (GUICHET_IS_ENGINE (self));
  g_return_if_fail (code != NULL && words != NULL);

  question = g_new0 (Question, 1);
  question->code = g_strdup (code);
  question->words = g_strdup (words);
  question->values = copy_values (values);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, guichet_engine_search_choices_async);
  g_task_set_task_data (task, question, free_question);
  _guichet_engine_push_fetch (self, task);
}

/**
 * guichet_engine_search_choices_finish:
 *
 * Returns: (transfer full) (nullable) (element-type GuichetChoice):
 */
GPtrArray *
guichet_engine_search_choices_finish (GuichetEngine  *self,
                                      GAsyncResult   *result,
                                      GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

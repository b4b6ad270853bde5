#include "config.h"

#include "ui/common/form-source.h"

G_DEFINE_INTERFACE (GuichetFormSource, guichet_form_source, G_TYPE_OBJECT)

static void
guichet_form_source_default_init (GuichetFormSourceInterface *iface)
{
}

/**
 * guichet_form_source_read_async:
 * @values: (nullable): code → value, what was entered so far
 */
void
guichet_form_source_read_async (GuichetFormSource   *self,
                                gint64               leaf,
                                GHashTable          *values,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_FORM_SOURCE (self));

  GUICHET_FORM_SOURCE_GET_IFACE (self)->read_async (self, leaf, values, cancellable, callback, user_data);
}

/* Returns: (transfer full) (nullable): */
GuichetCreateForm *
guichet_form_source_read_finish (GuichetFormSource  *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  g_return_val_if_fail (GUICHET_IS_FORM_SOURCE (self), NULL);

  return GUICHET_FORM_SOURCE_GET_IFACE (self)->read_finish (self, result, error);
}

void
guichet_form_source_search_async (GuichetFormSource   *self,
                                  const char          *code,
                                  const char          *words,
                                  GHashTable          *values,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_FORM_SOURCE (self));

  GUICHET_FORM_SOURCE_GET_IFACE (self)->search_async (self, code, words, values, cancellable, callback, user_data);
}

/* Returns: (transfer full) (nullable) (element-type GuichetChoice): */
GPtrArray *
guichet_form_source_search_finish (GuichetFormSource  *self,
                                   GAsyncResult       *result,
                                   GError            **error)
{
  g_return_val_if_fail (GUICHET_IS_FORM_SOURCE (self), NULL);

  return GUICHET_FORM_SOURCE_GET_IFACE (self)->search_finish (self, result, error);
}

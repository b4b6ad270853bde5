#include "config.h"

#include "store/similar-query.h"

GuichetSimilarQuery *
guichet_similar_query_new (const char *text,
                           guint       limit)
{
  GuichetSimilarQuery *self = g_new0 (GuichetSimilarQuery, 1);

  self->text = g_strdup (text);
  self->limit = limit;

  return self;
}

/* A #GDestroyNotify. */
void
guichet_similar_query_free (gpointer query)
{
  GuichetSimilarQuery *self = query;

  g_free (self->text);
  g_free (self);
}

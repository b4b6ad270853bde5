#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GuichetSimilarQuery:
 * @text: in a person's own words
 * @limit: of each kind of answer
 *
 * What is looked for that is like a text.
 */
typedef struct
{
  char  *text;
  guint  limit;
} GuichetSimilarQuery;

GuichetSimilarQuery *guichet_similar_query_new  (const char *text,
                                                 guint       limit);
void                 guichet_similar_query_free (gpointer    query);

G_END_DECLS

#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* Where the words of a search stand in a ticket. */
typedef enum
{
  GUICHET_FOUND_SUBJECT,        /* or reference */
  GUICHET_FOUND_DESCRIPTION,
  GUICHET_FOUND_PUBLIC,
  GUICHET_FOUND_PRIVATE,
  GUICHET_FOUND_PEOPLE,
  GUICHET_FOUND_FILES,
} GuichetFoundIn;

#define GUICHET_N_FOUND_IN (GUICHET_FOUND_FILES + 1)

/**
 * GuichetFound:
 * @where: bit n is set when a word stands in n of #GuichetFoundIn
 * @shown: where @snippet is from: of what has most of the words the first that
 *   is neither the subject nor a name
 * @snippet: the text around the first of them, on one line; "" when none was
 *   found, which happens with words that only the index takes for the same
 *
 * Why a ticket was found.
 */
typedef struct
{
  gint64          id;
  guint           where;
  GuichetFoundIn  shown;
  char           *snippet;
} GuichetFound;

void       guichet_found_free           (GuichetFound         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetFound, guichet_found_free)

/* One for each id, in their order (element-type GuichetFound). Without
 * @with_private nothing of the private journal is looked at. */
GPtrArray *guichet_store_explain        (GuichetStore         *self,
                                         GArray               *ids,
                                         const char           *text,
                                         gboolean              with_private,
                                         GCancellable         *cancellable,
                                         GError              **error);
void       guichet_store_explain_async  (GuichetStore         *self,
                                         GArray               *ids,
                                         const char           *text,
                                         gboolean              with_private,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
GPtrArray *guichet_store_explain_finish (GuichetStore         *self,
                                         GAsyncResult         *result,
                                         GError              **error);

G_END_DECLS

#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef enum
{
  GUICHET_SUGGESTION_FAQ,
  GUICHET_SUGGESTION_KNOWN_ERROR,       /* only for agents */
  GUICHET_SUGGESTION_TICKET,            /* a request whose caller is the person who is signed in */
} GuichetSuggestionKind;

/**
 * GuichetSuggestion:
 * @id: of the article or the ticket
 * @ref: a ticket's reference; "" for articles
 * @status: a ticket's state (a code); "" for articles
 * @words: words of what was typed that were found there, as they were typed,
 *   the strongest first, at most five
 */
typedef struct
{
  GuichetSuggestionKind   kind;
  gint64                  id;
  char                   *title;
  char                   *ref;
  char                   *status;
  char                  **words;
} GuichetSuggestion;

void       guichet_suggestion_free      (GuichetSuggestion    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetSuggestion, guichet_suggestion_free)

/* What may make a new request needless, while its subject is typed: at most
 * @limit articles, then at most @limit requests of one's own, the best of each
 * first (element-type GuichetSuggestion). Case, accents and hyphens do not
 * count, and a letter may be wrong. The private journal is never looked at. */
GPtrArray *guichet_store_suggest        (GuichetStore         *self,
                                         const char           *text,
                                         guint                 limit,
                                         GCancellable         *cancellable,
                                         GError              **error);
void       guichet_store_suggest_async  (GuichetStore         *self,
                                         const char           *text,
                                         guint                 limit,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
GPtrArray *guichet_store_suggest_finish (GuichetStore         *self,
                                         GAsyncResult         *result,
                                         GError              **error);

G_END_DECLS

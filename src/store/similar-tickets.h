#pragma once

#include "store/db.h"
#include "store/similar-words.h"

G_BEGIN_DECLS

/**
 * GuichetSimilarTicket:
 * @score: how like it is; means something only beside others of the same text
 * @words: bit n is set when word n stands in it
 */
typedef struct
{
  gint64 row;
  double score;
  guint  words;
} GuichetSimilarTicket;

/**
 * GuichetSimilarTickets:
 * @tickets: (element-type GuichetSimilarTicket): the most similar first
 * @weights: how much each of the words says: the fewer tickets have it, the
 *   more
 *
 * The documents of the search index that are like a text.
 */
typedef struct
{
  GArray *tickets;
  double  weights[GUICHET_SIMILAR_WORDS_MAX];
} GuichetSimilarTickets;

/* Reader. At most GUICHET_SIMILAR_WORDS_MAX of @words are looked at, in the
 * texts of the requests, not in their journals. */
GuichetSimilarTickets *guichet_similar_tickets_find (GuichetDb              *db,
                                                     GPtrArray              *words,
                                                     GError                **error);
void                   guichet_similar_tickets_free (GuichetSimilarTickets  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetSimilarTickets, guichet_similar_tickets_free)

G_END_DECLS

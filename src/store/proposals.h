#pragma once

#include "model/reference.h"
#include "store/store.h"

G_BEGIN_DECLS

/* The levels of the catalogue, from the top. */
typedef enum
{
  GUICHET_LEAF_DOMAIN,
  GUICHET_LEAF_FAMILY_GROUP,
  GUICHET_LEAF_SERVICE_FAMILY,
  GUICHET_LEAF_SERVICE,
  GUICHET_LEAF_SUBCATEGORY,
} GuichetLeafLevel;

#define GUICHET_N_LEAF_LEVELS (GUICHET_LEAF_SUBCATEGORY + 1)

/* Why a leaf is proposed. */
typedef enum
{
  GUICHET_LEAF_BY_TICKETS,      /* @count similar requests went there */
  GUICHET_LEAF_BY_NAME,         /* @words stand in its names or its description */
} GuichetLeafReason;

/**
 * GuichetLeafProposal:
 * @leaf: the id of the subcategory, which is active
 * @ids, @names: its path from the top; 0 and "" for a level that the server
 *   does not have
 * @score: from 0 to 1: its part among all that was weighed
 * @count: how many of the requests that were compared went there; 0 by name
 * @examples: (element-type gint64): tickets among these, the most similar
 *   first, at most three
 * @words: words of the sentence that speak for it, as they were typed, the
 *   strongest first, at most five
 */
typedef struct
{
  gint64              leaf;
  gint64              ids[GUICHET_N_LEAF_LEVELS];
  char               *names[GUICHET_N_LEAF_LEVELS];
  double              score;
  GuichetLeafReason   reason;
  guint               count;
  GArray             *examples;
  char              **words;
} GuichetLeafProposal;

void       guichet_leaf_proposal_free          (GuichetLeafProposal  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetLeafProposal, guichet_leaf_proposal_free)

/* Where in the catalogue a request in a person's own words belongs: by the
 * similar requests in the cache and by the names of the catalogue, on this
 * computer alone. The best first, at most @limit (element-type
 * GuichetLeafProposal); empty when nothing speaks for any leaf. The private
 * journal is never looked at. */
GPtrArray *guichet_store_propose_leaves        (GuichetStore         *self,
                                                const char           *sentence,
                                                guint                 limit,
                                                GCancellable         *cancellable,
                                                GError              **error);
void       guichet_store_propose_leaves_async  (GuichetStore         *self,
                                                const char           *sentence,
                                                guint                 limit,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
GPtrArray *guichet_store_propose_leaves_finish (GuichetStore         *self,
                                                GAsyncResult         *result,
                                                GError              **error);

G_END_DECLS

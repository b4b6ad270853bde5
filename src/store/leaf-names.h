#pragma once

#include "store/db.h"
#include "store/proposals.h"
#include "store/similar-words.h"

G_BEGIN_DECLS

/**
 * GuichetLeafName:
 * @proposal: what is known of the leaf beside its score
 * @score: what the words say for it, weighed by how much each of them says
 * @words: bit n is set when word n is one of its own
 */
typedef struct
{
  GuichetLeafProposal *proposal;
  double               score;
  guint                words;
} GuichetLeafName;

/**
 * GuichetLeafNames:
 * @leaves: (element-type GuichetLeafName): all that can be asked for, by id
 * @weights: how much each word says among names; 0 when it stands in none
 *
 * The leaves of the catalogue, and what a text has in common with their names.
 */
typedef struct
{
  GPtrArray *leaves;
  double     weights[GUICHET_SIMILAR_WORDS_MAX];
} GuichetLeafNames;

/* Reader. */
GuichetLeafNames *guichet_leaf_names_read (GuichetDb         *db,
                                           GPtrArray         *words,
                                           GError           **error);
void              guichet_leaf_names_free (GuichetLeafNames  *self);
GuichetLeafName  *guichet_leaf_names_find (GuichetLeafNames  *self,
                                           gint64             leaf);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetLeafNames, guichet_leaf_names_free)

G_END_DECLS

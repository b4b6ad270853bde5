#include "config.h"

#include "store/proposals.h"

#include "store/leaf-names.h"
#include "store/similar-query.h"
#include "store/similar-tickets.h"
#include "store/store-private.h"

/* So many of the most similar tickets have a say; those after them are like
 * the sentence in one common word. */
#define NEIGHBOURS 30
#define EXAMPLES 3
#define WORDS 5

/* A ticket counts by the square of its score: one that shares three rare words
 * outweighs many that share one. Below this part of the best one it is no
 * similar request. */
#define LEAST_PART 0.25

/* What names say beside what tickets say, each as a part of all that was said. */
#define NAMES_PART 0.25

/* One leaf while it is weighed. */
typedef struct
{
  GuichetLeafName *name;
  double           tickets;
  double           words[GUICHET_SIMILAR_WORDS_MAX];
} Weighing;

typedef struct
{
  const GuichetSimilarQuery *query;
  GPtrArray                 *proposals;
} Proposing;

void
guichet_leaf_proposal_free (GuichetLeafProposal *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < GUICHET_N_LEAF_LEVELS; i++)
    g_free (self->names[i]);
  g_clear_pointer (&self->examples, g_array_unref);
  g_strfreev (self->words);
  g_free (self);
}

/* ---- what similar tickets say */

static gboolean
read_leaf_of (GuichetDb  *db,
              gint64      row,
              gint64     *out_ticket,
              gint64     *out_leaf,
              GError    **error)
{
  g_autoptr(GuichetDbStmt) stmt = NULL;
  gboolean has_row;

  if (!(stmt = guichet_db_prepare (db, "SELECT t.id, ifnull (t.subcategory, 0) FROM search_document AS d"
                                       " JOIN ticket AS t ON t.id = d.ticket_id WHERE d.id = ?1 AND t.vanished = 0", error)))
    return FALSE;
  guichet_db_stmt_bind_int64 (stmt, 1, row);
  if (!guichet_db_stmt_step (stmt, &has_row, error))
    return FALSE;

  *out_ticket = has_row ? guichet_db_stmt_get_int64 (stmt, 0) : 0;
  *out_leaf = has_row ? guichet_db_stmt_get_int64 (stmt, 1) : 0;
  return TRUE;
}

static Weighing *
ensure_weighing (GHashTable      *weighings,
                 GuichetLeafName *name)
{
  Weighing *weighing = g_hash_table_lookup (weighings, name);

  if (weighing == NULL)
    {
      weighing = g_new0 (Weighing, 1);
      weighing->name = name;
      g_hash_table_insert (weighings, name, weighing);
    }

  return weighing;
}

static void
add_ticket (Weighing                    *weighing,
            const GuichetSimilarTicket  *ticket,
            const GuichetSimilarTickets *similar,
            gint64                       id)
{
  GuichetLeafProposal *proposal = weighing->name->proposal;

  weighing->tickets += ticket->score * ticket->score;
  for (guint i = 0; i < GUICHET_SIMILAR_WORDS_MAX; i++)
    if ((ticket->words >> i & 1) != 0)
      weighing->words[i] += similar->weights[i] * ticket->score;
  proposal->count++;
  if (proposal->examples->len < EXAMPLES)
    g_array_append_val (proposal->examples, id);
}

/* Tickets whose leaf nobody can ask for any more have no say. */
static gboolean
weigh_tickets (GuichetDb              *db,
               GuichetSimilarTickets  *similar,
               GuichetLeafNames       *names,
               GHashTable             *weighings,
               GError                **error)
{
  guint n = 0;
  double best = similar->tickets->len > 0 ? g_array_index (similar->tickets, GuichetSimilarTicket, 0).score : 0;

  for (guint i = 0; i < similar->tickets->len && n < NEIGHBOURS; i++)
    {
      const GuichetSimilarTicket *ticket = &g_array_index (similar->tickets, GuichetSimilarTicket, i);
      GuichetLeafName *name;
      gint64 id, leaf;

      if (ticket->score <= best * LEAST_PART)
        break;
      if (!read_leaf_of (db, ticket->row, &id, &leaf, error))
        return FALSE;
      if ((name = guichet_leaf_names_find (names, leaf)) == NULL)
        continue;
      add_ticket (ensure_weighing (weighings, name), ticket, similar, id);
      n++;
    }

  return TRUE;
}

/* ---- both together */

static void
weigh_names (GuichetLeafNames *names,
             GHashTable       *weighings)
{
  for (guint i = 0; i < names->leaves->len; i++)
    {
      GuichetLeafName *name = g_ptr_array_index (names->leaves, i);

      if (name->score > 0)
        ensure_weighing (weighings, name);
    }
}

static void
explain (Weighing         *weighing,
         GuichetLeafNames *names,
         GPtrArray        *words)
{
  GuichetLeafProposal *proposal = weighing->name->proposal;

  proposal->reason = proposal->count > 0 ? GUICHET_LEAF_BY_TICKETS : GUICHET_LEAF_BY_NAME;
  for (guint i = 0; proposal->reason == GUICHET_LEAF_BY_NAME && i < GUICHET_SIMILAR_WORDS_MAX; i++)
    weighing->words[i] = (weighing->name->words >> i & 1) != 0 ? names->weights[i] : 0;
  proposal->words = guichet_similar_words_dup_strongest (words, weighing->words, WORDS);
}

static int
compare_proposals (gconstpointer a,
                   gconstpointer b)
{
  const GuichetLeafProposal *left = *(GuichetLeafProposal * const *) a;
  const GuichetLeafProposal *right = *(GuichetLeafProposal * const *) b;

  if (left->score != right->score)
    return left->score > right->score ? -1 : 1;

  return left->leaf < right->leaf ? -1 : left->leaf > right->leaf;
}

/* Where only one of the two has something to say it says all. */
static void
score_all (GHashTable       *weighings,
           GuichetLeafNames *names,
           GPtrArray        *words,
           GPtrArray        *proposals)
{
  GHashTableIter iter;
  gpointer value;
  double all_tickets = 0, all_names = 0;
  double part;

  g_hash_table_iter_init (&iter, weighings);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      all_tickets += ((Weighing *) value)->tickets;
      all_names += ((Weighing *) value)->name->score;
    }
  part = all_tickets > 0 ? (all_names > 0 ? NAMES_PART : 0) : 1;

  g_hash_table_iter_init (&iter, weighings);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Weighing *weighing = value;

      explain (weighing, names, words);
      weighing->name->proposal->score = part * weighing->name->score / MAX (all_names, 1e-9) +
                                        (1 - part) * weighing->tickets / MAX (all_tickets, 1e-9);
      g_ptr_array_add (proposals, g_steal_pointer (&weighing->name->proposal));
    }
  g_ptr_array_sort (proposals, compare_proposals);
}

static gboolean
propose (GuichetDb  *db,
         gpointer    data,
         GError    **error)
{
  Proposing *proposing = data;
  g_autoptr(GPtrArray) words = guichet_similar_words_cut (proposing->query->text, GUICHET_SIMILAR_WORDS_MAX);
  g_autoptr(GHashTable) weighings = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr(GuichetSimilarTickets) similar = NULL;
  g_autoptr(GuichetLeafNames) names = NULL;

  if (words->len == 0)
    return TRUE;
  if (!(names = guichet_leaf_names_read (db, words, error)) ||
      !(similar = guichet_similar_tickets_find (db, words, error)) ||
      !weigh_tickets (db, similar, names, weighings, error))
    return FALSE;

  weigh_names (names, weighings);
  score_all (weighings, names, words, proposing->proposals);
  if (proposing->proposals->len > proposing->query->limit)
    g_ptr_array_set_size (proposing->proposals, (int) proposing->query->limit);

  return TRUE;
}

static gpointer
propose_job (GuichetStore  *self,
             gpointer       data,
             GError       **error)
{
  g_autoptr(GPtrArray) proposals = g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_leaf_proposal_free);
  Proposing proposing = { data, proposals };

  return guichet_db_look (self->reader.cache, propose, &proposing, error) ? g_steal_pointer (&proposals) : NULL;
}

/* ---- calls */

static const GuichetStoreCall propose_call = {
  .func = propose_job,
  .free_data = guichet_similar_query_free,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
  .thread = GUICHET_STORE_READER,
  .priority = GUICHET_JOB_SCREEN,
};

/**
 * guichet_store_propose_leaves:
 *
 * Returns: (transfer full) (nullable) (element-type GuichetLeafProposal)
 */
GPtrArray *
guichet_store_propose_leaves (GuichetStore  *self,
                              const char    *sentence,
                              guint          limit,
                              GCancellable  *cancellable,
                              GError       **error)
{
  GuichetSimilarQuery query = { (char *) sentence, limit };

  g_return_val_if_fail (GUICHET_IS_STORE (self), NULL);
  g_return_val_if_fail (sentence != NULL, NULL);

  return _guichet_store_call (self, &propose_call, &query, cancellable, error);
}

void
guichet_store_propose_leaves_async (GuichetStore        *self,
                                    const char          *sentence,
                                    guint                limit,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_return_if_fail (GUICHET_IS_STORE (self));
  g_return_if_fail (sentence != NULL);

  _guichet_store_begin (self, &propose_call, guichet_similar_query_new (sentence, limit), cancellable, callback,
                        user_data);
}

GPtrArray *
guichet_store_propose_leaves_finish (GuichetStore  *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return _guichet_store_finish (self, &propose_call, result, error);
}

#include "config.h"

#include "store/leaf-names.h"

#include "store/reference-table.h"
#include "store/similar-points.h"

/* A catalogue has hundreds of leaves. */
#define LEAVES_MAX 5000

/* The nearer to the leaf a name is, the more it says of it. */
static const struct
{
  GuichetReferenceKind kind;
  double               weight;
} levels[GUICHET_N_LEAF_LEVELS] = {
  [GUICHET_LEAF_DOMAIN] = { GUICHET_REFERENCE_DOMAIN, 0.2 },
  [GUICHET_LEAF_FAMILY_GROUP] = { GUICHET_REFERENCE_FAMILY_GROUP, 0.4 },
  [GUICHET_LEAF_SERVICE_FAMILY] = { GUICHET_REFERENCE_SERVICE_FAMILY, 0.6 },
  [GUICHET_LEAF_SERVICE] = { GUICHET_REFERENCE_SERVICE, 1.0 },
  [GUICHET_LEAF_SUBCATEGORY] = { GUICHET_REFERENCE_SUBCATEGORY, 1.2 },
};

#define DESCRIPTION_WEIGHT 0.6

/**
 * Level:
 * @places: id (gint64) → GuichetReference
 * @points: id (gint64) → an array of what each word says for that name
 */
typedef struct
{
  GPtrArray  *references;
  GHashTable *places;
  GHashTable *points;
} Level;

typedef struct
{
  GPtrArray *words;
  Level      levels[GUICHET_N_LEAF_LEVELS];
} Reading;

static void
leaf_name_free (gpointer data)
{
  GuichetLeafName *name = data;

  g_clear_pointer (&name->proposal, guichet_leaf_proposal_free);
  g_free (name);
}

void
guichet_leaf_names_free (GuichetLeafNames *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->leaves, g_ptr_array_unref);
  g_free (self);
}

/* ---- the names of one level */

static gboolean
level_read (Level             *self,
            Reading           *reading,
            GuichetLeafLevel   at,
            GuichetDb         *db,
            GError           **error)
{
  if (!(self->references = guichet_reference_table_list (db, levels[at].kind, 0, error)))
    return FALSE;

  self->places = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->points = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  for (guint i = 0; i < self->references->len && i < LEAVES_MAX; i++)
    {
      GuichetReference *reference = g_ptr_array_index (self->references, i);
      double *points = g_new0 (double, GUICHET_SIMILAR_WORDS_MAX);

      guichet_similar_points_mark (points, reading->words, reference->name, levels[at].weight);
      guichet_similar_points_mark (points, reading->words, reference->detail, levels[at].weight * DESCRIPTION_WEIGHT);
      g_hash_table_insert (self->places, &reference->id, reference);
      g_hash_table_insert (self->points, &reference->id, points);
    }

  return TRUE;
}

static void
level_clear (Level *self)
{
  g_clear_pointer (&self->points, g_hash_table_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->references, g_ptr_array_unref);
}

/* ---- a leaf */

/* Each word says for a leaf what it says for the best of its names. */
static void
take_points (Level  *level,
             gint64  id,
             double *best)
{
  const double *points = g_hash_table_lookup (level->points, &id);

  for (guint i = 0; points != NULL && i < GUICHET_SIMILAR_WORDS_MAX; i++)
    best[i] = MAX (best[i], points[i]);
}

/* Up the path, as far as the server has one. */
static GuichetLeafProposal *
make_proposal (Reading          *reading,
               GuichetReference *leaf,
               double           *best)
{
  GuichetLeafProposal *proposal = g_new0 (GuichetLeafProposal, 1);
  gint64 id = leaf->id;

  proposal->leaf = leaf->id;
  proposal->examples = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (int at = GUICHET_LEAF_SUBCATEGORY; at >= 0; at--)
    {
      GuichetReference *reference = g_hash_table_lookup (reading->levels[at].places, &id);

      take_points (&reading->levels[at], id, best);
      proposal->ids[at] = reference != NULL ? id : 0;
      proposal->names[at] = g_strdup (reference != NULL ? reference->name : "");
      id = reference != NULL ? reference->parent : 0;
    }

  return proposal;
}

static void
add_leaf (GuichetLeafNames     *self,
          Reading              *reading,
          GuichetReference     *leaf,
          GuichetSimilarPoints *points)
{
  double best[GUICHET_SIMILAR_WORDS_MAX] = { 0 };
  GuichetLeafName *name = g_new0 (GuichetLeafName, 1);

  name->proposal = make_proposal (reading, leaf, best);
  guichet_similar_points_add (points, best);
  g_ptr_array_add (self->leaves, name);
}

static void
score_leaves (GuichetLeafNames     *self,
              GuichetSimilarPoints *points)
{
  guichet_similar_points_weigh (points, self->weights);
  for (guint i = 0; i < self->leaves->len; i++)
    {
      GuichetLeafName *name = g_ptr_array_index (self->leaves, i);

      name->score = guichet_similar_points_score (points, i, self->weights, &name->words);
    }
}

static int
compare_leaves (gconstpointer a,
                gconstpointer b)
{
  const GuichetReference *left = *(GuichetReference * const *) a;
  const GuichetReference *right = *(GuichetReference * const *) b;

  return left->id < right->id ? -1 : left->id > right->id;
}

static void
fill (GuichetLeafNames *self,
      Reading          *reading)
{
  Level *bottom = &reading->levels[GUICHET_LEAF_SUBCATEGORY];
  g_autoptr(GuichetSimilarPoints) points = guichet_similar_points_new ();

  g_ptr_array_sort (bottom->references, compare_leaves);
  for (guint i = 0; i < bottom->references->len; i++)
    {
      GuichetReference *leaf = g_ptr_array_index (bottom->references, i);

      /* Below a service that nobody may ask for there is nothing to ask for. */
      if (g_hash_table_contains (bottom->places, &leaf->id) &&
          g_hash_table_contains (reading->levels[GUICHET_LEAF_SERVICE].places, &leaf->parent))
        add_leaf (self, reading, leaf, points);
    }
  score_leaves (self, points);
}

GuichetLeafNames *
guichet_leaf_names_read (GuichetDb  *db,
                         GPtrArray  *words,
                         GError    **error)
{
  g_autoptr(GuichetLeafNames) self = g_new0 (GuichetLeafNames, 1);
  Reading reading = { .words = words };
  gboolean done = TRUE;

  self->leaves = g_ptr_array_new_with_free_func (leaf_name_free);
  for (guint at = 0; done && at < GUICHET_N_LEAF_LEVELS; at++)
    done = level_read (&reading.levels[at], &reading, at, db, error);
  if (done)
    fill (self, &reading);
  for (guint at = 0; at < GUICHET_N_LEAF_LEVELS; at++)
    level_clear (&reading.levels[at]);

  return done ? g_steal_pointer (&self) : NULL;
}

/* Returns: (transfer none) (nullable) */
GuichetLeafName *
guichet_leaf_names_find (GuichetLeafNames *self,
                         gint64            leaf)
{
  guint low = 0;
  guint high = self->leaves->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      GuichetLeafName *name = g_ptr_array_index (self->leaves, middle);

      if (name->proposal->leaf == leaf)
        return name;
      if (name->proposal->leaf < leaf)
        low = middle + 1;
      else
        high = middle;
    }

  return NULL;
}

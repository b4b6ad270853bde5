#include "config.h"

#include "store/similar-points.h"

#include <math.h>

/* Of a longer text only so many words are compared. */
#define TEXT_WORDS_MAX 64

#define NEAR_PART 0.7

/* A word that stands in all of them still says a little. */
#define LEAST_WEIGHT 0.1

struct _GuichetSimilarPoints
{
  GArray *points;               /* double: GUICHET_SIMILAR_WORDS_MAX of each */
  guint   n;
};

GuichetSimilarPoints *
guichet_similar_points_new (void)
{
  GuichetSimilarPoints *self = g_new0 (GuichetSimilarPoints, 1);

  self->points = g_array_new (FALSE, FALSE, sizeof (double));

  return self;
}

void
guichet_similar_points_free (GuichetSimilarPoints *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->points);
  g_free (self);
}

/**
 * guichet_similar_points_add:
 * @points: GUICHET_SIMILAR_WORDS_MAX of them
 */
void
guichet_similar_points_add (GuichetSimilarPoints *self,
                            const double         *points)
{
  g_array_append_vals (self->points, points, GUICHET_SIMILAR_WORDS_MAX);
  self->n++;
}

static double
get_points (GuichetSimilarPoints *self,
            guint                 index,
            guint                 word)
{
  return g_array_index (self->points, double, index * GUICHET_SIMILAR_WORDS_MAX + word);
}

static double
weigh (GuichetSimilarPoints *self,
       guint                 n)
{
  return log ((self->n + 1) / (n + 0.5)) + LEAST_WEIGHT;
}

/* Returns: what a word says that stands in one of them */
double
guichet_similar_points_get_most (GuichetSimilarPoints *self)
{
  return weigh (self, 1);
}

/**
 * guichet_similar_points_weigh:
 * @weights: (out): how much each word says; 0 for one that stands in none
 */
void
guichet_similar_points_weigh (GuichetSimilarPoints *self,
                              double               *weights)
{
  for (guint word = 0; word < GUICHET_SIMILAR_WORDS_MAX; word++)
    {
      guint n = 0;

      for (guint i = 0; i < self->n; i++)
        n += get_points (self, i, word) > 0;
      weights[word] = n > 0 ? weigh (self, n) : 0;
    }
}

/**
 * guichet_similar_points_score:
 * @out_words: (out): bit n is set when word n has points
 */
double
guichet_similar_points_score (GuichetSimilarPoints *self,
                              guint                 index,
                              const double         *weights,
                              guint                *out_words)
{
  double score = 0;

  *out_words = 0;
  for (guint word = 0; word < GUICHET_SIMILAR_WORDS_MAX; word++)
    if (get_points (self, index, word) > 0)
      {
        score += weights[word] * get_points (self, index, word);
        *out_words |= 1u << word;
      }

  return score;
}

/**
 * guichet_similar_points_mark:
 * @points: GUICHET_SIMILAR_WORDS_MAX of them
 * @text: (nullable): what is compared
 */
void
guichet_similar_points_mark (double     *points,
                             GPtrArray  *words,
                             const char *text,
                             double      weight)
{
  g_autoptr(GPtrArray) others = guichet_similar_words_cut (text, TEXT_WORDS_MAX);

  for (guint i = 0; i < words->len && i < GUICHET_SIMILAR_WORDS_MAX; i++)
    for (guint j = 0; j < others->len; j++)
      {
        GuichetWordsLikeness likeness = guichet_similar_words_compare (g_ptr_array_index (words, i),
                                                                       g_ptr_array_index (others, j));

        if (likeness != GUICHET_WORDS_DIFFER)
          points[i] = MAX (points[i], likeness == GUICHET_WORDS_NEAR ? weight * NEAR_PART : weight);
      }
}

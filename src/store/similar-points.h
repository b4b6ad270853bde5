#pragma once

#include "store/similar-words.h"

G_BEGIN_DECLS

/**
 * GuichetSimilarPoints:
 *
 * What each word of a text says for each of some short texts that are compared
 * with it one by one, such as names and titles. The fewer of them have a word,
 * the more it says.
 */
typedef struct _GuichetSimilarPoints GuichetSimilarPoints;

GuichetSimilarPoints *guichet_similar_points_new   (void);
void                  guichet_similar_points_free  (GuichetSimilarPoints *self);
void                  guichet_similar_points_add   (GuichetSimilarPoints *self,
                                                    const double         *points);
void                  guichet_similar_points_weigh (GuichetSimilarPoints *self,
                                                    double               *weights);
double                guichet_similar_points_get_most (GuichetSimilarPoints *self);
double                guichet_similar_points_score (GuichetSimilarPoints *self,
                                                    guint                 index,
                                                    const double         *weights,
                                                    guint                *out_words);

/* Raises the points of those of @words that stand in @text to @weight. */
void                  guichet_similar_points_mark  (double               *points,
                                                    GPtrArray            *words,
                                                    const char           *text,
                                                    double                weight);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetSimilarPoints, guichet_similar_points_free)

G_END_DECLS

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More words of a text than this are not looked at. */
#define GUICHET_SIMILAR_WORDS_MAX 16

/**
 * GuichetSimilarWord:
 * @typed: as it stands in the text
 * @folded: without case, accents and hyphens
 * @stem: the beginning that its forms share; what is compared
 *
 * A word by which one text is like another.
 */
typedef struct
{
  char *typed;
  char *folded;
  char *stem;
} GuichetSimilarWord;

/* How much two words are the same. */
typedef enum
{
  GUICHET_WORDS_DIFFER,
  GUICHET_WORDS_NEAR,           /* a letter is wrong */
  GUICHET_WORDS_ALIKE,          /* forms of one word */
} GuichetWordsLikeness;

/* (element-type GuichetSimilarWord): at most @max, each stem once; none that
 * stands in any text, such as « bonjour » or « le ». */
GPtrArray            *guichet_similar_words_cut     (const char               *text,
                                                     guint                     max);
GuichetWordsLikeness  guichet_similar_words_compare (const GuichetSimilarWord *a,
                                                     const GuichetSimilarWord *b);
char                **guichet_similar_words_dup_strongest (GPtrArray          *words,
                                                     const double             *weights,
                                                     guint                     max);

G_END_DECLS

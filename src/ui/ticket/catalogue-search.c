#include "config.h"

#include "ui/ticket/catalogue-private.h"

#include "util/text.h"

/* Words of a search that count. */
#define MAX_WORDS 8

typedef GuichetCataloguePlace Place;

typedef struct
{
  Place *place;
  guint  score;
} Hit;

/* Where @word begins a word of @text; -1 for nowhere. */
static gssize
find_word (const char *text,
           const char *word,
           gsize       length)
{
  for (const char *at = text; (at = g_strstr_len (at, -1, word)) != NULL; at += length)
    if (at == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at))))
      return at - text;

  return -1;
}

/* What is left of a word without its ending: "déplacer" finds "déplacement". */
static char *
make_stem (const char *word)
{
  glong length = g_utf8_strlen (word, -1);

  return length >= 6 ? g_utf8_substring (word, 0, MAX (length - 3, 4)) : NULL;
}

typedef struct
{
  char *text;
  char *stem;
} Word;

static guint
score_text (const Place *place,
            const char  *text,
            guint        in_name,
            guint        above)
{
  gssize at = find_word (place->folded, text, strlen (text));

  if (at < 0)
    return 0;

  return (gsize) at < place->name_length ? in_name : above;
}

/* @out_all: whether each word is there as it was typed */
static guint
score_place (const Place *place,
             const Word  *words,
             guint        n_words,
             gboolean    *out_all)
{
  guint sum = 0;

  *out_all = TRUE;
  for (guint i = 0; i < n_words; i++)
    {
      guint score = score_text (place, words[i].text, 8, 4);

      if (score == 0 && strstr (place->folded, words[i].text) != NULL)
        score = 3;
      if (score == 0)
        {
          *out_all = FALSE;
          score = words[i].stem != NULL ? score_text (place, words[i].stem, 2, 1) : 0;
        }
      sum += score;
    }

  return sum;
}

static int
compare_hits (gconstpointer a,
              gconstpointer b)
{
  const Hit *first = a;
  const Hit *second = b;

  if (first->score != second->score)
    return first->score < second->score ? 1 : -1;
  if (first->place->node.level != second->place->node.level)
    return first->place->node.level < second->place->node.level ? -1 : 1;

  return strcmp (first->place->folded, second->place->folded);
}

static guint
split_words (const char *text,
             Word        words[MAX_WORDS])
{
  g_autofree char *folded = guichet_text_fold (text);
  g_auto(GStrv) parts = g_strsplit_set (folded, " \t\n,;:.!?'’-/()", -1);
  guint n = 0;

  for (guint i = 0; parts[i] != NULL && n < MAX_WORDS; i++)
    if (*parts[i] != '\0')
      {
        words[n].text = g_strdup (parts[i]);
        words[n].stem = make_stem (parts[i]);
        n++;
      }

  return n;
}

static GArray *
collect_hits (GuichetCatalogue *self,
              const Word       *words,
              guint             n_words)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Hit));
  GArray *some = g_array_new (FALSE, FALSE, sizeof (Hit));

  for (guint level = GUICHET_CATALOGUE_SERVICE; level < GUICHET_N_CATALOGUE_LEVELS; level++)
    for (guint i = 0; i < self->places[level]->len; i++)
      {
        Hit hit = { g_ptr_array_index (self->places[level], i), 0 };
        gboolean has_all;

        if (hit.place->folded == NULL || (hit.score = score_place (hit.place, words, n_words, &has_all)) == 0)
          continue;
        if (has_all)
          g_array_append_val (all, hit);
        else
          g_array_append_val (some, hit);
      }

  /* A sentence has words that no catalogue has: then the nearest will do. */
  if (all->len == 0)
    {
      g_array_unref (all);
      return some;
    }
  g_array_unref (some);

  return all;
}

/**
 * guichet_catalogue_search:
 *
 * Words are found without regard to accents and case, in the name of a leaf
 * and in those above it.
 *
 * Returns: (transfer container) (element-type GuichetCatalogueNode): the best
 *   leaves, at most @limit
 */
GPtrArray *
guichet_catalogue_search (GuichetCatalogue *self,
                          const char       *text,
                          guint             limit)
{
  Word words[MAX_WORDS] = { { NULL, NULL } };
  guint n_words = split_words (text, words);
  GPtrArray *found = g_ptr_array_new ();
  g_autoptr(GArray) hits = NULL;

  if (n_words > 0)
    {
      hits = collect_hits (self, words, n_words);
      g_array_sort (hits, compare_hits);
      for (guint i = 0; i < MIN (hits->len, limit); i++)
        g_ptr_array_add (found, &g_array_index (hits, Hit, i).place->node);
    }

  for (guint i = 0; i < n_words; i++)
    {
      g_free (words[i].text);
      g_free (words[i].stem);
    }

  return found;
}

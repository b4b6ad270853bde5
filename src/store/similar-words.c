#include "config.h"

#include "store/similar-words.h"

#include "util/text.h"

/* Letters of a stem. « Connexion » and « connecter » have five in common, as
 * « imprimante » and « imprimer »; and so long is the longest beginning that
 * the search index finds at once. */
#define STEM_LETTERS 5

/* Longer words are cut: nothing that long is a word. */
#define WORD_MAX 64

/* Letters from which on a wrong one does not make another word of it. */
#define NEAR_MIN 5

/* Stand in any request, whatever it is about. Sorted. */
static const char * const common[] = {
  "ai", "aide", "aider", "ainsi", "alors", "apres", "assez", "au", "aucun", "aucune", "aujourd", "aurais", "aurait",
  "aussi", "autre", "autres", "aux", "avait", "avant", "avec", "avez", "avoir", "avons", "beaucoup", "besoin", "bien",
  "bonjour", "bonne", "bonsoir", "c", "ca", "car", "cas", "ce", "ceci", "cela", "celle", "celui", "ces", "cet",
  "cette", "chaque", "chez", "chose", "choses", "cinq", "comme", "comment", "cordialement", "coup", "d", "dans", "de",
  "demande", "depuis", "dernier", "derniere", "des", "deux", "dire", "dit", "dix", "doit", "donc", "du", "elle",
  "elles", "en", "encore", "entre", "est", "et", "etait", "ete", "etes", "etre", "eu", "faire", "fais", "fait",
  "faites", "faudrait", "faut", "fois", "fonctionne", "fonctionnent", "fonctionner", "heure", "heures", "hier", "hui",
  "ici", "il", "ils", "j", "je", "jour", "journee", "jours", "l", "la", "le", "les", "leur", "leurs", "lors", "lui",
  "m", "ma", "maintenant", "mais", "marche", "marchent", "marcher", "matin", "me", "meme", "merci", "mes", "met",
  "mettre", "moi", "mon", "n", "ne", "ni", "nos", "notre", "nous", "on", "ont", "ou", "par", "parce", "pas",
  "pendant", "peu", "peut", "peuvent", "peux", "plait", "plus", "plusieurs", "possible", "pour", "pourquoi",
  "pourrais", "pourrait", "pourriez", "pouvais", "pouvez", "pouvoir", "probleme", "problemes", "pu", "puis",
  "puisque", "qu", "quand", "quatre", "que", "quel", "quelle", "quelqu", "quelque", "quelques", "qui", "quoi", "rien",
  "s", "sa", "sans", "savoir", "se", "semaine", "sera", "serait", "ses", "si", "sinon", "soit", "son", "sont",
  "souci", "sous", "stp", "suis", "sur", "svp", "t", "ta", "te", "toi", "toujours", "tous", "tout", "toute", "toutes",
  "tres", "trois", "trop", "tu", "un", "une", "urgent", "va", "vais", "vers", "veux", "vingt", "voici", "voila",
  "vos", "votre", "voudrais", "voudrait", "vous", "vraiment", "y",
};

static void
word_free (gpointer data)
{
  GuichetSimilarWord *word = data;

  g_free (word->typed);
  g_free (word->folded);
  g_free (word->stem);
  g_free (word);
}

static int
compare_common (gconstpointer a,
                gconstpointer b)
{
  return strcmp (a, *(const char * const *) b);
}

static gboolean
is_common (const char *folded)
{
  return bsearch (folded, common, G_N_ELEMENTS (common), sizeof *common, compare_common) != NULL;
}

/* ---- cutting */

static gboolean
is_letter (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static gboolean
is_hyphen (gunichar c)
{
  return c == '-' || c == 0x2010 || c == 0x2011;
}

/* Without the ending of the plural. */
static char *
make_stem (const char *folded)
{
  glong n = g_utf8_strlen (folded, -1);

  if (n > 3 && (g_str_has_suffix (folded, "s") || g_str_has_suffix (folded, "x")))
    n--;

  return g_utf8_substring (folded, 0, MIN (n, STEM_LETTERS));
}

static gboolean
is_known (GPtrArray  *words,
          const char *stem)
{
  for (guint i = 0; i < words->len; i++)
    if (g_str_equal (((GuichetSimilarWord *) g_ptr_array_index (words, i))->stem, stem))
      return TRUE;

  return FALSE;
}

/* « B204 » says where and « 12 » when, not what. */
static gboolean
has_digit (const char *folded)
{
  return strpbrk (folded, "0123456789") != NULL;
}

/* A lone letter says nothing. */
static void
add_word (GPtrArray *words,
          char      *typed)
{
  g_autofree char *folded = guichet_text_fold (typed);
  g_autofree char *joined = guichet_text_drop_hyphens (folded);
  g_autofree char *whole = joined != NULL ? g_steal_pointer (&joined) : g_steal_pointer (&folded);
  g_autofree char *stem = make_stem (whole);
  GuichetSimilarWord *word;

  if (g_utf8_strlen (whole, -1) < 2 || has_digit (whole) || is_common (whole) || is_known (words, stem))
    {
      g_free (typed);
      return;
    }

  word = g_new0 (GuichetSimilarWord, 1);
  word->typed = typed;
  word->folded = g_steal_pointer (&whole);
  word->stem = g_steal_pointer (&stem);
  g_ptr_array_add (words, word);
}

/* "Wi-Fi" is one word here, "rendez-vous" its two parts as well: people write
 * either. */
static void
add_parts (GPtrArray  *words,
           const char *start,
           const char *end,
           guint       max)
{
  const char *part = start;

  if (words->len < max)
    add_word (words, g_strndup (start, MIN ((gsize) (end - start), WORD_MAX)));
  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    if (is_hyphen (g_utf8_get_char (p)))
      {
        if (p - part > 3 && words->len < max)
          add_word (words, g_strndup (part, MIN ((gsize) (p - part), WORD_MAX)));
        part = g_utf8_next_char (p);
      }
  if (part > start && end - part > 3 && words->len < max)
    add_word (words, g_strndup (part, MIN ((gsize) (end - part), WORD_MAX)));
}

static const char *
find_end (const char *p)
{
  gunichar last = 0;

  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_letter (c) && !(is_hyphen (c) && is_letter (last) && is_letter (g_utf8_get_char (g_utf8_next_char (p)))))
        break;
      last = c;
    }

  return p;
}

/**
 * guichet_similar_words_cut:
 * @text: (nullable): what a person typed, or the server's
 *
 * Returns: (transfer full)
 */
GPtrArray *
guichet_similar_words_cut (const char *text,
                           guint       max)
{
  g_autofree char *valid = guichet_text_make_valid (text, -1, 0);
  GPtrArray *words = g_ptr_array_new_with_free_func (word_free);

  for (const char *p = valid; *p != '\0' && words->len < max;)
    {
      const char *end = find_end (p);

      if (end > p)
        add_parts (words, p, end, max);
      p = end > p ? end : g_utf8_next_char (p);
    }

  return words;
}

/* ---- comparing */

static gboolean
is_swap (const char *a,
         const char *b)
{
  return a[0] == b[1] && a[1] == b[0];
}

/* One letter is wrong, missing or too many, or two changed their places. */
static gboolean
is_near (const char *a,
         const char *b)
{
  gsize n = strlen (a);
  gsize m = strlen (b);
  gsize head = 0;
  gsize tail = 0;

  if (MIN (n, m) < NEAR_MIN || MAX (n, m) - MIN (n, m) > 1)
    return FALSE;
  while (head < MIN (n, m) && a[head] == b[head])
    head++;
  while (tail < MIN (n, m) - head && a[n - 1 - tail] == b[m - 1 - tail])
    tail++;

  n -= head + tail;
  m -= head + tail;
  return MAX (n, m) <= 1 || (n == 2 && m == 2 && is_swap (a + head, b + head));
}

GuichetWordsLikeness
guichet_similar_words_compare (const GuichetSimilarWord *a,
                               const GuichetSimilarWord *b)
{
  if (g_str_equal (a->stem, b->stem))
    return GUICHET_WORDS_ALIKE;

  return is_near (a->folded, b->folded) ? GUICHET_WORDS_NEAR : GUICHET_WORDS_DIFFER;
}

/**
 * guichet_similar_words_dup_strongest:
 * @weights: one for each of @words; 0 for those that do not count
 *
 * Returns: (transfer full): as they were typed
 */
char **
guichet_similar_words_dup_strongest (GPtrArray    *words,
                                     const double *weights,
                                     guint         max)
{
  g_autoptr(GStrvBuilder) strongest = g_strv_builder_new ();
  g_autofree gboolean *taken = g_new0 (gboolean, words->len + 1);

  for (guint n = 0; n < max; n++)
    {
      guint best = words->len;

      for (guint i = 0; i < words->len; i++)
        if (!taken[i] && weights[i] > 0 && (best == words->len || weights[i] > weights[best]))
          best = i;
      if (best == words->len)
        break;
      taken[best] = TRUE;
      g_strv_builder_add (strongest, ((GuichetSimilarWord *) g_ptr_array_index (words, best))->typed);
    }

  return g_strv_builder_end (strongest);
}

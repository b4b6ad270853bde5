#include "config.h"

#include "model/leak-guard.h"

#include "util/text.h"

/* The fewest shared words that count as a repeated passage. */
#define MIN_WORDS 6

/* Of these, how many must carry meaning: a greeting that both texts use, or a
 * chain of little words, gives nothing away. */
#define MIN_CONTENT_WORDS 3

/* Shared words are found in runs of this many; runs that lie close to each
 * other in both texts are one passage, so that a changed word does not hide it. */
#define RUN 3
#define MAX_GAP 2

/* Beyond this many words of one text the rest is not compared: a bound for
 * hostile journals, a hundred times what people write. */
#define MAX_WORDS 50000

typedef struct
{
  guint    hash;        /* of the folded word */
  gsize    start;
  gsize    end;
  gboolean content;
} Word;

/* Little words and forms of politeness, folded. */
static const char * const empty_words[] = {
  "afin", "ainsi", "alors", "apres", "assistance", "attente", "aucun", "aucune", "aupres", "aussi", "autre", "autres",
  "avance", "avant", "avec", "avez", "avoir", "avons", "besoin", "bien", "bonjour", "bonne", "bonsoir", "cas", "cela",
  "celle", "celui", "cette", "ces", "ceci", "cher", "chere", "chez", "comme", "comment", "complement", "concernant",
  "cordialement", "dans", "demande", "depuis", "des", "deux", "disposition", "dois", "doit", "donc", "dont", "elle",
  "elles", "encore", "entre", "equipe", "est", "etait", "etes", "etre", "fait", "faire", "faut", "fois", "hello", "hesitez",
  "ici", "information", "informations", "jour", "journee", "jusqu", "lequel", "les", "leur", "leurs", "lors", "lorsque",
  "madame", "mais", "meme", "merci", "message", "mes", "mieux", "monsieur", "moins", "mon", "nos", "notre", "nous", "par",
  "parce", "part", "pas", "pendant", "peut", "peux", "plus", "pour", "pourrez", "pourriez", "pouvez", "pouvoir", "pouvons",
  "prendre", "prise", "problem", "probleme", "quand", "que", "quel", "quelle", "quels", "quelque", "quelques", "qui", "quoi",
  "regards", "remercie", "remercions", "reponse", "reste", "restons", "retour", "revenir", "reviens", "revient", "sans",
  "savoir", "sera", "serait", "seront", "ses", "service", "seulement", "si", "soit", "sommes", "son", "sont", "sous",
  "souhaite", "souhaitez", "suis", "suite", "sur", "ticket", "toujours", "tous", "tout", "toute", "toutes", "tres", "trop",
  "une", "vers", "veuillez", "voici", "voila", "vos", "votre", "vous",
};

static GHashTable *
make_empty_set (void)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (empty_words); i++)
    g_hash_table_add (set, (gpointer) empty_words[i]);

  return set;
}

static GHashTable *
get_empty_set (void)
{
  static GHashTable *set;

  if (g_once_init_enter_pointer (&set))
    g_once_init_leave_pointer (&set, make_empty_set ());

  return set;
}

static void
add_word (GArray     *words,
          const char *text,
          gsize       start,
          gsize       end)
{
  g_autofree char *raw = g_strndup (text + start, end - start);
  g_autofree char *folded = guichet_text_fold (raw);
  Word word = { .hash = g_str_hash (folded), .start = start, .end = end };

  /* A number, a name or a room says something however short it is. */
  word.content = g_ascii_isdigit (*folded) ||
                 (g_utf8_strlen (folded, -1) >= 3 && !g_hash_table_contains (get_empty_set (), folded));
  g_array_append_val (words, word);
}

/* Words are what lies between everything that is neither letter nor digit:
 * punctuation, quotes and no-break spaces differ between a note and its copy. */
static GArray *
split_words (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  const char *start = NULL;
  const char *p;

  for (p = text; *p != '\0' && words->len < MAX_WORDS; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean inside = g_unichar_isalnum (c) || g_unichar_ismark (c);

      if (inside && start == NULL)
        start = p;
      if (!inside && start != NULL)
        {
          add_word (words, text, (gsize) (start - text), (gsize) (p - text));
          start = NULL;
        }
    }
  if (start != NULL)
    add_word (words, text, (gsize) (start - text), (gsize) (p - text));

  return words;
}

static guint64
hash_run (GArray *words,
          guint   at)
{
  guint64 hash = 0;

  for (guint i = 0; i < RUN; i++)
    hash = hash * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + g_array_index (words, Word, at + i).hash;

  return hash;
}

/* From the hash of each run of @words to the place where it first stands. */
static GHashTable *
index_runs (GArray *words)
{
  GHashTable *index = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i + RUN <= words->len; i++)
    {
      guint64 hash = hash_run (words, i);

      if (!g_hash_table_contains (index, &hash))
        g_hash_table_insert (index, g_memdup2 (&hash, sizeof hash), GUINT_TO_POINTER (i));
    }

  return index;
}

static gboolean
find_run (GHashTable *index,
          GArray     *words,
          guint       at,
          guint      *out_place)
{
  guint64 hash = hash_run (words, at);
  gpointer place;

  if (!g_hash_table_lookup_extended (index, &hash, NULL, &place))
    return FALSE;

  *out_place = GPOINTER_TO_UINT (place);
  return TRUE;
}

/* Marks the words of @words that stand in a run of any of @texts: the reader
 * knows these already. */
static gboolean *
mark_known (GArray             *words,
            const char * const *texts)
{
  gboolean *known = g_new0 (gboolean, words->len + 1);

  for (guint t = 0; texts != NULL && texts[t] != NULL; t++)
    {
      g_autoptr(GArray) other = split_words (texts[t]);
      g_autoptr(GHashTable) index = index_runs (other);
      guint place;

      for (guint i = 0; i + RUN <= words->len; i++)
        if (find_run (index, words, i, &place))
          for (guint k = 0; k < RUN; k++)
            known[i + k] = TRUE;
    }

  return known;
}

typedef struct
{
  guint first;          /* words of the public text */
  guint end;
  guint n_words;
  guint n_content;
  guint other_end;      /* words of the private text */
} Passage;

static void
extend_passage (Passage        *passage,
                GArray         *words,
                const gboolean *known,
                guint           at,
                guint           place)
{
  for (guint k = 0; k < RUN; k++)
    {
      if (at + k < passage->end)
        continue;
      passage->n_words++;
      if (g_array_index (words, Word, at + k).content && !known[at + k])
        passage->n_content++;
    }
  passage->end = at + RUN;
  passage->other_end = place + RUN;
}

static gboolean
continues (const Passage *passage,
           guint          at,
           guint          place)
{
  return passage->end > 0 && at <= passage->end + MAX_GAP &&
         place <= passage->other_end + MAX_GAP && place + RUN + MAX_GAP > passage->other_end;
}

static void
report_passage (const Passage *passage,
                GArray        *words,
                guint          source,
                GArray        *leaks)
{
  GuichetLeak leak = { .source = source, .n_words = passage->n_words };

  if (passage->n_words < MIN_WORDS || passage->n_content < MIN_CONTENT_WORDS)
    return;

  leak.start = g_array_index (words, Word, passage->first).start;
  leak.length = g_array_index (words, Word, passage->end - 1).end - leak.start;
  g_array_append_val (leaks, leak);
}

static void
compare_with (GArray         *words,
              const gboolean *known,
              const char     *private_text,
              guint           source,
              GArray         *leaks)
{
  g_autoptr(GArray) other = split_words (private_text);
  g_autoptr(GHashTable) index = index_runs (other);
  Passage passage = { 0 };
  guint place;

  for (guint i = 0; i + RUN <= words->len; i++)
    {
      if (!find_run (index, words, i, &place))
        continue;
      if (!continues (&passage, i, place))
        {
          report_passage (&passage, words, source, leaks);
          passage = (Passage) { .first = i, .end = i };
        }
      extend_passage (&passage, words, known, i, place);
    }
  report_passage (&passage, words, source, leaks);
}

/**
 * guichet_leak_guard_find:
 * @text: the plain text that is about to be read by the requester
 * @private_texts: (array zero-terminated=1): the plain texts of the private
 *   journal
 * @public_texts: (nullable) (array zero-terminated=1): what the requester knows
 *   already: the description, the public journal
 *
 * Any thread. Finds passages of @text that repeat at least six words of a
 * private text, without regard to case, accents, punctuation and a changed
 * word here and there. A repetition of what is public already, or of nothing
 * but greetings, is no leak.
 *
 * Returns: (transfer full) (element-type GuichetLeak): by source, then in the
 *   order of @text; empty when there is nothing to worry about
 */
GArray *
guichet_leak_guard_find (const char         *text,
                         const char * const *private_texts,
                         const char * const *public_texts)
{
  GArray *leaks = g_array_new (FALSE, FALSE, sizeof (GuichetLeak));
  g_autoptr(GArray) words = NULL;
  g_autofree gboolean *known = NULL;

  g_return_val_if_fail (text != NULL, leaks);
  g_return_val_if_fail (private_texts != NULL, leaks);

  words = split_words (text);
  if (words->len < MIN_WORDS)
    return leaks;

  known = mark_known (words, public_texts);
  for (guint i = 0; private_texts[i] != NULL; i++)
    compare_with (words, known, private_texts[i], i, leaks);

  return leaks;
}

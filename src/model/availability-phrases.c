#include "config.h"

#include "model/availability-phrases.h"

/* Folded words; ~ in front of one: a letter may be wrong, missing, doubled or
 * in the place of its neighbour. Only words that have no such neighbour in
 * French are marked (« cours » is near to « jours »). */
typedef struct
{
  const char      *words;
  GuichetAtomKind  kind;
  guint            value;
} Phrase;

#define DAY(n, name, short) \
  { "~" name, GUICHET_ATOM_DAY, n }, { name "s", GUICHET_ATOM_DAY, n }, { short, GUICHET_ATOM_DAY, n }
#define DAYS(words, mask) { words, GUICHET_ATOM_DAYS, mask }
#define PERIOD(words, name) { words, GUICHET_ATOM_PERIOD, GUICHET_PERIOD_##name }
#define OTHER(words, name) { words, GUICHET_ATOM_##name, 0 }

static const Phrase phrases[] = {
  DAY (0, "lundi", "lun"), DAY (1, "mardi", "mar"), DAY (2, "mercredi", "mer"), DAY (3, "jeudi", "jeu"),
  DAY (4, "vendredi", "ven"), DAY (5, "samedi", "sam"), DAY (6, "dimanche", "dim"),
  { "merc", GUICHET_ATOM_DAY, 2 }, { "mercr", GUICHET_ATOM_DAY, 2 }, { "vend", GUICHET_ATOM_DAY, 4 },
  { "vendr", GUICHET_ATOM_DAY, 4 }, { "lund", GUICHET_ATOM_DAY, 0 }, { "mard", GUICHET_ATOM_DAY, 1 },
  { "jeud", GUICHET_ATOM_DAY, 3 },

  DAYS ("tous les jours", GUICHET_DAY_MON_TO_FRI), DAYS ("tout les jours", GUICHET_DAY_MON_TO_FRI),
  DAYS ("ts les jours", GUICHET_DAY_MON_TO_FRI), DAYS ("tous les jrs", GUICHET_DAY_MON_TO_FRI),
  DAYS ("ts les jrs", GUICHET_DAY_MON_TO_FRI), DAYS ("tous les jour", GUICHET_DAY_MON_TO_FRI),
  DAYS ("tous les jous", GUICHET_DAY_MON_TO_FRI), DAYS ("tous les jorus", GUICHET_DAY_MON_TO_FRI),
  DAYS ("tlj", GUICHET_DAY_MON_TO_FRI), DAYS ("chaque jour", GUICHET_DAY_MON_TO_FRI),
  DAYS ("tous les jours de la semaine", GUICHET_DAY_MON_TO_FRI),
  DAYS ("tous les jours de semaine", GUICHET_DAY_MON_TO_FRI),
  DAYS ("tous les jours ouvres", GUICHET_DAY_MON_TO_FRI), DAYS ("tous les jours ouvrables", GUICHET_DAY_MON_TO_FRI),
  DAYS ("jours ouvres", GUICHET_DAY_MON_TO_FRI), DAYS ("jours ouvrables", GUICHET_DAY_MON_TO_FRI),
  DAYS ("jours de semaine", GUICHET_DAY_MON_TO_FRI), DAYS ("jours de la semaine", GUICHET_DAY_MON_TO_FRI),
  DAYS ("en ~semaine", GUICHET_DAY_MON_TO_FRI), DAYS ("la ~semaine", GUICHET_DAY_MON_TO_FRI),
  DAYS ("toute la ~semaine", GUICHET_DAY_MON_TO_FRI), DAYS ("tte la semaine", GUICHET_DAY_MON_TO_FRI),
  DAYS ("week end", GUICHET_DAY_WEEKEND), DAYS ("weekend", GUICHET_DAY_WEEKEND), DAYS ("week ends", GUICHET_DAY_WEEKEND),
  DAYS ("weekends", GUICHET_DAY_WEEKEND), DAYS ("we", GUICHET_DAY_WEEKEND),
  DAYS ("7 j / 7", GUICHET_DAY_EVERY), DAYS ("7 jours / 7", GUICHET_DAY_EVERY), DAYS ("7 jours sur 7", GUICHET_DAY_EVERY),
  DAYS ("7 / 7", GUICHET_DAY_EVERY), DAYS ("7 j sur 7", GUICHET_DAY_EVERY),
  OTHER ("autres jours", REST), OTHER ("reste de la semaine", REST),

  PERIOD ("matin", MORNING), PERIOD ("matins", MORNING), PERIOD ("~matinee", MORNING), PERIOD ("matinees", MORNING),
  PERIOD ("matn", MORNING), PERIOD ("mattin", MORNING), PERIOD ("amtin", MORNING), PERIOD ("matin ee", MORNING),
  PERIOD ("~apres midi", AFTERNOON), PERIOD ("~apres midis", AFTERNOON), PERIOD ("apresmidi", AFTERNOON),
  PERIOD ("apres mid", AFTERNOON), PERIOD ("apres midid", AFTERNOON),
  PERIOD ("aprem", AFTERNOON), PERIOD ("aprems", AFTERNOON), PERIOD ("ap midi", AFTERNOON), PERIOD ("aprs midi", AFTERNOON),
  PERIOD ("apre midi", AFTERNOON), PERIOD ("apes midi", AFTERNOON), PERIOD ("apreme", AFTERNOON), PERIOD ("apm", AFTERNOON),
  PERIOD ("pause de midi", NOON), PERIOD ("pause meridienne", NOON), PERIOD ("pause dejeuner", NOON),
  PERIOD ("entre midi et deux", NOON), PERIOD ("entre midi et 2", NOON), PERIOD ("heure du dejeuner", NOON),
  PERIOD ("heure du midi", NOON), PERIOD ("midis", NOON),
  PERIOD ("journee", DAY), PERIOD ("journees", DAY), PERIOD ("journee entiere", DAY), PERIOD ("journee complete", DAY),
  PERIOD ("toute la journee", DAY), PERIOD ("tte la journee", DAY), PERIOD ("jounee", DAY), PERIOD ("journe", DAY),
  PERIOD ("journnee", DAY), PERIOD ("n importe quand", DAY), PERIOD ("a toute heure", DAY), PERIOD ("a tout moment", DAY),
  PERIOD ("heures de bureau", DAY), PERIOD ("heures ouvrables", DAY), PERIOD ("heures ouvrees", DAY),
  PERIOD ("horaires de bureau", DAY), PERIOD ("heure de bureau", DAY), PERIOD ("tout le temps", DAY),
  PERIOD ("24 h / 24", ALWAYS), PERIOD ("24 h sur 24", ALWAYS), PERIOD ("24 / 24", ALWAYS), PERIOD ("h 24", ALWAYS),
  PERIOD ("debut de matinee", EARLY_MORNING), PERIOD ("fin de matinee", LATE_MORNING),
  PERIOD ("debut d apres midi", EARLY_AFTERNOON), PERIOD ("fin d apres midi", LATE_AFTERNOON),
  PERIOD ("fin de journee", LATE_AFTERNOON), PERIOD ("debut de journee", EARLY_MORNING),
  PERIOD ("soir", EVENING), PERIOD ("soirs", EVENING), PERIOD ("soiree", EVENING),

  OTHER ("midi", NOON),
  OTHER ("de", FROM), OTHER ("du", FROM), OTHER ("d", FROM), OTHER ("entre", BETWEEN), OTHER ("a", TO), OTHER ("au", TO),
  OTHER ("aux", ARTICLE), OTHER ("jusqu a", UNTIL), OTHER ("jusqu au", UNTIL), OTHER ("jusque", UNTIL),
  OTHER ("jusqua", UNTIL), OTHER ("jusqu", UNTIL), OTHER ("jusque a", UNTIL),
  OTHER ("et", AND), OTHER ("ainsi que", AND), OTHER ("puis", AND), OTHER ("et puis", AND), OTHER ("et aussi", AND),
  OTHER ("ou", OR), OTHER ("ou bien", OR), OTHER ("et / ou", OR), OTHER ("soit", OR),
  OTHER ("~apres", AFTER), OTHER ("a partir de", AFTER), OTHER ("a ~partir de", AFTER), OTHER ("a partir d", AFTER),
  OTHER ("a partir", AFTER), OTHER ("apartir de", AFTER), OTHER ("des", AFTER), OTHER ("a compter de", AFTER),
  OTHER ("avant", BEFORE), OTHER ("pas avant", NOT_BEFORE), OTHER ("ni avant", NOT_BEFORE), OTHER ("jamais avant", NOT_BEFORE),
  OTHER ("pas apres", NOT_AFTER), OTHER ("ni apres", NOT_AFTER), OTHER ("jamais apres", NOT_AFTER),
  OTHER ("pas ~apres midi", UNKNOWN), OTHER ("ni ~apres midi", UNKNOWN), OTHER ("jamais ~apres midi", UNKNOWN), OTHER ("peut etre", UNKNOWN),
  OTHER ("sauf", EXCEPT), OTHER ("sauff", EXCEPT), OTHER ("sof", EXCEPT), OTHER ("hormis", EXCEPT), OTHER ("excepte", EXCEPT),
  OTHER ("exceptes", EXCEPT), OTHER ("hors", EXCEPT), OTHER ("a l exception de", EXCEPT), OTHER ("a l exception du", EXCEPT),
  OTHER ("a l exception des", EXCEPT), OTHER ("en dehors du", EXCEPT), OTHER ("en dehors de", EXCEPT),
  OTHER ("mais pas", EXCEPT), OTHER ("sans le", EXCEPT),
  OTHER ("pas", NOT), OTHER ("jamais", NOT), OTHER ("~indisponible", NOT), OTHER ("indispo", NOT), OTHER ("absent", NOT),
  OTHER ("absente", NOT), OTHER ("injoignable", NOT), OTHER ("pas disponible", NOT), OTHER ("pas dispo", NOT),
  OTHER ("pas joignable", NOT), OTHER ("non disponible", NOT), OTHER ("non joignable", NOT), OTHER ("non dispo", NOT),
  OTHER ("pas la", NOT), OTHER ("pas present", NOT), OTHER ("pas presente", NOT), OTHER ("pas libre", NOT),
  OTHER ("ferme", NOT), OTHER ("ni", NEITHER),
  OTHER ("mais", STOP),

  OTHER ("~disponible", FREE), OTHER ("~disponibles", FREE), OTHER ("dispo", FREE), OTHER ("dispos", FREE),
  OTHER ("~disponibilite", FREE), OTHER ("~disponibilites", FREE), OTHER ("~joignable", FREE),
  OTHER ("~joignables", FREE), OTHER ("libre", FREE), OTHER ("libres", FREE), OTHER ("present", FREE),
  OTHER ("presente", FREE), OTHER ("presents", FREE), OTHER ("ouvert", FREE), OTHER ("ouverte", FREE),
  OTHER ("present au bureau", FREE), OTHER ("meme", ALSO), OTHER ("egalement", ALSO), OTHER ("aussi", ALSO),

  OTHER ("le", ARTICLE), OTHER ("la", ARTICLE), OTHER ("l", ARTICLE), OTHER ("les", ARTICLE), OTHER ("en", ARTICLE),
  OTHER ("dans", ARTICLE), OTHER ("tous", ARTICLE), OTHER ("toutes", ARTICLE), OTHER ("tout", ARTICLE),
  OTHER ("toute", ARTICLE), OTHER ("chaque", ARTICLE), OTHER ("pendant", ARTICLE), OTHER ("durant", ARTICLE),
  OTHER ("seulement", ARTICLE), OTHER ("uniquement", ARTICLE), OTHER ("exclusivement", ARTICLE),
};

/* What people write around it. */
static const char * const noise[] = {
  "je", "j", "suis", "serai", "serais", "reste", "sommes", "nous", "on", "vous", "me", "m", "mon", "ma", "mes", "vos",
  "ne", "n", "est", "sont", "il", "y", "que", "qu", "peut", "peux", "pouvez", "pouvons", "etre", "bonjour", "bonsoir",
  "merci", "merci d avance", "merci de", "cordialement", "bien cordialement", "svp", "stp", "s il vous plait",
  "s il te plait", "horaires", "horaire", "creneau", "creneaux", "plage", "plages", "plage horaire", "jours", "jour",
  "par telephone", "au telephone", "telephone", "tel", "portable", "mobile", "par tel", "appeler", "appelez",
  "rappeler", "rappelez", "contacter", "contactez", "joindre", "rappel", "rappels", "appel", "appels",
  "n hesitez pas", "n hesitez pas a", "au bureau", "au travail", "a mon bureau", "a mon poste", "inclus", "compris",
  "comprise", "y compris", "chaque semaine", "toutes les semaines", "de chaque semaine", "sans interruption",
  "en continu", "non stop", "pour", "a joindre", "a rappeler", "a contacter", "de rappel", "de disponibilite",
  "de disponibilites", "par exemple le", "travaille", "de me", "de m", "sur mon portable", "sur mon poste",
  "sur le portable", "sur mon mobile", "l accueil", "suivants", "suivantes", "de presence", "a la disposition",
};

/* ---- words that are nearly the same */

#define WORD_MAX 24
#define LOOSE_MIN 5

static gboolean
is_swap (const char *a,
         const char *b)
{
  return a[0] == b[1] && a[1] == b[0];
}

/* One letter is wrong, too many, missing, or two changed their places. The
 * first one counts more: with another there it is another word. */
static gboolean
is_near (const char *a,
         const char *b)
{
  gsize n = strlen (a);
  gsize m = strlen (b);
  gsize head = 0;
  gsize tail = 0;

  if (n < LOOSE_MIN || MAX (n, m) - MIN (n, m) > 1 || (*a != *b && !is_swap (a, b)))
    return FALSE;
  while (head < MIN (n, m) && a[head] == b[head])
    head++;
  while (tail < MIN (n, m) - head && a[n - 1 - tail] == b[m - 1 - tail])
    tail++;

  n -= head + tail;
  m -= head + tail;
  return MAX (n, m) <= 1 || (n == 2 && m == 2 && is_swap (a + head, b + head));
}

static gboolean
token_is (const GuichetToken *token,
          const char         *word)
{
  gboolean loose = *word == '~';

  word += loose;
  if (token->kind == GUICHET_TOKEN_SIGN)
    return token->sign < 0x80 && word[0] == (char) token->sign && word[1] == '\0';
  if (g_str_equal (token->text, word))
    return TRUE;

  return loose && token->kind == GUICHET_TOKEN_WORD && is_near (token->text, word);
}

/* ---- phrases */

static gboolean
is_tight_hyphen (GArray *tokens,
                 guint   at)
{
  const GuichetToken *token = &g_array_index (tokens, GuichetToken, at);

  return token->kind == GUICHET_TOKEN_SIGN && (token->sign == '-' || token->sign == 0x2010 || token->sign == 0x2011) &&
         !token->spaced && at + 1 < tokens->len && !g_array_index (tokens, GuichetToken, at + 1).spaced;
}

/* Returns: where the next word of a phrase begins, or %NULL */
static const char *
take_word (const char *phrase,
           char        word[WORD_MAX])
{
  const char *space = strchr (phrase, ' ');

  g_strlcpy (word, phrase, MIN (WORD_MAX, space != NULL ? (gsize) (space - phrase) + 1 : WORD_MAX));
  return space != NULL ? space + 1 : NULL;
}

/* Nearly all phrases are told by their first letter to be another one. */
static gboolean
may_begin (const GuichetToken *token,
           const char         *phrase)
{
  char first = token->kind == GUICHET_TOKEN_SIGN && token->sign >= 0x80 ? '\0' : *token->text;

  return *phrase == '~' ? first == phrase[1] || first == phrase[2] : first == *phrase;
}

/* Returns: how many tokens from @at on make the phrase, or 0 */
static guint
match (GArray     *tokens,
       guint       at,
       const char *phrase)
{
  guint next = at;

  if (!may_begin (&g_array_index (tokens, GuichetToken, at), phrase))
    return 0;

  while (phrase != NULL)
    {
      char word[WORD_MAX];

      phrase = take_word (phrase, word);
      if (next > at && next < tokens->len && is_tight_hyphen (tokens, next))
        next++;
      if (next >= tokens->len || !token_is (&g_array_index (tokens, GuichetToken, next), word))
        return 0;
      next++;
    }

  return next - at;
}

/**
 * _guichet_availability_match_phrase:
 * @out_atom: (out): what it means
 *
 * Returns: how many tokens from @at on make the longest phrase that is known
 *   here; 0 for none
 */
guint
_guichet_availability_match_phrase (GArray      *tokens,
                                    guint        at,
                                    GuichetAtom *out_atom)
{
  guint longest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    {
      guint n = match (tokens, at, phrases[i].words);

      if (n <= longest)
        continue;
      longest = n;
      out_atom->kind = phrases[i].kind;
      out_atom->value = phrases[i].value;
    }
  for (guint i = 0; i < G_N_ELEMENTS (noise); i++)
    {
      guint n = match (tokens, at, noise[i]);

      if (n <= longest)
        continue;
      longest = n;
      out_atom->kind = GUICHET_ATOM_NOISE;
    }

  return longest;
}

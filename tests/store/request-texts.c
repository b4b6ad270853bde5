#include "config.h"

#include "request-texts.h"

#include "util/text.h"

#define N_LEVELS 5

/* Every so many-th sentence of a leaf is kept. */
#define KEPT_EVERY 5

/* In a hundred. */
#define OTHER_SUBJECT 20
#define WITHOUT_ACCENTS 30
#define IN_CAPITALS 5
#define WRONG_WORD 7

typedef struct
{
  gint64     id;
  GPtrArray *phrases;           /* char* */
} Leaf;

struct _RequestTexts
{
  GRand     *random;
  GPtrArray *references;        /* of all kinds */
  GArray    *leaves;
};

static const GuichetReferenceKind kinds[N_LEVELS] = {
  GUICHET_REFERENCE_DOMAIN, GUICHET_REFERENCE_FAMILY_GROUP, GUICHET_REFERENCE_SERVICE_FAMILY, GUICHET_REFERENCE_SERVICE,
  GUICHET_REFERENCE_SUBCATEGORY,
};

static guint
draw (RequestTexts *self,
      guint         n)
{
  return (guint) g_rand_int_range (self->random, 0, (gint32) n);
}

static gboolean
happens (RequestTexts *self,
         guint         percent)
{
  return draw (self, 100) < percent;
}

/* ---- reading */

static gint64
ensure_reference (RequestTexts         *self,
                  GuichetReferenceKind  kind,
                  const char           *name,
                  gint64                parent)
{
  GuichetReference *reference;

  for (guint i = 0; i < self->references->len; i++)
    {
      reference = g_ptr_array_index (self->references, i);
      if (reference->kind == kind && reference->parent == parent && g_str_equal (reference->name, name))
        return reference->id;
    }

  reference = guichet_reference_new (kind, 1 + self->references->len, name);
  reference->parent = parent;
  g_ptr_array_add (self->references, reference);

  return reference->id;
}

static void
add_leaf (RequestTexts *self,
          const char   *path)
{
  g_auto(GStrv) names = g_strsplit (path, " > ", -1);
  Leaf leaf = { 0, g_ptr_array_new_with_free_func (g_free) };

  g_assert_cmpuint (g_strv_length (names), ==, N_LEVELS);
  for (guint level = 0; level < N_LEVELS; level++)
    leaf.id = ensure_reference (self, kinds[level], names[level], leaf.id);
  g_array_append_val (self->leaves, leaf);
}

static void
add_phrase (RequestTexts *self,
            const char   *phrase)
{
  Leaf *leaf = &g_array_index (self->leaves, Leaf, self->leaves->len - 1);

  g_ptr_array_add (leaf->phrases, g_strdup (phrase));
}

static void
leaf_clear (gpointer data)
{
  g_ptr_array_unref (((Leaf *) data)->phrases);
}

RequestTexts *
request_texts_new (guint32 seed)
{
  g_autofree char *path = g_build_filename (GUICHET_SOURCE_DIR, "tests", "data", "requests", "phrases.txt", NULL);
  RequestTexts *self = g_new0 (RequestTexts, 1);
  g_autofree char *contents = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GError) error = NULL;

  if (!g_file_get_contents (path, &contents, NULL, &error))
    g_error ("%s", error->message);

  self->random = g_rand_new_with_seed (seed);
  self->references = guichet_references_new ();
  self->leaves = g_array_new (FALSE, FALSE, sizeof (Leaf));
  g_array_set_clear_func (self->leaves, leaf_clear);
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    if (g_str_has_prefix (lines[i], "= "))
      add_leaf (self, lines[i] + 2);
    else
      add_phrase (self, lines[i]);

  return self;
}

void
request_texts_free (RequestTexts *self)
{
  g_rand_free (self->random);
  g_ptr_array_unref (self->references);
  g_array_unref (self->leaves);
  g_free (self);
}

guint
request_texts_get_n_leaves (RequestTexts *self)
{
  return self->leaves->len;
}

/* Returns: (transfer full) */
GPtrArray *
request_texts_list_references (RequestTexts         *self,
                               GuichetReferenceKind  kind)
{
  GPtrArray *found = guichet_references_new ();

  for (guint i = 0; i < self->references->len; i++)
    {
      GuichetReference *reference = g_ptr_array_index (self->references, i);

      if (reference->kind == kind)
        g_ptr_array_add (found, guichet_reference_ref (reference));
    }

  return found;
}

/* ---- writing as people do */

static char *
expand (RequestTexts *self,
        const char   *phrase)
{
  g_autoptr(GString) out = g_string_new (NULL);

  while (*phrase != '\0')
    {
      const char *open = strchr (phrase, '{');
      const char *close = open != NULL ? strchr (open, '}') : NULL;
      g_autofree char *inside = NULL;
      g_auto(GStrv) choices = NULL;

      if (close == NULL)
        break;
      g_string_append_len (out, phrase, open - phrase);
      inside = g_strndup (open + 1, (gsize) (close - open - 1));
      choices = g_strsplit (inside, "|", -1);
      g_string_append (out, choices[draw (self, g_strv_length (choices))]);
      phrase = close + 1;
    }
  g_string_append (out, phrase);

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* A letter left out, doubled, replaced, or two that changed places. */
static char *
misspell (RequestTexts *self,
          const char   *word)
{
  glong n = g_utf8_strlen (word, -1);
  glong at = n > 1 ? 1 + (glong) draw (self, (guint) n - 1) : 0;
  g_autofree char *head = g_utf8_substring (word, 0, at);
  g_autofree char *tail = g_utf8_substring (word, at, n);
  const char *rest = g_utf8_next_char (tail);

  switch (draw (self, 4))
    {
    case 0:
      return g_strconcat (head, rest, NULL);
    case 1:
      return g_strdup_printf ("%s%.*s%s", head, (int) (rest - tail), tail, tail);
    case 2:
      return g_strdup_printf ("%s%c%s", head, 'a' + (char) draw (self, 26), rest);
    default:
      if (*rest == '\0')
        return g_strconcat (head, NULL);
      return g_strdup_printf ("%s%.*s%.*s%s", head, (int) (g_utf8_next_char (rest) - rest), rest, (int) (rest - tail), tail,
                              g_utf8_next_char (rest));
    }
}

static char *
misspell_some (RequestTexts *self,
               const char   *text)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_utf8_strlen (words[i], -1) > 4 && happens (self, WRONG_WORD))
      {
        char *wrong = misspell (self, words[i]);

        g_free (words[i]);
        words[i] = wrong;
      }

  return g_strjoinv (" ", words);
}

static char *
write_down (RequestTexts *self,
            const char   *text)
{
  g_autofree char *spelt = misspell_some (self, text);

  if (happens (self, IN_CAPITALS))
    return g_utf8_strup (spelt, -1);
  if (happens (self, WITHOUT_ACCENTS))
    return guichet_text_fold (spelt);

  return g_steal_pointer (&spelt);
}

/* ---- drawing */

/* Some things are asked for much more often than others. */
static Leaf *
draw_leaf (RequestTexts *self)
{
  double part = g_rand_double (self->random);
  guint rank = (guint) (part * part * self->leaves->len);

  /* Not in the order of the catalogue. */
  return &g_array_index (self->leaves, Leaf, rank * 17 % self->leaves->len);
}

static const char *
draw_phrase (RequestTexts   *self,
             Leaf           *leaf,
             RequestPhrases  phrases)
{
  for (;;)
    {
      guint at = draw (self, leaf->phrases->len);
      gboolean kept = at % KEPT_EVERY == KEPT_EVERY / 2;

      if (phrases == REQUEST_PHRASES_ALL || kept == (phrases == REQUEST_PHRASES_KEPT))
        return g_ptr_array_index (leaf->phrases, at);
    }
}

static char *
draw_sentence (RequestTexts   *self,
               Leaf           *leaf,
               RequestPhrases  phrases)
{
  g_autofree char *plain = expand (self, draw_phrase (self, leaf, phrases));

  return write_down (self, plain);
}

static char *
draw_title (RequestTexts   *self,
            Leaf           *leaf,
            RequestPhrases  phrases,
            gboolean        with_other)
{
  static const char * const joints[] = { " et aussi ", ", par ailleurs ", " + ", ". Au passage : " };
  g_autofree char *sentence = draw_sentence (self, leaf, phrases);
  g_autofree char *other = NULL;

  if (!with_other)
    return g_steal_pointer (&sentence);

  other = draw_sentence (self, draw_leaf (self), phrases);
  return g_strconcat (sentence, joints[draw (self, G_N_ELEMENTS (joints))], other, NULL);
}

static char *
draw_description (RequestTexts   *self,
                  Leaf           *leaf,
                  RequestPhrases  phrases)
{
  static const char * const greetings[] = { "Bonjour,", "Bonjour à tous,", "Madame, Monsieur,", "", "Bonjour le support," };
  static const char * const ends[] = { "Merci d’avance.", "Cordialement", "Bonne journée", "", "C’est assez urgent, merci." };
  g_autofree char *sentence = draw_sentence (self, leaf, phrases);

  return g_strdup_printf ("<p>%s</p><p>%s</p><p>%s</p>", greetings[draw (self, G_N_ELEMENTS (greetings))], sentence,
                          ends[draw (self, G_N_ELEMENTS (ends))]);
}

RequestText *
request_texts_draw (RequestTexts   *self,
                    RequestPhrases  phrases)
{
  Leaf *leaf = draw_leaf (self);
  RequestText *text = g_new0 (RequestText, 1);

  text->leaf = leaf->id;
  text->other = happens (self, OTHER_SUBJECT);
  text->title = draw_title (self, leaf, phrases, text->other);
  text->description = draw_description (self, leaf, phrases);

  return text;
}

void
request_text_free (RequestText *self)
{
  g_free (self->title);
  g_free (self->description);
  g_free (self);
}

void
request_text_fill (const RequestText *self,
                   GuichetTicket     *ticket)
{
  guichet_ticket_set (ticket, GUICHET_FIELD_TITLE, self->title);
  guichet_ticket_set (ticket, GUICHET_FIELD_DESCRIPTION, self->description);
  guichet_ticket_set_key (ticket, GUICHET_FIELD_SUBCATEGORY, self->leaf, "");
}

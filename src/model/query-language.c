#include "config.h"

#include "model/query-language.h"

#include "model/query-names.h"
#include "model/query-signs.h"
#include "model/query-values.h"
#include "util/text.h"

/* A line that somebody types; a saved one is not longer. */
#define MAX_BYTES 16384

static const struct { const char *open, *close; } quotes[] = {
  { "\"", "\"" }, { "«", "»" }, { "“", "”" },
};

typedef struct
{
  char     *text;
  gboolean  quoted;
} Value;

static void
clear_value (gpointer data)
{
  g_free (((Value *) data)->text);
}

/* What a condition says before it is understood. */
typedef struct
{
  char            *name;
  gboolean         negated;
  GuichetOperator  op;
  gboolean         has_op;
  gboolean         literal;
  GArray          *values;      /* of Value */
} Sentence;

static void
sentence_init (Sentence *self)
{
  memset (self, 0, sizeof *self);
  self->values = g_array_new (FALSE, FALSE, sizeof (Value));
  g_array_set_clear_func (self->values, clear_value);
}

static void
sentence_clear (Sentence *self)
{
  g_free (self->name);
  g_array_unref (self->values);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sentence, sentence_clear)

/* ---- letters */

static gboolean
at_space (const char *p)
{
  return g_unichar_isspace (g_utf8_get_char (p));
}

static const char *
skip_spaces (const char *p)
{
  while (*p != '\0' && at_space (p))
    p = g_utf8_next_char (p);

  return p;
}

static int
find_quote (const char *p)
{
  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    if (g_str_has_prefix (p, quotes[i].open))
      return (int) i;

  return -1;
}

/* The inside of quotes; a doubled mark at its end stands for itself, and a
 * missing one is where the person has come to. Returns: behind it */
static const char *
read_quoted (const char *p,
             GString    *out,
             gboolean   *out_closed)
{
  int quote = find_quote (p);
  const char *close = quotes[quote].close;
  gsize length = strlen (close);

  for (p += strlen (quotes[quote].open); *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!g_str_has_prefix (p, close))
        {
          g_string_append_unichar (out, g_utf8_get_char (p));
          continue;
        }
      if (!g_str_has_prefix (p + length, close))
        {
          *out_closed = TRUE;
          return p + length;
        }
      g_string_append (out, close);
      p += length;
    }

  *out_closed = FALSE;
  return p;
}

static const char *
read_bare (const char *p,
           gboolean    comma_ends,
           GString    *out)
{
  for (; *p != '\0' && !at_space (p) && !(comma_ends && *p == ','); p = g_utf8_next_char (p))
    g_string_append_unichar (out, g_utf8_get_char (p));

  return p;
}

/* ---- reading a condition */

static const char *
read_value (const char *p,
            GArray     *values)
{
  g_autoptr(GString) text = g_string_new (NULL);
  gboolean closed = FALSE;
  Value value;

  if (find_quote (p) >= 0)
    p = read_quoted (p, text, &closed);
  value.quoted = closed;
  p = read_bare (p, TRUE, text);

  if (text->len > 0 || closed)
    {
      value.text = g_strdup (text->str);
      g_array_append_val (values, value);
    }

  return p;
}

static const char *
read_values (const char *p,
             GArray     *values)
{
  p = read_value (p, values);
  while (*p == ',')
    p = read_value (p + 1, values);

  return p;
}

/* Returns: (nullable): behind the condition; %NULL when there is none at @p */
static const char *
read_sentence (const char *p,
               Sentence   *sentence)
{
  const char *end;

  sentence->negated = *p == '-';
  if (sentence->negated)
    p++;
  for (end = p; *end != '\0' && *end != ':' && !at_space (end); end = g_utf8_next_char (end))
    if (find_quote (end) >= 0)
      return NULL;
  if (*end != ':' || end == p)
    return NULL;

  sentence->name = g_strndup (p, (gsize) (end - p));
  p = _guichet_query_signs_read (end + 1, &sentence->op, &sentence->literal);
  sentence->has_op = p > end + 1;
  p = read_values (p, sentence->values);

  return sentence->values->len > 0 ? p : NULL;
}

/* ---- understanding it */

/* "agent:vide" and "agent:*" ask whether there is anything. */
static gboolean
asks_for_any (const Sentence  *sentence,
              GuichetOperator *out_op)
{
  const Value *value = &g_array_index (sentence->values, Value, 0);

  if (sentence->has_op || sentence->values->len != 1 || value->quoted)
    return FALSE;
  if (g_str_equal (value->text, "*"))
    *out_op = GUICHET_OPERATOR_NOT_EMPTY;
  else if (_guichet_query_names_is_empty (value->text))
    *out_op = GUICHET_OPERATOR_EMPTY;
  else
    return FALSE;

  return TRUE;
}

/* "service:dépl*" */
static gboolean
cut_stars (Sentence *sentence)
{
  for (guint i = 0; i < sentence->values->len; i++)
    {
      const Value *value = &g_array_index (sentence->values, Value, i);

      if (value->quoted || strlen (value->text) < 2 || !g_str_has_suffix (value->text, "*"))
        return FALSE;
    }
  for (guint i = 0; i < sentence->values->len; i++)
    {
      char *text = g_array_index (sentence->values, Value, i).text;

      text[strlen (text) - 1] = '\0';
    }

  return TRUE;
}

static gboolean
add_codes (GStrvBuilder   *builder,
           GuichetProfile *profile,
           GuichetField    field,
           const Sentence *sentence,
           const char     *typed)
{
  g_auto(GStrv) codes = NULL;

  if (sentence->literal)
    {
      g_strv_builder_add (builder, typed);
      return TRUE;
    }
  if ((codes = _guichet_query_values_find (profile, field, typed, sentence->has_op)) == NULL)
    return FALSE;

  g_strv_builder_addv (builder, (const char **) codes);
  return TRUE;
}

static gboolean
add_value (GStrvBuilder    *builder,
           GuichetProfile  *profile,
           GuichetField     field,
           GuichetOperator  op,
           const Sentence  *sentence,
           const char      *typed)
{
  GuichetFieldKind kind = guichet_field_get_kind (field);
  g_autofree char *time = NULL;

  if (kind == GUICHET_FIELD_KIND_CODE && (op == GUICHET_OPERATOR_IS || op == GUICHET_OPERATOR_IS_NOT))
    return add_codes (builder, profile, field, sentence, typed);
  if (kind != GUICHET_FIELD_KIND_TIME || op == GUICHET_OPERATOR_CONTAINS)
    {
      g_strv_builder_add (builder, typed);
      return TRUE;
    }
  if ((time = _guichet_query_values_find_time (typed)) == NULL)
    return FALSE;

  g_strv_builder_add (builder, time);
  return TRUE;
}

static GuichetCriterion *
understand_field (Sentence               *sentence,
                  const GuichetQueryName *name,
                  GuichetProfile         *profile)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GuichetCriterion) criterion = NULL;
  GuichetOperator op = _guichet_query_signs_choose (name->field);

  if (name->has_op && sentence->has_op)
    return NULL;
  if (!name->has_op && asks_for_any (sentence, &op))
    return guichet_criterion_new_field (name->field, op, NULL);

  if (name->has_op)
    op = name->op;
  else if (sentence->has_op)
    op = sentence->op;
  else if (cut_stars (sentence))
    op = GUICHET_OPERATOR_BEGINS;

  for (guint i = 0; i < sentence->values->len; i++)
    if (!add_value (builder, profile, name->field, op, sentence, g_array_index (sentence->values, Value, i).text))
      return NULL;
  criterion = guichet_criterion_new_field (name->field, op, NULL);
  criterion->values = g_strv_builder_end (builder);

  return g_steal_pointer (&criterion);
}

static GuichetCriterion *
understand_quality (const Sentence *sentence)
{
  const GuichetQueryName *found;

  if (sentence->has_op || sentence->values->len != 1)
    return NULL;

  found = _guichet_query_names_find_quality (g_array_index (sentence->values, Value, 0).text);
  return found != NULL ? guichet_criterion_new (found->kind) : NULL;
}

static GuichetCriterion *
understand (Sentence       *sentence,
            GuichetProfile *profile)
{
  const GuichetQueryName *name = _guichet_query_names_find (sentence->name);
  GuichetCriterion *criterion = NULL;

  if (_guichet_query_names_is_quality (sentence->name))
    criterion = understand_quality (sentence);
  else if (name != NULL)
    criterion = understand_field (sentence, name, profile);

  if (criterion != NULL)
    criterion->negated = sentence->negated;
  return criterion;
}

/* ---- the whole line */

static void
add_words (GString    *words,
           const char *text)
{
  g_autofree char *line = guichet_text_single_line (text);

  if (*line != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", line);
}

/* Quotes around a word keep it from being understood. */
static const char *
read_word (const char *p,
           GString    *words)
{
  g_autoptr(GString) word = g_string_new (NULL);
  gboolean closed;

  if (find_quote (p) >= 0)
    p = read_quoted (p, word, &closed);
  p = read_bare (p, FALSE, word);
  add_words (words, word->str);

  return p;
}

static const char *
read_item (const char     *p,
           GuichetProfile *profile,
           GPtrArray      *criteria,
           GString        *words)
{
  g_auto(Sentence) sentence = { NULL };
  GuichetCriterion *criterion;
  const char *end;

  sentence_init (&sentence);
  if ((end = read_sentence (p, &sentence)) == NULL || (criterion = understand (&sentence, profile)) == NULL)
    return read_word (p, words);

  g_ptr_array_add (criteria, criterion);
  return end;
}

/**
 * guichet_query_language_parse:
 * @text: (nullable): any text
 * @profile: (nullable): knows the names of states and values
 * @out_criteria: (out) (transfer full) (element-type GuichetCriterion): maybe empty
 * @out_words: (out) (transfer full): what was not understood, maybe ""
 *
 * Values stand after a colon: `service:meubles` is contained, `=` in front of
 * them asks for the whole, `!=` for something else, `^` for a beginning (as
 * does a star behind), `<` and `>=` for a time, `~` for something contained.
 * `vide` is nothing at all, `*` anything.
 */
void
guichet_query_language_parse (const char      *text,
                              GuichetProfile  *profile,
                              GPtrArray      **out_criteria,
                              char           **out_words)
{
  g_autofree char *valid = guichet_text_make_valid (text, text != NULL ? -1 : 0, MAX_BYTES);
  g_autoptr(GPtrArray) criteria = guichet_criteria_new ();
  g_autoptr(GString) words = g_string_new (NULL);

  g_return_if_fail (out_criteria != NULL && out_words != NULL);

  for (const char *p = skip_spaces (valid); *p != '\0'; p = skip_spaces (p))
    p = read_item (p, profile, criteria, words);

  *out_criteria = g_steal_pointer (&criteria);
  *out_words = g_string_free (g_steal_pointer (&words), FALSE);
}

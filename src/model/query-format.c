#include "config.h"

#include "model/query-language.h"

#include "model/query-names.h"
#include "model/query-signs.h"
#include "model/query-values.h"
#include "util/text.h"

static void
append_quoted (GString    *out,
               const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

/* A value that begins with a letter or a digit and goes on with what nothing
 * is made of. */
static gboolean
is_plain (const char *text)
{
  if (!g_unichar_isalnum (g_utf8_get_char (text)) || _guichet_query_names_is_empty (text))
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c) && !g_unichar_ismark (c) && (c >= 0x80 || strchr ("-_./@:'()+", (int) c) == NULL))
        return FALSE;
    }

  return TRUE;
}

static void
append_value (GString    *out,
              const char *text)
{
  if (is_plain (text))
    g_string_append (out, text);
  else
    append_quoted (out, text);
}

static void
append_values (GString                *out,
               const GuichetCriterion *criterion,
               GuichetProfile         *profile,
               gboolean                names)
{
  for (guint i = 0; criterion->values[i] != NULL; i++)
    {
      g_autofree char *name = names ? _guichet_query_values_name (profile, criterion->field, criterion->values[i]) : NULL;

      if (i > 0)
        g_string_append_c (out, ',');
      append_value (out, name != NULL ? name : criterion->values[i]);
    }
}

static gboolean
is_about_codes (const GuichetCriterion *criterion)
{
  return guichet_field_get_kind (criterion->field) == GUICHET_FIELD_KIND_CODE &&
         (criterion->op == GUICHET_OPERATOR_IS || criterion->op == GUICHET_OPERATOR_IS_NOT);
}

static gboolean
have_names (const GuichetCriterion *criterion,
            GuichetProfile         *profile)
{
  for (guint i = 0; criterion->values[i] != NULL; i++)
    {
      g_autofree char *name = _guichet_query_values_name (profile, criterion->field, criterion->values[i]);

      if (name == NULL)
        return FALSE;
    }

  return TRUE;
}

static void
append_predicate (GString                *out,
                  const GuichetCriterion *criterion,
                  const GuichetQueryName *name,
                  GuichetProfile         *profile)
{
  gboolean names = is_about_codes (criterion) && have_names (criterion, profile);
  gboolean literal = is_about_codes (criterion) && !names;

  if (!name->has_op && (literal || criterion->op != _guichet_query_signs_choose (criterion->field)))
    g_string_append (out, _guichet_query_signs_get (criterion->op, literal));
  append_values (out, criterion, profile, names);
}

static void
append_field (GString                *out,
              const GuichetCriterion *criterion,
              GuichetProfile         *profile)
{
  const GuichetQueryName *name = _guichet_query_names_for_field (criterion->field, criterion->op);

  g_string_append_printf (out, "%s:", _guichet_query_names_get (name));
  if (criterion->op == GUICHET_OPERATOR_EMPTY)
    g_string_append (out, _guichet_query_names_get_empty ());
  else if (criterion->op == GUICHET_OPERATOR_NOT_EMPTY)
    g_string_append_c (out, '*');
  else
    append_predicate (out, criterion, name, profile);
}

/* One that has nothing to compare with says nothing, and a long text is not
 * asked for in this language. */
static gboolean
says_something (const GuichetCriterion *criterion)
{
  if (criterion->kind != GUICHET_CRITERION_FIELD)
    return TRUE;
  if (guichet_field_is_long (criterion->field))
    return FALSE;

  return criterion->op == GUICHET_OPERATOR_EMPTY || criterion->op == GUICHET_OPERATOR_NOT_EMPTY ||
         (criterion->values != NULL && criterion->values[0] != NULL);
}

static void
append_criterion (GString                *out,
                  const GuichetCriterion *criterion,
                  GuichetProfile         *profile)
{
  if (!says_something (criterion))
    return;

  if (out->len > 0)
    g_string_append_c (out, ' ');
  if (criterion->negated)
    g_string_append_c (out, '-');
  if (criterion->kind == GUICHET_CRITERION_FIELD)
    append_field (out, criterion, profile);
  else
    g_string_append_printf (out, "%s:%s", _guichet_query_names_get_quality (),
                            _guichet_query_names_get (_guichet_query_names_for_kind (criterion->kind)));
}

/* A word that would be understood, or whose quotes would go, is quoted. */
static void
append_word (GString        *out,
             const char     *word,
             GuichetProfile *profile)
{
  g_autoptr(GPtrArray) criteria = NULL;
  g_autofree char *words = NULL;

  if (out->len > 0)
    g_string_append_c (out, ' ');

  guichet_query_language_parse (word, profile, &criteria, &words);
  if (criteria->len == 0 && g_str_equal (words, word))
    g_string_append (out, word);
  else
    append_quoted (out, word);
}

/**
 * guichet_query_language_format:
 * @criteria: (nullable) (element-type GuichetCriterion):
 * @words: (nullable):
 * @profile: (nullable):
 *
 * Returns: (transfer full): a text in the language of the program; conditions
 *   come first
 */
char *
guichet_query_language_format (GPtrArray      *criteria,
                               const char     *words,
                               GuichetProfile *profile)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autofree char *line = guichet_text_single_line (words);
  g_auto(GStrv) parts = g_strsplit (line, " ", -1);

  for (guint i = 0; criteria != NULL && i < criteria->len; i++)
    append_criterion (out, g_ptr_array_index (criteria, i), profile);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      append_word (out, parts[i], profile);

  return g_string_free (g_steal_pointer (&out), FALSE);
}

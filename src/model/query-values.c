#include "config.h"

#include "model/query-values.h"

#include "util/text.h"

#include <stdio.h>

/* ---- codes */

/* How well a name fits what was typed. */
typedef enum
{
  FIT_NONE,
  FIT_BEGINNING,
  FIT_NAME,
  FIT_CODE,
} Fit;

static Fit
measure (const GuichetValueName *name,
         const char             *typed)
{
  g_autofree char *code = guichet_text_fold (name->code);
  g_autofree char *label = guichet_text_fold (name->name);

  if (g_str_equal (code, typed))
    return FIT_CODE;
  if (g_str_equal (label, typed))
    return FIT_NAME;

  return g_str_has_prefix (label, typed) || g_str_has_prefix (code, typed) ? FIT_BEGINNING : FIT_NONE;
}

static void
add_once (GPtrArray  *codes,
          const char *code)
{
  if (!g_ptr_array_find_with_equal_func (codes, code, g_str_equal, NULL))
    g_ptr_array_add (codes, g_strdup (code));
}

/* The codes of those names that fit best. */
static void
collect_codes (GuichetProfile *profile,
               GuichetField    field,
               const char     *typed,
               Fit             least,
               GPtrArray      *codes)
{
  guint n_names;
  const GuichetValueName *names = guichet_profile_get_value_names (profile, &n_names);
  Fit best = least;

  for (guint i = 0; i < n_names; i++)
    {
      Fit fit = names[i].field == field ? measure (&names[i], typed) : FIT_NONE;

      if (fit < best)
        continue;
      if (fit > best)
        g_ptr_array_set_size (codes, 0);
      best = fit;
      add_once (codes, names[i].code);
    }
}

static gboolean
has_names (GuichetProfile *profile,
           GuichetField    field)
{
  guint n_names;
  const GuichetValueName *names = guichet_profile_get_value_names (profile, &n_names);

  for (guint i = 0; i < n_names; i++)
    if (names[i].field == field)
      return TRUE;

  return FALSE;
}

/**
 * _guichet_query_values_find:
 * @profile: (nullable):
 * @typed: a code, or what a code is called in any language of the profile
 * @whole: whether the beginning of a name does not suffice
 *
 * Returns: (transfer full) (nullable): the codes that are meant; %NULL when
 *   there are none. A field whose values nobody knows may hold anything
 */
char **
_guichet_query_values_find (GuichetProfile *profile,
                            GuichetField    field,
                            const char     *typed,
                            gboolean        whole)
{
  g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folded = guichet_text_fold (typed);

  if (profile == NULL || !has_names (profile, field))
    g_ptr_array_add (codes, g_strdup (typed));
  else if (*folded != '\0')
    collect_codes (profile, field, folded, whole ? FIT_NAME : FIT_BEGINNING, codes);

  if (codes->len == 0)
    return NULL;

  g_ptr_array_add (codes, NULL);
  return (char **) g_ptr_array_steal (codes, NULL);
}

static gboolean
means (GuichetProfile *profile,
       GuichetField    field,
       const char     *typed,
       const char     *code)
{
  g_auto(GStrv) whole = _guichet_query_values_find (profile, field, typed, TRUE);

  return whole != NULL && g_strv_length (whole) == 1 && g_str_equal (whole[0], code);
}

/**
 * _guichet_query_values_name:
 *
 * Returns: (transfer full) (nullable): what means @code and nothing else, best
 *   in the person's language
 */
char *
_guichet_query_values_name (GuichetProfile *profile,
                            GuichetField    field,
                            const char     *code)
{
  const char *label = profile != NULL ? guichet_profile_get_value_label (profile, field, code) : code;

  if (means (profile, field, label, code))
    return g_strdup (label);

  return means (profile, field, code, code) ? g_strdup (code) : NULL;
}

/* ---- moments */

/* A beginning of "2024-03-01 12:00:00". */
static gboolean
is_beginning (const char *typed)
{
  static const char pattern[] = "dddd-dd-dd dd:dd:dd";

  if (*typed == '\0' || strlen (typed) >= sizeof pattern)
    return FALSE;
  for (guint i = 0; typed[i] != '\0'; i++)
    if (pattern[i] == 'd' ? !g_ascii_isdigit (typed[i]) : typed[i] != pattern[i])
      return FALSE;

  return TRUE;
}

/**
 * _guichet_query_values_find_time:
 * @typed: a beginning of the server's form, or 01/03/2024, or 03/2024
 *
 * Returns: (transfer full) (nullable): the beginning
 */
char *
_guichet_query_values_find_time (const char *typed)
{
  int day, month, year;
  int end = 0;

  if (is_beginning (typed))
    return g_strdup (typed);
  if (typed[strspn (typed, "0123456789/")] != '\0')
    return NULL;
  if (sscanf (typed, "%2d/%2d/%4d%n", &day, &month, &year, &end) == 3 && typed[end] == '\0')
    return year >= 1000 && month >= 1 && day >= 1 ? g_strdup_printf ("%04d-%02d-%02d", year, month, day) : NULL;
  if (sscanf (typed, "%2d/%4d%n", &month, &year, &end) == 2 && typed[end] == '\0')
    return year >= 1000 && month >= 1 ? g_strdup_printf ("%04d-%02d", year, month) : NULL;

  return NULL;
}

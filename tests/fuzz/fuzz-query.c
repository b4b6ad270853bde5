#include "config.h"

#include "model/query-language.h"
#include "target.h"

/* Whatever somebody types: nothing breaks, and what was understood is written
 * in a form that is understood in the same way. */

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static GuichetProfile *profile;
  g_autofree char *text = g_strndup ((const char *) data, MIN (size, 2048));
  g_autoptr(GPtrArray) criteria = NULL;
  g_autoptr(GPtrArray) again = NULL;
  g_autofree char *words = NULL;
  g_autofree char *words_again = NULL;
  g_autofree char *written = NULL;
  g_autofree char *written_again = NULL;

  if (profile == NULL)
    profile = guichet_profile_load_named ("asap", NULL);

  guichet_query_language_parse (text, profile, &criteria, &words);
  written = guichet_query_language_format (criteria, words, profile);
  guichet_query_language_parse (written, profile, &again, &words_again);
  g_assert_true (guichet_criteria_equal (criteria, again));
  g_assert_cmpstr (words_again, ==, words);
  written_again = guichet_query_language_format (again, words_again, profile);
  g_assert_cmpstr (written_again, ==, written);

  return 0;
}

const char * const *
fuzz_target_get_words (void)
{
  static const char * const words[] = {
    "statut:", "affectée", "service:", "\"", "\"\"", "«", "»", "“", "”", ",", ":", "-", "avant:", "2024-03", "est:", "nonlu",
    "vide", "*", "=", "!=", "==", "~", "^", "<", ">=", " ", "\xc2\xa0", "\n", "équipe:", "is:draft", "01/03/2024", NULL
  };

  return words;
}

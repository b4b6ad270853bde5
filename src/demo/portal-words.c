#include "config.h"

#include "demo/portal-words.h"

static void
add_word (GPtrArray *patterns,
          GString   *word)
{
  if (word->len == 0)
    return;

  g_string_replace (word, "\\", "\\\\", 0);
  g_string_replace (word, "%", "\\%", 0);
  g_string_replace (word, "_", "\\_", 0);
  g_ptr_array_add (patterns, g_strdup_printf ("%%%s%%", word->str));
  g_string_truncate (word, 0);
}

/**
 * demo_portal_split_words:
 * @text: (nullable): what was typed to search for
 *
 * Returns: (transfer full) (element-type utf8): a pattern for LIKE for each
 *   word, and for each expression in double quotes; all of them are due
 */
GPtrArray *
demo_portal_split_words (const char *text)
{
  GPtrArray *patterns = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GString) word = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p++)
    if (*p == '"')
      {
        add_word (patterns, word);
        quoted = !quoted;
      }
    else if (*p == ' ' && !quoted)
      add_word (patterns, word);
    else
      g_string_append_c (word, *p);
  add_word (patterns, word);

  return patterns;
}

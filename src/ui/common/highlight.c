#include "config.h"

#include "ui/common/highlight.h"

#include "util/text.h"

/* Compares one character with what is left of a word. Accents that stand by
 * themselves count for nothing.
 *
 * Returns: what is left then; %NULL when it differs */
static const char *
skip_character (const char *text,
                const char *word)
{
  g_autofree char *character = NULL;
  g_autofree char *folded = NULL;

  if ((guchar) *text < 0x80)
    return g_ascii_tolower (*text) == *word ? word + 1 : NULL;

  character = g_strndup (text, (gsize) (g_utf8_next_char (text) - text));
  folded = guichet_text_fold (character);

  return g_str_has_prefix (word, folded) ? word + strlen (folded) : NULL;
}

/* Returns: how many bytes of @text are @word; 0 for none */
static gsize
match (const char *text,
       const char *word)
{
  const char *p = text;

  while (*word != '\0')
    {
      if (*p == '\0' || !(word = skip_character (p, word)))
        return 0;
      p = g_utf8_next_char (p);
    }

  return (gsize) (p - text);
}

static void
add_bold (PangoAttrList *list,
          gsize          start,
          gsize          length)
{
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  bold->start_index = (guint) start;
  bold->end_index = (guint) (start + length);
  pango_attr_list_insert (list, bold);
}

/**
 * guichet_highlight_new:
 * @text: of a server: never markup
 * @words: (array zero-terminated=1): folded, as guichet_text_fold() does it
 *
 * Returns: (transfer full): attributes that make every occurrence of a word
 *   bold
 */
PangoAttrList *
guichet_highlight_new (const char         *text,
                       const char * const *words)
{
  PangoAttrList *list = pango_attr_list_new ();

  for (guint i = 0; words[i] != NULL; i++)
    for (const char *p = text; *words[i] != '\0' && *p != '\0';)
      {
        gsize length = match (p, words[i]);

        if (length > 0)
          add_bold (list, (gsize) (p - text), length);
        p = length > 0 ? p + length : g_utf8_next_char (p);
      }

  return list;
}

#include "config.h"

#include "richtext/richtext.h"

#include <string.h>


static char *
repeat (const char *text,
        guint       n)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (out, text);

  return g_string_free (out, FALSE);
}

static char *
make_prefix (const GuichetBlock *block)
{
  g_autofree char *indent = NULL;

  switch (block->kind)
    {
    case GUICHET_BLOCK_QUOTE:
      return repeat ("> ", block->level);
    case GUICHET_BLOCK_BULLET:
      indent = repeat ("  ", block->level - 1);
      return g_strconcat (indent, "• ", NULL);
    case GUICHET_BLOCK_NUMBER:
      indent = repeat ("  ", block->level - 1);
      return g_strdup_printf ("%s%u. ", indent, block->number);
    case GUICHET_BLOCK_PARAGRAPH:
    case GUICHET_BLOCK_HEADING:
    case GUICHET_BLOCK_CODE:
    case GUICHET_BLOCK_TABLE_ROW:
    case GUICHET_BLOCK_RULE:
    default:
      return g_strdup ("");
    }
}

static void
append_block (GString            *out,
              const GuichetBlock *block)
{
  g_autofree char *prefix = make_prefix (block);
  g_autofree char *others = NULL;
  const char *text = block->kind == GUICHET_BLOCK_RULE ? "———" : block->text;

  others = block->kind == GUICHET_BLOCK_QUOTE ? g_strdup (prefix) : repeat (" ", g_utf8_strlen (prefix, -1));

  g_string_append (out, prefix);
  for (const char *line_end; (line_end = strchr (text, '\n')) != NULL; text = line_end + 1)
    {
      g_string_append_len (out, text, line_end - text + 1);
      g_string_append (out, others);
    }
  g_string_append (out, text);
}

static gboolean
is_item (const GuichetBlock *block)
{
  return block->kind == GUICHET_BLOCK_BULLET || block->kind == GUICHET_BLOCK_NUMBER;
}

/* Items and rows of one kind stand line under line; all else has air. */
static const char *
get_gap (const GuichetBlock *before,
         const GuichetBlock *block)
{
  if ((is_item (before) && is_item (block)) ||
      (before->kind == GUICHET_BLOCK_TABLE_ROW && block->kind == GUICHET_BLOCK_TABLE_ROW))
    return "\n";

  return "\n\n";
}

/**
 * guichet_rich_text_to_plain:
 *
 * Returns: (transfer full): the text as a person would type it without means
 *   of formatting; no line end at its end
 */
char *
guichet_rich_text_to_plain (GuichetRichText *self)
{
  GString *out;

  g_return_val_if_fail (self != NULL, NULL);

  out = g_string_new (NULL);
  for (guint i = 0; i < guichet_rich_text_get_n_blocks (self); i++)
    {
      const GuichetBlock *block = guichet_rich_text_get_block (self, i);

      if (i > 0)
        g_string_append (out, get_gap (guichet_rich_text_get_block (self, i - 1), block));
      append_block (out, block);
    }

  return g_string_free (out, FALSE);
}

/**
 * guichet_html_to_plain:
 * @html: (nullable): anything
 *
 * Returns: (transfer full): its text
 */
char *
guichet_html_to_plain (const char *html)
{
  g_autoptr(GuichetRichText) text = guichet_rich_text_new_from_html (html, html != NULL ? -1 : 0);

  return guichet_rich_text_to_plain (text);
}

/**
 * guichet_html_from_plain:
 * @text: (nullable): what a person typed
 * @marker: (nullable): the class of the first paragraph
 *
 * Returns: (transfer full): HTML for the server, which looks like @text
 */
char *
guichet_html_from_plain (const char *text,
                         const char *marker)
{
  g_autoptr(GuichetRichText) rich = guichet_rich_text_new_from_plain (text);

  return guichet_rich_text_to_html (rich, marker);
}

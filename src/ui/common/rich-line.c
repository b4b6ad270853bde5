#include "config.h"

#include "ui/common/rich-line.h"

#define EM_SPACE "\342\200\203"
#define BULLET "\342\200\242\302\240"
#define QUOTE "\342\224\202\302\240"
#define CODE "\342\201\240"             /* a word joiner: nothing is seen of it */
#define NUMBER_END ".\302\240"

#define MAX_LEVEL 6
#define MAX_DIGITS 4

static const char *
skip_indent (const char *text,
             guint      *out_level)
{
  *out_level = 1;
  while (g_str_has_prefix (text, EM_SPACE) && *out_level < MAX_LEVEL)
    {
      text += strlen (EM_SPACE);
      (*out_level)++;
    }

  return text;
}

static gboolean
parse_number (const char *text,
              guint      *out_number,
              guint      *out_digits)
{
  guint number = 0, digits = 0;

  for (; g_ascii_isdigit (text[digits]) && digits < MAX_DIGITS; digits++)
    number = number * 10 + (guint) (text[digits] - '0');

  if (digits == 0 || !g_str_has_prefix (text + digits, NUMBER_END))
    return FALSE;

  *out_number = number;
  *out_digits = digits;

  return TRUE;
}

GuichetRichLine
guichet_rich_line_parse (const char *text)
{
  GuichetRichLine line = { GUICHET_BLOCK_PARAGRAPH, 0, 0, 0 };
  guint level, number, digits;
  const char *start = skip_indent (text, &level);

  if (g_str_has_prefix (start, BULLET))
    line = (GuichetRichLine) { GUICHET_BLOCK_BULLET, level, 0, level + 1 };
  else if (parse_number (start, &number, &digits))
    line = (GuichetRichLine) { GUICHET_BLOCK_NUMBER, level, number, level - 1 + digits + 2 };
  else if (g_str_has_prefix (start, QUOTE))
    line = (GuichetRichLine) { GUICHET_BLOCK_QUOTE, level, 0, level + 1 };
  else if (g_str_has_prefix (text, CODE))
    line = (GuichetRichLine) { GUICHET_BLOCK_CODE, 1, 0, 1 };

  return line;
}

static const char *
get_sign (GuichetBlockKind kind)
{
  switch (kind)
    {
    case GUICHET_BLOCK_BULLET:
      return BULLET;

    case GUICHET_BLOCK_QUOTE:
      return QUOTE;

    case GUICHET_BLOCK_CODE:
      return CODE;

    case GUICHET_BLOCK_NUMBER:
    case GUICHET_BLOCK_PARAGRAPH:
    case GUICHET_BLOCK_HEADING:
    case GUICHET_BLOCK_TABLE_ROW:
    case GUICHET_BLOCK_RULE:
    default:
      return "";
    }
}

char *
guichet_rich_line_make_marker (const GuichetRichLine *self)
{
  GString *marker = g_string_new (NULL);

  if (self->kind != GUICHET_BLOCK_CODE && self->kind != GUICHET_BLOCK_PARAGRAPH)
    for (guint i = 1; i < MIN (self->level, MAX_LEVEL); i++)
      g_string_append (marker, EM_SPACE);

  if (self->kind == GUICHET_BLOCK_NUMBER)
    g_string_append_printf (marker, "%u" NUMBER_END, MIN (self->number, 9999));
  else
    g_string_append (marker, get_sign (self->kind));

  return g_string_free_and_steal (marker);
}

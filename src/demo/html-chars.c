#include "config.h"

#include "demo/html-chars.h"

void
_demo_html_append_char (GString  *out,
                        gunichar  c,
                        gboolean  in_attribute)
{
  if (c == '&')
    g_string_append (out, "&amp;");
  else if (c == '<')
    g_string_append (out, "&lt;");
  else if (c == '>')
    g_string_append (out, "&gt;");
  else if (c == '"' && in_attribute)
    g_string_append (out, "&quot;");
  else if (c == 0xa0)
    g_string_append (out, "&nbsp;");
  else
    g_string_append_unichar (out, c);
}

static const struct { const char *name; gunichar c; } entities[] = {
  { "amp;", '&' }, { "lt;", '<' }, { "gt;", '>' }, { "quot;", '"' }, { "apos;", '\'' }, { "nbsp;", 0xa0 },
  { "eacute;", 0xe9 }, { "egrave;", 0xe8 }, { "ecirc;", 0xea }, { "agrave;", 0xe0 }, { "acirc;", 0xe2 },
  { "ccedil;", 0xe7 }, { "ocirc;", 0xf4 }, { "ucirc;", 0xfb }, { "ugrave;", 0xf9 }, { "icirc;", 0xee },
  { "laquo;", 0xab }, { "raquo;", 0xbb }, { "hellip;", 0x2026 }, { "rsquo;", 0x2019 }, { "euro;", 0x20ac },
};

static gunichar
read_number_entity (const char  *digits,
                    const char **out_end)
{
  int base = digits[0] == 'x' || digits[0] == 'X' ? 16 : 10;
  const char *start = digits + (base == 16);
  char *end;
  guint64 value = g_ascii_strtoull (start, &end, base);

  if (end == start || *end != ';' || !g_unichar_validate ((gunichar) MIN (value, 0x110000)) || value < 0x20)
    return 0;

  *out_end = end + 1;
  return (gunichar) value;
}

/* The character at @p, an entity resolved; advances @p. */
gunichar
_demo_html_read_char (const char **p)
{
  gunichar c;

  if (**p == '&' && (*p)[1] == '#')
    {
      const char *end;

      if ((c = read_number_entity (*p + 2, &end)) != 0)
        {
          *p = end;
          return c;
        }
    }
  else if (**p == '&')
    {
      for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
        if (g_str_has_prefix (*p + 1, entities[i].name))
          {
            *p += 1 + strlen (entities[i].name);
            return entities[i].c;
          }
    }

  c = g_utf8_get_char (*p);
  *p = g_utf8_next_char (*p);
  return c;
}

gboolean
_demo_html_is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_' || c == ':';
}

char *
_demo_html_read_name (const char **p)
{
  const char *start = *p;
  g_autofree char *name = NULL;

  while (_demo_html_is_name_char (**p))
    (*p)++;

  name = g_strndup (start, *p - start);
  return g_ascii_strdown (name, -1);
}

/* Past the next @mark, or to the end. */
void
_demo_html_skip_to (const char **p,
                    const char  *mark)
{
  const char *end = strstr (*p, mark);

  *p = end != NULL ? end + strlen (mark) : *p + strlen (*p);
}

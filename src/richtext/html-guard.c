#include "config.h"

#include "richtext/html-reader.h"

#include <string.h>

#define MAX_ATTRIBUTES 32

static gboolean
is_tag_white (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static const char *
skip_white (const char *p,
            const char *end)
{
  while (p < end && is_tag_white (*p))
    p++;

  return p;
}

static const char *
skip_value (const char *p,
            const char *end)
{
  if (p < end && (*p == '"' || *p == '\''))
    {
      const char *quote = memchr (p + 1, *p, end - p - 1);

      return quote != NULL ? quote + 1 : end;
    }
  while (p < end && !is_tag_white (*p) && *p != '>')
    p++;

  return p;
}

static const char *
skip_attribute (const char *p,
                const char *end)
{
  const char *after_name;

  while (p < end && !is_tag_white (*p) && *p != '/' && *p != '>' && *p != '=')
    p++;
  after_name = skip_white (p, end);
  if (after_name == end || *after_name != '=')
    return p;

  return skip_value (skip_white (after_name + 1, end), end);
}

/* Copies one start tag up to its '>', with its first attributes. */
static const char *
copy_tag (GString    *out,
          const char *p,
          const char *end)
{
  const char *start = p;

  while (p < end && !is_tag_white (*p) && *p != '/' && *p != '>')
    p++;
  g_string_append_len (out, start, p - start);

  for (guint n = 0; p < end && *p != '>'; n++)
    {
      start = p;
      while (p < end && (is_tag_white (*p) || *p == '/'))
        p++;
      /* A stray '=' must not stop us. */
      if (p < end && *p == '=')
        p++;
      if (p < end && *p != '>')
        p = skip_attribute (p, end);
      if (n < MAX_ATTRIBUTES)
        g_string_append_len (out, start, p - start);
    }

  return p;
}

/**
 * _guichet_html_guard:
 *
 * libxml2 compares each attribute of a tag with all those before it: a tag of
 * a megabyte would take hours. Only the first attributes of a tag are let
 * through; all else stays as it is.
 *
 * Returns: (transfer full): the bytes of @html that a parser may see, with a
 *   zero byte after them
 */
char *
_guichet_html_guard (const char *html,
                     gsize       length,
                     gsize      *out_length)
{
  GString *out = g_string_sized_new (length + 1);
  const char *end = html + length;

  for (const char *p = html; p < end;)
    {
      const char *tag = memchr (p, '<', end - p);

      if (tag == NULL)
        tag = end;
      g_string_append_len (out, p, tag - p);
      if (tag + 1 < end && g_ascii_isalpha (tag[1]))
        p = copy_tag (out, tag, end);
      else if (tag < end)
        {
          g_string_append_c (out, '<');
          p = tag + 1;
        }
      else
        p = end;
    }

  *out_length = out->len;

  return g_string_free (out, FALSE);
}

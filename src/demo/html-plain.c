#include "config.h"

#include "demo/html-filter.h"

#include "demo/html-chars.h"

static void
end_line (GString *out,
          guint    n_lines)
{
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  if (out->len == 0)
    return;
  for (gsize k = out->len; k > 0 && out->str[k - 1] == '\n'; k--)
    if (n_lines > 0)
      n_lines--;
  while (n_lines-- > 0)
    g_string_append_c (out, '\n');
}

/* Start and end tags alike. */
static gboolean
is_one_of (const char         *name,
           const char * const *names)
{
  return g_strv_contains (names, *name == '/' ? name + 1 : name);
}

static gboolean
is_row (const char *name)
{
  static const char * const rows[] = { "tr", "td", "th", "caption", NULL };

  return is_one_of (name, rows);
}

static gboolean
is_paragraph (const char *name)
{
  static const char * const paragraphs[] = {
    "p", "div", "pre", "blockquote", "ul", "ol", "table", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "section",
    "fieldset", "figure", "center", NULL,
  };

  return is_one_of (name, paragraphs);
}

static void
add_plain_tag (GString    *out,
               const char *name)
{
  if (g_str_equal (name, "br"))
    g_string_append_c (out, '\n');
  else if (g_str_equal (name, "li"))
    {
      end_line (out, 1);
      g_string_append (out, "- ");
    }
  else if (is_row (name))
    end_line (out, 1);
  else if (is_paragraph (name))
    end_line (out, 2);
}

static void
read_plain_tag (GString     *out,
                const char **p)
{
  const char *slash = **p == '/' ? "/" : "";
  g_autofree char *bare = NULL;
  g_autofree char *name = NULL;

  *p += strlen (slash);
  bare = _demo_html_read_name (p);
  name = g_strconcat (slash, bare, NULL);
  add_plain_tag (out, name);
}

/**
 * demo_html_to_plain:
 * @html: as demo_html_clean() leaves it
 *
 * The lossy rendering that the server gives beside an entry written as HTML
 * (ITOP-PROTOCOL §6): line ends collapse, paragraphs are set apart.
 *
 * Returns: (transfer full)
 */
char *
demo_html_to_plain (const char *html)
{
  g_autoptr(GString) out = g_string_new (NULL);
  const char *p = html;

  while (*p != '\0')
    {
      gunichar c;

      if (*p == '<')
        {
          p++;
          read_plain_tag (out, &p);
          _demo_html_skip_to (&p, ">");
          continue;
        }

      c = _demo_html_read_char (&p);
      if (c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0xa0)
        {
          if (out->len > 0 && out->str[out->len - 1] != ' ' && out->str[out->len - 1] != '\n')
            g_string_append_c (out, ' ');
        }
      else
        g_string_append_unichar (out, c);
    }

  return g_strstrip (g_string_free (g_steal_pointer (&out), FALSE));
}

/**
 * demo_html_from_text:
 *
 * Returns: (transfer full): text as the server shows an entry written as text:
 *   escaped, with <br/> for line ends, without a paragraph
 */
char *
demo_html_from_text (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (*p == '\n')
      g_string_append (out, "<br/>");
    else
      _demo_html_append_char (out, g_utf8_get_char (p), FALSE);

  return g_string_free (out, FALSE);
}

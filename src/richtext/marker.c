#include "config.h"

#include "richtext/richtext.h"

#include <string.h>

/* The elements that may have a class, the best place first. */
static const char * const carriers[] = {
  "p", "h1", "h2", "h3", "h4", "pre", "li", "td", "th", "div", "blockquote", "ul", "table", "hr",
};

static gboolean
is_tag_end (char c)
{
  return c == '>' || c == '/' || g_ascii_isspace (c);
}

/* Returns the place after the name of the first such start tag, or NULL. In
 * HTML of our own no '<' stands in text or attributes. */
static const char *
find_tag (const char *html,
          const char *name)
{
  gsize length = strlen (name);

  for (const char *p = strchr (html, '<'); p != NULL; p = strchr (p + 1, '<'))
    if (g_ascii_strncasecmp (p + 1, name, length) == 0 && is_tag_end (p[1 + length]))
      return p + 1 + length;

  return NULL;
}

/* Returns the first byte of the value of a class that the tag already has. */
static const char *
find_class (const char *after_name)
{
  const char *end = strchr (after_name, '>');
  const char *found = strstr (after_name, " class=\"");

  return found != NULL && end != NULL && found < end ? found + strlen (" class=\"") : NULL;
}

static char *
insert (const char *html,
        const char *place,
        const char *before,
        const char *marker,
        const char *after)
{
  GString *out = g_string_new_len (html, place - html);

  g_string_append (out, before);
  g_string_append (out, marker);
  g_string_append (out, after);
  g_string_append (out, place);

  return g_string_free (out, FALSE);
}

/**
 * guichet_html_add_marker:
 * @html: of guichet_rich_text_to_html(), or a line without any tag
 * @marker: letters, digits and hyphens
 *
 * Adds @marker to the class of one element. HTML without any element that
 * could have it becomes a paragraph. No more than this is changed, not even
 * in a text beyond the bounds of #GuichetRichText: it may be a person's only
 * copy.
 *
 * Returns: (transfer full): HTML with @marker in it once
 */
char *
guichet_html_add_marker (const char *html,
                         const char *marker)
{
  g_autofree char *escaped = guichet_html_escape (marker);

  g_return_val_if_fail (html != NULL, NULL);
  g_return_val_if_fail (marker != NULL, NULL);

  if (strstr (html, escaped) != NULL)
    return g_strdup (html);

  for (guint i = 0; i < G_N_ELEMENTS (carriers); i++)
    {
      const char *place = find_tag (html, carriers[i]);
      const char *value = place != NULL ? find_class (place) : NULL;

      if (value != NULL)
        return insert (html, value, "", escaped, " ");
      if (place != NULL)
        return insert (html, place, " class=\"", escaped, "\"");
    }

  return g_strdup_printf ("<p class=\"%s\">%s</p>", escaped, html);
}

#include "config.h"

#include "richtext/richtext.h"

#include <string.h>

/* Servers until 3.1 let no class of a paragraph through. What passes there as
 * well is this attribute of an anchor; unlike its name or title it is nothing
 * to see where the server makes plain text of it. So a marker is both. */
#define ANCHOR_BEFORE "<a data-object-id=\""
#define ANCHOR_AFTER "\"></a>"

/* The elements that may have a class, the best place first; and whether an
 * anchor may stand in them. */
static const struct { const char *name; gboolean holds_text; } carriers[] = {
  { "p", TRUE }, { "h1", TRUE }, { "h2", TRUE }, { "h3", TRUE }, { "h4", TRUE }, { "pre", TRUE }, { "li", TRUE },
  { "td", TRUE }, { "th", TRUE }, { "div", TRUE }, { "blockquote", FALSE }, { "ul", FALSE }, { "table", FALSE },
  { "hr", FALSE },
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

/* @place: behind the name of the tag, which may break off */
static char *
mark_element (const char *html,
              const char *place,
              const char *marker,
              gboolean    holds_text)
{
  const char *end = strchr (place, '>');
  const char *inside = holds_text && end != NULL && end[-1] != '/' ? end + 1 : html + strlen (html);
  g_autofree char *anchored = insert (html, inside, ANCHOR_BEFORE, marker, ANCHOR_AFTER);
  const char *value = find_class (place);

  /* What stands in front of the anchor is where it was. */
  return value != NULL ? insert (anchored, anchored + (value - html), "", marker, " ")
                       : insert (anchored, anchored + (place - html), " class=\"", marker, "\"");
}

/**
 * guichet_html_add_marker:
 * @html: of guichet_rich_text_to_html(), or a line without any tag
 * @marker: letters, digits and hyphens
 *
 * Adds @marker to the class of one element, and to an empty anchor, which
 * shows nothing. HTML without any element that could have it becomes a paragraph. No more than this is changed, not even
 * in a text beyond the bounds of #GuichetRichText: it may be a person's only
 * copy.
 *
 * Returns: (transfer full): HTML with @marker in it
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
      const char *place = find_tag (html, carriers[i].name);

      if (place != NULL)
        return mark_element (html, place, escaped, carriers[i].holds_text);
    }

  return g_strdup_printf ("<p class=\"%s\">" ANCHOR_BEFORE "%s" ANCHOR_AFTER "%s</p>", escaped, escaped, html);
}

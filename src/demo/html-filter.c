#include "config.h"

#include "demo/html-filter.h"

#include "demo/html-chars.h"

/* What the sanitiser of the real server does to HTML that a client sends
 * (ITOP-PROTOCOL §4): an allow-list of elements and attributes; what is not on
 * it goes together with its contents; bare text gets a paragraph. A tolerant
 * filter over the text, not a parser: output is balanced whatever comes in. */

#define MAX_DEPTH 64

typedef struct
{
  const char *name;
  const char *attributes;       /* besides class and style */
  gboolean    block;
  gboolean    empty;
} Element;

static const Element elements[] = {
  { "a", "href name target title data-role data-object-class data-object-id data-object-key", FALSE, FALSE },
  { "b", "", FALSE, FALSE }, { "i", "", FALSE, FALSE }, { "u", "", FALSE, FALSE },
  { "em", "", FALSE, FALSE }, { "strong", "", FALSE, FALSE }, { "s", "", FALSE, FALSE },
  { "del", "", FALSE, FALSE }, { "ins", "", FALSE, FALSE }, { "span", "", FALSE, FALSE },
  { "big", "", FALSE, FALSE }, { "small", "", FALSE, FALSE }, { "tt", "", FALSE, FALSE },
  { "sub", "", FALSE, FALSE }, { "sup", "", FALSE, FALSE }, { "q", "", FALSE, FALSE },
  { "code", "", FALSE, FALSE }, { "kbd", "", FALSE, FALSE }, { "samp", "", FALSE, FALSE },
  { "var", "", FALSE, FALSE }, { "cite", "", FALSE, FALSE }, { "font", "color face size", FALSE, FALSE },
  { "br", "", FALSE, TRUE }, { "img", "src alt title width height", FALSE, TRUE },
  { "hr", "", TRUE, TRUE },
  { "p", "", TRUE, FALSE }, { "div", "", TRUE, FALSE }, { "pre", "", TRUE, FALSE },
  { "blockquote", "", TRUE, FALSE }, { "center", "", TRUE, FALSE }, { "section", "", TRUE, FALSE },
  { "ul", "", TRUE, FALSE }, { "ol", "start", TRUE, FALSE }, { "li", "", TRUE, FALSE },
  { "h1", "", TRUE, FALSE }, { "h2", "", TRUE, FALSE }, { "h3", "", TRUE, FALSE },
  { "h4", "", TRUE, FALSE }, { "h5", "", TRUE, FALSE }, { "h6", "", TRUE, FALSE },
  { "fieldset", "", TRUE, FALSE }, { "legend", "", TRUE, FALSE }, { "figure", "", TRUE, FALSE },
  { "table", "width summary align border cellpadding cellspacing", TRUE, FALSE },
  { "caption", "", TRUE, FALSE }, { "thead", "", TRUE, FALSE }, { "tbody", "", TRUE, FALSE },
  { "tr", "", TRUE, FALSE }, { "td", "colspan rowspan", TRUE, FALSE }, { "th", "colspan rowspan", TRUE, FALSE },
};

static const char * const style_properties[] = {
  "background-color", "color", "float", "font", "font-family", "font-size", "font-style", "font-weight",
  "height", "margin-left", "text-align", "text-decoration", "vertical-align", "width",
};

/* The document itself: transparent. */
static const char * const transparent[] = { "html", "body", "nav", "article", "main" };

typedef struct
{
  GString       *out;
  const Element *open[MAX_DEPTH];
  guint          depth;
  gboolean       own_paragraph;         /* the one that wraps bare text */
} Filter;

static const Element *
find_element (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
    if (g_str_equal (elements[i].name, name))
      return &elements[i];

  return NULL;
}

static gboolean
is_transparent (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (transparent); i++)
    if (g_str_equal (transparent[i], name))
      return TRUE;

  return FALSE;
}

static void
close_one (Filter *filter)
{
  const Element *element = filter->open[--filter->depth];

  g_string_append_printf (filter->out, "</%s>", element->name);
  if (filter->depth == 0)
    filter->own_paragraph = FALSE;
}

static void
close_to (Filter *filter,
          guint   depth)
{
  while (filter->depth > depth)
    close_one (filter);
}

static void
push (Filter        *filter,
      const Element *element)
{
  filter->open[filter->depth++] = element;
}

/* Bare text or an inline element at the top gets a paragraph. */
static void
ensure_block (Filter *filter)
{
  if (filter->depth > 0)
    return;

  g_string_append (filter->out, "<p>");
  push (filter, find_element ("p"));
  filter->own_paragraph = TRUE;
}

static gboolean
is_open (Filter     *filter,
         const char *name,
         guint      *out_depth)
{
  for (guint i = filter->depth; i > 0; i--)
    if (g_str_equal (filter->open[i - 1]->name, name))
      {
        *out_depth = i - 1;
        return TRUE;
      }

  return FALSE;
}

static gboolean
is_safe_url (const char *url,
             const char *attribute)
{
  static const char * const schemes[] = { "http://", "https://", "mailto:", "tel:", "ftp://" };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (url, schemes[i], strlen (schemes[i])) == 0)
      return TRUE;

  return g_str_equal (attribute, "src") && g_ascii_strncasecmp (url, "data:image/", 11) == 0;
}

static char *
clean_style (const char *style)
{
  g_auto(GStrv) rules = g_strsplit (style, ";", 64);
  g_autoptr(GString) kept = g_string_new (NULL);

  for (guint i = 0; rules[i] != NULL; i++)
    {
      const char *colon = strchr (rules[i], ':');
      g_autofree char *name = colon != NULL ? g_strndup (rules[i], colon - rules[i]) : g_strdup ("");
      g_autofree char *lower = g_ascii_strdown (g_strstrip (name), -1);

      for (gsize k = 0; k < G_N_ELEMENTS (style_properties); k++)
        if (colon != NULL && g_str_equal (lower, style_properties[k]) && strchr (colon, '(') == NULL)
          g_string_append_printf (kept, "%s%s", kept->len > 0 ? ";" : "", g_strstrip (rules[i]));
    }

  return g_string_free (g_steal_pointer (&kept), FALSE);
}

static gboolean
is_allowed_attribute (const Element *element,
                      const char    *name)
{
  g_auto(GStrv) names = g_strsplit (element->attributes, " ", -1);

  return g_str_equal (name, "class") || g_str_equal (name, "style") ||
         g_strv_contains ((const char * const *) names, name);
}

static void
append_attribute (Filter        *filter,
                  const Element *element,
                  const char    *name,
                  const char    *value)
{
  g_autofree char *style = NULL;

  if (!is_allowed_attribute (element, name))
    return;
  if ((g_str_equal (name, "href") || g_str_equal (name, "src")) && !is_safe_url (value, name))
    return;
  if (g_str_equal (name, "style"))
    {
      value = style = clean_style (value);
      if (*style == '\0')
        return;
    }

  g_string_append_printf (filter->out, " %s=\"", name);
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    _demo_html_append_char (filter->out, g_utf8_get_char (p), TRUE);
  g_string_append_c (filter->out, '"');
}

static void
skip_space (const char **p)
{
  while (g_ascii_isspace (**p))
    (*p)++;
}

static char *
read_value (const char **p)
{
  g_autoptr(GString) value = g_string_new (NULL);
  char quote = **p == '"' || **p == '\'' ? *(*p)++ : '\0';

  while (**p != '\0' && (quote != '\0' ? **p != quote : !g_ascii_isspace (**p) && **p != '>'))
    g_string_append_unichar (value, _demo_html_read_char (p));
  if (quote != '\0' && **p == quote)
    (*p)++;

  return g_string_free (g_steal_pointer (&value), FALSE);
}

/* Reads the attributes up to the end of the tag; writes the allowed ones if
 * @element is given. */
static void
read_attributes (Filter         *filter,
                 const Element  *element,
                 const char    **p)
{
  while (**p != '\0' && **p != '>')
    {
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      skip_space (p);
      name = _demo_html_read_name (p);
      if (*name == '\0')
        {
          if (**p != '\0' && **p != '>')
            *p = g_utf8_next_char (*p);
          continue;
        }
      skip_space (p);
      if (**p == '=')
        {
          (*p)++;
          skip_space (p);
          value = read_value (p);
        }
      if (element != NULL)
        append_attribute (filter, element, name, value != NULL ? value : "");
    }

  if (**p == '>')
    (*p)++;
}

/* Past the end tag of @name; what is inside goes with it. */
static void
skip_contents (const char  *name,
               const char **p)
{
  guint depth = 1;
  gsize length = strlen (name);

  while (**p != '\0' && depth > 0)
    {
      const char *tag = strchr (*p, '<');
      gboolean end;

      if (tag == NULL)
        {
          *p += strlen (*p);
          return;
        }
      end = tag[1] == '/';
      *p = tag + 1 + end;
      if (g_ascii_strncasecmp (*p, name, length) != 0 || _demo_html_is_name_char ((*p)[length]))
        continue;
      depth += end ? -1 : 1;
      while (**p != '\0' && **p != '>')
        (*p)++;
      if (**p == '>')
        (*p)++;
    }
}

static gboolean
starts_block (Filter        *filter,
              const Element *element)
{
  guint depth;

  if (element->block && is_open (filter, "p", &depth))
    close_to (filter, depth);
  if (g_str_equal (element->name, "li") && is_open (filter, "li", &depth) &&
      !g_str_equal (filter->open[filter->depth - 1]->name, "ul") &&
      !g_str_equal (filter->open[filter->depth - 1]->name, "ol"))
    close_to (filter, depth);

  return filter->depth < MAX_DEPTH - 1;
}

static void
read_start_tag (Filter      *filter,
                const char **p)
{
  g_autofree char *name = _demo_html_read_name (p);
  const Element *element = find_element (name);
  gboolean closed;

  if (element == NULL)
    {
      read_attributes (filter, NULL, p);
      closed = (*p)[-1] == '>' && (*p)[-2] == '/';
      if (!is_transparent (name) && !closed)
        skip_contents (name, p);
      return;
    }

  if (!element->block)
    ensure_block (filter);
  if (!starts_block (filter, element))
    {
      read_attributes (filter, NULL, p);
      return;
    }

  g_string_append_printf (filter->out, "<%s", element->name);
  read_attributes (filter, element, p);
  g_string_append_c (filter->out, '>');
  if (!element->empty)
    push (filter, element);
}

static void
read_end_tag (Filter      *filter,
              const char **p)
{
  g_autofree char *name = _demo_html_read_name (p);
  guint depth;

  read_attributes (filter, NULL, p);
  if (is_open (filter, name, &depth) && !(filter->own_paragraph && depth == 0))
    close_to (filter, depth);
}

static void
read_markup (Filter      *filter,
             const char **p)
{
  if (g_str_has_prefix (*p, "<!--"))
    _demo_html_skip_to (p, "-->");
  else if ((*p)[1] == '!' || (*p)[1] == '?')
    _demo_html_skip_to (p, ">");
  else if ((*p)[1] == '/')
    {
      *p += 2;
      read_end_tag (filter, p);
    }
  else
    {
      (*p)++;
      read_start_tag (filter, p);
    }
}

static gboolean
is_markup (const char *p)
{
  return *p == '<' && (g_ascii_isalpha (p[1]) || p[1] == '/' || p[1] == '!' || p[1] == '?');
}

/**
 * demo_html_clean:
 * @html: valid UTF-8; anything
 *
 * Returns: (transfer full): balanced HTML with allowed elements only; cleaning
 *   it again changes nothing
 */
char *
demo_html_clean (const char *html)
{
  Filter filter = { g_string_sized_new (strlen (html) + 16) };
  const char *p = html;

  while (*p != '\0')
    {
      if (is_markup (p))
        {
          read_markup (&filter, &p);
          continue;
        }
      if (!g_ascii_isspace (*p))
        ensure_block (&filter);
      _demo_html_append_char (filter.out, _demo_html_read_char (&p), FALSE);
    }

  close_to (&filter, 0);
  return g_string_free (filter.out, FALSE);
}

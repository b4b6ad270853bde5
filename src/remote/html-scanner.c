#include "config.h"

#include "remote/html-scanner.h"

#include "richtext/richtext.h"
#include "util/text.h"

void
guichet_html_scanner_init (GuichetHtmlScanner *self,
                           const char         *html,
                           gssize              length)
{
  *self = (GuichetHtmlScanner) {
    .kind = GUICHET_HTML_TEXT,
    .start = html,
    .end = html,
    .stop = html + (length < 0 ? strlen (html) : (gsize) length),
  };
}

static gboolean
is_name_character (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_' || c == ':';
}

/* Whether a tag begins at @at, which is "<". */
static gboolean
is_tag (const char *at,
        const char *stop)
{
  if (stop - at >= 3 && at[1] == '/')
    return g_ascii_isalpha (at[2]);

  return stop - at >= 2 && g_ascii_isalpha (at[1]);
}

/* Behind the ">" that ends the tag at @at; quoted values may hold one. A tag
 * that does not end ends with the text. */
static const char *
find_tag_end (const char *at,
              const char *stop)
{
  char before = '\0';
  char quote = '\0';

  for (; at < stop; at++)
    {
      if (quote != '\0')
        quote = *at == quote ? '\0' : quote;
      /* A quote opens a value only behind "=": a stray one in a tag is nothing. */
      else if ((*at == '"' || *at == '\'') && before == '=')
        quote = *at;
      else if (*at == '>')
        return at + 1;
      if (!g_ascii_isspace (*at))
        before = *at;
    }

  return stop;
}

static void
read_tag_name (GuichetHtmlScanner *self,
               const char         *at)
{
  gsize length = 0;

  while (at < self->end && is_name_character (*at) && length < sizeof self->name - 1)
    self->name[length++] = g_ascii_tolower (*at++);
  self->name[length] = '\0';
}

static gboolean
is_comment (const char *at,
            const char *stop)
{
  return stop - at >= 2 && (at[1] == '!' || at[1] == '?');
}

static const char *
skip_comment (const char *at,
              const char *stop)
{
  gsize length = (gsize) (stop - at);
  const char *end;

  if (length >= 4 && strncmp (at, "<!--", 4) == 0)
    {
      end = g_strstr_len (at + 4, stop - at - 4, "-->");
      return end != NULL ? end + 3 : stop;
    }
  end = memchr (at, '>', length);

  return end != NULL ? end + 1 : stop;
}

/* What a script or a style holds is no markup. */
static const char *
find_raw_end (const GuichetHtmlScanner *self)
{
  g_autofree char *closing = g_strconcat ("</", self->name, NULL);
  gsize length = strlen (closing);

  for (const char *at = self->end; at < self->stop; at++)
    {
      at = memchr (at, '<', (gsize) (self->stop - at));
      if (at == NULL)
        break;
      if ((gsize) (self->stop - at) >= length && g_ascii_strncasecmp (at, closing, length) == 0)
        return at;
    }

  return self->stop;
}

static gboolean
is_raw (const GuichetHtmlScanner *self)
{
  return self->kind == GUICHET_HTML_OPEN &&
         (g_str_equal (self->name, "script") || g_str_equal (self->name, "style"));
}

static void
take_tag (GuichetHtmlScanner *self)
{
  gboolean closes = self->start[1] == '/';

  self->kind = closes ? GUICHET_HTML_CLOSE : GUICHET_HTML_OPEN;
  self->end = find_tag_end (self->start + 1, self->stop);
  read_tag_name (self, self->start + (closes ? 2 : 1));
}

static void
take_text (GuichetHtmlScanner *self)
{
  const char *at = self->start;

  self->kind = GUICHET_HTML_TEXT;
  self->name[0] = '\0';
  do
    {
      at = memchr (at + 1, '<', (gsize) (self->stop - at - 1));
      if (at == NULL)
        at = self->stop;
    }
  while (at < self->stop && !is_tag (at, self->stop) && !is_comment (at, self->stop));
  self->end = at;
}

/**
 * guichet_html_scanner_next:
 *
 * Returns: %FALSE at the end
 */
gboolean
guichet_html_scanner_next (GuichetHtmlScanner *self)
{
  if (is_raw (self))
    {
      const char *end = find_raw_end (self);

      if (end > self->end)
        {
          self->start = self->end;
          self->end = end;
          self->kind = GUICHET_HTML_TEXT;
          return TRUE;
        }
    }

  self->start = self->end;
  while (self->start < self->stop && *self->start == '<' && is_comment (self->start, self->stop))
    self->start = skip_comment (self->start, self->stop);

  if (self->start >= self->stop)
    {
      self->kind = GUICHET_HTML_END;
      self->end = self->start = self->stop;
      self->name[0] = '\0';
      return FALSE;
    }
  if (*self->start == '<' && is_tag (self->start, self->stop))
    take_tag (self);
  else
    take_text (self);

  return TRUE;
}

/* ---- attributes */

typedef struct
{
  const char *at;
  const char *end;
  const char *name;
  gsize       name_length;
  const char *value;
  gsize       value_length;
} AttributeWalk;

static void
read_value (AttributeWalk *walk)
{
  const char *end;

  if (walk->at < walk->end && (*walk->at == '"' || *walk->at == '\''))
    {
      walk->value = walk->at + 1;
      end = memchr (walk->value, *walk->at, (gsize) (walk->end - walk->value));
      walk->at = end != NULL ? end + 1 : walk->end;
      walk->value_length = (gsize) ((end != NULL ? end : walk->end) - walk->value);
      return;
    }
  walk->value = walk->at;
  while (walk->at < walk->end && !g_ascii_isspace (*walk->at))
    walk->at++;
  walk->value_length = (gsize) (walk->at - walk->value);
}

static gboolean
walk_attribute (AttributeWalk *walk)
{
  while (walk->at < walk->end && !is_name_character (*walk->at))
    walk->at++;
  if (walk->at == walk->end)
    return FALSE;

  walk->name = walk->at;
  while (walk->at < walk->end && is_name_character (*walk->at))
    walk->at++;
  walk->name_length = (gsize) (walk->at - walk->name);
  walk->value = "";
  walk->value_length = 0;
  while (walk->at < walk->end && g_ascii_isspace (*walk->at))
    walk->at++;
  if (walk->at < walk->end && *walk->at == '=')
    {
      walk->at++;
      while (walk->at < walk->end && g_ascii_isspace (*walk->at))
        walk->at++;
      read_value (walk);
    }

  return TRUE;
}

/* The attribute of the start tag where the scanner stands, as in the source. */
static gboolean
find_attribute (const GuichetHtmlScanner  *self,
                const char                *name,
                const char               **out_value,
                gsize                     *out_length)
{
  AttributeWalk walk = { .at = self->start + 1, .end = self->end };
  gsize length = strlen (name);

  if (self->kind != GUICHET_HTML_OPEN)
    return FALSE;
  if (walk.end > walk.at && walk.end[-1] == '>')
    walk.end--;
  while (walk.at < walk.end && is_name_character (*walk.at))
    walk.at++;
  while (walk_attribute (&walk))
    if (walk.name_length == length && g_ascii_strncasecmp (walk.name, name, length) == 0)
      {
        *out_value = walk.value;
        *out_length = walk.value_length;
        return TRUE;
      }

  return FALSE;
}

/**
 * guichet_html_scanner_dup_attribute:
 *
 * Returns: (transfer full) (nullable): the value, entities decoded; "" for an
 *   attribute without one; %NULL when this is no start tag that has it
 */
char *
guichet_html_scanner_dup_attribute (const GuichetHtmlScanner *self,
                                    const char               *name)
{
  const char *value;
  gsize length;

  return find_attribute (self, name, &value, &length) ? guichet_html_unescape (value, (gssize) length) : NULL;
}

gboolean
guichet_html_scanner_has_class (const GuichetHtmlScanner *self,
                                const char               *class_name)
{
  gsize wanted = strlen (class_name);
  const char *value;
  const char *end;
  gsize length;

  if (!find_attribute (self, "class", &value, &length))
    return FALSE;

  end = value + length;
  while (value < end)
    {
      const char *word = value;

      while (value < end && !g_ascii_isspace (*value))
        value++;
      if ((gsize) (value - word) == wanted && strncmp (word, class_name, wanted) == 0)
        return TRUE;
      while (value < end && g_ascii_isspace (*value))
        value++;
    }

  return FALSE;
}

/* ---- what is inside */

static gboolean
is_void (const char *name)
{
  static const char * const names[] = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", NULL
  };

  return g_strv_contains (names, name);
}

/**
 * guichet_html_scanner_read_inner:
 * @out_start: (out): where what is inside begins, as it is in the source
 *
 * Goes on from a start tag to the end tag that belongs to it, counting tags of
 * the same name. One that never comes leaves everything to the end inside.
 *
 * Returns: %FALSE when the scanner stands on no start tag that holds something
 */
gboolean
guichet_html_scanner_read_inner (GuichetHtmlScanner  *self,
                                 const char         **out_start,
                                 gsize               *out_length)
{
  char name[sizeof self->name];
  const char *start = self->end;
  guint depth = 1;

  if (self->kind != GUICHET_HTML_OPEN || is_void (self->name))
    return FALSE;

  memcpy (name, self->name, sizeof name);
  while (depth > 0 && guichet_html_scanner_next (self))
    if (g_str_equal (self->name, name))
      {
        if (self->kind == GUICHET_HTML_OPEN)
          depth++;
        else if (self->kind == GUICHET_HTML_CLOSE)
          depth--;
      }
  *out_start = start;
  *out_length = (gsize) (self->start - start);

  return TRUE;
}

/**
 * guichet_html_scanner_dup_inner_text:
 *
 * Like guichet_html_scanner_read_inner().
 *
 * Returns: (transfer full): the text inside on one line, entities decoded; ""
 *   where there is none
 */
char *
guichet_html_scanner_dup_inner_text (GuichetHtmlScanner *self)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *plain = NULL;
  GuichetHtmlScanner inner;
  const char *start;
  gsize length;

  if (!guichet_html_scanner_read_inner (self, &start, &length))
    return g_strdup ("");

  guichet_html_scanner_init (&inner, start, (gssize) length);
  while (guichet_html_scanner_next (&inner))
    if (inner.kind == GUICHET_HTML_TEXT)
      g_string_append_len (text, inner.start, inner.end - inner.start);
    else if (g_str_equal (inner.name, "br"))
      g_string_append_c (text, ' ');
  plain = guichet_html_unescape (text->str, (gssize) text->len);

  return guichet_text_single_line (plain);
}

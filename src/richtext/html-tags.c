#include "config.h"

#include "richtext/html-tags.h"

#include <stdlib.h>
#include <string.h>

/* In order of their names: found by halves. */
static const GuichetTag tags[] = {
  { "a", GUICHET_TAG_LINK },
  { "address", GUICHET_TAG_BLOCK },
  { "article", GUICHET_TAG_BLOCK },
  { "aside", GUICHET_TAG_BLOCK },
  { "b", GUICHET_TAG_STYLE, GUICHET_SPAN_BOLD },
  { "blockquote", GUICHET_TAG_QUOTE },
  { "body", GUICHET_TAG_BLOCK },
  { "br", GUICHET_TAG_BREAK },
  { "caption", GUICHET_TAG_BLOCK },
  { "center", GUICHET_TAG_BLOCK },
  { "cite", GUICHET_TAG_STYLE, GUICHET_SPAN_ITALIC },
  { "code", GUICHET_TAG_STYLE, GUICHET_SPAN_CODE },
  { "dd", GUICHET_TAG_BLOCK },
  { "del", GUICHET_TAG_STYLE, GUICHET_SPAN_STRIKE },
  { "details", GUICHET_TAG_BLOCK },
  { "dfn", GUICHET_TAG_STYLE, GUICHET_SPAN_ITALIC },
  { "dir", GUICHET_TAG_LIST, GUICHET_BLOCK_BULLET },
  { "div", GUICHET_TAG_BLOCK },
  { "dl", GUICHET_TAG_BLOCK },
  { "dt", GUICHET_TAG_BLOCK },
  { "em", GUICHET_TAG_STYLE, GUICHET_SPAN_ITALIC },
  { "fieldset", GUICHET_TAG_BLOCK },
  { "figcaption", GUICHET_TAG_BLOCK },
  { "figure", GUICHET_TAG_BLOCK },
  { "footer", GUICHET_TAG_BLOCK },
  { "form", GUICHET_TAG_BLOCK },
  { "h1", GUICHET_TAG_HEADING, 1 },
  { "h2", GUICHET_TAG_HEADING, 2 },
  { "h3", GUICHET_TAG_HEADING, 3 },
  { "h4", GUICHET_TAG_HEADING, 4 },
  { "h5", GUICHET_TAG_HEADING, 4 },
  { "h6", GUICHET_TAG_HEADING, 4 },
  { "head", GUICHET_TAG_HEAD },
  { "header", GUICHET_TAG_BLOCK },
  { "hr", GUICHET_TAG_RULE },
  { "i", GUICHET_TAG_STYLE, GUICHET_SPAN_ITALIC },
  { "iframe", GUICHET_TAG_HIDDEN },
  { "img", GUICHET_TAG_IMAGE },
  { "ins", GUICHET_TAG_STYLE, GUICHET_SPAN_UNDERLINE },
  { "kbd", GUICHET_TAG_STYLE, GUICHET_SPAN_CODE },
  { "legend", GUICHET_TAG_BLOCK },
  { "li", GUICHET_TAG_ITEM },
  { "listing", GUICHET_TAG_CODE },
  { "main", GUICHET_TAG_BLOCK },
  { "menu", GUICHET_TAG_LIST, GUICHET_BLOCK_BULLET },
  { "nav", GUICHET_TAG_BLOCK },
  { "noembed", GUICHET_TAG_HIDDEN },
  { "noframes", GUICHET_TAG_HIDDEN },
  { "ol", GUICHET_TAG_LIST, GUICHET_BLOCK_NUMBER },
  { "p", GUICHET_TAG_BLOCK },
  { "pre", GUICHET_TAG_CODE },
  { "s", GUICHET_TAG_STYLE, GUICHET_SPAN_STRIKE },
  { "samp", GUICHET_TAG_STYLE, GUICHET_SPAN_CODE },
  { "script", GUICHET_TAG_HIDDEN },
  { "section", GUICHET_TAG_BLOCK },
  { "strike", GUICHET_TAG_STYLE, GUICHET_SPAN_STRIKE },
  { "strong", GUICHET_TAG_STYLE, GUICHET_SPAN_BOLD },
  { "style", GUICHET_TAG_HIDDEN },
  { "summary", GUICHET_TAG_BLOCK },
  { "table", GUICHET_TAG_TABLE },
  { "td", GUICHET_TAG_CELL, 0 },
  { "template", GUICHET_TAG_HIDDEN },
  { "th", GUICHET_TAG_CELL, GUICHET_SPAN_BOLD },
  { "title", GUICHET_TAG_HIDDEN },
  { "tr", GUICHET_TAG_ROW },
  { "tt", GUICHET_TAG_STYLE, GUICHET_SPAN_CODE },
  { "u", GUICHET_TAG_STYLE, GUICHET_SPAN_UNDERLINE },
  { "ul", GUICHET_TAG_LIST, GUICHET_BLOCK_BULLET },
  { "var", GUICHET_TAG_STYLE, GUICHET_SPAN_ITALIC },
  { "xmp", GUICHET_TAG_CODE },
};

static int
compare_name (const void *name,
              const void *tag)
{
  return strcmp (name, ((const GuichetTag *) tag)->name);
}

/**
 * _guichet_html_tag_find:
 * @name: in lower case
 *
 * Returns: (transfer none): what the tag means
 */
const GuichetTag *
_guichet_html_tag_find (const char *name)
{
  static const GuichetTag unknown = { "", GUICHET_TAG_TRANSPARENT };
  const GuichetTag *found = bsearch (name, tags, G_N_ELEMENTS (tags), sizeof *tags, compare_name);

  return found != NULL ? found : &unknown;
}

#pragma once

#include "richtext/richtext.h"

G_BEGIN_DECLS

/* What a tag means to us. Whatever is not listed is transparent: its text
 * counts, itself does not. */
typedef enum
{
  GUICHET_TAG_TRANSPARENT,
  GUICHET_TAG_STYLE,         /* @value: of GuichetSpanStyle */
  GUICHET_TAG_LINK,
  GUICHET_TAG_IMAGE,
  GUICHET_TAG_BREAK,
  GUICHET_TAG_RULE,
  GUICHET_TAG_BLOCK,
  GUICHET_TAG_HEADING,       /* @value: the level */
  GUICHET_TAG_QUOTE,
  GUICHET_TAG_CODE,
  GUICHET_TAG_LIST,          /* @value: of GuichetBlockKind */
  GUICHET_TAG_ITEM,
  GUICHET_TAG_TABLE,
  GUICHET_TAG_ROW,
  GUICHET_TAG_CELL,          /* @value: of GuichetSpanStyle */
  GUICHET_TAG_HIDDEN,        /* neither itself nor its text */
  GUICHET_TAG_HEAD,          /* as hidden, up to the body */
} GuichetTagMeaning;

typedef struct
{
  const char        *name;
  GuichetTagMeaning  meaning;
  guint              value;
} GuichetTag;

const GuichetTag *_guichet_html_tag_find (const char *name);

G_END_DECLS

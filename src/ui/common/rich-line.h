#pragma once

#include "richtext/richtext.h"

G_BEGIN_DECLS

/**
 * GuichetRichLine:
 * @kind: bullet, number, quote, code or paragraph
 * @level: of nesting, from 1
 * @marker: length of the marker in characters; 0 for a paragraph
 *
 * What the start of an editor's line says about it. A no-break space ends a
 * visible marker, so that "2026. " or "- " as somebody types it stays text.
 */
typedef struct
{
  GuichetBlockKind kind;
  guint            level;
  guint            number;
  guint            marker;
} GuichetRichLine;

GuichetRichLine  guichet_rich_line_parse       (const char            *text);
char            *guichet_rich_line_make_marker (const GuichetRichLine *self);

G_END_DECLS

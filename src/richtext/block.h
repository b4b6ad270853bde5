#pragma once

#include "richtext/richtext.h"

G_BEGIN_DECLS

/* What a piece of formatted text may hold at most; see README.md. */
#define GUICHET_RICHTEXT_MAX_INPUT   (16 * 1024 * 1024)
#define GUICHET_RICHTEXT_MAX_TEXT    (1024 * 1024)   /* bytes of text and targets together */
#define GUICHET_RICHTEXT_MAX_BLOCKS  10000
#define GUICHET_RICHTEXT_MAX_SPANS   20000
#define GUICHET_RICHTEXT_MAX_TARGET  4096
#define GUICHET_RICHTEXT_MAX_NUMBER  999999999
#define GUICHET_RICHTEXT_MAX_LEVEL   40              /* <ul><li> forty times, spans inside: under 100 elements deep */

/* The server takes deeper headings away with all their text. */
#define GUICHET_RICHTEXT_MAX_HEADING 4

GPtrArray *_guichet_blocks_new (void);

G_END_DECLS

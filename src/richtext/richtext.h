#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GuichetRichText:
 *
 * A piece of formatted text: a short tree of paragraphs and spans out of an
 * allow-list. Made from hostile HTML by a total function: whatever comes in,
 * something readable of bounded size and depth comes out (RELIABILITY §8).
 * Immutable, shared between threads.
 */
typedef struct _GuichetRichText GuichetRichText;

typedef enum
{
  GUICHET_BLOCK_PARAGRAPH,
  GUICHET_BLOCK_HEADING,        /* @level 1–4: iTop removes h5 and h6 with their text */
  GUICHET_BLOCK_QUOTE,          /* @level of nesting */
  GUICHET_BLOCK_CODE,           /* white space kept */
  GUICHET_BLOCK_BULLET,         /* @level of nesting */
  GUICHET_BLOCK_NUMBER,         /* @level of nesting, @number */
  GUICHET_BLOCK_TABLE_ROW,      /* cells separated by tabs */
  GUICHET_BLOCK_RULE,
} GuichetBlockKind;

typedef enum
{
  GUICHET_SPAN_BOLD = 1 << 0,
  GUICHET_SPAN_ITALIC = 1 << 1,
  GUICHET_SPAN_UNDERLINE = 1 << 2,
  GUICHET_SPAN_STRIKE = 1 << 3,
  GUICHET_SPAN_CODE = 1 << 4,
  GUICHET_SPAN_LINK = 1 << 5,   /* @target: http, https or mailto only */
  GUICHET_SPAN_IMAGE = 1 << 6,  /* text is the alternative; @target the address, never fetched by itself */
} GuichetSpanStyle;

typedef struct
{
  guint  start;                 /* in bytes of the block's text */
  guint  length;
  guint  style;                 /* GuichetSpanStyle */
  char  *target;                /* nullable */
} GuichetSpan;

typedef struct
{
  GuichetBlockKind  kind;
  guint             level;
  guint             number;
  char             *text;       /* valid UTF-8; line breaks as U+000A */
  GArray           *spans;      /* of GuichetSpan, in order, never overlapping */
} GuichetBlock;

#define GUICHET_TYPE_RICH_TEXT (guichet_rich_text_get_type ())

GType               guichet_rich_text_get_type       (void) G_GNUC_CONST;
GuichetRichText    *guichet_rich_text_new_from_html  (const char      *html,
                                                      gssize           length);
GuichetRichText    *guichet_rich_text_new_from_plain (const char      *text);
GuichetRichText    *guichet_rich_text_new_from_blocks (GPtrArray      *blocks);
GuichetRichText    *guichet_rich_text_ref            (GuichetRichText *self);
void                guichet_rich_text_unref          (GuichetRichText *self);
guint               guichet_rich_text_get_n_blocks   (GuichetRichText *self);
const GuichetBlock *guichet_rich_text_get_block      (GuichetRichText *self,
                                                      guint            index);
gboolean            guichet_rich_text_is_empty       (GuichetRichText *self);
gboolean            guichet_rich_text_was_cut        (GuichetRichText *self);

/* HTML that the server's sanitiser leaves as it is; @marker (nullable) becomes
 * the class of the first element that can have one. */
char               *guichet_rich_text_to_html        (GuichetRichText *self,
                                                      const char      *marker);
char               *guichet_rich_text_to_plain       (GuichetRichText *self);

GuichetBlock       *guichet_block_new                (GuichetBlockKind kind,
                                                      const char      *text);
void                guichet_block_add_span           (GuichetBlock    *self,
                                                      guint            start,
                                                      guint            length,
                                                      guint            style,
                                                      const char      *target);
void                guichet_block_free               (GuichetBlock    *self);

/* Shorthands. */
char               *guichet_html_to_plain            (const char      *html);
char               *guichet_html_from_plain          (const char      *text,
                                                      const char      *marker);
char               *guichet_html_escape              (const char      *text);
char               *guichet_html_unescape            (const char      *text,
                                                      gssize           length);
/* Adds @marker to HTML of our own without changing what is seen. */
char               *guichet_html_add_marker          (const char      *html,
                                                      const char      *marker);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetRichText, guichet_rich_text_unref)

G_END_DECLS

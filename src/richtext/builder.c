#include "config.h"

#include "richtext/builder.h"

#include "richtext/link.h"
#include "util/text.h"

#include <string.h>

#define NO_BREAK_SPACE "\302\240"
#define MAX_STRETCH 256

/* The style of one stretch of text. Addresses are interned per builder, so
 * that two styles compare by pointer. */
typedef struct
{
  guint       style;
  const char *target;
} Look;

struct _GuichetRichBuilder
{
  GPtrArray    *blocks;
  GStringChunk *targets;

  GuichetBlock *block;             /* the open one, or NULL */
  GString      *text;
  GArray       *spans;             /* of GuichetSpan; targets belong to the chunk */

  Look          last;              /* of the last character of text */
  gboolean      space;             /* one is due before the next character */
  Look          space_look;
  guint         breaks;            /* line ends due before the next character */

  gsize         n_bytes;
  guint         n_spans;
  gboolean      full;
  gboolean      cut;
};

GuichetRichBuilder *
_guichet_rich_builder_new (void)
{
  GuichetRichBuilder *self = g_new0 (GuichetRichBuilder, 1);

  self->blocks = _guichet_blocks_new ();
  self->targets = g_string_chunk_new (1024);
  self->text = g_string_new (NULL);
  self->spans = g_array_new (FALSE, TRUE, sizeof (GuichetSpan));

  return self;
}

void
_guichet_rich_builder_free (GuichetRichBuilder *self)
{
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->block, guichet_block_free);
  g_string_chunk_free (self->targets);
  g_string_free (self->text, TRUE);
  g_array_unref (self->spans);
  g_free (self);
}

/**
 * _guichet_rich_builder_is_full:
 *
 * Returns: whether a bound was reached: nothing that is added now is kept
 */
gboolean
_guichet_rich_builder_is_full (GuichetRichBuilder *self)
{
  return self->full;
}

void
_guichet_rich_builder_set_cut (GuichetRichBuilder *self)
{
  self->cut = TRUE;
}

gboolean
_guichet_rich_builder_is_open (GuichetRichBuilder *self)
{
  return self->block != NULL;
}

static void
stop (GuichetRichBuilder *self)
{
  self->full = TRUE;
  self->cut = TRUE;
}

/* ---- characters */

static gboolean
same_look (const Look *a,
           const Look *b)
{
  return a->style == b->style && a->target == b->target;
}

/* Makes room for @n_bytes in the given look. Returns FALSE when a bound is reached. */
static gboolean
extend_spans (GuichetRichBuilder *self,
              const Look         *look,
              gsize               n_bytes)
{
  gboolean more = look->style != 0 && self->text->len > 0 && same_look (look, &self->last);
  gsize needed = n_bytes + (more || look->target == NULL ? 0 : strlen (look->target));
  gboolean new_span = look->style != 0 && !more;

  if (self->full || self->n_bytes + needed > GUICHET_RICHTEXT_MAX_TEXT ||
      (new_span && self->n_spans == GUICHET_RICHTEXT_MAX_SPANS))
    {
      stop (self);
      return FALSE;
    }

  if (new_span)
    {
      GuichetSpan span = { self->text->len, 0, look->style, (char *) look->target };

      g_array_append_val (self->spans, span);
      self->n_spans++;
    }
  if (look->style != 0)
    g_array_index (self->spans, GuichetSpan, self->spans->len - 1).length += n_bytes;
  self->n_bytes += needed;

  return TRUE;
}

static void
put (GuichetRichBuilder *self,
     const char         *bytes,
     gsize               length,
     const Look         *look)
{
  if (!extend_spans (self, look, length))
    return;

  g_string_append_len (self->text, bytes, length);
  self->last = *look;
}

static gboolean
at_line_start (GuichetRichBuilder *self)
{
  gsize length = self->text->len;

  return length == 0 || self->breaks > 0 ||
         self->text->str[length - 1] == '\n' || self->text->str[length - 1] == '\t';
}

static void
add_space (GuichetRichBuilder *self,
           const Look         *look)
{
  if (self->space || at_line_start (self))
    return;

  self->space = TRUE;
  self->space_look = *look;
}

/* The look of what is between two characters of the same look is theirs. It
 * cannot be seen on which side of a line end a tag stands, so it must make no
 * difference; and a picture has no space at its edge. */
static Look
get_white_look (GuichetRichBuilder *self,
                const Look         *next)
{
  static const Look plain = { 0, NULL };
  gboolean shared = self->text->len > 0 && same_look (&self->last, next);

  if (self->breaks > 0)
    return shared && !(next->style & GUICHET_SPAN_IMAGE) ? *next : plain;
  if (self->space_look.style & GUICHET_SPAN_IMAGE)
    return shared && same_look (&self->space_look, next) ? *next : plain;

  return self->space_look;
}

static void
flush_white (GuichetRichBuilder *self,
             const Look         *next)
{
  Look look = get_white_look (self, next);

  if (self->breaks > 0)
    for (guint i = 0; i < self->breaks && !self->full; i++)
      put (self, "\n", 1, &look);
  else if (self->space)
    put (self, " ", 1, &look);

  self->breaks = 0;
  self->space = FALSE;
}

static void
add_visible (GuichetRichBuilder *self,
             const char         *bytes,
             gsize               length,
             const Look         *look)
{
  flush_white (self, look);
  put (self, bytes, length, look);
}

/* A second space in a row survives HTML only as one that does not break. */
static void
add_kept_space (GuichetRichBuilder *self,
                const Look         *look)
{
  if (self->space || at_line_start (self))
    add_visible (self, NO_BREAK_SPACE, strlen (NO_BREAK_SPACE), look);
  else
    add_space (self, look);
}

static gboolean
is_white (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* What no HTML parser passes on, whatever its version. */
static gboolean
is_noncharacter (const char *p)
{
  return *p == '\357' && (strncmp (p, "\357\277\276", 3) == 0 || strncmp (p, "\357\277\277", 3) == 0);
}

/* How many bytes from @p on are visible characters. Bounded, so that not too
 * much is lost where a stretch meets the bound of the whole. */
static gsize
measure_visible (const char *p)
{
  const char *end = p;

  while (*end != '\0' && !is_white (*end) && !is_noncharacter (end) && end - p < MAX_STRETCH)
    end = g_utf8_next_char (end);

  return end - p;
}

/* ---- looks */

static guint
get_allowed_styles (GuichetRichBuilder *self)
{
  guint all = GUICHET_SPAN_BOLD | GUICHET_SPAN_ITALIC | GUICHET_SPAN_UNDERLINE | GUICHET_SPAN_STRIKE |
              GUICHET_SPAN_CODE | GUICHET_SPAN_LINK | GUICHET_SPAN_IMAGE;

  return self->block->kind == GUICHET_BLOCK_CODE ? all & ~GUICHET_SPAN_CODE : all;
}

/* One address for a stretch: that of the link, if it is inside of one. */
static Look
make_look (GuichetRichBuilder *self,
           guint               style,
           const char         *target)
{
  g_autofree char *clean = NULL;
  Look look = { style & get_allowed_styles (self), NULL };

  if (look.style & GUICHET_SPAN_LINK)
    {
      clean = _guichet_link_clean (target, FALSE);
      look.style &= clean != NULL ? ~GUICHET_SPAN_IMAGE : ~GUICHET_SPAN_LINK;
    }
  else if (look.style & GUICHET_SPAN_IMAGE)
    clean = _guichet_link_clean (target, TRUE);

  if (clean != NULL)
    look.target = g_string_chunk_insert_const (self->targets, clean);

  return look;
}

/* ---- text */

/**
 * _guichet_rich_builder_add_flowing:
 *
 * Adds text of HTML, where a run of white space is one space and none at the
 * ends of a line. A block must be open.
 */
void
_guichet_rich_builder_add_flowing (GuichetRichBuilder *self,
                                   const char         *text,
                                   gssize              length,
                                   guint               style,
                                   const char         *target)
{
  g_autofree char *valid = guichet_text_make_valid (text, length, 0);
  Look look;

  g_assert (self->block != NULL);
  look = make_look (self, style, target);

  for (const char *p = valid; *p != '\0' && !self->full;)
    {
      gsize n_visible = measure_visible (p);

      if (n_visible > 0)
        add_visible (self, p, n_visible, &look);
      else if (is_white (*p))
        add_space (self, &look);
      p += n_visible > 0 ? n_visible : (gsize) (g_utf8_next_char (p) - p);
    }
}

static void
add_exact_char (GuichetRichBuilder *self,
                const char         *p,
                gsize               length,
                const Look         *look)
{
  gboolean code = self->block->kind == GUICHET_BLOCK_CODE;
  gboolean image = (look->style & GUICHET_SPAN_IMAGE) != 0;

  if (is_noncharacter (p))
    return;

  if (image && is_white (*p))
    add_space (self, look);
  else if (code)
    add_visible (self, p, length, look);
  else if (*p == '\n')
    _guichet_rich_builder_add_break (self);
  else if (*p == '\t' && self->block->kind == GUICHET_BLOCK_TABLE_ROW)
    _guichet_rich_builder_next_cell (self);
  else if (*p == '\t')
    for (guint i = 0; i < 4; i++)
      add_kept_space (self, look);
  else if (*p == ' ')
    add_kept_space (self, look);
  else
    add_visible (self, p, length, look);
}

/**
 * _guichet_rich_builder_add_exact:
 *
 * Adds text as it stands: line ends are line ends, several spaces several
 * spaces, a tab of a table row the next cell. A block must be open.
 */
void
_guichet_rich_builder_add_exact (GuichetRichBuilder *self,
                                 const char         *text,
                                 gssize              length,
                                 guint               style,
                                 const char         *target)
{
  g_autofree char *valid = guichet_text_make_valid (text, length, 0);
  Look look;

  g_assert (self->block != NULL);
  look = make_look (self, style, target);

  for (const char *p = valid, *next; *p != '\0' && !self->full; p = next)
    {
      next = g_utf8_next_char (p);
      add_exact_char (self, p, next - p, &look);
    }
}

void
_guichet_rich_builder_add_break (GuichetRichBuilder *self)
{
  static const Look plain = { 0, NULL };

  g_assert (self->block != NULL);

  if (self->block->kind == GUICHET_BLOCK_CODE)
    put (self, "\n", 1, &plain);
  else if (self->text->len > 0 && self->text->str[self->text->len - 1] != '\t')
    self->breaks++;
  self->space = FALSE;
}

/**
 * _guichet_rich_builder_end_line:
 *
 * What comes next in the open block stands on another line than what was.
 */
void
_guichet_rich_builder_end_line (GuichetRichBuilder *self)
{
  if (self->breaks == 0 && !at_line_start (self))
    _guichet_rich_builder_add_break (self);
}

void
_guichet_rich_builder_next_cell (GuichetRichBuilder *self)
{
  static const Look plain = { 0, NULL };

  self->breaks = 0;
  self->space = FALSE;
  put (self, "\t", 1, &plain);
}

/* ---- blocks */

static guint
get_level (GuichetBlockKind kind,
           guint            level)
{
  switch (kind)
    {
    case GUICHET_BLOCK_HEADING:
      return CLAMP (level, 1, GUICHET_RICHTEXT_MAX_HEADING);
    case GUICHET_BLOCK_QUOTE:
    case GUICHET_BLOCK_BULLET:
    case GUICHET_BLOCK_NUMBER:
      return CLAMP (level, 1, GUICHET_RICHTEXT_MAX_LEVEL);
    case GUICHET_BLOCK_PARAGRAPH:
    case GUICHET_BLOCK_CODE:
    case GUICHET_BLOCK_TABLE_ROW:
    case GUICHET_BLOCK_RULE:
    default:
      return 0;
    }
}

/**
 * _guichet_rich_builder_open:
 *
 * Closes the open block and opens another one. A block that gets no visible
 * text is not kept.
 */
void
_guichet_rich_builder_open (GuichetRichBuilder *self,
                            GuichetBlockKind    kind,
                            guint               level,
                            guint               number)
{
  _guichet_rich_builder_close (self);

  self->block = guichet_block_new (kind, NULL);
  self->block->level = get_level (kind, level);
  self->block->number = kind == GUICHET_BLOCK_NUMBER ? MIN (number, GUICHET_RICHTEXT_MAX_NUMBER) : 0;
}

/* Takes the blank lines from the ends of a code block. Elsewhere white space
 * stands at the end only where a bound was reached. */
static void
trim_ends (GuichetRichBuilder *self)
{
  const char *white = self->block->kind == GUICHET_BLOCK_CODE ? "\n" : " \n";
  gsize start = strspn (self->text->str, white);
  gsize end = self->text->len;

  while (end > start && strchr (white, self->text->str[end - 1]) != NULL)
    end--;
  g_string_truncate (self->text, end);
  g_string_erase (self->text, 0, start);

  for (guint i = 0; i < self->spans->len; i++)
    {
      GuichetSpan *span = &g_array_index (self->spans, GuichetSpan, i);
      gsize from = CLAMP (span->start, start, end);
      gsize to = CLAMP (span->start + span->length, start, end);

      span->start = from - start;
      span->length = to - from;
    }
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\n")] == '\0';
}

static void
store_block (GuichetRichBuilder *self)
{
  GuichetBlock *block = g_steal_pointer (&self->block);

  if (block->kind == GUICHET_BLOCK_TABLE_ROW && strchr (self->text->str, '\t') == NULL)
    block->kind = GUICHET_BLOCK_PARAGRAPH;

  g_free (block->text);
  block->text = g_strndup (self->text->str, self->text->len);
  for (guint i = 0; i < self->spans->len; i++)
    {
      const GuichetSpan *span = &g_array_index (self->spans, GuichetSpan, i);

      if (span->length > 0)
        guichet_block_add_span (block, span->start, span->length, span->style, span->target);
    }
  g_ptr_array_add (self->blocks, block);
}

void
_guichet_rich_builder_close (GuichetRichBuilder *self)
{
  if (self->block == NULL)
    return;

  trim_ends (self);
  if (is_blank (self->text->str))
    g_clear_pointer (&self->block, guichet_block_free);
  else if (self->blocks->len == GUICHET_RICHTEXT_MAX_BLOCKS)
    {
      g_clear_pointer (&self->block, guichet_block_free);
      stop (self);
    }
  else
    store_block (self);

  g_string_truncate (self->text, 0);
  g_array_set_size (self->spans, 0);
  self->space = FALSE;
  self->breaks = 0;
}

void
_guichet_rich_builder_add_rule (GuichetRichBuilder *self)
{
  _guichet_rich_builder_close (self);

  if (self->full)
    return;
  if (self->blocks->len == GUICHET_RICHTEXT_MAX_BLOCKS)
    stop (self);
  else
    g_ptr_array_add (self->blocks, guichet_block_new (GUICHET_BLOCK_RULE, NULL));
}

/**
 * _guichet_rich_builder_finish:
 * @out_cut: whether something was left out
 *
 * Returns: (transfer full) (element-type GuichetBlock): the blocks; nothing
 *   can be added afterwards
 */
GPtrArray *
_guichet_rich_builder_finish (GuichetRichBuilder *self,
                              gboolean           *out_cut)
{
  _guichet_rich_builder_close (self);
  *out_cut = self->cut;

  return g_steal_pointer (&self->blocks);
}

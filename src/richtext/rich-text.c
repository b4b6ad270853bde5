#include "config.h"

#include "richtext/richtext.h"

#include "richtext/builder.h"
#include "richtext/html-reader.h"
#include "util/text.h"

#include <string.h>

struct _GuichetRichText
{
  GPtrArray *blocks;
  gboolean   was_cut;
};

G_DEFINE_BOXED_TYPE (GuichetRichText, guichet_rich_text, guichet_rich_text_ref, guichet_rich_text_unref)

static GuichetRichText *
finish (GuichetRichBuilder *builder)
{
  GuichetRichText *self = g_atomic_rc_box_new0 (GuichetRichText);

  self->blocks = _guichet_rich_builder_finish (builder, &self->was_cut);

  return self;
}

/**
 * guichet_rich_text_new_from_html:
 * @html: (nullable): any bytes at all
 * @length: their number, or -1 if @html ends with a zero byte
 *
 * Any thread. Takes time in proportion to @length and never fails.
 *
 * Returns: (transfer full): what can be shown of it
 */
GuichetRichText *
guichet_rich_text_new_from_html (const char *html,
                                 gssize      length)
{
  g_autoptr(GuichetRichBuilder) builder = _guichet_rich_builder_new ();

  g_return_val_if_fail (html != NULL || length <= 0, NULL);

  if (html != NULL)
    _guichet_html_read (html, length < 0 ? strlen (html) : (gsize) length, builder);

  return finish (builder);
}

static gboolean
is_blank_line (const char *line)
{
  return line[strspn (line, " \t\r")] == '\0';
}

/**
 * guichet_rich_text_new_from_plain:
 * @text: (nullable): what a person typed; blank lines part the paragraphs
 *
 * Several spaces in a row stay: all but one become spaces that do not break.
 *
 * Returns: (transfer full): the paragraphs
 */
GuichetRichText *
guichet_rich_text_new_from_plain (const char *text)
{
  g_autoptr(GuichetRichBuilder) builder = _guichet_rich_builder_new ();
  g_auto(GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (is_blank_line (lines[i]))
        {
          _guichet_rich_builder_close (builder);
          continue;
        }
      if (_guichet_rich_builder_is_open (builder))
        _guichet_rich_builder_add_break (builder);
      else
        _guichet_rich_builder_open (builder, GUICHET_BLOCK_PARAGRAPH, 0, 0);
      _guichet_rich_builder_add_exact (builder, g_strchomp (lines[i]), -1, 0, NULL);
    }

  return finish (builder);
}

static void
add_block (GuichetRichBuilder *builder,
           const GuichetBlock *block)
{
  gsize length = strlen (block->text);
  gsize done = 0;

  if (block->kind == GUICHET_BLOCK_RULE)
    {
      _guichet_rich_builder_add_rule (builder);
      return;
    }

  _guichet_rich_builder_open (builder, block->kind, block->level, block->number);
  for (guint i = 0; i < block->spans->len; i++)
    {
      const GuichetSpan *span = &g_array_index (block->spans, GuichetSpan, i);
      gsize start = CLAMP (span->start, done, length);
      gsize end = CLAMP ((gsize) span->start + span->length, start, length);

      _guichet_rich_builder_add_exact (builder, block->text + done, start - done, 0, NULL);
      _guichet_rich_builder_add_exact (builder, block->text + start, end - start, span->style, span->target);
      done = end;
    }
  _guichet_rich_builder_add_exact (builder, block->text + done, length - done, 0, NULL);
}

/**
 * guichet_rich_text_new_from_blocks:
 * @blocks: (transfer none) (element-type GuichetBlock): copied, and brought
 *   into the form that they would have after a way through HTML
 *
 * Returns: (transfer full): the text
 */
GuichetRichText *
guichet_rich_text_new_from_blocks (GPtrArray *blocks)
{
  g_autoptr(GuichetRichBuilder) builder = _guichet_rich_builder_new ();

  g_return_val_if_fail (blocks != NULL, NULL);

  for (guint i = 0; i < blocks->len; i++)
    add_block (builder, g_ptr_array_index (blocks, i));

  return finish (builder);
}

GuichetRichText *
guichet_rich_text_ref (GuichetRichText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_rich_text (gpointer data)
{
  GuichetRichText *self = data;

  g_ptr_array_unref (self->blocks);
}

void
guichet_rich_text_unref (GuichetRichText *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_rich_text);
}

guint
guichet_rich_text_get_n_blocks (GuichetRichText *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->blocks->len;
}

/**
 * guichet_rich_text_get_block:
 *
 * Returns: (transfer none): the block; it lives as long as @self
 */
const GuichetBlock *
guichet_rich_text_get_block (GuichetRichText *self,
                             guint            index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->blocks->len, NULL);

  return g_ptr_array_index (self->blocks, index);
}

/**
 * guichet_rich_text_is_empty:
 *
 * Returns: whether there is nothing to see: no block, or only white space
 *   such as editors leave in empty paragraphs
 */
gboolean
guichet_rich_text_is_empty (GuichetRichText *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const GuichetBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->kind == GUICHET_BLOCK_RULE || !guichet_text_is_empty (block->text))
        return FALSE;
    }

  return TRUE;
}

/**
 * guichet_rich_text_was_cut:
 *
 * Returns: whether the source held more than is kept: more text or blocks, or
 *   deeper nesting
 */
gboolean
guichet_rich_text_was_cut (GuichetRichText *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->was_cut;
}

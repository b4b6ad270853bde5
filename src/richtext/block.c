#include "config.h"

#include "richtext/block.h"

static void
clear_span (gpointer data)
{
  GuichetSpan *span = data;

  g_free (span->target);
}

/**
 * guichet_block_new:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): a block without spans, of level and number 1 where
 *   its kind has them
 */
GuichetBlock *
guichet_block_new (GuichetBlockKind  kind,
                   const char       *text)
{
  GuichetBlock *self = g_new0 (GuichetBlock, 1);

  self->kind = kind;
  self->text = g_strdup (text != NULL ? text : "");
  self->spans = g_array_new (FALSE, TRUE, sizeof (GuichetSpan));
  g_array_set_clear_func (self->spans, clear_span);

  if (kind == GUICHET_BLOCK_HEADING || kind == GUICHET_BLOCK_QUOTE ||
      kind == GUICHET_BLOCK_BULLET || kind == GUICHET_BLOCK_NUMBER)
    self->level = 1;
  if (kind == GUICHET_BLOCK_NUMBER)
    self->number = 1;

  return self;
}

/**
 * guichet_block_add_span:
 * @start: in bytes, on a character, not before the end of the last span
 * @length: in bytes, to the end of a character
 * @style: of #GuichetSpanStyle
 * @target: (nullable): the address of a link or an image
 */
void
guichet_block_add_span (GuichetBlock *self,
                        guint         start,
                        guint         length,
                        guint         style,
                        const char   *target)
{
  GuichetSpan span = { start, length, style, NULL };

  g_return_if_fail (self != NULL);

  span.target = g_strdup (target);
  g_array_append_val (self->spans, span);
}

void
guichet_block_free (GuichetBlock *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_array_unref (self->spans);
  g_free (self);
}

GPtrArray *
_guichet_blocks_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) guichet_block_free);
}

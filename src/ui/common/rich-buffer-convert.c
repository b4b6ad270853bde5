#include "config.h"

#include "ui/common/rich-buffer-private.h"

/* ---- from a rich text */

static void
insert_piece (GuichetRichBuffer *self,
              GtkTextIter       *iter,
              const char        *text,
              gsize              length,
              const GuichetSpan *span)
{
  int offset = gtk_text_iter_get_offset (iter);
  GtkTextIter start;

  if (length == 0)
    return;

  gtk_text_buffer_insert (GTK_TEXT_BUFFER (self), iter, text, (int) length);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), &start, offset);
  _guichet_rich_buffer_apply_style (self, span != NULL ? span->style : 0, &start, iter);
  if (span != NULL && span->target != NULL)
    _guichet_rich_buffer_apply_link (self, span->target, &start, iter);
}

/* A line break inside a block starts a line of its own, with its marker. */
static void
insert_lines (GuichetRichBuffer *self,
              GtkTextIter       *iter,
              const char        *text,
              gsize              length,
              const char        *marker,
              const GuichetSpan *span)
{
  const char *newline;

  while ((newline = memchr (text, '\n', length)) != NULL)
    {
      gsize part = newline + 1 - text;

      insert_piece (self, iter, text, part, span);
      insert_piece (self, iter, marker, strlen (marker), NULL);
      text += part;
      length -= part;
    }

  insert_piece (self, iter, text, length, span);
}

static const char *
get_inner_marker (const GuichetBlock *block,
                  const char         *marker)
{
  return block->kind == GUICHET_BLOCK_QUOTE || block->kind == GUICHET_BLOCK_CODE ? marker : "";
}

static void
insert_block (GuichetRichBuffer  *self,
              GtkTextIter        *iter,
              const GuichetBlock *block)
{
  GuichetRichLine line = { block->kind, MAX (block->level, 1), block->number, 0 };
  g_autofree char *marker = guichet_rich_line_make_marker (&line);
  const char *inner = get_inner_marker (block, marker);
  gsize done = 0;

  insert_piece (self, iter, marker, strlen (marker), NULL);
  for (guint i = 0; i < block->spans->len; i++)
    {
      const GuichetSpan *span = &g_array_index (block->spans, GuichetSpan, i);

      insert_lines (self, iter, block->text + done, span->start - done, inner, NULL);
      insert_lines (self, iter, block->text + span->start, span->length, inner, span);
      done = span->start + span->length;
    }
  insert_lines (self, iter, block->text + done, strlen (block->text) - done, inner, NULL);
}

static gboolean
is_plain (const GuichetBlock *block)
{
  return block->kind == GUICHET_BLOCK_PARAGRAPH || block->kind == GUICHET_BLOCK_HEADING;
}

static void
insert_blocks (GuichetRichBuffer *self,
               GtkTextIter       *iter,
               GuichetRichText   *text)
{
  guint n = guichet_rich_text_get_n_blocks (text);
  int first = gtk_text_iter_get_line (iter);

  self->editing_markers = TRUE;
  for (guint i = 0; i < n; i++)
    {
      const GuichetBlock *block = guichet_rich_text_get_block (text, i);

      if (i > 0)
        {
          gboolean both_plain = is_plain (block) && is_plain (guichet_rich_text_get_block (text, i - 1));

          gtk_text_buffer_insert (GTK_TEXT_BUFFER (self), iter, both_plain ? "\n\n" : "\n", -1);
        }
      insert_block (self, iter, block);
    }
  self->editing_markers = FALSE;

  _guichet_rich_buffer_retag_lines (self, first, gtk_text_iter_get_line (iter));
}

static void
collect_link (GtkTextTag *tag,
              gpointer    user_data)
{
  if (g_object_get_data (G_OBJECT (tag), "target") != NULL)
    g_ptr_array_add (user_data, tag);
}

/* Each link has a tag of its own; none outlives its text. */
static void
remove_links (GuichetRichBuffer *self)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (GTK_TEXT_BUFFER (self));
  g_autoptr(GPtrArray) links = g_ptr_array_new ();

  gtk_text_tag_table_foreach (table, collect_link, links);
  for (guint i = 0; i < links->len; i++)
    gtk_text_tag_table_remove (table, g_ptr_array_index (links, i));
}

void
guichet_rich_buffer_set_text (GuichetRichBuffer *self,
                              GuichetRichText   *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start, end;

  g_return_if_fail (GUICHET_IS_RICH_BUFFER (self));

  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  remove_links (self);
  if (text != NULL)
    insert_blocks (self, &start, text);
  gtk_text_buffer_end_irreversible_action (buffer);

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
}

void
guichet_rich_buffer_insert_text (GuichetRichBuffer *self,
                                 GuichetRichText   *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start, end;

  g_return_if_fail (GUICHET_IS_RICH_BUFFER (self));
  g_return_if_fail (text != NULL);

  gtk_text_buffer_begin_user_action (buffer);
  if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    gtk_text_buffer_delete (buffer, &start, &end);
  insert_blocks (self, &start, text);
  gtk_text_buffer_end_user_action (buffer);

  gtk_text_buffer_place_cursor (buffer, &start);
}

/* ---- to a rich text */

static void
append_piece (GuichetBlock *block,
              const char   *piece,
              guint         style,
              const char   *target)
{
  gsize start = strlen (block->text);
  char *joined = g_strconcat (block->text, piece, NULL);

  g_free (block->text);
  block->text = joined;

  if (style != 0)
    guichet_block_add_span (block, (guint) start, (guint) strlen (piece), style, target);
}

/* Appends the line from @start on: pieces between two changes of tags, joined
 * where the change was of no concern (spelling marks are tags too). */
static void
append_pieces (GuichetRichBuffer *self,
               GuichetBlock      *block,
               GtkTextIter        start,
               const GtkTextIter *end)
{
  while (gtk_text_iter_compare (&start, end) < 0)
    {
      const char *target = NULL, *next_target = NULL;
      guint style = _guichet_rich_buffer_get_style_at (self, &start, &target);
      GtkTextIter next = start;
      g_autofree char *piece = NULL;

      do
        {
          next_target = NULL;
          if (!gtk_text_iter_forward_to_tag_toggle (&next, NULL) || gtk_text_iter_compare (&next, end) >= 0)
            next = *end;
        }
      while (gtk_text_iter_compare (&next, end) < 0
             && _guichet_rich_buffer_get_style_at (self, &next, &next_target) == style
             && next_target == target);

      piece = gtk_text_iter_get_slice (&start, &next);
      append_piece (block, piece, style, target);
      start = next;
    }
}

/* Whether a line goes on with the block before it. */
static gboolean
continues (const GuichetBlock    *block,
           const GuichetRichLine *line)
{
  if (block == NULL || block->kind != line->kind)
    return FALSE;

  return line->kind == GUICHET_BLOCK_PARAGRAPH || line->kind == GUICHET_BLOCK_CODE
         || (line->kind == GUICHET_BLOCK_QUOTE && block->level == line->level);
}

static guint
choose_number (const GuichetBlock    *before,
               const GuichetRichLine *line)
{
  if (before != NULL && before->kind == GUICHET_BLOCK_NUMBER && before->level == line->level)
    return before->number + 1;

  return line->number;
}

static GuichetBlock *
begin_block (GPtrArray             *blocks,
             const GuichetBlock    *before,
             const GuichetRichLine *line)
{
  GuichetBlock *block = guichet_block_new (line->kind, "");

  if (block->level > 0)
    block->level = line->level;
  block->number = choose_number (before, line);
  g_ptr_array_add (blocks, block);

  return block;
}

static gboolean
is_blank_line (const char            *text,
               const GuichetRichLine *line)
{
  for (const char *p = text; *p != '\0' && line->kind == GUICHET_BLOCK_PARAGRAPH; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;

  return line->kind == GUICHET_BLOCK_PARAGRAPH;
}

static void
free_block (gpointer data)
{
  guichet_block_free (data);
}

/**
 * guichet_rich_buffer_dup_text:
 *
 * Lines of plain text that follow each other are one paragraph; an empty
 * line begins a new one.
 *
 * Returns: (transfer full): what was written
 */
GuichetRichText *
guichet_rich_buffer_dup_text (GuichetRichBuffer *self)
{
  g_autoptr(GPtrArray) blocks = g_ptr_array_new_with_free_func (free_block);
  int n_lines = gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (self));
  GuichetBlock *open = NULL;

  g_return_val_if_fail (GUICHET_IS_RICH_BUFFER (self), NULL);

  for (int i = 0; i < n_lines; i++)
    {
      GtkTextIter start, end;
      g_autofree char *text = _guichet_rich_buffer_dup_line (self, i, &start, &end);
      GuichetRichLine line = guichet_rich_line_parse (text);

      if (is_blank_line (text, &line))
        {
          open = NULL;
          continue;
        }

      gtk_text_iter_set_line_offset (&start, (int) line.marker);
      if (continues (open, &line))
        append_piece (open, "\n", 0, NULL);
      else
        open = begin_block (blocks, open, &line);
      append_pieces (self, open, start, &end);
    }

  return guichet_rich_text_new_from_blocks (blocks);
}

/* Whether there is nothing but space and empty items. */
gboolean
guichet_rich_buffer_is_blank (GuichetRichBuffer *self)
{
  int n_lines = gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (self));

  for (int i = 0; i < n_lines; i++)
    {
      GtkTextIter start, end;
      g_autofree char *text = _guichet_rich_buffer_dup_line (self, i, &start, &end);
      GuichetRichLine line = guichet_rich_line_parse (text);
      const char *content = g_utf8_offset_to_pointer (text, line.marker);

      for (; *content != '\0'; content = g_utf8_next_char (content))
        if (!g_unichar_isspace (g_utf8_get_char (content)))
          return FALSE;
    }

  return TRUE;
}

#include "config.h"

#include "ui/common/rich-buffer.h"

#include "ui/common/rich-buffer-private.h"

/* The tags of the characters; underline and strike only come from drafts. */
static const struct { guint style; const char *name; } style_tags[] = {
  { GUICHET_SPAN_BOLD, "bold" },
  { GUICHET_SPAN_ITALIC, "italic" },
  { GUICHET_SPAN_UNDERLINE, "underline" },
  { GUICHET_SPAN_STRIKE, "strike" },
  { GUICHET_SPAN_CODE, "code" },
};

/* The tags of the lines follow from their markers. */
static const struct { GuichetBlockKind kind; const char *name; } line_tags[] = {
  { GUICHET_BLOCK_BULLET, "line-item" },
  { GUICHET_BLOCK_NUMBER, "line-item" },
  { GUICHET_BLOCK_QUOTE, "line-quote" },
  { GUICHET_BLOCK_CODE, "line-code" },
};

G_DEFINE_FINAL_TYPE (GuichetRichBuffer, guichet_rich_buffer, GTK_SOURCE_TYPE_BUFFER)

/* ---- helpers shared with rich-buffer-convert.c */

GtkTextTag *
_guichet_rich_buffer_get_style_tag (GuichetRichBuffer *self,
                                    guint              style)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (GTK_TEXT_BUFFER (self));

  for (guint i = 0; i < G_N_ELEMENTS (style_tags); i++)
    if (style_tags[i].style == style)
      return gtk_text_tag_table_lookup (table, style_tags[i].name);

  return NULL;
}

/* The GuichetSpanStyle of the character right of @iter; @out_target borrows
 * the address of a link. */
guint
_guichet_rich_buffer_get_style_at (GuichetRichBuffer  *self,
                                   const GtkTextIter  *iter,
                                   const char        **out_target)
{
  g_autoptr(GSList) tags = gtk_text_iter_get_tags (iter);
  guint style = 0;

  for (GSList *l = tags; l != NULL; l = l->next)
    {
      const char *target = g_object_get_data (l->data, "target");

      if (target != NULL)
        {
          style |= GUICHET_SPAN_LINK;
          if (out_target != NULL)
            *out_target = target;
        }
      for (guint i = 0; i < G_N_ELEMENTS (style_tags); i++)
        if (l->data == _guichet_rich_buffer_get_style_tag (self, style_tags[i].style))
          style |= style_tags[i].style;
    }

  return style;
}

char *
_guichet_rich_buffer_dup_line (GuichetRichBuffer *self,
                               int                number,
                               GtkTextIter       *out_start,
                               GtkTextIter       *out_end)
{
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), out_start, number);
  *out_end = *out_start;
  if (!gtk_text_iter_ends_line (out_end))
    gtk_text_iter_forward_to_line_end (out_end);

  return gtk_text_iter_get_slice (out_start, out_end);
}

GuichetRichLine
_guichet_rich_buffer_parse_line (GuichetRichBuffer *self,
                                 int                number)
{
  GtkTextIter start, end;
  g_autofree char *text = _guichet_rich_buffer_dup_line (self, number, &start, &end);

  return guichet_rich_line_parse (text);
}

void
_guichet_rich_buffer_apply_style (GuichetRichBuffer *self,
                                  guint              style,
                                  const GtkTextIter *start,
                                  const GtkTextIter *end)
{
  for (guint i = 0; i < G_N_ELEMENTS (style_tags); i++)
    {
      GtkTextTag *tag = _guichet_rich_buffer_get_style_tag (self, style_tags[i].style);

      if (style & style_tags[i].style)
        gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self), tag, start, end);
      else
        gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (self), tag, start, end);
    }
}

void
_guichet_rich_buffer_apply_link (GuichetRichBuffer *self,
                                 const char        *target,
                                 const GtkTextIter *start,
                                 const GtkTextIter *end)
{
  GtkTextTag *tag = gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (self), NULL,
                                                "underline", PANGO_UNDERLINE_SINGLE,
                                                NULL);

  g_object_set_data_full (G_OBJECT (tag), "target", g_strdup (target), g_free);
  gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self), tag, start, end);
}

/* ---- lines */

static void
retag_line (GuichetRichBuffer *self,
            int                number)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (buffer);
  GuichetRichLine line = _guichet_rich_buffer_parse_line (self, number);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (buffer, &start, number);
  end = start;
  gtk_text_iter_forward_line (&end);

  for (guint i = 0; i < G_N_ELEMENTS (line_tags); i++)
    if (line_tags[i].kind != line.kind)
      gtk_text_buffer_remove_tag (buffer, gtk_text_tag_table_lookup (table, line_tags[i].name), &start, &end);
  for (guint i = 0; i < G_N_ELEMENTS (line_tags); i++)
    if (line_tags[i].kind == line.kind)
      gtk_text_buffer_apply_tag (buffer, gtk_text_tag_table_lookup (table, line_tags[i].name), &start, &end);
}

void
_guichet_rich_buffer_retag_lines (GuichetRichBuffer *self,
                                  int                first,
                                  int                last)
{
  for (int i = first; i <= last; i++)
    retag_line (self, i);
}

static void
set_marker (GuichetRichBuffer     *self,
            int                    number,
            const GuichetRichLine *wanted)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  g_autofree char *marker = guichet_rich_line_make_marker (wanted);
  GuichetRichLine line = _guichet_rich_buffer_parse_line (self, number);
  GtkTextIter start, end;
  gboolean were_editing = self->editing_markers;

  self->editing_markers = TRUE;
  gtk_text_buffer_get_iter_at_line (buffer, &start, number);
  if (line.marker > 0)
    {
      gtk_text_buffer_get_iter_at_line_offset (buffer, &end, number, (int) line.marker);
      gtk_text_buffer_delete (buffer, &start, &end);
    }
  if (*marker != '\0')
    gtk_text_buffer_insert (buffer, &start, marker, -1);
  self->editing_markers = were_editing;

  retag_line (self, number);
}

/* ---- typing */

/* Return in a list goes on with the next item; in an empty item it ends the
 * list. Leaves @iter behind what was done. */
static void
break_line (GuichetRichBuffer *self,
            GtkTextIter       *iter)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  int number = gtk_text_iter_get_line (iter);
  GuichetRichLine line = _guichet_rich_buffer_parse_line (self, number);
  GtkTextIter end = *iter;
  g_autofree char *marker = NULL;

  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  if (gtk_text_iter_get_line_offset (&end) == (int) line.marker)
    {
      set_marker (self, number, &(GuichetRichLine) { GUICHET_BLOCK_PARAGRAPH });
      gtk_text_buffer_get_iter_at_line (buffer, iter, number);
      return;
    }

  line.number++;
  marker = guichet_rich_line_make_marker (&line);
  self->editing_markers = TRUE;
  gtk_text_buffer_insert (buffer, iter, "\n", 1);
  gtk_text_buffer_insert (buffer, iter, marker, -1);
  self->editing_markers = FALSE;
  _guichet_rich_buffer_retag_lines (self, number, number + 1);
}

/* Nothing is typed in front of a marker or inside it. */
static void
leave_marker (GuichetRichBuffer *self,
              GtkTextIter       *iter)
{
  GuichetRichLine line = _guichet_rich_buffer_parse_line (self, gtk_text_iter_get_line (iter));

  if (gtk_text_iter_get_line_offset (iter) < (int) line.marker)
    gtk_text_iter_set_line_offset (iter, (int) line.marker);
}

static void
guichet_rich_buffer_insert (GtkTextBuffer *buffer,
                            GtkTextIter   *iter,
                            const char    *text,
                            int            length)
{
  GuichetRichBuffer *self = GUICHET_RICH_BUFFER (buffer);
  gboolean typed = !self->editing_markers && !self->restoring;
  int start_offset, first;
  GtkTextIter start;

  if (typed)
    {
      leave_marker (self, iter);
      if (length == 1 && *text == '\n'
          && _guichet_rich_buffer_parse_line (self, gtk_text_iter_get_line (iter)).marker > 0)
        {
          break_line (self, iter);
          return;
        }
    }

  start_offset = gtk_text_iter_get_offset (iter);
  first = gtk_text_iter_get_line (iter);
  GTK_TEXT_BUFFER_CLASS (guichet_rich_buffer_parent_class)->insert_text (buffer, iter, text, length);

  if (typed)
    {
      gtk_text_buffer_get_iter_at_offset (buffer, &start, start_offset);
      _guichet_rich_buffer_apply_style (self, self->typing_style, &start, iter);
    }
  if (!self->editing_markers)
    _guichet_rich_buffer_retag_lines (self, first, gtk_text_iter_get_line (iter));
}

static void
guichet_rich_buffer_delete_range (GtkTextBuffer *buffer,
                                  GtkTextIter   *start,
                                  GtkTextIter   *end)
{
  GuichetRichBuffer *self = GUICHET_RICH_BUFFER (buffer);

  GTK_TEXT_BUFFER_CLASS (guichet_rich_buffer_parent_class)->delete_range (buffer, start, end);

  if (!self->editing_markers)
    retag_line (self, gtk_text_iter_get_line (start));
}

/* What is typed next looks like what stands before it; links end. */
static void
guichet_rich_buffer_mark_set (GtkTextBuffer     *buffer,
                              const GtkTextIter *location,
                              GtkTextMark       *mark)
{
  GuichetRichBuffer *self = GUICHET_RICH_BUFFER (buffer);
  GtkTextIter before = *location;

  GTK_TEXT_BUFFER_CLASS (guichet_rich_buffer_parent_class)->mark_set (buffer, location, mark);

  if (mark != gtk_text_buffer_get_insert (buffer))
    return;

  if (gtk_text_iter_starts_line (&before) || !gtk_text_iter_backward_char (&before))
    self->typing_style = 0;
  else
    self->typing_style = _guichet_rich_buffer_get_style_at (self, &before, NULL) & ~(guint) GUICHET_SPAN_LINK;
}

static void
guichet_rich_buffer_undo (GtkTextBuffer *buffer)
{
  GuichetRichBuffer *self = GUICHET_RICH_BUFFER (buffer);

  self->restoring = TRUE;
  GTK_TEXT_BUFFER_CLASS (guichet_rich_buffer_parent_class)->undo (buffer);
  self->restoring = FALSE;
}

static void
guichet_rich_buffer_redo (GtkTextBuffer *buffer)
{
  GuichetRichBuffer *self = GUICHET_RICH_BUFFER (buffer);

  self->restoring = TRUE;
  GTK_TEXT_BUFFER_CLASS (guichet_rich_buffer_parent_class)->redo (buffer);
  self->restoring = FALSE;
}

/* ---- class */

/* Not at init: the table of tags is a construct property. */
static void
guichet_rich_buffer_constructed (GObject *object)
{
  GuichetRichBuffer *self = GUICHET_RICH_BUFFER (object);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);

  G_OBJECT_CLASS (guichet_rich_buffer_parent_class)->constructed (object);

  gtk_source_buffer_set_highlight_matching_brackets (GTK_SOURCE_BUFFER (self), FALSE);
  gtk_source_buffer_set_highlight_syntax (GTK_SOURCE_BUFFER (self), FALSE);
  gtk_source_buffer_set_implicit_trailing_newline (GTK_SOURCE_BUFFER (self), FALSE);

  gtk_text_buffer_create_tag (buffer, "line-item", "left-margin", 22, "indent", -16, NULL);
  gtk_text_buffer_create_tag (buffer, "line-quote", "left-margin", 22, "indent", -12, "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, "line-code", "family", "monospace", NULL);
  gtk_text_buffer_create_tag (buffer, "bold", "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, "italic", "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, "underline", "underline", PANGO_UNDERLINE_SINGLE, NULL);
  gtk_text_buffer_create_tag (buffer, "strike", "strikethrough", TRUE, NULL);
  gtk_text_buffer_create_tag (buffer, "code", "family", "monospace", NULL);
}

static void
guichet_rich_buffer_class_init (GuichetRichBufferClass *klass)
{
  GtkTextBufferClass *buffer_class = GTK_TEXT_BUFFER_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = guichet_rich_buffer_constructed;
  buffer_class->insert_text = guichet_rich_buffer_insert;
  buffer_class->delete_range = guichet_rich_buffer_delete_range;
  buffer_class->mark_set = guichet_rich_buffer_mark_set;
  buffer_class->undo = guichet_rich_buffer_undo;
  buffer_class->redo = guichet_rich_buffer_redo;
}

static void
guichet_rich_buffer_init (GuichetRichBuffer *self)
{
}

GuichetRichBuffer *
guichet_rich_buffer_new (void)
{
  return g_object_new (GUICHET_TYPE_RICH_BUFFER, NULL);
}

/* ---- formats */

guint
guichet_rich_buffer_get_style (GuichetRichBuffer *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (GUICHET_IS_RICH_BUFFER (self), 0);

  if (!gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self), &start, &end))
    return self->typing_style;

  return _guichet_rich_buffer_get_style_at (self, &start, NULL);
}

void
guichet_rich_buffer_set_style (GuichetRichBuffer *self,
                               guint              style,
                               gboolean           on)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextTag *tag = _guichet_rich_buffer_get_style_tag (self, style);
  GtkTextIter start, end;

  g_return_if_fail (GUICHET_IS_RICH_BUFFER (self));
  g_return_if_fail (tag != NULL);

  if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    {
      if (on)
        gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
      else
        gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
      /* A tag is no change of the text for GTK; for a draft it is. */
      g_signal_emit_by_name (self, "changed");
    }

  self->typing_style = on ? self->typing_style | style : self->typing_style & ~style;
}

void
guichet_rich_buffer_set_link (GuichetRichBuffer *self,
                              const char        *target)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start, end;

  g_return_if_fail (GUICHET_IS_RICH_BUFFER (self));
  g_return_if_fail (target != NULL);

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    {
      int offset;

      gtk_text_buffer_get_iter_at_mark (buffer, &start, gtk_text_buffer_get_insert (buffer));
      offset = gtk_text_iter_get_offset (&start);
      gtk_text_buffer_begin_user_action (buffer);
      gtk_text_buffer_insert (buffer, &start, target, -1);
      gtk_text_buffer_end_user_action (buffer);
      end = start;
      gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
    }

  _guichet_rich_buffer_apply_link (self, target, &start, &end);
  g_signal_emit_by_name (self, "changed");
}

static void
get_selected_lines (GuichetRichBuffer *self,
                    int               *out_first,
                    int               *out_last)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self), &start, &end);
  *out_first = gtk_text_iter_get_line (&start);
  *out_last = gtk_text_iter_get_line (&end);
}

GuichetBlockKind
guichet_rich_buffer_get_block (GuichetRichBuffer *self)
{
  int first, last;

  g_return_val_if_fail (GUICHET_IS_RICH_BUFFER (self), GUICHET_BLOCK_PARAGRAPH);

  get_selected_lines (self, &first, &last);

  return _guichet_rich_buffer_parse_line (self, first).kind;
}

void
guichet_rich_buffer_set_block (GuichetRichBuffer *self,
                               GuichetBlockKind   kind)
{
  int first, last;

  g_return_if_fail (GUICHET_IS_RICH_BUFFER (self));

  get_selected_lines (self, &first, &last);

  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self));
  for (int i = first; i <= last; i++)
    set_marker (self, i, &(GuichetRichLine) { kind, 1, (guint) (i - first) + 1, 0 });
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self));
}

gboolean
guichet_rich_buffer_erase_marker (GuichetRichBuffer *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GuichetRichLine line;
  GtkTextIter cursor;
  int number;

  g_return_val_if_fail (GUICHET_IS_RICH_BUFFER (self), FALSE);

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  number = gtk_text_iter_get_line (&cursor);
  line = _guichet_rich_buffer_parse_line (self, number);
  if (gtk_text_buffer_get_has_selection (buffer) || line.marker == 0
      || gtk_text_iter_get_line_offset (&cursor) != (int) line.marker)
    return FALSE;

  gtk_text_buffer_begin_user_action (buffer);
  set_marker (self, number, &(GuichetRichLine) { GUICHET_BLOCK_PARAGRAPH });
  gtk_text_buffer_end_user_action (buffer);

  return TRUE;
}

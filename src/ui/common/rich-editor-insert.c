#include "config.h"

#include "ui/common/rich-editor-private.h"

/* Who typed on before this was looked at meant no search. */
static gboolean
is_behind_trigger (GuichetRichEditor *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  for (guint i = 0; i < self->n_typed; i++)
    if (!gtk_text_iter_backward_char (&iter) ||
        gtk_text_iter_get_char (&iter) != (self->insert_kind == GUICHET_RICH_INSERT_MENTION ? '@' : ';'))
      return FALSE;

  return TRUE;
}

static gboolean
insert_cb (gpointer user_data)
{
  GuichetRichEditor *self = user_data;

  self->inserting = 0;
  if (!is_behind_trigger (self))
    return G_SOURCE_REMOVE;

  g_signal_emit_by_name (self, "insert", self->insert_kind, self->n_typed);

  return G_SOURCE_REMOVE;
}

/* Not while the buffer changes: whoever inserts changes it too. */
static void
ask_for_insert (GuichetRichEditor *self,
                GuichetRichInsert  kind,
                guint              n_typed)
{
  if (!self->insertable || self->inserting != 0)
    return;

  self->insert_kind = kind;
  self->n_typed = n_typed;
  self->inserting = g_idle_add_full (G_PRIORITY_HIGH_IDLE, insert_cb, self, NULL);
}

static gboolean
starts_word (const GtkTextIter *iter)
{
  GtkTextIter before = *iter;
  gunichar c;

  if (!gtk_text_iter_backward_char (&before))
    return TRUE;
  c = gtk_text_iter_get_char (&before);

  return !g_unichar_isalnum (c) && c != '.' && c != '_' && c != '-';
}

/* Whatever key makes the character, with AltGr or without: it is in the text
 * and stays there unless something is chosen. */
void
_guichet_rich_editor_typed_cb (GuichetRichEditor *self,
                               GtkTextIter       *end,
                               const char        *text,
                               int                length)
{
  GtkTextIter start = *end;

  if (self->loading || length != 1 || !gtk_text_iter_backward_char (&start))
    return;

  if (*text == '@' && starts_word (&start))
    ask_for_insert (self, GUICHET_RICH_INSERT_MENTION, 1);
  else if (*text == ';' && gtk_text_iter_backward_char (&start) && gtk_text_iter_get_char (&start) == ';')
    ask_for_insert (self, GUICHET_RICH_INSERT_TEMPLATE, 2);
}

static void
template_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  ask_for_insert (GUICHET_RICH_EDITOR (widget), GUICHET_RICH_INSERT_TEMPLATE, 0);
}

static void
mention_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  ask_for_insert (GUICHET_RICH_EDITOR (widget), GUICHET_RICH_INSERT_MENTION, 0);
}

static void
article_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  ask_for_insert (GUICHET_RICH_EDITOR (widget), GUICHET_RICH_INSERT_ARTICLE, 0);
}

void
_guichet_rich_editor_class_init_inserts (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "editor.template", NULL, template_action);
  gtk_widget_class_install_action (widget_class, "editor.mention", NULL, mention_action);
  gtk_widget_class_install_action (widget_class, "editor.article", NULL, article_action);
}

/* Whether somebody answers the signal "insert"; the buttons for it are there then. */
void
guichet_rich_editor_set_insertable (GuichetRichEditor *self,
                                    gboolean           insertable)
{
  static const char * const actions[] = { "editor.template", "editor.mention", "editor.article" };

  g_return_if_fail (GUICHET_IS_RICH_EDITOR (self));

  self->insertable = insertable;
  gtk_widget_set_visible (self->inserts, insertable);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], insertable);
}

/* Takes away what was typed to ask for it; leaves the cursor there. */
static void
delete_typed (GuichetRichEditor *self,
              guint              n_typed)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_mark (buffer, &end, gtk_text_buffer_get_insert (buffer));
  start = end;
  if (n_typed > 0 && gtk_text_iter_backward_chars (&start, (int) n_typed))
    gtk_text_buffer_delete (buffer, &start, &end);
}

static gboolean
scroll_cb (gpointer user_data)
{
  GuichetRichEditor *self = user_data;
  GtkTextMark *cursor = gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer));
  GdkRectangle seen, place;
  GtkTextIter iter;

  self->scrolling = 0;
  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &iter, cursor);
  gtk_text_view_get_iter_location (self->view, &iter, &place);
  gtk_text_view_get_visible_rect (self->view, &seen);
  if (place.y < seen.y || place.y + place.height > seen.y + seen.height)
    gtk_text_view_scroll_mark_onscreen (self->view, cursor);

  return G_SOURCE_REMOVE;
}

/* Once the editor has grown with its text, which mostly suffices: scrolling
 * before draws a bar that has no place yet. */
static void
scroll_later (GuichetRichEditor *self)
{
  if (self->scrolling == 0)
    self->scrolling = g_idle_add_full (G_PRIORITY_LOW, scroll_cb, self, NULL);
}

/**
 * guichet_rich_editor_insert_html:
 *
 * Puts it in the place of the selection, or of the @n_typed characters before
 * the cursor, as one step of undo and as if a person had typed it.
 */
void
guichet_rich_editor_insert_html (GuichetRichEditor *self,
                                 guint              n_typed,
                                 const char        *html)
{
  g_autoptr(GuichetRichText) text = guichet_rich_text_new_from_html (html, -1);

  g_return_if_fail (GUICHET_IS_RICH_EDITOR (self));

  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self->buffer));
  delete_typed (self, n_typed);
  guichet_rich_buffer_insert_text (self->buffer, text);
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self->buffer));
  scroll_later (self);
}

/**
 * guichet_rich_editor_insert_mention:
 * @target: (nullable): the page of the person on the server
 *
 * Inserts "@" and the name; what is typed next is text again.
 */
void
guichet_rich_editor_insert_mention (GuichetRichEditor *self,
                                    guint              n_typed,
                                    const char        *name,
                                    const char        *target)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  g_autofree char *text = g_strconcat ("@", name, NULL);
  GtkTextIter start, end;
  int offset;

  g_return_if_fail (GUICHET_IS_RICH_EDITOR (self));

  gtk_text_buffer_begin_user_action (buffer);
  delete_typed (self, n_typed);
  gtk_text_buffer_get_iter_at_mark (buffer, &end, gtk_text_buffer_get_insert (buffer));
  offset = gtk_text_iter_get_offset (&end);
  gtk_text_buffer_insert (buffer, &end, text, -1);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  if (target != NULL)
    {
      gtk_text_buffer_select_range (buffer, &start, &end);
      guichet_rich_buffer_set_link (self->buffer, target);
    }
  gtk_text_buffer_get_iter_at_offset (buffer, &end, offset + (int) g_utf8_strlen (text, -1));
  gtk_text_buffer_place_cursor (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, " ", 1);
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * guichet_rich_editor_insert_quote:
 *
 * At the end, as lines of a quotation; what is typed next stands below it.
 */
void
guichet_rich_editor_insert_quote (GuichetRichEditor *self,
                                  const char        *plain)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  g_autofree char *escaped = guichet_html_escape (plain);
  g_auto(GStrv) lines = g_strsplit (escaped, "\n", -1);
  g_autofree char *joined = g_strjoinv ("</p><p>", lines);
  g_autofree char *html = g_strdup_printf ("<blockquote><p>%s</p></blockquote>", joined);
  GtkTextIter end;

  g_return_if_fail (GUICHET_IS_RICH_EDITOR (self));

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
  if (!gtk_text_iter_starts_line (&end))
    gtk_text_buffer_insert_at_cursor (buffer, "\n", 1);
  guichet_rich_buffer_set_block (self->buffer, GUICHET_BLOCK_PARAGRAPH);
  guichet_rich_editor_insert_html (self, 0, html);
  gtk_text_buffer_insert_at_cursor (buffer, "\n", 1);
  guichet_rich_buffer_set_block (self->buffer, GUICHET_BLOCK_PARAGRAPH);
  gtk_text_buffer_end_user_action (buffer);
}

/* @out_area: where the cursor is, in the editor */
void
guichet_rich_editor_get_cursor_area (GuichetRichEditor *self,
                                     GdkRectangle      *out_area)
{
  graphene_point_t place = GRAPHENE_POINT_INIT (0, 0);
  GdkRectangle cursor;
  int x, y;

  g_return_if_fail (GUICHET_IS_RICH_EDITOR (self));

  gtk_text_view_get_cursor_locations (self->view, NULL, &cursor, NULL);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, cursor.x, cursor.y, &x, &y);
  if (!gtk_widget_compute_point (GTK_WIDGET (self->view), GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) x, (float) y), &place))
    place = GRAPHENE_POINT_INIT (0, 0);

  *out_area = (GdkRectangle) { (int) place.x, (int) place.y, MAX (cursor.width, 1), MAX (cursor.height, 1) };
}

#include "config.h"

#include "ui/user/new-ticket-cursor.h"

/**
 * guichet_cursor_get:
 * @focus: (nullable): what has the focus
 *
 * Returns: where somebody is writing in it, in characters; -1 when they are not
 */
int
guichet_cursor_get (GtkWidget *focus)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  if (GTK_IS_TEXT (focus))
    return gtk_editable_get_position (GTK_EDITABLE (focus));
  if (!GTK_IS_TEXT_VIEW (focus))
    return -1;

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));

  return gtk_text_iter_get_offset (&iter);
}

/**
 * guichet_cursor_set:
 * @focus: (nullable): what has the focus
 * @position: of guichet_cursor_get()
 *
 * Goes on there with nothing selected: an entry that takes the focus selects
 * all of its text, which the next letter would replace.
 */
void
guichet_cursor_set (GtkWidget *focus,
                    int        position)
{
  if (position < 0)
    return;

  if (GTK_IS_TEXT (focus))
    gtk_editable_set_position (GTK_EDITABLE (focus), position);
  else if (GTK_IS_TEXT_VIEW (focus))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));
      GtkTextIter iter;

      gtk_text_buffer_get_iter_at_offset (buffer, &iter, position);
      gtk_text_buffer_place_cursor (buffer, &iter);
    }
}

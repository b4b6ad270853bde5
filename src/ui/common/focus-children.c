#include "config.h"

#include "ui/common/focus-children.h"

static gboolean
goes_back (GtkDirectionType direction)
{
  return direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP || direction == GTK_DIR_LEFT;
}

static gboolean
goes_aside (GtkDirectionType direction)
{
  return direction == GTK_DIR_LEFT || direction == GTK_DIR_RIGHT;
}

/**
 * guichet_focus_children:
 *
 * The `focus` of a widget whose children lie below each other, and whose
 * `grab_focus` hands the focus on to one of them. GTK's own asks the widget to
 * take the focus when it comes from outside, and again when it leaves by the
 * first child: there it would come back to the child for ever.
 */
gboolean
guichet_focus_children (GtkWidget        *widget,
                        GtkDirectionType  direction)
{
  GtkWidget *child = gtk_widget_get_focus_child (widget);
  gboolean back = goes_back (direction);

  if (child != NULL && goes_aside (direction))
    return gtk_widget_child_focus (child, direction);
  if (child == NULL)
    child = back ? gtk_widget_get_last_child (widget) : gtk_widget_get_first_child (widget);

  while (child != NULL)
    {
      if (gtk_widget_child_focus (child, direction))
        return TRUE;
      child = back ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_next_sibling (child);
    }

  return FALSE;
}

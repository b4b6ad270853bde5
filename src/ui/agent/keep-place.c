#include "config.h"

#include "ui/agent/keep-place.h"

/* Headings that are made anew have no height for a frame or two, in which a
 * list moves by as much. */
#define FRAMES 4

typedef struct
{
  double place;
  guint  frames;
} Keep;

static gboolean
tick_cb (GtkWidget     *view,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  Keep *keep = user_data;

  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view)), keep->place);

  return --keep->frames > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/**
 * guichet_keep_place:
 *
 * To be called before a change that shall not move what is seen: for the next
 * frames @view stays where it is.
 */
void
guichet_keep_place (GtkScrollable *view)
{
  Keep *keep = g_new0 (Keep, 1);

  g_return_if_fail (GTK_IS_SCROLLABLE (view));

  keep->place = gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (view));
  keep->frames = FRAMES;
  gtk_widget_add_tick_callback (GTK_WIDGET (view), tick_cb, keep, g_free);
}

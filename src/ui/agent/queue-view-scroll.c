#include "config.h"

#include "ui/agent/queue-view-private.h"

#include "list/ticket-row.h"

static GtkAdjustment *
get_adjustment (GuichetQueueView *self)
{
  return gtk_scrolled_window_get_vadjustment (self->narrow ? self->rows_scroll : self->table_scroll);
}

/* GTK keeps the first row in its place when others come in above it. Somebody
 * who is at the top wants to see those, and the heading above them: once they
 * are laid out, in the second frame, the list is put back to the top. */
static gboolean
top_tick_cb (GtkWidget     *widget,
             GdkFrameClock *clock,
             gpointer       user_data)
{
  GuichetQueueView *self = user_data;

  if (++self->top_frames < 2)
    return G_SOURCE_CONTINUE;

  self->top_tick = 0;
  gtk_adjustment_set_value (get_adjustment (self), 0);

  return G_SOURCE_REMOVE;
}

void
_guichet_queue_view_stay_at_top (GuichetQueueView *self)
{
  self->top_frames = 0;
  if (self->top_tick == 0)
    self->top_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), top_tick_cb, self, NULL);
}

/* A move of the list that comes with another height of it is not a person's. */
void
_guichet_queue_view_scrolled (GuichetQueueView *self,
             GtkAdjustment    *adjustment)
{
  double height = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  gboolean laid_out = height != self->scroll_height;

  if (adjustment != get_adjustment (self))
    return;

  self->scroll_height = height;
  if (gtk_adjustment_get_value (adjustment) <= 0)
    self->at_top = TRUE;
  else if (self->at_top && laid_out)
    _guichet_queue_view_stay_at_top (self);
  else if (self->top_tick == 0)
    self->at_top = FALSE;
}

/* The row at the top of what is seen: rows are equally high. */
gint64
_guichet_queue_view_find_top (GuichetQueueView *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  GtkSelectionModel *shown =
    self->narrow ? gtk_list_view_get_model (self->rows) : gtk_column_view_get_model (self->table);
  double upper = gtk_adjustment_get_upper (adjustment);
  g_autoptr(GuichetTicketRow) row = NULL;

  if (shown == NULL || upper <= 0 || self->at_top)
    return 0;

  row = g_list_model_get_item (G_LIST_MODEL (shown),
                               gtk_adjustment_get_value (adjustment) / upper *
                               g_list_model_get_n_items (G_LIST_MODEL (shown)));

  return row != NULL ? guichet_ticket_row_get_id (row) : 0;
}

void
_guichet_queue_view_scroll_to (GuichetQueueView *self,
           guint             position)
{
  if (self->narrow)
    gtk_list_view_scroll_to (self->rows, position, GTK_LIST_SCROLL_NONE, NULL);
  else
    gtk_column_view_scroll_to (self->table, position, NULL, GTK_LIST_SCROLL_NONE, NULL);
}

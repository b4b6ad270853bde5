#include "config.h"

#include "ui/ticket/seen-timer.h"

#include "list/row-cache.h"
#include "store/marks.h"

/* Somebody who walks through a list has not seen each ticket on the way. */
#define LOOK_MS 1000

typedef struct
{
  GtkWidget        *page;       /* not held: it holds this */
  GuichetStore     *store;
  GuichetTicketRow *row;        /* tells when something new comes in */
  guint             source;
} SeenTimer;

static void
marked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!guichet_store_mark_finish (GUICHET_STORE (source), result, &error))
    g_message ("A ticket could not be marked as seen: %s", error->message);
}

static void
looked_cb (gpointer user_data)
{
  SeenTimer *self = user_data;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = guichet_ticket_row_get_id (self->row);

  self->source = 0;
  g_array_append_val (ids, id);
  guichet_store_mark_async (self->store, ids, GUICHET_MARK_SEEN, NULL, marked_cb, NULL);
}

static void
start (SeenTimer *self)
{
  if (self->source == 0)
    self->source = g_timeout_add_once (LOOK_MS, looked_cb, self);
}

static void
unmapped_cb (SeenTimer *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
}

/* What comes in while one looks is seen, too. A ticket that the person marks
 * as unread has nothing new, and stays so. */
static void
mark_changed_cb (SeenTimer *self)
{
  const GuichetMark *mark = guichet_ticket_row_get_mark (self->row);

  if (mark != NULL && mark->delta != 0 && gtk_widget_get_mapped (self->page))
    start (self);
}

static void
free_timer (gpointer data)
{
  SeenTimer *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->row, self);
  g_object_unref (self->row);
  g_object_unref (self->store);
  g_free (self);
}

/**
 * guichet_seen_timer_attach:
 *
 * Marks the ticket as seen when @page was on the screen for a moment.
 */
void
guichet_seen_timer_attach (GtkWidget      *page,
                           GuichetContext *context,
                           gint64          ticket_id)
{
  g_autoptr(GuichetRowCache) rows = guichet_row_cache_dup_for_store (guichet_context_get_store (context));
  SeenTimer *self = g_new0 (SeenTimer, 1);

  self->page = page;
  self->store = g_object_ref (guichet_context_get_store (context));
  self->row = guichet_row_cache_dup_row (rows, ticket_id);
  g_object_set_data_full (G_OBJECT (page), "seen-timer", self, free_timer);
  g_signal_connect_swapped (page, "map", G_CALLBACK (start), self);
  g_signal_connect_swapped (page, "unmap", G_CALLBACK (unmapped_cb), self);
  g_signal_connect_swapped (self->row, "notify::mark", G_CALLBACK (mark_changed_cb), self);
}

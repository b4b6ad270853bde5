#include "config.h"

#include "ui/agent/queue-row.h"

#include "list/ticket-row.h"
#include "ui/common/mark-text.h"

static char *
dup_label (GuichetContext   *context,
           GuichetTicketRow *row)
{
  GuichetTicket *ticket = guichet_ticket_row_get_ticket (row);
  g_autofree char *spoken = NULL;

  if (ticket == NULL)
    return g_strdup ("");

  spoken = guichet_mark_dup_spoken (guichet_ticket_row_get_mark (row), ticket, guichet_context_get_profile (context));

  return g_strdup_printf ("%s, %s%s%s",
                          guichet_ticket_get (ticket, GUICHET_FIELD_REF),
                          guichet_ticket_get (ticket, GUICHET_FIELD_TITLE),
                          *spoken != '\0' ? ", " : "", spoken);
}

static void
row_changed_cb (GuichetTicketRow *row,
                GParamSpec       *pspec,
                GtkColumnViewRow *view_row)
{
  GuichetContext *context = g_object_get_data (G_OBJECT (view_row), "context");
  g_autofree char *label = dup_label (context, row);

  gtk_column_view_row_set_accessible_label (view_row, label);
}

static void
bind_row_cb (GtkListItemFactory *factory,
             GtkColumnViewRow   *view_row,
             GuichetContext     *context)
{
  GuichetTicketRow *row = gtk_column_view_row_get_item (view_row);

  g_object_set_data (G_OBJECT (view_row), "context", context);
  g_signal_connect (row, "notify::ticket", G_CALLBACK (row_changed_cb), view_row);
  g_signal_connect (row, "notify::mark", G_CALLBACK (row_changed_cb), view_row);
  row_changed_cb (row, NULL, view_row);
}

static void
unbind_row_cb (GtkListItemFactory *factory,
               GtkColumnViewRow   *view_row)
{
  g_signal_handlers_disconnect_by_func (gtk_column_view_row_get_item (view_row), row_changed_cb, view_row);
}

static void
unref_context (gpointer  data,
               GClosure *closure)
{
  g_object_unref (data);
}

void
guichet_queue_row_factory_add (GtkColumnView  *view,
                               GuichetContext *context)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_row_cb), g_object_ref (context), unref_context, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), NULL);
  gtk_column_view_set_row_factory (view, factory);
}

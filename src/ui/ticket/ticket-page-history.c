#include "config.h"

#include "ui/ticket/ticket-page-private.h"

#include "store/history.h"
#include "ui/ticket/history-dialog.h"

#include <glib/gi18n.h>

/* So many changes of the team ask for somebody's attention. */
#define MANY_BOUNCES 3

static void
show_bounces (GuichetTicketPage *self)
{
  guint n = guichet_history_count (self->history, GUICHET_FIELD_TEAM);
  g_autofree char *text = g_strdup_printf (ngettext ("%u change of team", "%u changes of team", n), n);
  g_autofree char *path = guichet_history_dup_path (self->history, GUICHET_FIELD_TEAM);
  g_autofree char *spoken = g_strdup_printf (_("%s: %s"), text, path);

  gtk_widget_set_visible (GTK_WIDGET (self->bounces), n > 0);
  if (n == 0)
    return;

  guichet_chip_show (self->bounces, "mail-forward-symbolic", text, n >= MANY_BOUNCES ? "orange" : "grey");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->bounces), path);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bounces), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
history_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) history = guichet_store_list_history_finish (GUICHET_STORE (source), result, &error);
  GuichetTicketPage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (history == NULL)
    {
      g_message ("The history of a ticket could not be read: %s", error->message);
      return;
    }

  g_clear_pointer (&self->history, g_ptr_array_unref);
  self->history = g_steal_pointer (&history);
  show_bounces (self);
  guichet_journal_view_set_history (self->internal, self->ticket, self->history);
  guichet_journal_view_set_history (self->public, self->ticket, self->history);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ticket.history", TRUE);
}

void
_guichet_ticket_page_read_history (GuichetTicketPage *self)
{
  guichet_store_list_history_async (guichet_context_get_store (self->context), self->ticket_id,
                                    self->cancellable, history_cb, self);
}

static void
history_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GuichetTicketPage *self = GUICHET_TICKET_PAGE (widget);

  if (self->ticket != NULL && self->history != NULL)
    adw_dialog_present (guichet_history_dialog_new (self->context, guichet_ticket_get (self->ticket, GUICHET_FIELD_REF),
                                                    self->history), widget);
}

void
_guichet_ticket_page_class_init_history (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "ticket.history", NULL, history_action);
}

#include "config.h"

#include "ui/user/new-ticket-page-private.h"

/* Files and pictures can be dropped and pasted anywhere on the page. */

static gboolean
drop_cb (GuichetNewTicketPage *self,
         const GValue         *value,
         double                x,
         double                y)
{
  return self->form != NULL && !self->sending && guichet_new_ticket_form_take_value (self->form, value);
}

static gboolean
paste_cb (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   user_data)
{
  GuichetNewTicketPage *self = GUICHET_NEW_TICKET_PAGE (widget);

  return self->form != NULL && !self->sending && guichet_new_ticket_form_paste (self->form);
}

static void
add_drop (GuichetNewTicketPage *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  /* Before the editors, which would put the name of a file into the text. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
add_paste (GuichetNewTicketPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_v, GDK_CONTROL_MASK),
                                            gtk_callback_action_new (paste_cb, NULL, NULL));

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
_guichet_new_ticket_page_accept_files (GuichetNewTicketPage *self)
{
  add_drop (self);
  add_paste (self);
}

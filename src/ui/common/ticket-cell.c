#include "config.h"

#include "ui/common/ticket-cell.h"

#include "ui/common/chip.h"
#include "ui/common/when.h"

struct _GuichetTicketCell
{
  AdwBin parent_instance;

  GuichetContext   *context;
  GuichetTicketRow *row;        /* held: a row that nobody holds is never read */
  GSignalGroup     *row_signals;

  GtkInscription   *subject;
  GtkLabel         *age;
  GtkLabel         *ref;
  GtkInscription   *requester;
  GuichetChip      *status;
};

G_DEFINE_FINAL_TYPE (GuichetTicketCell, guichet_ticket_cell, ADW_TYPE_BIN)

static void
show_ticket (GuichetTicketCell *self,
             GuichetTicket     *ticket)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *age = NULL;

  age = guichet_when_format_age (guichet_ticket_get (ticket, GUICHET_FIELD_LAST_UPDATE),
                                 guichet_context_get_zone (self->context), now);
  gtk_inscription_set_text (self->subject, guichet_ticket_get (ticket, GUICHET_FIELD_TITLE));
  gtk_label_set_label (self->age, age);
  gtk_label_set_label (self->ref, guichet_ticket_get (ticket, GUICHET_FIELD_REF));
  gtk_inscription_set_text (self->requester, guichet_ticket_get_label (ticket, GUICHET_FIELD_CALLER));
  guichet_chip_show_status (self->status, guichet_context_get_profile (self->context),
                            guichet_ticket_get (ticket, GUICHET_FIELD_STATUS));
}

static void
row_changed_cb (GuichetTicketCell *self)
{
  GuichetTicket *ticket = self->row != NULL ? guichet_ticket_row_get_ticket (self->row) : NULL;

  gtk_widget_set_visible (adw_bin_get_child (ADW_BIN (self)), ticket != NULL);
  if (ticket != NULL)
    show_ticket (self, ticket);
}

static void
guichet_ticket_cell_dispose (GObject *object)
{
  GuichetTicketCell *self = GUICHET_TICKET_CELL (object);

  g_clear_object (&self->row_signals);
  g_clear_object (&self->row);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_TICKET_CELL);

  G_OBJECT_CLASS (guichet_ticket_cell_parent_class)->dispose (object);
}

static void
guichet_ticket_cell_class_init (GuichetTicketCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guichet_ticket_cell_dispose;

  g_type_ensure (GUICHET_TYPE_CHIP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/guichet/Guichet/ui/common/ticket-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketCell, subject);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketCell, age);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketCell, ref);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketCell, requester);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketCell, status);
}

static void
guichet_ticket_cell_init (GuichetTicketCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  guichet_chip_set_flat (self->status, TRUE);
  self->row_signals = g_signal_group_new (GUICHET_TYPE_TICKET_ROW);
  g_signal_group_connect_swapped (self->row_signals, "notify::ticket",
                                  G_CALLBACK (row_changed_cb), self);
}

GtkWidget *
guichet_ticket_cell_new (GuichetContext *context)
{
  GuichetTicketCell *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);

  self = g_object_new (GUICHET_TYPE_TICKET_CELL, NULL);
  self->context = g_object_ref (context);

  return GTK_WIDGET (self);
}

/**
 * guichet_ticket_cell_set_row:
 * @row: (nullable): what to show and follow
 */
void
guichet_ticket_cell_set_row (GuichetTicketCell *self,
                             GuichetTicketRow  *row)
{
  g_return_if_fail (GUICHET_IS_TICKET_CELL (self));

  g_set_object (&self->row, row);
  g_signal_group_set_target (self->row_signals, row);
  row_changed_cb (self);
}

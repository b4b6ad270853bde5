#include "config.h"

#include "ui/common/ticket-cell.h"

#include "ui/common/chip.h"
#include "ui/common/mark-icons.h"
#include "ui/common/mark-text.h"
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
  GtkLabel         *delta;
  GtkInscription   *requester;
  GuichetMarkIcons *icons;
  GuichetChip      *status;
};

G_DEFINE_FINAL_TYPE (GuichetTicketCell, guichet_ticket_cell, ADW_TYPE_BIN)

static void
show_delta (GuichetTicketCell *self,
            GuichetTicket     *ticket,
            const GuichetMark *mark)
{
  g_autofree char *text = guichet_mark_dup_text (mark, ticket, guichet_context_get_profile (self->context));
  const char *classes[] = { "small", text != NULL ? guichet_mark_get_tint (mark) : NULL, NULL };

  gtk_label_set_label (self->delta, text != NULL ? text : "");
  gtk_widget_set_css_classes (GTK_WIDGET (self->delta), classes);
  gtk_widget_set_visible (GTK_WIDGET (self->delta), text != NULL);
}

/* What changed stands in the place of the requester, who is mostly the one who
 * changed it. */
static void
show_mark (GuichetTicketCell *self,
           GuichetTicket     *ticket,
           GDateTime         *now)
{
  const GuichetMark *mark = guichet_ticket_row_get_mark (self->row);
  GuichetProfile *profile = guichet_context_get_profile (self->context);
  g_autoptr(GuichetDelay) delay =
    guichet_delay_new (ticket, profile, guichet_context_get_zone (self->context), now);
  g_autofree char *spoken = guichet_mark_dup_spoken (mark, ticket, profile);

  if (mark != NULL && mark->unread)
    gtk_widget_add_css_class (GTK_WIDGET (self->subject), "unread");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->subject), "unread");
  show_delta (self, ticket, mark);
  guichet_mark_icons_show (self->icons, mark, delay);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
}

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
  show_mark (self, ticket, now);
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
  g_type_ensure (GUICHET_TYPE_MARK_ICONS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/guichet/Guichet/ui/common/ticket-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketCell, subject);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketCell, age);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketCell, ref);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketCell, delta);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketCell, requester);
  gtk_widget_class_bind_template_child (widget_class, GuichetTicketCell, icons);
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
  g_signal_group_connect_swapped (self->row_signals, "notify::mark",
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

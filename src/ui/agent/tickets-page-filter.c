#include "config.h"

#include "ui/agent/tickets-page-private.h"

#include "ui/agent/filter-builder.h"

void
_guichet_tickets_page_apply_filter (GuichetTicketsPage *self)
{
  g_autoptr(GPtrArray) criteria = guichet_filter_dup_criteria (self->filter);

  guichet_queue_model_set_conditions (guichet_queue_view_get_model (guichet_tickets_page_get_queue (self)),
                                      criteria, guichet_filter_get_words (self->filter));
}

static void
write_entry (GtkWidget  *entry,
             const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

/* There are two entries, one for each layout, with one text. To write it
 * empties an entry first, which a search entry tells at once. */
static void
filter_changed_by_cb (GuichetTicketsPage *self)
{
  self->writing = TRUE;
  write_entry (self->filter_entry, guichet_filter_get_typed (self->filter));
  write_entry (self->bar_entry, guichet_filter_get_typed (self->filter));
  self->writing = FALSE;

  _guichet_tickets_page_apply_filter (self);
}

static void
filter_changed_cb (GuichetTicketsPage *self,
                   GtkWidget          *entry)
{
  if (!self->writing)
    guichet_filter_set_typed (self->filter, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

/* A filter that is put away filters no longer. */
static void
filter_toggled_cb (GuichetTicketsPage *self)
{
  if (!gtk_widget_get_visible (self->filter_toggle))
    return;

  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->filter_toggle)))
    gtk_widget_grab_focus (self->bar_entry);
  else
    guichet_filter_clear (self->filter);
}

static void
focus_list (GuichetTicketsPage *self)
{
  gtk_widget_child_focus (GTK_WIDGET (guichet_tickets_page_get_queue (self)), GTK_DIR_TAB_FORWARD);
}

/* Enter makes chips of the conditions in the line, and goes to what was found. */
static void
filter_activate_cb (GuichetTicketsPage *self,
                    GtkWidget          *entry)
{
  guichet_filter_set_typed (self->filter, gtk_editable_get_text (GTK_EDITABLE (entry)));
  guichet_filter_commit (self->filter);
  focus_list (self);
}

static void
filter_stopped_cb (GuichetTicketsPage *self)
{
  guichet_filter_clear (self->filter);
  if (!self->narrow && !_guichet_tickets_page_is_split (self))
    gtk_revealer_set_reveal_child (self->filter_revealer, FALSE);
  focus_list (self);
}

static void
clear_filter_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  GuichetTicketsPage *self = GUICHET_TICKETS_PAGE (widget);

  guichet_filter_clear (self->filter);
  focus_list (self);
}

/* The builder has a list for every field: it waits until somebody opens it. */
static void
create_builder_cb (GtkMenuButton *button,
                   gpointer       user_data)
{
  GuichetTicketsPage *self = user_data;
  GtkWidget *popover;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;

  popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), guichet_filter_builder_new (self->context, self->filter));
  gtk_menu_button_set_popover (button, popover);
}

void
_guichet_tickets_page_open_filter (GuichetTicketsPage *self)
{
  self->filter = guichet_filter_new (self->context);
  guichet_filter_chips_set_filter (self->chips, self->context, self->filter);
  gtk_menu_button_set_create_popup_func (self->criteria_button, create_builder_cb, self, NULL);
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (filter_changed_by_cb), self, G_CONNECT_SWAPPED);
}

void
_guichet_tickets_page_filter_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_stopped_cb);
  gtk_widget_class_install_action (widget_class, "list.clear-filter", NULL, clear_filter_action);
}

void
guichet_tickets_page_focus_filter (GuichetTicketsPage *self)
{
  g_return_if_fail (GUICHET_IS_TICKETS_PAGE (self));

  if (gtk_widget_get_visible (self->filter_entry))
    {
      gtk_widget_grab_focus (self->filter_entry);
    }
  else
    {
      gtk_revealer_set_reveal_child (self->filter_revealer, TRUE);
      gtk_widget_grab_focus (self->bar_entry);
    }
}

#include "config.h"

#include "ui/agent/tickets-page-private.h"

#include "ui/agent/queue-settings.h"

/* How wide the list is beside a ticket. */
#define SPLIT_LIST_WIDTH 356

static GuichetQueueWidth
get_width (GuichetTicketsPage *self)
{
  if (self->tight)
    return GUICHET_QUEUE_TIGHT;

  return self->compact ? GUICHET_QUEUE_COMPACT : GUICHET_QUEUE_WIDE;
}

static gboolean
is_collapsed (GuichetTicketsPage *self)
{
  g_autoptr(AdwNavigationSplitView) outer = g_signal_group_dup_target (self->outer_signals);

  return outer != NULL && adw_navigation_split_view_get_collapsed (outer);
}

/* Beside a ticket the list has rows of two lines, as in a narrow window. */
gboolean
_guichet_tickets_page_is_split (GuichetTicketsPage *self)
{
  return self->split && !self->narrow && !self->tight && !is_collapsed (self);
}

void
_guichet_tickets_page_lay_out_queue (GuichetTicketsPage *self,
               GuichetQueueView   *queue)
{
  guichet_queue_view_set_width (queue, get_width (self));
  guichet_queue_view_set_narrow (queue, self->narrow || _guichet_tickets_page_is_split (self));
  guichet_queue_view_set_split (queue, _guichet_tickets_page_is_split (self));
}

static void
lay_out_split (GuichetTicketsPage *self)
{
  gboolean split = _guichet_tickets_page_is_split (self);

  gtk_widget_set_hexpand (self->list_box, !split);
  gtk_widget_set_size_request (self->list_box, split ? SPLIT_LIST_WIDTH : -1, -1);
  gtk_widget_set_visible (self->split_separator, split);
  gtk_widget_set_visible (GTK_WIDGET (self->split_pane), split);
  if (!split)
    guichet_split_pane_show_ticket (self->split_pane, 0);
}

/* Wide: all in one row. Compact: the filter goes behind a button. Narrow, or
 * beside a ticket: the tabs become a drop-down with the filter below, or in
 * their place where there are none. */
void
_guichet_tickets_page_update_layout (GuichetTicketsPage *self)
{
  gboolean slim = self->narrow || _guichet_tickets_page_is_split (self);
  gboolean wide = !self->compact && !slim;
  gboolean tabs = self->kind != GUICHET_TICKETS_QUERY;
  gboolean room = !self->tight && !self->narrow;

  gtk_widget_set_visible (self->switcher, !slim && tabs);
  gtk_widget_set_hexpand (self->switcher, !wide);
  gtk_widget_set_visible (self->tabs_filler, wide || (!slim && !tabs));
  gtk_widget_set_visible (GTK_WIDGET (self->tab_drop_down), slim && tabs);
  gtk_widget_set_visible (self->filter_entry, wide || (slim && !tabs));
  gtk_widget_set_hexpand (self->filter_entry, slim && !tabs);
  gtk_widget_set_visible (self->filter_toggle, self->compact && !slim);
  gtk_revealer_set_reveal_child (self->filter_revealer,
                                 slim ? tabs : self->compact && !guichet_filter_is_empty (self->filter));
  gtk_widget_set_visible (GTK_WIDGET (self->layout_group), room && !is_collapsed (self));
  gtk_widget_set_visible (self->take_button, room);
  guichet_queue_pager_set_narrow (self->pager, slim);
  lay_out_split (self);

  for (GtkWidget *bin = gtk_widget_get_first_child (GTK_WIDGET (self->stack)); bin != NULL;
       bin = gtk_widget_get_next_sibling (bin))
    if (adw_bin_get_child (ADW_BIN (bin)) != NULL)
      _guichet_tickets_page_lay_out_queue (self, GUICHET_QUEUE_VIEW (adw_bin_get_child (ADW_BIN (bin))));

  if (self->context == NULL)
    return;

  _guichet_tickets_page_write_title (self);
  _guichet_tickets_page_pick_first (self);
}

static void
layout_toggled_cb (GuichetTicketsPage *self)
{
  gboolean split = g_strcmp0 (adw_toggle_group_get_active_name (self->layout_group), "split") == 0;

  if (self->context == NULL || self->split == split)
    return;

  self->split = split;
  guichet_queue_settings_set_split (self->settings, split);
  _guichet_tickets_page_update_layout (self);
}

/* Where the sidebar hides, a ticket covers its list. */
void
_guichet_tickets_page_find_outer (GuichetTicketsPage *self)
{
  GtkWidget *outer = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_SPLIT_VIEW);

  g_signal_group_set_target (self->outer_signals, outer);
  _guichet_tickets_page_update_layout (self);
}

void
_guichet_tickets_page_layout_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, layout_toggled_cb);
}

void
_guichet_tickets_page_open_settings (GuichetTicketsPage *self)
{
  static const char * const names[] = {
    [GUICHET_TICKETS_OPEN] = "page-open",
    [GUICHET_TICKETS_RESOLVED] = "page-resolved",
    [GUICHET_TICKETS_QUERY] = "page-query",
  };

  self->settings = guichet_queue_settings_new (names[self->kind]);
  self->split = guichet_queue_settings_get_split (self->settings);
  adw_toggle_group_set_active_name (self->layout_group, self->split ? "split" : "table");
}

/* The ticket beside the list, or below it. Kept. */
void
guichet_tickets_page_set_split (GuichetTicketsPage *self,
                                gboolean            split)
{
  g_return_if_fail (GUICHET_IS_TICKETS_PAGE (self));

  adw_toggle_group_set_active_name (self->layout_group, split ? "split" : "table");
}

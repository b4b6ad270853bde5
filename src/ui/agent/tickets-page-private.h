#pragma once

#include "ui/agent/tickets-page.h"

#include "ui/agent/bulk-bar.h"
#include "ui/agent/bulk.h"
#include "ui/agent/filter-chips.h"
#include "ui/agent/filter.h"
#include "ui/agent/queue-pager.h"
#include "ui/agent/split-pane.h"

G_BEGIN_DECLS

struct _GuichetTicketsPage
{
  AdwNavigationPage parent_instance;

  GuichetContext         *context;
  GuichetViewCountsModel *counts;
  GuichetFilter          *filter;
  GSettings              *settings;     /* nullable: of the page, not of a list */
  GSignalGroup           *queue_signals;        /* of the list that is looked at */
  GSignalGroup           *outer_signals;        /* of the split view that the page is in */
  GuichetTicketsKind      kind;
  char                   *title;        /* nullable: of a query */
  int                     items_per_page;       /* where a list has no number of its own */
  gboolean                compact;
  gboolean                tight;
  gboolean                narrow;
  gboolean                split;        /* wanted; shown where there is room */
  gboolean                writing;
  gboolean                selecting;    /* check marks and the bar of what can be done with many */
  gboolean                keep_selecting;       /* also with one or none selected */
  GuichetBulk            *last_bulk;    /* nullable */

  AdwWindowTitle         *window_title;
  GtkWidget              *take_button;
  GtkMenuButton          *view_button;
  GMenuModel             *view_menu;
  AdwToggleGroup         *layout_group;
  GtkWidget              *list_box;
  GtkWidget              *tabs_row;
  GtkWidget              *switcher;
  GtkDropDown            *tab_drop_down;
  GtkWidget              *tabs_filler;
  GtkWidget              *filter_toggle;
  GtkRevealer            *filter_revealer;
  GtkWidget              *filter_entry;
  GtkWidget              *bar_entry;
  GtkMenuButton          *criteria_button;
  GuichetFilterChips     *chips;
  AdwViewStack           *stack;
  GuichetBulkBar         *bulk_bar;
  GuichetQueuePager      *pager;
  GtkWidget              *split_separator;
  GuichetSplitPane       *split_pane;
};

enum
{
  PROP_0,
  PROP_COMPACT,
  PROP_TIGHT,
  PROP_NARROW,
  PROP_ITEMS_PER_PAGE,
  PROP_GROUP,
  PROP_SORT,
  PROP_ASCENDING,
  PROP_SECOND_SORT,
  PROP_SECOND_ASCENDING,
  N_PROPS
};

void _guichet_tickets_page_view_class_init (GuichetTicketsPageClass *klass,
                                            GParamSpec             **properties);
void _guichet_tickets_page_view_install_actions (GtkWidgetClass    *widget_class);
void _guichet_tickets_page_get_view        (GuichetTicketsPage      *self,
                                            guint                    prop_id,
                                            GValue                  *value);
void _guichet_tickets_page_set_view        (GuichetTicketsPage      *self,
                                            guint                    prop_id,
                                            const GValue            *value);
void _guichet_tickets_page_notify_view     (GuichetTicketsPage      *self);

void _guichet_tickets_page_filter_class_init (GtkWidgetClass        *widget_class);
void _guichet_tickets_page_open_filter     (GuichetTicketsPage      *self);
void _guichet_tickets_page_apply_filter    (GuichetTicketsPage      *self);

void _guichet_tickets_page_layout_class_init (GtkWidgetClass        *widget_class);
gboolean
     _guichet_tickets_page_is_split        (GuichetTicketsPage      *self);
void _guichet_tickets_page_lay_out_queue   (GuichetTicketsPage      *self,
                                            GuichetQueueView        *queue);
void _guichet_tickets_page_open_settings   (GuichetTicketsPage      *self);
void _guichet_tickets_page_update_layout   (GuichetTicketsPage      *self);
/* Where there is little room the drop-down tells how many there are. */
void _guichet_tickets_page_write_title     (GuichetTicketsPage      *self);
void _guichet_tickets_page_find_outer      (GuichetTicketsPage      *self);
void _guichet_tickets_page_pick_first      (GuichetTicketsPage      *self);

void _guichet_tickets_page_bulk_class_init (GtkWidgetClass          *widget_class);
void _guichet_tickets_page_update_bulk     (GuichetTicketsPage      *self);

G_END_DECLS

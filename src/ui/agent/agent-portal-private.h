#pragma once

#include "ui/agent/agent-portal.h"
#include "ui/agent/hand-list.h"
#include "ui/agent/sidebar.h"
#include "ui/agent/trail.h"
#include "ui/ticket/ticket-page.h"

G_BEGIN_DECLS

struct _GuichetAgentPortal
{
  AdwBreakpointBin parent_instance;

  GuichetContext         *context;
  GuichetViewCountsModel *counts;
  gboolean                compact;
  gboolean                tight;
  gboolean                narrow;
  int                     items_per_page;
  char                   *after_action;
  guint                   present_source;

  GuichetHands           *hands;
  GtkWidget              *hand_list;
  GuichetTrail           *trail;
  gboolean                travelling;   /* on the trail: does not lengthen it */
  GPtrArray              *windows;      /* (element-type GuichetTicketWindow) */

  AdwNavigationSplitView *split_view;
  GuichetSidebar         *sidebar;
  AdwNavigationPage      *content_page;
  AdwViewStack           *sections;
};

AdwNavigationView *_guichet_agent_portal_get_view       (GuichetAgentPortal *self);
AdwNavigationPage *_guichet_agent_portal_get_root       (AdwNavigationView  *view);

/* Tickets on screen and how to get from one to the other:
 * agent-portal-tickets.c */
void               _guichet_agent_portal_init_tickets   (GuichetAgentPortal *self);
void               _guichet_agent_portal_clear_tickets  (GuichetAgentPortal *self);
void               _guichet_agent_portal_class_init_tickets (GtkWidgetClass *widget_class);
void               _guichet_agent_portal_place_changed  (GuichetAgentPortal *self);

/* Up and down in lists: agent-portal-rows.c */
void               _guichet_agent_portal_class_init_rows (GtkWidgetClass *widget_class);

/* Finding: agent-portal-search.c */
void               _guichet_agent_portal_class_init_search (GtkWidgetClass *widget_class);

G_END_DECLS

#pragma once

#include <adwaita.h>

#include "ui/agent/queue-view.h"
#include "ui/agent/view-counts-model.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

typedef enum
{
  GUICHET_TICKETS_OPEN,         /* mine, to take, taken */
  GUICHET_TICKETS_RESOLVED,     /* mine, all */
  GUICHET_TICKETS_QUERY,        /* any query: a saved view, what a card of the home page counts */
} GuichetTicketsKind;

/**
 * GuichetTicketsPage:
 *
 * « Tickets en cours » with its three lists, or « Tickets résolus » with its
 * two, or a query: tabs with counts, filter, list, pages, and the ticket beside
 * the list where a person wants that. A ticket is opened by the action
 * "portal.open-ticket".
 *
 * Properties: compact, tight, narrow (boolean: the width of the window, from the
 * portal's breakpoints), items-per-page (int).
 */
#define GUICHET_TYPE_TICKETS_PAGE (guichet_tickets_page_get_type ())

G_DECLARE_FINAL_TYPE (GuichetTicketsPage, guichet_tickets_page, GUICHET, TICKETS_PAGE, AdwNavigationPage)

GuichetTicketsPage *guichet_tickets_page_new          (GuichetContext         *context,
                                                       GuichetViewCountsModel *counts,
                                                       GuichetTicketsKind      kind);
void                guichet_tickets_page_show_view    (GuichetTicketsPage     *self,
                                                       GuichetView             view);
void                guichet_tickets_page_show_query   (GuichetTicketsPage     *self,
                                                       const GuichetTicketQuery *query,
                                                       const char             *title);
GuichetQueueView   *guichet_tickets_page_get_queue    (GuichetTicketsPage     *self);
void                guichet_tickets_page_set_split    (GuichetTicketsPage     *self,
                                                       gboolean                split);
void                guichet_tickets_page_focus_filter (GuichetTicketsPage     *self);

G_END_DECLS

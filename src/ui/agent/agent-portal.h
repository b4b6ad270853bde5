#pragma once

#include <adwaita.h>

#include "model/query.h"
#include "ui/agent/hands.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetAgentPortal:
 *
 * The agent's side: a sidebar with sections, and for each section its pages.
 * Sections: home, tickets, resolved, articles, faq, outbox.
 *
 * Actions: portal.section (s), portal.show-view (s: the nick of a view),
 * portal.open-ticket (x), portal.open-window (x), portal.filter and others, see
 * ui/common/action-table.c. Properties: items-per-page (int), after-action
 * (string: what is shown when something was sent from a ticket: stay, close,
 * next in the order of the list it was opened from, overview: next of those
 * still in the list).
 */
#define GUICHET_TYPE_AGENT_PORTAL (guichet_agent_portal_get_type ())

G_DECLARE_FINAL_TYPE (GuichetAgentPortal, guichet_agent_portal, GUICHET, AGENT_PORTAL, AdwBreakpointBin)

GuichetAgentPortal *guichet_agent_portal_new              (GuichetContext     *context);
void                guichet_agent_portal_show_section     (GuichetAgentPortal *self,
                                                           const char         *section);
void                guichet_agent_portal_open_ticket      (GuichetAgentPortal *self,
                                                           gint64              ticket_id);
AdwNavigationPage  *guichet_agent_portal_get_visible_page (GuichetAgentPortal *self);
void                guichet_agent_portal_open_link        (GuichetAgentPortal *self,
                                                           const char         *text);
void                guichet_agent_portal_search           (GuichetAgentPortal *self,
                                                           const char         *text);
GuichetHands       *guichet_agent_portal_get_hands        (GuichetAgentPortal *self);
void                guichet_agent_portal_present          (GuichetAgentPortal *self);

G_END_DECLS

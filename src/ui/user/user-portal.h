#pragma once

#include <adwaita.h>

#include "ui/common/context.h"
#include "ui/user/user-menu.h"

G_BEGIN_DECLS

/**
 * GuichetUserPortal:
 *
 * The requester's side: a bar of sections, and for each section its pages.
 * Nothing internal is read for it, and nothing internal is in its widgets.
 *
 * Actions: user.section (s), user.new-ticket, user.ask (x: a leaf of the
 * catalogue, 0 for none), user.open-request (x), user.open-article (x),
 * user.search, user.filter, user.back, see ui/common/action-table.c.
 */
#define GUICHET_TYPE_USER_PORTAL (guichet_user_portal_get_type ())

G_DECLARE_FINAL_TYPE (GuichetUserPortal, guichet_user_portal, GUICHET, USER_PORTAL, AdwBreakpointBin)

GuichetUserPortal *guichet_user_portal_new              (GuichetContext     *context);
void               guichet_user_portal_show_section     (GuichetUserPortal  *self,
                                                         GuichetUserSection  section);
void               guichet_user_portal_open_request     (GuichetUserPortal  *self,
                                                         gint64              ticket_id);
void               guichet_user_portal_open_link        (GuichetUserPortal  *self,
                                                         const char         *text);
void               guichet_user_portal_begin_ticket     (GuichetUserPortal  *self,
                                                         gint64              leaf_id,
                                                         const char         *subject);
AdwNavigationPage *guichet_user_portal_get_visible_page (GuichetUserPortal  *self);

G_END_DECLS

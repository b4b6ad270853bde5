#pragma once

#include <adwaita.h>

#include "ui/agent/agent-portal.h"
#include "ui/common/context.h"
#include "ui/common/sign-in-page.h"
#include "ui/user/user-portal.h"

G_BEGIN_DECLS

/**
 * GuichetWindow:
 *
 * The window of one account: the sign-in page, then its portals, with the one
 * banner for lasting states and the toasts. Who is no agent has the user
 * portal only: the other is not even built.
 *
 * Signals: "refresh", "sign-out" (gboolean erase: nothing of the account stays
 * on this computer), "renew" (const char *secret): what somebody wants; the
 * program does it.
 */
#define GUICHET_TYPE_WINDOW (guichet_window_get_type ())

G_DECLARE_FINAL_TYPE (GuichetWindow, guichet_window, GUICHET, WINDOW, AdwApplicationWindow)

GuichetWindow      *guichet_window_new              (AdwApplication *application);
GuichetSignInPage  *guichet_window_get_sign_in_page (GuichetWindow  *self);
GuichetAgentPortal *guichet_window_get_agent_portal (GuichetWindow  *self);
GuichetUserPortal  *guichet_window_get_user_portal  (GuichetWindow  *self);
void                guichet_window_show_sign_in     (GuichetWindow  *self);
void                guichet_window_show_account     (GuichetWindow  *self,
                                                     GuichetContext *context);
void                guichet_window_show_portal      (GuichetWindow  *self,
                                                     const char     *name);
void                guichet_window_open_ticket      (GuichetWindow  *self,
                                                     gint64          ticket_id);
void                guichet_window_open_link        (GuichetWindow  *self,
                                                     const char     *text);
void                guichet_window_show_toast       (GuichetWindow  *self,
                                                     const char     *sentence);

G_END_DECLS

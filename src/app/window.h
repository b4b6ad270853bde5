#pragma once

#include <adwaita.h>

#include "ui/agent/agent-portal.h"
#include "ui/common/context.h"
#include "ui/common/sign-in-page.h"

G_BEGIN_DECLS

/**
 * GuichetWindow:
 *
 * The window of one account: the sign-in page, then both portals, with the
 * one banner for lasting states and the toasts.
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
void                guichet_window_show_sign_in     (GuichetWindow  *self);
void                guichet_window_show_account     (GuichetWindow  *self,
                                                     GuichetContext *context);
void                guichet_window_show_portal      (GuichetWindow  *self,
                                                     const char     *name);
void                guichet_window_show_toast       (GuichetWindow  *self,
                                                     const char     *sentence);

G_END_DECLS

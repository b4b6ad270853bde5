#pragma once

#include "app/account.h"
#include "app/window.h"

G_BEGIN_DECLS

/* Erases an account that was left: nothing of it stays, in the settings either
 * but for the address of the server. @window (nullable) hears how that went. A
 * demonstration was never in the settings. */
void guichet_leave_erase (GuichetAccount *account,
                          GuichetWindow  *window,
                          GSettings      *settings,
                          gboolean        is_demo);

G_END_DECLS

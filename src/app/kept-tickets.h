#pragma once

#include "ui/agent/hands.h"

G_BEGIN_DECLS

/* Keeps the tickets at hand of an account in the settings, for as long as
 * @hands lives, and brings back those of last time. */
void guichet_keep_tickets (GSettings    *settings,
                           const char   *server,
                           const char   *login,
                           GuichetHands *hands);

/* Nothing of that account stays in the settings. */
void guichet_forget_tickets (GSettings    *settings,
                             const char   *server,
                             const char   *login);

G_END_DECLS

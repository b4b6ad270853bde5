#pragma once

#include <adwaita.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetUserHome:
 *
 * « Accueil » of the user portal: one question, the families of services, the
 * person's requests with what waits for them first, and the FAQ.
 *
 * Calls "user.ask" (xs), "user.open-request" (x), "user.open-article" (x).
 * Property: narrow (boolean: two tiles in a line, one column).
 */
#define GUICHET_TYPE_USER_HOME (guichet_user_home_get_type ())

G_DECLARE_FINAL_TYPE (GuichetUserHome, guichet_user_home, GUICHET, USER_HOME, AdwNavigationPage)

GtkWidget *guichet_user_home_new          (GuichetContext  *context);
void       guichet_user_home_focus_search (GuichetUserHome *self);
void       guichet_user_home_set_text     (GuichetUserHome *self,
                                           const char      *text);

G_END_DECLS

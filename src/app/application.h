#pragma once

#include <adwaita.h>

#include "app/account.h"
#include "app/window.h"

G_BEGIN_DECLS

/**
 * GuichetApplication:
 *
 * The composition root: signs people in, joins store, server and engine, and
 * gives the window what it shows.
 */
#define GUICHET_TYPE_APPLICATION (guichet_application_get_type ())

G_DECLARE_FINAL_TYPE (GuichetApplication, guichet_application, GUICHET, APPLICATION, AdwApplication)

GuichetApplication *guichet_application_new         (void);
GuichetWindow      *guichet_application_get_window  (GuichetApplication *self);
GuichetAccount     *guichet_application_get_account (GuichetApplication *self);
int                 guichet_application_get_status  (GuichetApplication *self);

G_END_DECLS

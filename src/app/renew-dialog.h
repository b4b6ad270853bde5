#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GuichetRenewDialog:
 *
 * Asks for the password again, over the work, which stays as it is.
 *
 * Signal: "renew" (const char *secret)
 */
#define GUICHET_TYPE_RENEW_DIALOG (guichet_renew_dialog_get_type ())

G_DECLARE_FINAL_TYPE (GuichetRenewDialog, guichet_renew_dialog, GUICHET, RENEW_DIALOG, AdwAlertDialog)

AdwDialog *guichet_renew_dialog_new (const char *login);

G_END_DECLS

#pragma once

#include <adwaita.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetProfileDialog:
 *
 * « Mon profil »: what the server knows of the person who is signed in, and
 * why it is only shown.
 */
#define GUICHET_TYPE_PROFILE_DIALOG (guichet_profile_dialog_get_type ())

G_DECLARE_FINAL_TYPE (GuichetProfileDialog, guichet_profile_dialog, GUICHET, PROFILE_DIALOG, AdwDialog)

AdwDialog *guichet_profile_dialog_new (GuichetContext *context);

G_END_DECLS

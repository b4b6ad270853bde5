#pragma once

#include <adwaita.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetTemplatesDialog:
 *
 * The templates of replies: written, changed, removed with a way back, and
 * given to others as a file.
 */
#define GUICHET_TYPE_TEMPLATES_DIALOG (guichet_templates_dialog_get_type ())

G_DECLARE_FINAL_TYPE (GuichetTemplatesDialog, guichet_templates_dialog, GUICHET, TEMPLATES_DIALOG, AdwDialog)

AdwDialog *guichet_templates_dialog_new (GuichetContext *context);

G_END_DECLS

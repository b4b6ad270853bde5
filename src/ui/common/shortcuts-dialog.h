#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GuichetShortcutsDialog:
 *
 * The list of all keys, made of the action table, with a search.
 */
#define GUICHET_TYPE_SHORTCUTS_DIALOG (guichet_shortcuts_dialog_get_type ())

G_DECLARE_FINAL_TYPE (GuichetShortcutsDialog, guichet_shortcuts_dialog, GUICHET, SHORTCUTS_DIALOG, AdwDialog)

AdwDialog *guichet_shortcuts_dialog_new (void);

G_END_DECLS

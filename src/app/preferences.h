#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GuichetPreferences:
 *
 * What a person can choose about the program, bound to its settings: a choice
 * holds at once.
 */
#define GUICHET_TYPE_PREFERENCES (guichet_preferences_get_type ())

G_DECLARE_FINAL_TYPE (GuichetPreferences, guichet_preferences, GUICHET, PREFERENCES, AdwPreferencesDialog)

AdwDialog *guichet_preferences_new           (GSettings *settings);
void       guichet_preferences_follow_colours (GSettings *settings);

G_END_DECLS

#pragma once

#include "model/profile.h"
#include "model/query.h"

G_BEGIN_DECLS

/**
 * GuichetPreset:
 *
 * Lists that the program knows beside the views: the home page counts them,
 * the tickets page shows them.
 */
typedef enum
{
  GUICHET_PRESET_WAITING_REQUESTER,
  GUICHET_PRESET_WAITING_PARTNER,
  GUICHET_PRESET_AT_RISK,
  GUICHET_PRESET_REOPENED,
  GUICHET_PRESET_UNREAD,
} GuichetPreset;

#define GUICHET_N_PRESETS (GUICHET_PRESET_UNREAD + 1)

GuichetTicketQuery *guichet_preset_to_query  (GuichetPreset   preset,
                                              GuichetView     view,
                                              GuichetProfile *profile);
GuichetView         guichet_preset_get_view  (GuichetPreset   preset);
const char         *guichet_preset_get_title (GuichetPreset   preset);
const char         *guichet_preset_to_nick   (GuichetPreset   preset);
gboolean            guichet_preset_from_nick (const char     *nick,
                                              GuichetPreset  *out_preset);

G_END_DECLS

#pragma once

#include <gtk/gtk.h>

#include "model/profile.h"

G_BEGIN_DECLS

/**
 * GuichetChip:
 *
 * An icon and a word in a tint, in the form of a pill: a state, a delay, a
 * conflict. The word is also what a screen reader hears.
 */
#define GUICHET_TYPE_CHIP (guichet_chip_get_type ())

G_DECLARE_FINAL_TYPE (GuichetChip, guichet_chip, GUICHET, CHIP, GtkWidget)

GtkWidget *guichet_chip_new         (void);
void       guichet_chip_show        (GuichetChip    *self,
                                     const char     *icon,
                                     const char     *label,
                                     const char     *tint);
void       guichet_chip_show_status (GuichetChip    *self,
                                     GuichetProfile *profile,
                                     const char     *status);
void       guichet_chip_set_flat    (GuichetChip    *self,
                                     gboolean        flat);

G_END_DECLS

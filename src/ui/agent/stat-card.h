#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GuichetStatCard:
 *
 * A number with what it counts, as a button. Properties: title, icon,
 * tint.
 */
#define GUICHET_TYPE_STAT_CARD (guichet_stat_card_get_type ())

G_DECLARE_FINAL_TYPE (GuichetStatCard, guichet_stat_card, GUICHET, STAT_CARD, GtkButton)

void guichet_stat_card_set_number (GuichetStatCard *self,
                                   guint            number);

G_END_DECLS

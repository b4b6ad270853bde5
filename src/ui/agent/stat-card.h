#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GuichetStatCard:
 *
 * A number with what it counts, as a button. Properties: title, icon, tint,
 * note (string: a few words below, "" for none).
 */
#define GUICHET_TYPE_STAT_CARD (guichet_stat_card_get_type ())

G_DECLARE_FINAL_TYPE (GuichetStatCard, guichet_stat_card, GUICHET, STAT_CARD, GtkButton)

void guichet_stat_card_set_number (GuichetStatCard *self,
                                   guint            number);
void guichet_stat_card_set_note   (GuichetStatCard *self,
                                   const char      *note);

G_END_DECLS

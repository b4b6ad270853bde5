#pragma once

#include <adwaita.h>

#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetPalette:
 *
 * Finds tickets, people, articles and what can be done now, and does it. What
 * is chosen is set off from the widget where somebody was.
 */
#define GUICHET_TYPE_PALETTE (guichet_palette_get_type ())

G_DECLARE_FINAL_TYPE (GuichetPalette, guichet_palette, GUICHET, PALETTE, AdwDialog)

AdwDialog *guichet_palette_new      (GuichetContext *context,
                                     GtkWidget      *from);
void       guichet_palette_set_text (GuichetPalette *self,
                                     const char     *text);

G_END_DECLS

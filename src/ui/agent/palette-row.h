#pragma once

#include <gtk/gtk.h>

#include "ui/agent/palette-item.h"

G_BEGIN_DECLS

/**
 * GuichetPaletteRow:
 *
 * Draws one item after the other: rows are used again, so that a list that
 * changes with every key does not flicker.
 */
#define GUICHET_TYPE_PALETTE_ROW (guichet_palette_row_get_type ())

G_DECLARE_FINAL_TYPE (GuichetPaletteRow, guichet_palette_row, GUICHET, PALETTE_ROW, GtkListBoxRow)

GtkWidget                *guichet_palette_row_new      (void);
void                      guichet_palette_row_set_item (GuichetPaletteRow        *self,
                                                        GuichetPaletteItem       *item,
                                                        const char * const       *words);
GuichetPaletteItem       *guichet_palette_row_get_item (GuichetPaletteRow        *self);

G_END_DECLS

#pragma once

#include "ui/agent/palette-item.h"

G_BEGIN_DECLS

/**
 * GuichetPaletteText:
 * @only: the group that the prefix asks for, or -1 for all
 * @text: what was typed, without the prefix
 * @words: the same, folded and cut
 *
 * What somebody typed into the palette.
 */
typedef struct
{
  int    only;
  char  *text;
  char **words;
} GuichetPaletteText;

void     guichet_palette_text_take  (GuichetPaletteText       *self,
                                     const char               *typed);
void     guichet_palette_text_clear (GuichetPaletteText       *self);
gboolean guichet_palette_text_wants (const GuichetPaletteText *self,
                                     GuichetPaletteGroup       group);
gboolean guichet_palette_text_fits  (const GuichetPaletteText *self,
                                     const char               *title);

G_END_DECLS

#pragma once

#include <gtk/gtk.h>

#include "ui/agent/palette-item.h"
#include "ui/common/context.h"

G_BEGIN_DECLS

/**
 * GuichetPaletteSearch:
 *
 * What the palette finds for a text. Actions and sections are there at once;
 * tickets, people and articles as soon as the store answers: until then those
 * found for the text before stay, so that nothing flickers. Main thread.
 *
 * Prefixes narrow it: > actions, # tickets, @ people and places, ? articles.
 *
 * Signal: "changed".
 */
#define GUICHET_TYPE_PALETTE_SEARCH (guichet_palette_search_get_type ())

G_DECLARE_FINAL_TYPE (GuichetPaletteSearch, guichet_palette_search, GUICHET, PALETTE_SEARCH, GObject)

GuichetPaletteSearch *guichet_palette_search_new        (GuichetContext       *context,
                                                         GPtrArray            *actions);
void                  guichet_palette_search_set_text   (GuichetPaletteSearch *self,
                                                         const char           *text);
GPtrArray            *guichet_palette_search_get_items  (GuichetPaletteSearch *self,
                                                         GuichetPaletteGroup   group);
const char           *guichet_palette_search_get_words  (GuichetPaletteSearch *self);
gboolean              guichet_palette_search_is_pending (GuichetPaletteSearch *self);
gboolean              guichet_palette_search_is_recent  (GuichetPaletteSearch *self);
const GError         *guichet_palette_search_get_error  (GuichetPaletteSearch *self);
gint64                guichet_palette_search_get_micros (GuichetPaletteSearch *self);

G_END_DECLS

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GuichetTextLayout:
 *
 * Children one below the other, or side by side, like GtkBoxLayout, for texts
 * that break their lines: the width follows from the widths alone, never from
 * a height. GtkBoxLayout asks its children, too, how wide they would be at a
 * given height, and a GtkLabel that breaks its lines answers by laying its
 * text out ten times.
 *
 * Side by side: children that expand share what the others leave.
 *
 * Properties: "orientation", "spacing".
 */
#define GUICHET_TYPE_TEXT_LAYOUT (guichet_text_layout_get_type ())

G_DECLARE_FINAL_TYPE (GuichetTextLayout, guichet_text_layout, GUICHET, TEXT_LAYOUT, GtkLayoutManager)

GtkLayoutManager *guichet_text_layout_new (GtkOrientation orientation,
                                           int            spacing);

G_END_DECLS

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GuichetPageFrame:
 *
 * Holds a page that takes whatever room there is, and is not asked how much it
 * would like: to answer, each text of a ticket would have to be laid out in
 * widths that nobody sees. It asks for its size request.
 *
 * Property: child (#GtkWidget, nullable).
 */
#define GUICHET_TYPE_PAGE_FRAME (guichet_page_frame_get_type ())

G_DECLARE_FINAL_TYPE (GuichetPageFrame, guichet_page_frame, GUICHET, PAGE_FRAME, GtkWidget)

G_END_DECLS

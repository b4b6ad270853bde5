#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GuichetPictureCanvas:
 *
 * Shows a picture as large as there is room, and lets somebody mark rectangles
 * in it. What is hidden is a list that its owner gives.
 *
 * Signal: marked (GdkRectangle, in pixels of the picture).
 */
#define GUICHET_TYPE_PICTURE_CANVAS (guichet_picture_canvas_get_type ())

G_DECLARE_FINAL_TYPE (GuichetPictureCanvas, guichet_picture_canvas, GUICHET, PICTURE_CANVAS, GtkWidget)

/* @mosaics: (element-type GuichetMosaic): lent, drawn over the picture */
GtkWidget *guichet_picture_canvas_new (GdkTexture *picture,
                                       GPtrArray  *mosaics);

G_END_DECLS

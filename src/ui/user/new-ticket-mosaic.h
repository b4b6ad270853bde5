#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * GuichetMosaic:
 *
 * A part of a picture that nobody shall read: few, large tiles of one colour
 * each. How few does not depend on how large the letters are, so that nothing
 * is left to guess them by. Any thread.
 */
typedef struct _GuichetMosaic GuichetMosaic;

/* @pixels: four bytes each, rows without gaps; NULL when nothing of @area lies
 * in the picture. */
GuichetMosaic      *guichet_mosaic_new         (GBytes              *pixels,
                                                int                  width,
                                                int                  height,
                                                const GdkRectangle  *area);
void                guichet_mosaic_free        (GuichetMosaic       *self);
const GdkRectangle *guichet_mosaic_get_area    (const GuichetMosaic *self);
/* One pixel a tile, to be drawn over the area without smoothing. */
GdkTexture         *guichet_mosaic_get_tiles   (const GuichetMosaic *self);

/* The format of @pixels, and how they are had of a picture. */
#define GUICHET_MOSAIC_FORMAT GDK_MEMORY_R8G8B8A8

GBytes             *guichet_mosaic_read_pixels (GdkTexture          *picture);
/* Returns: (transfer full): a picture in which nothing is left of the areas */
GdkTexture         *guichet_mosaics_apply      (GBytes              *pixels,
                                                int                  width,
                                                int                  height,
                                                GPtrArray           *mosaics);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuichetMosaic, guichet_mosaic_free)

G_END_DECLS

#include "config.h"

#include "ui/user/new-ticket-mosaic.h"

#define BYTES 4

/* Tiles along the shorter side, and the smallest tile. */
#define TILES 4
#define TILE_MIN 12

/* Points of a tile that are looked at in each direction. */
#define SAMPLES 8

struct _GuichetMosaic
{
  GdkRectangle  area;
  int           tile;
  int           columns;
  int           rows;
  guchar       *colours;        /* one of BYTES a tile */
  GdkTexture   *tiles;
};

static void
take_average (const guchar       *pixels,
              int                 width,
              const GdkRectangle *tile,
              guchar             *out_colour)
{
  int step_x = MAX (tile->width / SAMPLES, 1);
  int step_y = MAX (tile->height / SAMPLES, 1);
  guint sums[BYTES] = { 0 };
  guint n = 0;

  for (int y = tile->y; y < tile->y + tile->height; y += step_y)
    for (int x = tile->x; x < tile->x + tile->width; x += step_x, n++)
      for (guint i = 0; i < BYTES; i++)
        sums[i] += pixels[((gsize) y * (gsize) width + (gsize) x) * BYTES + i];

  for (guint i = 0; i < BYTES; i++)
    out_colour[i] = (guchar) (sums[i] / MAX (n, 1));
}

static GdkRectangle
get_tile (const GuichetMosaic *self,
          int                  column,
          int                  row)
{
  const GdkRectangle whole = {
    self->area.x + column * self->tile, self->area.y + row * self->tile, self->tile, self->tile
  };
  GdkRectangle tile;

  gdk_rectangle_intersect (&whole, &self->area, &tile);

  return tile;
}

static void
make_tiles (GuichetMosaic *self,
            const guchar  *pixels,
            int            width)
{
  gsize size = (gsize) self->columns * (gsize) self->rows * BYTES;
  g_autoptr(GBytes) bytes = NULL;

  self->colours = g_malloc (size);
  for (int row = 0; row < self->rows; row++)
    for (int column = 0; column < self->columns; column++)
      {
        GdkRectangle tile = get_tile (self, column, row);

        take_average (pixels, width, &tile, self->colours + (row * self->columns + column) * BYTES);
      }

  bytes = g_bytes_new (self->colours, size);
  self->tiles = gdk_memory_texture_new (self->columns, self->rows, GUICHET_MOSAIC_FORMAT, bytes,
                                        (gsize) self->columns * BYTES);
}

GuichetMosaic *
guichet_mosaic_new (GBytes             *pixels,
                    int                 width,
                    int                 height,
                    const GdkRectangle *area)
{
  const GdkRectangle all = { 0, 0, width, height };
  GdkRectangle inside;
  GuichetMosaic *self;

  g_return_val_if_fail (pixels != NULL && area != NULL, NULL);
  g_return_val_if_fail (g_bytes_get_size (pixels) >= (gsize) width * (gsize) height * BYTES, NULL);

  if (!gdk_rectangle_intersect (area, &all, &inside))
    return NULL;

  self = g_new0 (GuichetMosaic, 1);
  self->area = inside;
  self->tile = MAX (MIN (inside.width, inside.height) / TILES, TILE_MIN);
  self->columns = (inside.width + self->tile - 1) / self->tile;
  self->rows = (inside.height + self->tile - 1) / self->tile;
  make_tiles (self, g_bytes_get_data (pixels, NULL), width);

  return self;
}

void
guichet_mosaic_free (GuichetMosaic *self)
{
  if (self == NULL)
    return;

  g_free (self->colours);
  g_clear_object (&self->tiles);
  g_free (self);
}

const GdkRectangle *
guichet_mosaic_get_area (const GuichetMosaic *self)
{
  return &self->area;
}

/* Returns: (transfer none): */
GdkTexture *
guichet_mosaic_get_tiles (const GuichetMosaic *self)
{
  return self->tiles;
}

static void
apply (const GuichetMosaic *self,
       guchar              *pixels,
       int                  width)
{
  for (int y = 0; y < self->area.height; y++)
    for (int x = 0; x < self->area.width; x++)
      memcpy (pixels + ((gsize) (self->area.y + y) * (gsize) width + (gsize) (self->area.x + x)) * BYTES,
              self->colours + ((y / self->tile) * self->columns + x / self->tile) * BYTES, BYTES);
}

/* Returns: (transfer full): */
GBytes *
guichet_mosaic_read_pixels (GdkTexture *picture)
{
  GdkTextureDownloader *downloader;
  GBytes *packed;
  gsize stride;

  g_return_val_if_fail (GDK_IS_TEXTURE (picture), NULL);

  downloader = gdk_texture_downloader_new (picture);
  gdk_texture_downloader_set_format (downloader, GUICHET_MOSAIC_FORMAT);
  packed = gdk_texture_downloader_download_bytes (downloader, &stride);
  gdk_texture_downloader_free (downloader);
  g_assert (stride == (gsize) gdk_texture_get_width (picture) * BYTES);

  return packed;
}

GdkTexture *
guichet_mosaics_apply (GBytes    *pixels,
                       int        width,
                       int        height,
                       GPtrArray *mosaics)
{
  gsize size;
  const guchar *data = g_bytes_get_data (pixels, &size);
  guchar *copy = g_memdup2 (data, size);
  g_autoptr(GBytes) bytes = NULL;

  for (guint i = 0; i < mosaics->len; i++)
    apply (g_ptr_array_index (mosaics, i), copy, width);
  bytes = g_bytes_new_take (copy, size);

  return gdk_memory_texture_new (width, height, GUICHET_MOSAIC_FORMAT, bytes, (gsize) width * BYTES);
}

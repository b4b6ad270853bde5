#include "config.h"

#include "ui/common/file-decode.h"

#include "util/error.h"

#ifdef HAVE_POPPLER

#include <math.h>
#include <poppler.h>

/* A page as it is drawn: twice what a screen shows of it. */
#define WIDTH_MAX 1600.0
#define HEIGHT_MAX 2400.0
#define SCALE_MAX 2.5

gboolean
guichet_pdf_is_supported (void)
{
  return TRUE;
}

static GdkTexture *
take_surface (cairo_surface_t  *surface,
              GError          **error)
{
  int height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr(GBytes) pixels = NULL;

  cairo_surface_flush (surface);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_FAILED, "The page cannot be drawn: %s",
                   cairo_status_to_string (cairo_surface_status (surface)));
      return NULL;
    }

  pixels = g_bytes_new (cairo_image_surface_get_data (surface), stride * (gsize) height);

  return gdk_memory_texture_new (cairo_image_surface_get_width (surface), height, GDK_MEMORY_DEFAULT, pixels, stride);
}

static GdkTexture *
draw (PopplerPage  *page,
      double        width,
      double        height,
      GError      **error)
{
  double scale = MIN (MIN (WIDTH_MAX / width, HEIGHT_MAX / height), SCALE_MAX);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, MAX ((int) (width * scale), 1),
                                                         MAX ((int) (height * scale), 1));
  cairo_t *cr = cairo_create (surface);
  GdkTexture *texture;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  texture = take_surface (surface, error);
  cairo_surface_destroy (surface);

  return texture;
}

static GdkTexture *
draw_leaf (PopplerDocument  *document,
           guint             page,
           GError          **error)
{
  PopplerPage *leaf = poppler_document_get_page (document, (int) page);
  GdkTexture *texture = NULL;
  double width = 0;
  double height = 0;

  if (leaf != NULL)
    poppler_page_get_size (leaf, &width, &height);
  if (isfinite (width) && isfinite (height) && width >= 1 && height >= 1)
    texture = draw (leaf, width, height, error);
  else
    g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "The page has no size");
  g_clear_object (&leaf);

  return texture;
}

/**
 * guichet_pdf_draw_page:
 * @page: from 0
 * @out_n_pages: how many there are
 *
 * Returns: (transfer full) (nullable):
 */
GdkTexture *
guichet_pdf_draw_page (GBytes  *data,
                       guint    page,
                       guint   *out_n_pages,
                       GError **error)
{
  PopplerDocument *document = poppler_document_new_from_bytes (data, NULL, error);
  GdkTexture *texture = NULL;

  if (document == NULL)
    return NULL;

  *out_n_pages = (guint) MAX (poppler_document_get_n_pages (document), 0);
  if (page < *out_n_pages)
    texture = draw_leaf (document, page, error);
  else
    g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "The document has no such page");
  g_object_unref (document);

  return texture;
}

#else

gboolean
guichet_pdf_is_supported (void)
{
  return FALSE;
}

GdkTexture *
guichet_pdf_draw_page (GBytes  *data,
                       guint    page,
                       guint   *out_n_pages,
                       GError **error)
{
  g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "Built without a reader of PDF documents");

  return NULL;
}

#endif

#include "config.h"

#include "ui/common/file-decode.h"
#include "util/error.h"

#include <cairo-pdf.h>
#include <string.h>

/* Decoders with whatever a stranger may have put beside a ticket. */

static GBytes *
make_png (int width,
          int height)
{
  gsize stride = (gsize) width * 4;
  guint8 *pixels = g_malloc (stride * (gsize) height);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  for (gsize i = 0; i < stride * (gsize) height; i++)
    pixels[i] = (guint8) (i * 7 + i / stride);
  bytes = g_bytes_new_take (pixels, stride * (gsize) height);
  texture = gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8A8, bytes, stride);

  return gdk_texture_save_to_png_bytes (texture);
}

static cairo_status_t
append_cb (void                *closure,
           const unsigned char *data,
           unsigned int         length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
make_pdf (guint n_pages)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, 595, 842);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < n_pages; i++)
    {
      cairo_move_to (cr, 72, 100 + i);
      cairo_show_text (cr, "Bordereau");
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (bytes);
}

static GuichetFile *
make_file (const char *name,
           const char *mime,
           const char *data,
           gsize       length)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, length);

  return guichet_file_new (1, name, mime, bytes);
}

static void
test_kind (void)
{
  static const struct { const char *name, *mime, *data; gsize length; GuichetFileKind kind; } cases[] = {
    { "a.txt", "image/png", "\211PNG\r\n\032\n", 8, GUICHET_FILE_KIND_IMAGE },
    { "a.png", "image/png", "Bonjour", 7, GUICHET_FILE_KIND_TEXT },
    { "a.jpg", "", "\377\330\377\340", 4, GUICHET_FILE_KIND_IMAGE },
    { "a.webp", "", "RIFF\0\0\0\0WEBPVP8 ", 16, GUICHET_FILE_KIND_IMAGE },
    { "a", "", "%PDF-1.7\n", 9, GUICHET_FILE_KIND_PDF },
    { "a.pdf", "application/pdf", "MZ\0\0", 4, GUICHET_FILE_KIND_OTHER },
    { "a.txt", "text/plain", "caf\351 latin", 10, GUICHET_FILE_KIND_TEXT },
    { "a.bin", "application/octet-stream", "\351\0\351", 3, GUICHET_FILE_KIND_OTHER },
    { "mail.eml", "message/rfc822", "From: a\n\nb", 10, GUICHET_FILE_KIND_TEXT },
    { "page.svg", "image/svg+xml", "<svg xmlns=''/>", 15, GUICHET_FILE_KIND_TEXT },
    { "empty", "", "", 0, GUICHET_FILE_KIND_OTHER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GuichetFile) file = make_file (cases[i].name, cases[i].mime, cases[i].data, cases[i].length);

      g_assert_cmpint (guichet_file_find_kind (file), ==, cases[i].kind);
    }
}

static void
test_dangerous (void)
{
  static const struct { const char *name, *data; gboolean dangerous; } cases[] = {
    { "a.txt", "#!/bin/sh\nrm -rf /", TRUE },
    { "facture.pdf", "MZ......", TRUE },
    { "a.exe", "text", TRUE },
    { "lettre.docm", "PK", TRUE },
    { "lettre.docx", "PK", FALSE },
    { "a.txt", "text", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GuichetFile) file = make_file (cases[i].name, "", cases[i].data, strlen (cases[i].data));

      g_assert_cmpint (guichet_file_is_dangerous (file), ==, cases[i].dangerous);
    }
}

static void
test_image (void)
{
  g_autoptr(GBytes) png = make_png (300, 200);
  g_autoptr(GBytes) wide = make_png (6000, 10);
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = guichet_image_decode (png, &error);
  g_autoptr(GdkTexture) scaled = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 300);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 200);
  scaled = guichet_image_decode (wide, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (scaled), ==, 4096);
}

/* A few bytes that claim to be a picture of a terabyte. */
static void
test_bomb (void)
{
  static const guint8 header[] = {
    0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R',
    0x00, 0x07, 0xa1, 0x20, 0x00, 0x07, 0xa1, 0x20, 8, 2, 0, 0, 0, 0x4d, 0x4e, 0x5a, 0x6d,
  };
  g_autoptr(GBytes) data = g_bytes_new_static (header, sizeof header);
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = guichet_image_decode (data, &error);

  g_assert_null (texture);
  g_assert_nonnull (error);
}

/* Cut anywhere, changed anywhere: a picture or an error, never more. */
static void
spoil (GBytes     *whole,
       guint       n,
       void      (*decode) (GBytes *data))
{
  g_autoptr(GRand) random = g_rand_new_with_seed (4871);
  gsize length;
  const guint8 *bytes = g_bytes_get_data (whole, &length);

  for (guint i = 0; i < n; i++)
    {
      gsize kept = i % 3 == 0 ? (gsize) g_rand_int_range (random, 0, (int) length) : length;
      g_autofree guint8 *copy = g_memdup2 (bytes, MAX (kept, 1));
      g_autoptr(GBytes) data = NULL;

      for (guint j = 0; i % 3 != 0 && j < 1 + i % 9; j++)
        copy[g_rand_int_range (random, 0, (int) kept)] = (guint8) g_rand_int (random);
      data = g_bytes_new (copy, kept);
      decode (data);
    }
}

static void
decode_image (GBytes *data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = guichet_image_decode (data, &error);

  g_assert_true ((texture != NULL) != (error != NULL));
}

static void
decode_pdf (GBytes *data)
{
  g_autoptr(GError) error = NULL;
  guint n_pages = 0;
  g_autoptr(GdkTexture) texture = guichet_pdf_draw_page (data, 0, &n_pages, &error);

  g_assert_true ((texture != NULL) != (error != NULL));
}

static void
test_spoilt_images (void)
{
  g_autoptr(GBytes) png = make_png (40, 30);
  g_autoptr(GBytes) nothing = g_bytes_new_static ("", 0);

  decode_image (nothing);
  spoil (png, 600, decode_image);
}

static void
test_pdf (void)
{
  g_autoptr(GBytes) pdf = make_pdf (3);
  g_autoptr(GError) error = NULL;
  guint n_pages = 0;
  g_autoptr(GdkTexture) first = NULL;
  g_autoptr(GdkTexture) none = NULL;

  if (!guichet_pdf_is_supported ())
    {
      g_test_skip ("built without poppler");
      return;
    }

  first = guichet_pdf_draw_page (pdf, 0, &n_pages, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_pages, ==, 3);
  g_assert_cmpint (gdk_texture_get_width (first), <=, 1600);
  g_assert_cmpint (gdk_texture_get_height (first), <=, 2400);
  none = guichet_pdf_draw_page (pdf, 3, &n_pages, &error);
  g_assert_null (none);
  g_assert_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID);
  spoil (pdf, 150, decode_pdf);
}

static void
test_text (void)
{
  g_autofree char *large = g_strnfill (3 * 1024 * 1024, 'a');
  g_autoptr(GBytes) data = g_bytes_new (large, strlen (large));
  g_autoptr(GBytes) bom = g_bytes_new_static ("\357\273\277caf\351\033[31m", 12);
  gboolean cut;
  g_autofree char *shown = guichet_text_decode (data, &cut);
  g_autofree char *clean = NULL;

  g_assert_true (cut);
  g_assert_cmpuint (strlen (shown), ==, 256 * 1024);
  clean = guichet_text_decode (bom, &cut);
  g_assert_false (cut);
  g_assert_cmpstr (clean, ==, "caf\357\277\275[31m");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-decode/kind", test_kind);
  g_test_add_func ("/file-decode/dangerous", test_dangerous);
  g_test_add_func ("/file-decode/image", test_image);
  g_test_add_func ("/file-decode/bomb", test_bomb);
  g_test_add_func ("/file-decode/spoilt-images", test_spoilt_images);
  g_test_add_func ("/file-decode/pdf", test_pdf);
  g_test_add_func ("/file-decode/text", test_text);

  return g_test_run ();
}

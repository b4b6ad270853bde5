#include "config.h"

#include "ui/common/file-decode.h"

#include <string.h>

#include "util/error.h"
#include "util/file-name.h"
#include "util/text.h"

/* Of a picture: what it may have, and what is shown of it. */
#define PIXELS_MAX (64 * 1000 * 1000)
#define SIDE_MAX 4096
/* Of a text. */
#define TEXT_MAX (256 * 1024)
/* Decoders are fed in pieces, so that a wrong header ends them early. */
#define PIECE (64 * 1024)

/* ---- what it is: by its contents, not by what somebody says */

static gboolean
begins_with (const guint8 *data,
             gsize         length,
             const char   *magic,
             gsize         magic_length,
             gsize         offset)
{
  return length >= offset + magic_length && memcmp (data + offset, magic, magic_length) == 0;
}

static gboolean
is_image (const guint8 *data,
          gsize         length)
{
  return begins_with (data, length, "\211PNG\r\n\032\n", 8, 0) ||
         begins_with (data, length, "\377\330\377", 3, 0) ||
         begins_with (data, length, "GIF87a", 6, 0) ||
         begins_with (data, length, "GIF89a", 6, 0) ||
         begins_with (data, length, "BM", 2, 0) ||
         begins_with (data, length, "II*\0", 4, 0) ||
         begins_with (data, length, "MM\0*", 4, 0) ||
         (begins_with (data, length, "RIFF", 4, 0) && begins_with (data, length, "WEBP", 4, 8));
}

/* Beginnings may be cut in the middle of a character. */
static gboolean
is_text (const guint8 *data,
         gsize         length)
{
  gsize seen = MIN (length, 8192);
  const char *end;

  if (seen == 0 || memchr (data, '\0', seen) != NULL)
    return FALSE;

  return g_utf8_validate_len ((const char *) data, seen, &end) || (gsize) (end - (const char *) data) + 4 > seen;
}

static gboolean
claims_text (GuichetFile *file)
{
  static const char * const endings[] = { ".txt", ".log", ".csv", ".eml", ".md", ".ini", ".conf" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (file->name, endings[i]))
      return TRUE;

  return g_str_has_prefix (file->mime, "text/") || g_str_equal (file->mime, "message/rfc822");
}

GuichetFileKind
guichet_file_find_kind (GuichetFile *file)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (file->data, &length);

  if (is_image (data, length))
    return GUICHET_FILE_KIND_IMAGE;
  if (begins_with (data, length, "%PDF-", 5, 0))
    return GUICHET_FILE_KIND_PDF;
  if (is_text (data, length) ||
      (claims_text (file) && length > 0 && memchr (data, '\0', MIN (length, 8192)) == NULL))
    return GUICHET_FILE_KIND_TEXT;

  return GUICHET_FILE_KIND_OTHER;
}

/**
 * guichet_file_is_dangerous:
 *
 * Whether it may run something when it is opened, by its name or by what it is.
 */
gboolean
guichet_file_is_dangerous (GuichetFile *file)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (file->data, &length);

  return guichet_file_name_is_dangerous (file->name) || guichet_file_is_program (data, length);
}

/* ---- pictures */

/* Before anything is decoded: a small file may claim to be a huge picture. */
static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gboolean        *refused)
{
  double scale;

  if (width < 1 || height < 1 || (gint64) width * height > PIXELS_MAX)
    {
      *refused = TRUE;
      gdk_pixbuf_loader_set_size (loader, 1, 1);
      return;
    }

  scale = MIN ((double) SIDE_MAX / width, (double) SIDE_MAX / height);
  if (scale < 1)
    gdk_pixbuf_loader_set_size (loader, MAX ((int) (width * scale), 1), MAX ((int) (height * scale), 1));
}

static gboolean
feed (GdkPixbufLoader  *loader,
      GBytes           *data,
      const gboolean   *refused,
      GError          **error)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (data, &length);

  for (gsize at = 0; at < length && !*refused; at += PIECE)
    if (!gdk_pixbuf_loader_write (loader, bytes + at, MIN (PIECE, length - at), error))
      return FALSE;

  return TRUE;
}

static GdkTexture *
make_texture (GdkPixbuf *pixbuf)
{
  g_autoptr(GBytes) pixels = gdk_pixbuf_read_pixel_bytes (pixbuf);

  return gdk_memory_texture_new (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf),
                                 gdk_pixbuf_get_has_alpha (pixbuf) ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8,
                                 pixels, (gsize) gdk_pixbuf_get_rowstride (pixbuf));
}

/**
 * guichet_image_decode:
 *
 * Returns: (transfer full) (nullable): at most 4096 pixels wide and high, upright
 */
GdkTexture *
guichet_image_decode (GBytes  *data,
                      GError **error)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr(GdkPixbuf) upright = NULL;
  g_autoptr(GError) failure = NULL;
  GdkPixbuf *pixbuf;
  gboolean refused = FALSE;
  gboolean fed;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &refused);
  fed = feed (loader, data, &refused, &failure);
  fed = gdk_pixbuf_loader_close (loader, fed ? &failure : NULL) && fed;
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (refused)
    g_set_error_literal (error, GUICHET_ERROR, GUICHET_ERROR_TOO_LARGE, "The picture has too many pixels");
  else if (!fed || pixbuf == NULL)
    g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "The picture cannot be read: %s",
                 failure != NULL ? failure->message : "there is none");
  else
    upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);

  return upright != NULL ? make_texture (upright) : NULL;
}

/* ---- texts */

/**
 * guichet_text_decode:
 * @out_cut: whether there is more than what is shown
 *
 * Returns: (transfer full): valid UTF-8 of at most 256 KiB: what a view takes without a halt
 */
char *
guichet_text_decode (GBytes   *data,
                     gboolean *out_cut)
{
  gsize length;
  const char *text = g_bytes_get_data (data, &length);

  *out_cut = length > TEXT_MAX;
  if (begins_with ((const guint8 *) text, length, "\357\273\277", 3, 0))
    {
      text += 3;
      length -= 3;
    }

  return guichet_text_make_valid (text, (gssize) MIN (length, TEXT_MAX), TEXT_MAX);
}

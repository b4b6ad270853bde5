#include "config.h"

#include "disk-image.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

/* A disk writes whole sectors. */
#define SECTOR 512

typedef struct
{
  gint64  offset;       /* of a write; the new size of a truncation */
  GBytes *data;         /* NULL for a truncation */
} Change;

static void
clear_change (gpointer data)
{
  g_clear_pointer (&((Change *) data)->data, g_bytes_unref);
}

Image *
disk_image_new (const char *path)
{
  Image *image = g_new0 (Image, 1);
  g_autofree char *contents = NULL;
  gsize length;

  image->path = g_strdup (path);
  image->durable = g_byte_array_new ();
  image->pending = g_array_new (FALSE, FALSE, sizeof (Change));
  g_array_set_clear_func (image->pending, clear_change);
  if (g_file_get_contents (path, &contents, &length, NULL))
    {
      g_byte_array_append (image->durable, (guint8 *) contents, (guint) length);
      image->durable_exists = TRUE;
    }

  return image;
}

void
disk_image_free (gpointer data)
{
  Image *image = data;

  g_free (image->path);
  g_byte_array_unref (image->durable);
  g_array_unref (image->pending);
  g_free (image);
}

/* @data: NULL for a truncation to @offset */
void
disk_image_remember (Image         *image,
                     gint64         offset,
                     gconstpointer  data,
                     gsize          length)
{
  Change change = { .offset = offset };

  if (data != NULL)
    change.data = g_bytes_new (data, length);
  g_array_append_val (image->pending, change);
}

/* Without a sync of the folder the file may be back after a power cut, as it
 * was. */
void
disk_image_delete (Image    *image,
                   gboolean  folder_is_synced)
{
  g_array_set_size (image->pending, 0);
  if (!folder_is_synced)
    return;

  g_byte_array_set_size (image->durable, 0);
  image->durable_exists = FALSE;
}

static void
apply_write (GByteArray   *content,
             gint64        offset,
             const guint8 *data,
             gsize         length)
{
  guint end = (guint) offset + (guint) length;

  if (end > content->len)
    {
      guint old = content->len;

      g_byte_array_set_size (content, end);
      memset (content->data + old, 0, end - old);
    }
  memcpy (content->data + offset, data, length);
}

static void
apply_change (GByteArray   *content,
              const Change *change)
{
  gsize length;
  const guint8 *data;

  if (change->data == NULL)
    {
      if (change->offset < content->len)
        g_byte_array_set_size (content, (guint) change->offset);
      return;
    }

  data = g_bytes_get_data (change->data, &length);
  apply_write (content, change->offset, data, length);
}

void
disk_image_make_durable (Image *image)
{
  for (guint i = 0; i < image->pending->len; i++)
    apply_change (image->durable, &g_array_index (image->pending, Change, i));
  g_array_set_size (image->pending, 0);
  image->durable_exists = TRUE;
}

/* Sectors of one write that reached the disk. */
static void
apply_torn (GByteArray   *content,
            const Change *change,
            GRand        *rand)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (change->data, &length);

  for (gsize at = 0; at < length; at += SECTOR)
    if (g_rand_boolean (rand))
      apply_write (content, change->offset + (gint64) at, data + at, MIN (SECTOR, length - at));
}

void
disk_image_apply_some (Image *image,
            GRand *rand)
{
  for (guint i = 0; i < image->pending->len; i++)
    {
      const Change *change = &g_array_index (image->pending, Change, i);

      switch (g_rand_int_range (rand, 0, 3))
        {
        case 0:
          apply_change (image->durable, change);
          image->durable_exists = TRUE;
          break;
        case 1:
          if (change->data != NULL)
            {
              apply_torn (image->durable, change, rand);
              image->durable_exists = TRUE;
            }
          break;
        default:
          break;
        }
    }
}

void
disk_image_restore (Image *image)
{
  g_autoptr(GError) error = NULL;

  /* A file that the store made before SQLite opened it stays, empty. */
  if (!image->durable_exists)
    {
      g_unlink (image->path);
      return;
    }

  g_file_set_contents_full (image->path, (char *) image->durable->data, image->durable->len,
                            G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

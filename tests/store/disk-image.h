#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * Image:
 * @durable: what the disk would hold of the file after a power cut
 * @pending: what was done to it since its last sync
 * @durable_exists: whether the disk would know the file at all
 */
typedef struct
{
  char       *path;
  GByteArray *durable;
  GArray     *pending;
  gboolean    durable_exists;
} Image;

Image *disk_image_new          (const char    *path);
void   disk_image_free         (gpointer       image);
void   disk_image_remember     (Image         *image,
                                gint64         offset,
                                gconstpointer  data,
                                gsize          length);
void   disk_image_make_durable (Image         *image);
void   disk_image_delete       (Image         *image,
                                gboolean       folder_is_synced);

/* The power is cut. Some of what is pending reached the disk… */
void   disk_image_apply_some   (Image         *image,
                                GRand         *rand);
/* …and that is what the file is now. */
void   disk_image_restore      (Image         *image);

G_END_DECLS

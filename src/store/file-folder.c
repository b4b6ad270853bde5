#include "config.h"

#include "store/file-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/data-dir.h"
#include "util/text.h"

#define FOLDER "files"
/* What is being written, until the table knows it. */
#define PART ".part"

static char *
dup_path (GuichetStore *store,
          gint64        id,
          const char   *ending)
{
  g_autofree char *folder = _guichet_store_dup_path (store, FOLDER);

  return g_strdup_printf ("%s" G_DIR_SEPARATOR_S "%" G_GINT64_FORMAT "%s", folder, id, ending);
}

static gboolean
write_all (int          fd,
           const char  *path,
           GBytes      *data,
           GError     **error)
{
  gsize left;
  const guint8 *next = g_bytes_get_data (data, &left);

  while (left > 0)
    {
      gssize written = write (fd, next, left);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return _guichet_store_fail_errno (path, error);
      next += written;
      left -= (gsize) written;
    }

  return TRUE;
}

/**
 * guichet_file_folder_write:
 *
 * Any thread but main. Writes the contents beside their place, closed to
 * others. Nothing is synced: contents that a power cut damaged are found out by
 * their checksum and fetched again.
 */
gboolean
guichet_file_folder_write (GuichetStore  *store,
                           gint64         id,
                           GBytes        *data,
                           GError       **error)
{
  g_autofree char *folder = _guichet_store_dup_path (store, FOLDER);
  g_autofree char *path = dup_path (store, id, PART);
  int fd;
  gboolean ok;

  if (!guichet_data_dir_make_private (folder, error))
    return FALSE;

  g_unlink (path);
  fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return _guichet_store_fail_errno (path, error);

  ok = write_all (fd, path, data, error);
  g_close (fd, NULL);
  if (!ok)
    g_unlink (path);

  return ok;
}

/**
 * guichet_file_folder_adopt:
 *
 * Cache writer. Puts what was written into its place, all at once.
 */
gboolean
guichet_file_folder_adopt (GuichetStore  *store,
                           gint64         id,
                           GError       **error)
{
  g_autofree char *part = dup_path (store, id, PART);
  g_autofree char *path = dup_path (store, id, "");

  if (g_rename (part, path) == 0)
    return TRUE;

  return _guichet_store_fail_errno (path, error);
}

/* What was written and is not adopted. */
void
guichet_file_folder_drop (GuichetStore *store,
                          gint64        id)
{
  g_autofree char *part = dup_path (store, id, PART);

  g_unlink (part);
}

/**
 * guichet_file_folder_read:
 * @size: what it must have
 *
 * Any thread but main.
 *
 * Returns: (transfer full) (nullable): %NULL when it is not there or not whole
 */
GBytes *
guichet_file_folder_read (GuichetStore *store,
                          gint64        id,
                          gint64        size)
{
  g_autofree char *path = dup_path (store, id, "");
  g_autofree char *data = NULL;
  gsize length;
  GStatBuf status;

  if (g_lstat (path, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size != size ||
      !g_file_get_contents (path, &data, &length, NULL))
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&data), length);
}

/**
 * guichet_file_folder_tidy:
 * @wanted: (element-type gint64): ids of the files that stay
 * @with_parts: also what is being written: only when nobody is
 *
 * Cache writer. Removes what the table does not know: what was let go, and what
 * a crash left between two steps.
 */
void
guichet_file_folder_tidy (GuichetStore *store,
                          GHashTable   *wanted,
                          gboolean      with_parts)
{
  g_autofree char *folder = _guichet_store_dup_path (store, FOLDER);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      gint64 id;

      if (guichet_text_parse_int64 (name, &id) ? g_hash_table_contains (wanted, &id)
                                               : !with_parts && g_str_has_suffix (name, PART))
        continue;
      if (g_unlink (path) != 0)
        g_debug ("%s: %s", path, g_strerror (errno));
    }
}

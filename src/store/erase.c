#include "config.h"

#include "store/erase.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "util/error.h"

#define LOCK_NAME "lock"
#define FILES_NAME "files"

/* Whatever begins like this is a database of ours, its log, or one that was
 * set aside. */
static const char * const databases[] = { "cache.db", "user.db" };

static gboolean
fail (const char  *path,
      GError     **error)
{
  g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_DATABASE, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

static gboolean
is_database (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (databases); i++)
    if (g_str_has_prefix (name, databases[i]))
      return TRUE;

  return FALSE;
}

static gboolean
is_any (const char *name)
{
  return TRUE;
}

static gboolean
remove_files (const char  *folder,
              gboolean   (*is_ours) (const char *name),
              GError     **error)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (is_ours (name) && g_unlink (path) != 0 && errno != ENOENT)
        return fail (path, error);
    }

  return TRUE;
}

/* A folder that somebody named may hold more: then it stays, with what is not
 * ours. */
static gboolean
remove_if_empty (const char  *folder,
                 GError     **error)
{
  if (g_rmdir (folder) == 0 || errno == ENOENT || errno == ENOTEMPTY || errno == EEXIST)
    return TRUE;

  return fail (folder, error);
}

static gboolean
remove_contents (const char  *folder,
                 GError     **error)
{
  g_autofree char *files = g_build_filename (folder, FILES_NAME, NULL);

  return remove_files (files, is_any, error) && remove_if_empty (files, error) &&
         remove_files (folder, is_database, error);
}

/* Nobody may have the account open, and nobody opens it meanwhile. */
static int
take_lock (const char  *path,
           GError     **error)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    {
      fail (path, error);
      return -1;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;

  g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_BUSY, "Another process has %s", path);
  g_close (fd, NULL);

  return -1;
}

/**
 * guichet_store_erase:
 *
 * Blocking, any thread but main.
 */
gboolean
guichet_store_erase (const char  *folder,
                     GError     **error)
{
  g_autofree char *lock = NULL;
  gboolean erased;
  int fd;

  g_return_val_if_fail (folder != NULL, FALSE);

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;

  lock = g_build_filename (folder, LOCK_NAME, NULL);
  if ((fd = take_lock (lock, error)) < 0)
    return FALSE;

  erased = remove_contents (folder, error);
  if (erased && g_unlink (lock) != 0)
    erased = fail (lock, error);
  g_close (fd, NULL);

  return erased && remove_if_empty (folder, error);
}

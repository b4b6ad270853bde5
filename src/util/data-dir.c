#include "config.h"

#include "util/data-dir.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "util/error.h"

/**
 * guichet_data_dir_find:
 * @name: a file or folder below data/ of the project, such as "profiles"
 *
 * Looks beside the source when the program runs from its build folder
 * (GUICHET_UNINSTALLED is set), else where the program was installed.
 *
 * Returns: (transfer full): a path, which need not exist
 */
char *
guichet_data_dir_find (const char *name)
{
  if (g_getenv ("GUICHET_UNINSTALLED") != NULL)
    return g_build_filename (GUICHET_SOURCE_DIR, "data", name, NULL);

  return g_build_filename (GUICHET_DATA_DIR, name, NULL);
}

/**
 * guichet_data_dir_for_login:
 *
 * Each account has a folder of its own: nothing of one is ever read under
 * another. The name says nothing about who it is.
 *
 * Returns: (transfer full): the path
 */
char *
guichet_data_dir_for_login (const char *server,
                            const char *login)
{
  /* Logins are compared without case by the server (ITOP-PROTOCOL §2). */
  g_autofree char *folded = g_utf8_strdown (login, -1);
  g_autofree char *whole = g_strconcat (server, "\n", folded, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, whole, -1);

  digest[16] = '\0';

  return g_build_filename (g_get_user_data_dir (), "guichet", digest, NULL);
}

char *
guichet_data_dir_for_demo (void)
{
  return g_build_filename (g_get_user_data_dir (), "guichet", "demo", NULL);
}

/**
 * guichet_data_dir_make_private:
 *
 * Makes the folder and its parents, closed to other users.
 */
gboolean
guichet_data_dir_make_private (const char  *path,
                               GError     **error)
{
  int saved;

  if (g_mkdir_with_parents (path, 0700) == 0 && g_chmod (path, 0700) == 0)
    return TRUE;

  saved = errno;
  g_set_error (error, GUICHET_ERROR,
               saved == ENOSPC ? GUICHET_ERROR_DISK_FULL : GUICHET_ERROR_DATABASE,
               "Cannot make the folder %s: %s", path, g_strerror (saved));
  return FALSE;
}

#include "config.h"

#include "cli/password.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>

#include "util/error.h"

#define MAX_PASSWORD 4096

/**
 * guichet_stream_read:
 *
 * Returns: (transfer full): all of @in; INVALID when it is longer than
 *   @max_bytes or holds a zero byte
 */
char *
guichet_stream_read (FILE    *in,
                     gsize    max_bytes,
                     GError **error)
{
  g_autofree char *text = g_malloc (max_bytes + 2);
  gsize length = fread (text, 1, max_bytes + 1, in);

  if (ferror (in))
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "Cannot read: %s", g_strerror (errno));
      return NULL;
    }

  text[length] = '\0';
  if (length > max_bytes || strlen (text) != length)
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID,
                   "More than %" G_GSIZE_FORMAT " bytes, or no text", max_bytes);
      return NULL;
    }

  return g_steal_pointer (&text);
}

/* As ssh does, but a warning only: a container's secret files often cannot
 * have another mode. */
static void
warn_if_open (const char *path,
              FILE       *file,
              FILE       *err)
{
  struct stat info;

  if (fstat (fileno (file), &info) == 0 && (info.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    fprintf (err, _("guichetctl: Other users may read the password file %s: chmod 600 it.\n"), path);
}

/**
 * guichet_password_read:
 * @path: a file, or "-" for @in
 *
 * Returns: (transfer full): the first line without its end; to be given to
 *   guichet_password_clear()
 */
char *
guichet_password_read (const char  *path,
                       FILE        *in,
                       FILE        *err,
                       GError     **error)
{
  gboolean is_input = g_str_equal (path, "-");
  FILE *file = is_input ? in : fopen (path, "re");
  char *password;

  if (file == NULL)
    {
      g_set_error (error, GUICHET_ERROR, GUICHET_ERROR_INVALID, "Cannot open %s: %s", path, g_strerror (errno));
      return NULL;
    }

  if (!is_input)
    warn_if_open (path, file, err);
  password = guichet_stream_read (file, MAX_PASSWORD, error);
  if (!is_input)
    fclose (file);
  if (password != NULL)
    password[strcspn (password, "\r\n")] = '\0';

  return password;
}

void
guichet_password_clear (char *password)
{
  if (password == NULL)
    return;

  explicit_bzero (password, strlen (password));
  g_free (password);
}

#include "config.h"

#include "ui/common/opened-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "ui/common/file-decode.h"
#include "util/data-dir.h"
#include "util/error.h"
#include "util/file-name.h"

static char *
dup_root (void)
{
  return g_build_filename (g_get_user_cache_dir (), "guichet", "opened", NULL);
}

/* A folder for each, so that two of a name do not meet, and none is written
 * over while somebody reads it. */
static char *
make_folder (GError **error)
{
  g_autofree char *root = dup_root ();
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *folder = g_build_filename (root, uuid, NULL);

  if (!guichet_data_dir_make_private (root, error) || !guichet_data_dir_make_private (folder, error))
    return NULL;

  return g_steal_pointer (&folder);
}

static gboolean
write_all (int      fd,
           GBytes  *data)
{
  gsize left;
  const guint8 *next = g_bytes_get_data (data, &left);

  while (left > 0)
    {
      gssize written = write (fd, next, left);

      if (written < 0 && errno != EINTR)
        return FALSE;
      if (written > 0)
        {
          next += written;
          left -= (gsize) written;
        }
    }

  return TRUE;
}

static void
write_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GuichetFile *file = task_data;
  GError *error = NULL;
  g_autofree char *folder = make_folder (&error);
  g_autofree char *name = guichet_file_name_make_safe (file->name);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  gboolean written = FALSE;
  int fd;

  if (path == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd >= 0)
    {
      written = write_all (fd, file->data);
      g_close (fd, NULL);
    }
  if (written)
    g_task_return_pointer (task, g_steal_pointer (&path), g_free);
  else
    g_task_return_new_error (task, GUICHET_ERROR,
                             errno == ENOSPC || errno == EDQUOT ? GUICHET_ERROR_DISK_FULL : GUICHET_ERROR_DATABASE,
                             "%s: %s", path, g_strerror (errno));
}

/* ---- giving it away */

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  /* Who changed their mind in the chooser knows it. */
  if (gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr(GtkFileLauncher) launcher = NULL;
  g_autoptr(GFile) file = NULL;

  if (path == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  file = g_file_new_for_path (path);
  launcher = gtk_file_launcher_new (file);
  gtk_file_launcher_set_always_ask (launcher, TRUE);
  gtk_file_launcher_launch (launcher, g_task_get_task_data (task), g_task_get_cancellable (task), launched_cb,
                            g_object_ref (task));
}

/**
 * guichet_opened_files_launch_async:
 *
 * Asks the person which program shall open a copy of @file. Refuses with
 * %GUICHET_ERROR_INVALID what may run something.
 */
void
guichet_opened_files_launch_async (GuichetFile         *file,
                                   GtkWindow           *parent,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr(GTask) writing = NULL;

  g_task_set_source_tag (task, guichet_opened_files_launch_async);
  if (guichet_file_is_dangerous (file))
    {
      g_task_return_new_error (task, GUICHET_ERROR, GUICHET_ERROR_INVALID, "This kind of file is never opened");
      return;
    }

  g_task_set_task_data (task, parent != NULL ? g_object_ref (parent) : NULL, parent != NULL ? g_object_unref : NULL);
  writing = g_task_new (NULL, cancellable, written_cb, g_steal_pointer (&task));
  g_task_set_task_data (writing, guichet_file_ref (file), (GDestroyNotify) guichet_file_unref);
  g_task_run_in_thread (writing, write_thread);
}

gboolean
guichet_opened_files_launch_finish (GAsyncResult  *result,
                                    GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- and away with them */

static void
remove_folder (const char *folder,
               guint       depth)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_unlink (path) != 0 && depth > 0)
        remove_folder (path, depth - 1);
    }
  g_rmdir (folder);
}

/* A few small folders at most: quick enough for any thread. */
void
guichet_opened_files_clear (void)
{
  g_autofree char *root = dup_root ();

  remove_folder (root, 1);
}

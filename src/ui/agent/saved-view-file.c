#include "config.h"

#include "ui/agent/saved-view-file.h"

#include "ui/common/toast.h"

#include <glib/gi18n.h>

/* More than anybody names; a file that is larger is none of ours. */
#define MAX_BYTES (1024 * 1024)

typedef struct
{
  GtkWidget    *near;
  GuichetStore *store;          /* nullable */
  GBytes       *data;           /* nullable */
} Job;

static void
free_job (Job *job)
{
  g_object_unref (job->near);
  g_clear_object (&job->store);
  g_clear_pointer (&job->data, g_bytes_unref);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, free_job)

static void
tell (GtkWidget  *near,
      const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  guichet_show_toast (near, toast);
}

/* ---- export */

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Job) job = user_data;
  g_autoptr(GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    tell (job->near, _("The views were exported"));
  else
    tell (job->near, error->message);
}

static void
export_to_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Job) job = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file == NULL)
    return;

  g_file_replace_contents_bytes_async (file, job->data, NULL, FALSE, G_FILE_CREATE_NONE, NULL, written_cb, job);
  g_steal_pointer (&job);
}

void
guichet_saved_view_file_export (GtkWidget *near,
                                GPtrArray *views)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  char *data = guichet_saved_views_to_data (views);
  Job *job = g_new0 (Job, 1);

  job->near = g_object_ref (near);
  job->data = g_bytes_new_take (data, strlen (data));
  gtk_file_dialog_set_title (dialog, _("Export the Views"));
  /* Translators: the name of a file */
  gtk_file_dialog_set_initial_name (dialog, _("Views.guichet-views"));
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (near)), NULL, export_to_cb, job);
}

/* ---- import */

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!guichet_store_save_view_finish (GUICHET_STORE (source), result, &error))
    g_warning ("An imported view could not be saved: %s", error->message);
}

/* A view that is there already is replaced by that of the same identity. */
static void
take_views (Job       *job,
            GPtrArray *views)
{
  g_autofree char *text = NULL;

  for (guint i = 0; i < views->len; i++)
    {
      GuichetSavedView *view = g_ptr_array_index (views, i);

      view->position = GUICHET_SAVED_VIEW_LAST;
      guichet_store_save_view_async (job->store, view, NULL, saved_cb, NULL);
    }

  text = g_strdup_printf (ngettext ("%u view was imported", "%u views were imported", views->len), views->len);
  tell (job->near, text);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Job) job = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  g_autoptr(GPtrArray) views = NULL;

  if (bytes != NULL && g_bytes_get_size (bytes) < MAX_BYTES)
    views = guichet_saved_views_from_data (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  if (views != NULL)
    take_views (job, views);
  else
    tell (job->near, _("This file holds no views"));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Job) job = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (stream == NULL)
    {
      tell (job->near, error->message);
      return;
    }

  g_input_stream_read_bytes_async (G_INPUT_STREAM (stream), MAX_BYTES, G_PRIORITY_DEFAULT, NULL, read_cb, job);
  g_steal_pointer (&job);
}

static void
import_from_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Job) job = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file == NULL)
    return;

  g_file_read_async (file, G_PRIORITY_DEFAULT, NULL, opened_cb, job);
  g_steal_pointer (&job);
}

void
guichet_saved_view_file_import (GtkWidget    *near,
                                GuichetStore *store)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  Job *job = g_new0 (Job, 1);

  job->near = g_object_ref (near);
  job->store = g_object_ref (store);
  gtk_file_dialog_set_title (dialog, _("Import Views"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (near)), NULL, import_from_cb, job);
}

#include "config.h"

#include "ui/agent/csv-export.h"

#include "store/reading.h"
#include "ui/agent/csv.h"
#include "ui/agent/queue-column.h"

#include <glib/gi18n.h>

/* So many tickets become lines in one turn of the main loop. */
#define PORTION 200

typedef struct
{
  GuichetContext    *context;
  GArray            *ids;
  GArray            *sorts;
  GFile             *file;
  GFileOutputStream *stream;
  GString           *text;
  guint              n_done;
  char               separator;
  GuichetExportFunc  progress;
  gpointer           progress_data;
} Export;

static void
free_export (gpointer data)
{
  Export *export = data;

  g_object_unref (export->context);
  g_array_unref (export->ids);
  g_array_unref (export->sorts);
  g_object_unref (export->file);
  g_clear_object (&export->stream);
  g_string_free (export->text, TRUE);
  g_free (export);
}

static void
append_titles (Export *export)
{
  g_autoptr(GPtrArray) cells = g_ptr_array_new ();

  for (guint i = 0; i < export->sorts->len; i++)
    g_ptr_array_add (cells, (gpointer) guichet_queue_column_get_title (g_array_index (export->sorts, GuichetSort, i)));
  g_ptr_array_add (cells, NULL);
  guichet_csv_append_row (export->text, (const char * const *) cells->pdata, export->separator);
}

static void
append_ticket (Export        *export,
               GuichetTicket *ticket)
{
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < export->sorts->len; i++)
    g_ptr_array_add (cells, guichet_queue_column_dup_text (g_array_index (export->sorts, GuichetSort, i),
                                                           export->context, ticket));
  g_ptr_array_add (cells, NULL);
  guichet_csv_append_row (export->text, (const char * const *) cells->pdata, export->separator);
}

static void write_text (GTask *task);

static void
rows_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GPtrArray) tickets = guichet_store_read_rows_finish (GUICHET_STORE (source), result, &error);

  if (tickets == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  for (guint i = 0; i < tickets->len; i++)
    append_ticket (export, g_ptr_array_index (tickets, i));
  write_text (task);
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (g_output_stream_close_finish (G_OUTPUT_STREAM (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
read_portion (GTask *task)
{
  Export *export = g_task_get_task_data (task);
  guint n = MIN (PORTION, export->ids->len - export->n_done);
  g_autoptr(GArray) portion = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);

  if (export->progress != NULL)
    export->progress (export->n_done, export->ids->len, export->progress_data);
  if (n == 0)
    {
      g_output_stream_close_async (G_OUTPUT_STREAM (export->stream), G_PRIORITY_DEFAULT, NULL, closed_cb, task);
      return;
    }

  g_array_append_vals (portion, &g_array_index (export->ids, gint64, export->n_done), n);
  export->n_done += n;
  guichet_store_read_rows_async (guichet_context_get_store (export->context), portion, NULL, rows_cb, task);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  g_string_truncate (export->text, 0);
  read_portion (task);
}

static void
write_text (GTask *task)
{
  Export *export = g_task_get_task_data (task);

  g_output_stream_write_all_async (G_OUTPUT_STREAM (export->stream), export->text->str, export->text->len,
                                   G_PRIORITY_DEFAULT, NULL, written_cb, task);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;

  export->stream = g_file_replace_finish (G_FILE (source), result, &error);
  if (export->stream == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  append_titles (export);
  write_text (task);
}

/**
 * guichet_csv_export_async:
 *
 * The file is there when the call succeeds; a file that it replaces stays until
 * then.
 */
void
guichet_csv_export_async (GuichetContext      *context,
                          GArray              *ids,
                          GArray              *sorts,
                          GFile               *file,
                          GuichetExportFunc    progress,
                          gpointer             progress_data,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Export *export = g_new0 (Export, 1);

  export->context = g_object_ref (context);
  export->ids = g_array_ref (ids);
  export->sorts = g_array_ref (sorts);
  export->file = g_object_ref (file);
  export->text = g_string_new (GUICHET_CSV_BYTE_ORDER_MARK);
  /* Translators: what spreadsheets of this language expect between the cells
   * of a CSV file: a comma or a semicolon, nothing else. */
  export->separator = C_("CSV separator", ",")[0] == ';' ? ';' : ',';
  export->progress = progress;
  export->progress_data = progress_data;
  g_task_set_source_tag (task, guichet_csv_export_async);
  g_task_set_task_data (task, export, free_export);
  g_file_replace_async (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, G_PRIORITY_DEFAULT, NULL, opened_cb, task);
}

gboolean
guichet_csv_export_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

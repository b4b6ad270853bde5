#include "config.h"

#include "sample-files.h"

#include <cairo-pdf.h>

#include "util/error.h"

GBytes *
sample_png (int width,
            int height)
{
  gsize stride = (gsize) width * 4;
  guint8 *pixels = g_malloc (stride * (gsize) height);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint8 *pixel = pixels + (gsize) y * stride + (gsize) x * 4;

        pixel[0] = (guint8) (255 * x / width);
        pixel[1] = (guint8) (255 * y / height);
        pixel[2] = 140;
        pixel[3] = 255;
      }
  bytes = g_bytes_new_take (pixels, stride * (gsize) height);
  texture = gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8A8, bytes, stride);

  return gdk_texture_save_to_png_bytes (texture);
}

static cairo_status_t
append_cb (void                *closure,
           const unsigned char *data,
           unsigned int         length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

GBytes *
sample_pdf (guint n_pages)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, 595, 842);
  cairo_t *cr = cairo_create (surface);

  cairo_set_font_size (cr, 24);
  for (guint i = 0; i < n_pages; i++)
    {
      g_autofree char *text = g_strdup_printf ("Bordereau de livraison, page %u", i + 1);

      cairo_move_to (cr, 72, 120);
      cairo_show_text (cr, text);
      cairo_rectangle (cr, 72, 160, 450, 500);
      cairo_stroke (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (bytes);
}

struct _SampleSource
{
  GObject parent_instance;

  GHashTable *files;
  GQueue      held;             /* of tasks */
  gboolean    hold;
  GError     *failure;
  guint       n_fetches;
};

static void
answer (SampleSource *self,
        GTask        *task)
{
  GuichetFile *file = g_hash_table_lookup (self->files, g_task_get_task_data (task));

  if (self->failure != NULL)
    g_task_return_error (task, g_steal_pointer (&self->failure));
  else if (file != NULL)
    g_task_return_pointer (task, guichet_file_ref (file), (GDestroyNotify) guichet_file_unref);
  else
    g_task_return_new_error (task, GUICHET_ERROR, GUICHET_ERROR_NOT_FOUND, "No such file");
  g_object_unref (task);
}

static void
fetch_async (GuichetFileSource   *source,
             gint64               attachment_id,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  SampleSource *self = SAMPLE_SOURCE (source);
  GTask *task = g_task_new (source, cancellable, callback, user_data);

  self->n_fetches++;
  g_task_set_task_data (task, g_memdup2 (&attachment_id, sizeof attachment_id), g_free);
  if (self->hold)
    g_queue_push_tail (&self->held, task);
  else
    answer (self, task);
}

static GuichetFile *
fetch_finish (GuichetFileSource  *source,
              GAsyncResult       *result,
              GError            **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sample_source_file_source_init (GuichetFileSourceInterface *iface)
{
  iface->fetch_async = fetch_async;
  iface->fetch_finish = fetch_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SampleSource, sample_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GUICHET_TYPE_FILE_SOURCE, sample_source_file_source_init))

static void
sample_source_finalize (GObject *object)
{
  SampleSource *self = SAMPLE_SOURCE (object);

  g_hash_table_unref (self->files);
  g_clear_error (&self->failure);

  G_OBJECT_CLASS (sample_source_parent_class)->finalize (object);
}

static void
sample_source_class_init (SampleSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sample_source_finalize;
}

static void
sample_source_init (SampleSource *self)
{
  self->files = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) guichet_file_unref);
  g_queue_init (&self->held);
}

SampleSource *
sample_source_new (void)
{
  return g_object_new (SAMPLE_TYPE_SOURCE, NULL);
}

void
sample_source_put (SampleSource *self,
                   gint64        id,
                   const char   *name,
                   const char   *mime,
                   GBytes       *data)
{
  g_hash_table_insert (self->files, g_memdup2 (&id, sizeof id), guichet_file_new (id, name, mime, data));
}

void
sample_source_fail (SampleSource *self,
                    const GError *error)
{
  g_clear_error (&self->failure);
  self->failure = g_error_copy (error);
}

void
sample_source_hold (SampleSource *self)
{
  self->hold = TRUE;
}

void
sample_source_answer (SampleSource *self)
{
  GTask *task;

  self->hold = FALSE;
  while ((task = g_queue_pop_head (&self->held)) != NULL)
    answer (self, task);
}

guint
sample_source_count (SampleSource *self)
{
  return self->n_fetches;
}

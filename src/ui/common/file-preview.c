#include "config.h"

#include "ui/common/file-preview.h"

#include "ui/common/file-decode.h"
#include "ui/common/file-opener.h"
#include "ui/common/opened-files.h"
#include "ui/common/problem.h"
#include "util/error.h"
#include "util/file-name.h"

#include <glib/gi18n.h>

struct _GuichetFilePreview
{
  AdwDialog parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle  *heading;
  AdwBanner       *warning;
  GtkStack        *stack;
  GtkLabel        *loading_label;
  GtkWidget       *loading_bar;
  AdwStatusPage   *problem;
  GtkPicture      *picture;
  GtkTextView     *text;
  AdwStatusPage   *other;
  GtkWidget       *pages;
  GtkLabel        *page_label;
  GtkLabel        *hint;
  GtkWidget       *open_button;

  GuichetContext    *context;
  GuichetAttachment *attachment;
  GuichetFile       *file;      /* NULL until it is here */
  char              *name;      /* safe */
  guint              page;
  guint              n_pages;
  GCancellable      *cancellable;
};

G_DEFINE_FINAL_TYPE (GuichetFilePreview, guichet_file_preview, ADW_TYPE_DIALOG)

static void
set_enabled (GuichetFilePreview *self,
             const char         *action,
             gboolean            enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
}

static void
show_heading (GuichetFilePreview *self)
{
  const char *name = self->file != NULL ? self->file->name : self->attachment->name;
  const char *mime = self->file != NULL ? self->file->mime : self->attachment->mime;
  gint64 size = self->file != NULL ? (gint64) g_bytes_get_size (self->file->data) : self->attachment->size;
  g_autofree char *safe = guichet_file_name_make_safe (name);
  g_autofree char *length = size >= 0 ? g_format_size ((guint64) size) : g_strdup ("");
  g_autofree char *subtitle = g_strdup_printf ("%s%s%s", length, *length != '\0' && *mime != '\0' ? " · " : "", mime);

  g_set_str (&self->name, *name != '\0' ? safe : _("File without a known name"));
  adw_dialog_set_title (ADW_DIALOG (self), self->name);
  adw_window_title_set_title (self->heading, self->name);
  adw_window_title_set_subtitle (self->heading, subtitle);
}

/* ---- what it turned out to be */

static void
show_other (GuichetFilePreview *self,
            const char         *sentence)
{
  adw_status_page_set_icon_name (self->other, guichet_file_is_dangerous (self->file) ? "dialog-warning-symbolic"
                                                                                    : "x-office-document-symbolic");
  adw_status_page_set_title (self->other, sentence);
  gtk_stack_set_visible_child_name (self->stack, "other");
}

/* What was decoded, on its way back from a thread. */
typedef struct
{
  GuichetFile     *file;
  GuichetFileKind  kind;
  guint            page;
  guint            n_pages;
  GdkTexture      *texture;
  char            *text;
  gboolean         cut;
} Decoding;

static void
free_decoding (gpointer data)
{
  Decoding *decoding = data;

  guichet_file_unref (decoding->file);
  g_clear_object (&decoding->texture);
  g_free (decoding->text);
  g_free (decoding);
}

static void
decode_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Decoding *decoding = task_data;
  GError *error = NULL;

  decoding->kind = guichet_file_find_kind (decoding->file);
  if (decoding->kind == GUICHET_FILE_KIND_PDF && !guichet_pdf_is_supported ())
    decoding->kind = GUICHET_FILE_KIND_OTHER;

  if (decoding->kind == GUICHET_FILE_KIND_IMAGE)
    decoding->texture = guichet_image_decode (decoding->file->data, &error);
  else if (decoding->kind == GUICHET_FILE_KIND_PDF)
    decoding->texture = guichet_pdf_draw_page (decoding->file->data, decoding->page, &decoding->n_pages, &error);
  else if (decoding->kind == GUICHET_FILE_KIND_TEXT)
    decoding->text = guichet_text_decode (decoding->file->data, &decoding->cut);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
show_text (GuichetFilePreview *self,
           const Decoding     *decoding)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start;

  gtk_text_buffer_set_text (buffer, decoding->text, -1);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, self->name, -1);
  gtk_label_set_text (self->hint, decoding->cut ? _("Only the beginning is shown") : "");
  gtk_stack_set_visible_child_name (self->stack, "text");
}

static void
show_texture (GuichetFilePreview *self,
              const Decoding     *decoding)
{
  self->n_pages = decoding->n_pages;
  if (self->n_pages > 0)
    {
      /* Translators: the number of a page, and how many there are */
      g_autofree char *label = g_strdup_printf (_("%u of %u"), self->page + 1, self->n_pages);

      gtk_label_set_text (self->page_label, label);
    }
  gtk_widget_set_visible (self->pages, self->n_pages > 1);
  set_enabled (self, "preview.next-page", self->page + 1 < self->n_pages);
  set_enabled (self, "preview.previous-page", self->n_pages > 0 && self->page > 0);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (decoding->texture));
  gtk_picture_set_alternative_text (self->picture, self->name);
  gtk_stack_set_visible_child_name (self->stack, "picture");
}

static void
decoded_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GuichetFilePreview) self = user_data;
  const Decoding *decoding = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_other (self, _("This file is damaged, or is not what it says."));
      return;
    }
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (decoding->texture != NULL)
    show_texture (self, decoding);
  else if (decoding->text != NULL)
    show_text (self, decoding);
  else
    show_other (self, _("This kind of file cannot be shown here."));
}

static void
decode (GuichetFilePreview *self)
{
  g_autoptr(GTask) task = g_task_new (NULL, self->cancellable, decoded_cb, g_object_ref (self));
  Decoding *decoding = g_new0 (Decoding, 1);

  decoding->file = guichet_file_ref (self->file);
  decoding->page = self->page;
  g_task_set_source_tag (task, decode);
  g_task_set_task_data (task, decoding, free_decoding);
  g_task_run_in_thread (task, decode_thread);
}

static void
turn_page (GuichetFilePreview *self,
           guint               page)
{
  if (page >= self->n_pages)
    return;

  self->page = page;
  decode (self);
}

/* ---- bringing it here */

static void
show_problem (GuichetFilePreview *self,
              const GError       *error)
{
  GuichetProblem problem = guichet_problem_describe (error);

  adw_status_page_set_title (self->problem, problem.sentence);
  adw_status_page_set_description (self->problem, NULL);
  set_enabled (self, "preview.retry", TRUE);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

static void
take_file (GuichetFilePreview *self,
           GuichetFile        *file)
{
  gboolean dangerous = guichet_file_is_dangerous (file);

  self->file = file;
  show_heading (self);
  adw_banner_set_revealed (self->warning, dangerous);
  gtk_widget_set_visible (self->open_button, !dangerous);
  set_enabled (self, "preview.open", !dangerous);
  set_enabled (self, "preview.save", TRUE);
  decode (self);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GuichetFilePreview) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GuichetFile) file = guichet_open_file_finish (GUICHET_CONTEXT (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (file != NULL)
    take_file (self, g_steal_pointer (&file));
  else
    show_problem (self, error);
}

static void
fetch (GuichetFilePreview *self)
{
  gtk_label_set_text (self->loading_label, _("The file is being fetched from the server…"));
  gtk_widget_set_visible (self->loading_bar, FALSE);
  set_enabled (self, "preview.retry", FALSE);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  guichet_open_file_async (self->context, self->attachment->id, self->cancellable, opened_cb, g_object_ref (self));
}

static void
transfer_cb (GuichetFilePreview *self,
             const char         *key,
             guint64             done,
             guint64             total)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, self->attachment->id);

  if (!g_str_equal (id, key))
    return;

  gtk_widget_set_visible (self->loading_bar, TRUE);
  if (total > 0)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->loading_bar), MIN ((double) done / (double) total, 1.0));
  else
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->loading_bar));
}

/* ---- actions */

static void
tell (GuichetFilePreview *self,
      const char         *sentence)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (sentence));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GuichetFilePreview) self = user_data;
  g_autoptr(GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    tell (self, _("Saved"));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    tell (self, _("The disk of this computer is full."));
  else
    tell (self, _("The file could not be saved there."));
}

static void
place_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GuichetFilePreview) self = user_data;
  g_autoptr(GFile) place = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (place != NULL && self->file != NULL)
    g_file_replace_contents_bytes_async (place, self->file->data, NULL, FALSE,
                                         G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                         NULL, saved_cb, g_object_ref (self));
}

static GtkWindow *
get_window (GuichetFilePreview *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
save_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  GuichetFilePreview *self = GUICHET_FILE_PREVIEW (widget);
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *safe = guichet_file_name_make_safe (self->file->name);

  gtk_file_dialog_set_initial_name (dialog, safe);
  gtk_file_dialog_save (dialog, get_window (self), NULL, place_chosen_cb, g_object_ref (self));
}

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GuichetFilePreview) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!guichet_opened_files_launch_finish (result, &error) && !g_cancellable_is_cancelled (self->cancellable))
    tell (self, _("No program could open this file. You can save it instead."));
}

static void
open_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  GuichetFilePreview *self = GUICHET_FILE_PREVIEW (widget);

  guichet_opened_files_launch_async (self->file, get_window (self), self->cancellable, launched_cb,
                                     g_object_ref (self));
}

static void
retry_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  fetch (GUICHET_FILE_PREVIEW (widget));
}

static void
next_page_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  GuichetFilePreview *self = GUICHET_FILE_PREVIEW (widget);

  turn_page (self, self->page + 1);
}

static void
previous_page_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  GuichetFilePreview *self = GUICHET_FILE_PREVIEW (widget);

  if (self->page > 0)
    turn_page (self, self->page - 1);
}

/* ---- class */

/* Whoever closes it does not want the file any more. */
static void
guichet_file_preview_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (GUICHET_FILE_PREVIEW (dialog)->cancellable);
}

static void
guichet_file_preview_dispose (GObject *object)
{
  GuichetFilePreview *self = GUICHET_FILE_PREVIEW (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), GUICHET_TYPE_FILE_PREVIEW);

  G_OBJECT_CLASS (guichet_file_preview_parent_class)->dispose (object);
}

static void
guichet_file_preview_finalize (GObject *object)
{
  GuichetFilePreview *self = GUICHET_FILE_PREVIEW (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->attachment, guichet_attachment_unref);
  g_clear_pointer (&self->file, guichet_file_unref);
  g_clear_object (&self->cancellable);
  g_free (self->name);

  G_OBJECT_CLASS (guichet_file_preview_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/guichet/Guichet/ui/file-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, GuichetFilePreview, toasts);
  gtk_widget_class_bind_template_child (widget_class, GuichetFilePreview, heading);
  gtk_widget_class_bind_template_child (widget_class, GuichetFilePreview, warning);
  gtk_widget_class_bind_template_child (widget_class, GuichetFilePreview, stack);
  gtk_widget_class_bind_template_child (widget_class, GuichetFilePreview, loading_label);
  gtk_widget_class_bind_template_child (widget_class, GuichetFilePreview, loading_bar);
  gtk_widget_class_bind_template_child (widget_class, GuichetFilePreview, problem);
  gtk_widget_class_bind_template_child (widget_class, GuichetFilePreview, picture);
  gtk_widget_class_bind_template_child (widget_class, GuichetFilePreview, text);
  gtk_widget_class_bind_template_child (widget_class, GuichetFilePreview, other);
  gtk_widget_class_bind_template_child (widget_class, GuichetFilePreview, pages);
  gtk_widget_class_bind_template_child (widget_class, GuichetFilePreview, page_label);
  gtk_widget_class_bind_template_child (widget_class, GuichetFilePreview, hint);
  gtk_widget_class_bind_template_child (widget_class, GuichetFilePreview, open_button);
}

static void
guichet_file_preview_class_init (GuichetFilePreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = guichet_file_preview_dispose;
  object_class->finalize = guichet_file_preview_finalize;
  ADW_DIALOG_CLASS (klass)->closed = guichet_file_preview_closed;

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "preview.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "preview.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "preview.retry", NULL, retry_cb);
  gtk_widget_class_install_action (widget_class, "preview.next-page", NULL, next_page_cb);
  gtk_widget_class_install_action (widget_class, "preview.previous-page", NULL, previous_page_cb);
}

static void
guichet_file_preview_init (GuichetFilePreview *self)
{
  static const char * const actions[] = {
    "preview.save", "preview.open", "preview.retry", "preview.next-page", "preview.previous-page",
  };

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    set_enabled (self, actions[i], FALSE);
}

/**
 * guichet_file_preview_open:
 * @parent: a widget of the window that shall show it
 *
 * Returns: (transfer none): the dialog, which is on its way to the screen
 */
AdwDialog *
guichet_file_preview_open (GtkWidget         *parent,
                           GuichetContext    *context,
                           GuichetAttachment *attachment)
{
  GuichetFilePreview *self;

  g_return_val_if_fail (GUICHET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (attachment != NULL, NULL);

  self = g_object_new (GUICHET_TYPE_FILE_PREVIEW, NULL);
  self->context = g_object_ref (context);
  self->attachment = guichet_attachment_ref (attachment);
  g_signal_connect_object (context, "transfer", G_CALLBACK (transfer_cb), self, G_CONNECT_SWAPPED);
  show_heading (self);
  fetch (self);
  adw_dialog_present (ADW_DIALOG (self), parent);

  return ADW_DIALOG (self);
}
